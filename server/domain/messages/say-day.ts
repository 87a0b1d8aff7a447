import type { Locale } from './translate.ts';

/** The same as a parameter of a sentence whose language is known only when it is said (`ownName`). */
export const sayDayInEither = (day: string): string => `nama:${sayDay(day, 'id')}|${sayDay(day, 'en')}`;

/** A day `YYYY-MM-DD` as a person writes it: 5 Agustus 1990. */
export function sayDay(day: string, locale: Locale): string {
  return new Intl.DateTimeFormat(locale === 'en' ? 'en-GB' : 'id-ID', { day: 'numeric', month: 'long', year: 'numeric', timeZone: 'UTC' }).format(new Date(`${day}T00:00:00Z`));
}
