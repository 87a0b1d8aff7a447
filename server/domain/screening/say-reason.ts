import { sayDay } from '../messages/say-day.ts';
import { translate, type Locale } from '../messages/translate.ts';
import type { ScreeningReason } from './screening.ts';

/** The sentence of a reason, days written as people write them. */
export function sayReason({ key, params }: ScreeningReason, locale: Locale): string {
  return translate(key, Object.fromEntries(Object.entries(params).map(([name, value]) => [name, /^\d{4}-\d{2}-\d{2}$/.test(value) ? sayDay(value, locale) : value])), locale);
}
