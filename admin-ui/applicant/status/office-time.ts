/** Moments in the office's zone, named; beside them the phone's own clock where it differs. */
import type { Locale } from '../language.ts';

/** The three zones of Indonesia have no summer time, so name and offset (minutes east of UTC) belong together for good. */
const ZONES: Readonly<Record<string, { iana: string; offset: number }>> = {
  WIB: { iana: 'Asia/Jakarta', offset: 420 }, WITA: { iana: 'Asia/Makassar', offset: 480 }, WIT: { iana: 'Asia/Jayapura', offset: 540 },
};
const LANGUAGE: Readonly<Record<Locale, string>> = { id: 'id-ID', en: 'en-GB' };

/** A day in the office's zone (`WIB`, `WITA`, `WIT`): `20 November 2026`. */
export function officeDay(iso: string, zone: string, locale: Locale): string {
  return new Intl.DateTimeFormat(LANGUAGE[locale], { timeZone: ZONES[zone]?.iana ?? 'Asia/Jakarta', dateStyle: 'long' }).format(new Date(iso));
}

/** A moment in the office's zone, the zone named: `20 November 2026 pukul 15.10 WITA`. */
export function officeMoment(iso: string, zone: string, locale: Locale): string {
  const text = new Intl.DateTimeFormat(LANGUAGE[locale], { timeZone: ZONES[zone]?.iana ?? 'Asia/Jakarta', dateStyle: 'long', timeStyle: 'short' }).format(new Date(iso));
  return `${text} ${zone in ZONES ? zone : 'WIB'}`;
}

/**
 * The same moment on the phone's clock, or null when that clock shows what the office's shows. `phoneOffset` is in minutes east of
 * UTC at that moment.
 */
export function phoneMoment(iso: string, zone: string, phoneOffset: number, locale: Locale): string | null {
  if (phoneOffset === ZONES[zone]?.offset) return null;
  const shifted = new Date(new Date(iso).getTime() + phoneOffset * 60_000);
  return new Intl.DateTimeFormat(LANGUAGE[locale], { timeZone: 'UTC', weekday: 'long', day: 'numeric', month: 'long', hour: '2-digit', minute: '2-digit' }).format(shifted);
}

/** Minutes east of UTC of this phone at that moment. */
export const phoneOffsetAt = (iso: string): number => -new Date(iso).getTimezoneOffset();
