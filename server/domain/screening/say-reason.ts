import { translate, type Locale } from '../messages/translate.ts';
import type { ScreeningReason } from './screening.ts';

/** The sentence of a reason, days written as people write them. */
export function sayReason({ key, params }: ScreeningReason, locale: Locale): string {
  return translate(key, Object.fromEntries(Object.entries(params).map(([name, value]) => [name, sayDay(value, locale)])), locale);
}

function sayDay(value: string, locale: Locale): string {
  if (!/^\d{4}-\d{2}-\d{2}$/.test(value)) return value;
  return new Intl.DateTimeFormat(locale === 'en' ? 'en-GB' : 'id-ID', { day: 'numeric', month: 'long', year: 'numeric', timeZone: 'UTC' }).format(new Date(`${value}T00:00:00Z`));
}
