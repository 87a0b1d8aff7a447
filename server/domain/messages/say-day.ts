import type { Locale } from './translate.ts';

/** A day `YYYY-MM-DD` as a person writes it: 5 Agustus 1990. */
export function sayDay(day: string, locale: Locale): string {
  return new Intl.DateTimeFormat(locale === 'en' ? 'en-GB' : 'id-ID', { day: 'numeric', month: 'long', year: 'numeric', timeZone: 'UTC' }).format(new Date(`${day}T00:00:00Z`));
}
