import { useCallback, useContext, useMemo } from 'react';
import { I18nContext, useLocaleState, useNotify, type I18nProvider } from 'react-admin';

/**
 * The language of the screen, and the way to change it beneath an open page. The words are fetched before the choice is written down:
 * the other way round react-admin builds the whole page anew, and what was typed on it is gone.
 */
export function useLanguage(): ['id' | 'en', (next: 'id' | 'en') => void] {
  const provider = useContext(I18nContext);
  const notify = useNotify();
  const [locale, setLocale] = useLocaleState();
  const change = useCallback((next: 'id' | 'en') => {
    Promise.resolve(provider.changeLocale(next)).then(() => { setLocale(next); }, () => { notify('ra.notification.i18n_error', { type: 'error' }); });
  }, [provider, notify, setLocale]);
  return [locale === 'en' ? 'en' : 'id', change];
}

/** The words of the screen as another thing in each language: whoever shows some is drawn again when it changes. */
export function useSpokenWords(): I18nProvider {
  const provider = useContext(I18nContext);
  const [locale] = useLocaleState();
  return useMemo(() => ({ ...provider, getLocale: () => locale }), [provider, locale]);
}
