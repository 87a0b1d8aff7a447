import { useEffect, useRef, type ReactNode } from 'react';
import { useQueryClient } from '@tanstack/react-query';
import { I18nContext, useLocaleState } from 'react-admin';
import { LATE_WORDS_EVENT, speakToServerIn } from '../provider/http.ts';
import { useSpokenWords } from '../provider/use-language.ts';

/** Around every page, in the language of now: switching it draws the page again as it stands, with what was typed on it. */
export function SpokenPage({ children }: { children?: ReactNode }) {
  const [locale] = useLocaleState();
  const words = useSpokenWords();
  const queries = useQueryClient();
  const spoken = useRef(locale);
  useEffect(() => {
    document.documentElement.lang = locale;
    if (spoken.current === locale) return;
    spoken.current = locale;
    // Labels and sentences of the server came in the other language. What no screen shows now would show the old ones for a moment when it is opened.
    speakToServerIn(locale);
    queries.removeQueries({ predicate: (query) => query.getObserversCount() === 0 });
    void queries.invalidateQueries();
  }, [locale, queries]);
  useEffect(() => {
    const again = () => { void queries.invalidateQueries(); };
    window.addEventListener(LATE_WORDS_EVENT, again);
    return () => { window.removeEventListener(LATE_WORDS_EVENT, again); };
  }, [queries]);
  return <I18nContext.Provider value={words}>{children}</I18nContext.Provider>;
}
