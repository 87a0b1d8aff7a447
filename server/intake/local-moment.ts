import { translate, type Locale } from '../domain/messages/translate.ts';

/** `Senin, 2 Maret 2026 pukul 10.00 WITA`: a moment in the office's zone, the zone named. */
export function localMoment(at: Date, zone: string, locale: Locale): string {
  const text = new Intl.DateTimeFormat(locale === 'id' ? 'id-ID' : 'en-GB', {
    timeZone: zone, weekday: 'long', day: 'numeric', month: 'long', year: 'numeric', hour: '2-digit', minute: '2-digit',
  }).format(at);
  return `${text} ${translate(`zona.${zone}`, {}, locale)}`;
}
