import { useCallback, useEffect, useState } from 'preact/hooks';
import { toldIn, type Answer, type Problem } from './api-answer.ts';
import { currentLocale, localeStore, say, type Locale } from './language.ts';
import type { Store } from './store.ts';

/** The value of a store, drawn again at each change. */
export function useStore<T>(store: Store<T>): T {
  const [value, show] = useState(store.get());
  useEffect(() => {
    show(store.get());
    return store.subscribe(() => { show(store.get()); });
  }, [store]);
  return value;
}

export const useLocale = (): Locale => useStore(localeStore);

export interface Loaded<T> { value: T | null; problem: Problem | null; again(): void }

/**
 * Asks when shown, when `ask` or the language changes, and on `again`; what was there stays until the new answer is. `ask` is a
 * module's function or kept by useCallback, since a new one means that something else is asked.
 */
export function useLoad<T>(ask: () => Promise<Answer<T>>): Loaded<T> {
  const locale = useLocale();
  const [turn, setTurn] = useState(0);
  const [state, show] = useState<{ ask: () => Promise<Answer<T>>; value: T | null; problem: Problem | null }>({ ask, value: null, problem: null });
  useEffect(() => {
    let stale = false;
    void ask().then((answer) => {
      if (stale) return;
      show((before) => (answer.ok ? { ask, value: answer.body, problem: null } : { ask, value: before.ask === ask ? before.value : null, problem: answer }));
    });
    return () => { stale = true; };
  }, [ask, locale, turn]);
  const again = useCallback(() => { setTurn((n) => n + 1); }, []);
  return state.ask === ask ? { value: state.value, problem: state.problem, again } : { value: null, problem: null, again };
}

/** What to tell a person about a call that did not succeed. */
export function sentenceOf(problem: Problem): string {
  if (problem.kind === 'lost') return navigator.onLine ? say('laman.galat.putus') : say('laman.galat.luring');
  return toldIn(problem, currentLocale()).message ?? say('laman.galat.tanpa_kata');
}

/** Title of the tab; never a name, a number or a token. */
export function useTitle(title: string): void {
  useEffect(() => { document.title = `${title} · Loket LPSE`; }, [title]);
}

/** Nothing that was typed is kept on the phone, so closing the tab with something half done is asked about first. */
export function useLeavingGuard(holdsWork: () => boolean): void {
  useEffect(() => {
    const ask = (event: BeforeUnloadEvent) => { if (holdsWork()) event.preventDefault(); };
    window.addEventListener('beforeunload', ask);
    return () => { window.removeEventListener('beforeunload', ask); };
  }, [holdsWork]);
}
