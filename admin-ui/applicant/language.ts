/** The language of the page. Kept for the tab only, as nothing about the person is. */
import { applicantWords } from '../../server/domain/messages/applicant-words.ts';
import { inNumber } from '../../server/domain/messages/in-number.ts';
import { createStore } from './store.ts';

export type Locale = 'id' | 'en';
export type ApplicantKey = keyof typeof applicantWords.id;
export type Say = (key: ApplicantKey, params?: Record<string, string | number>) => string;

const KEPT_AS = 'loket.bahasa';

function kept(): Locale {
  try {
    return sessionStorage.getItem(KEPT_AS) === 'en' ? 'en' : 'id';
  } catch {
    // Storage is closed in some private windows; Indonesian is right for nearly everybody.
    return 'id';
  }
}

export const localeStore = createStore<Locale>(kept());
export const currentLocale = (): Locale => localeStore.get();

export function chooseLocale(locale: Locale): void {
  localeStore.change(() => locale);
  document.documentElement.lang = locale;
  try {
    sessionStorage.setItem(KEPT_AS, locale);
  } catch {
    // The choice then lives as long as the page.
  }
}

/** Asks again where another language was chosen before the answer came: its words would be in one that nobody reads any more. For questions and what may be said twice. */
export async function inOneLanguage<T>(ask: () => Promise<T>, locale: () => Locale = currentLocale): Promise<T> {
  for (;;) {
    const before = locale();
    const answer = await ask();
    if (locale() === before) return answer;
  }
}

/** The sentence of a key in the language now chosen; `%{name}` is filled from params. */
export const say: Say = (key, params = {}) => inNumber(applicantWords[currentLocale()][key], params).replace(/%\{(\w+)\}/g, (_whole, name: string) => String(params[name] ?? ''));
