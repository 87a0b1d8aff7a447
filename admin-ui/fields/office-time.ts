/** Moments in the office's own zone. What a person types is office time; what travels is ISO 8601 with an offset. */

const ZONE_NAMES: Record<string, string> = { 'Asia/Jakarta': 'WIB', 'Asia/Pontianak': 'WIB', 'Asia/Makassar': 'WITA', 'Asia/Jayapura': 'WIT' };

/** WIB, WITA or WIT; a zone outside Indonesia by its own name. */
export function zoneName(zone: string): string {
  return ZONE_NAMES[zone] ?? zone;
}

interface Parts { year: number; month: number; day: number; hour: number; minute: number }

function partsIn(moment: Date, zone: string): Parts {
  const found = new Intl.DateTimeFormat('en-GB', { timeZone: zone, year: 'numeric', month: '2-digit', day: '2-digit', hour: '2-digit', minute: '2-digit', hourCycle: 'h23' }).formatToParts(moment);
  const of = (type: string) => Number(found.find((part) => part.type === type)?.value);
  return { year: of('year'), month: of('month'), day: of('day'), hour: of('hour'), minute: of('minute') };
}

const two = (n: number) => String(n).padStart(2, '0');

/** Minutes the zone is ahead of UTC at that moment. */
export function offsetMinutes(moment: Date, zone: string): number {
  const { year, month, day, hour, minute } = partsIn(moment, zone);
  return Math.round((Date.UTC(year, month - 1, day, hour, minute) - Math.floor(moment.getTime() / 60_000) * 60_000) / 60_000);
}

/** `2026-11-23T09:30` typed in the office to `2026-11-23T09:30:00+08:00`; null for anything that is no moment. */
export function toIsoWithOffset(local: string, zone: string): string | null {
  const match = /^(\d{4})-(\d{2})-(\d{2})T(\d{2}):(\d{2})(?::\d{2}(?:\.\d+)?)?$/.exec(local);
  if (!match) return null;
  const [year, month, day, hour, minute] = match.slice(1).map(Number) as [number, number, number, number, number];
  const asUtc = Date.UTC(year, month - 1, day, hour, minute);
  const typed = new Date(asUtc);
  if (typed.getUTCMonth() !== month - 1 || hour > 23 || minute > 59) return null;
  const offset = offsetMinutes(new Date(asUtc - offsetMinutes(typed, zone) * 60_000), zone);
  const sign = offset < 0 ? '-' : '+';
  return `${match[1]}-${match[2]}-${match[3]}T${match[4]}:${match[5]}:00${sign}${two(Math.floor(Math.abs(offset) / 60))}:${two(Math.abs(offset) % 60)}`;
}

/** A moment as the date fields want it (`YYYY-MM-DDTHH:mm`), in the office's zone. */
export function toLocalInput(moment: Date, zone: string): string {
  const { year, month, day, hour, minute } = partsIn(moment, zone);
  return `${year}-${two(month)}-${two(day)}T${two(hour)}:${two(minute)}`;
}

/** Calendar day of the office, `YYYY-MM-DD`. */
export function officeDay(moment: Date, zone: string): string {
  return toLocalInput(moment, zone).slice(0, 10);
}

export type Shown = 'jam' | 'hari' | 'tanggal' | 'singkat' | 'bertahun' | 'detik' | 'lengkap';
const SHAPES: Record<Shown, Intl.DateTimeFormatOptions> = {
  jam: { hour: '2-digit', minute: '2-digit', hourCycle: 'h23' },
  hari: { weekday: 'long', day: 'numeric', month: 'long', year: 'numeric' },
  tanggal: { day: 'numeric', month: 'short', year: 'numeric' },
  singkat: { day: 'numeric', month: 'short', hour: '2-digit', minute: '2-digit', hourCycle: 'h23' },
  bertahun: { day: 'numeric', month: 'short', year: 'numeric', hour: '2-digit', minute: '2-digit', hourCycle: 'h23' },
  detik: { day: 'numeric', month: 'short', year: 'numeric', hour: '2-digit', minute: '2-digit', second: '2-digit', hourCycle: 'h23' },
  lengkap: { weekday: 'short', day: 'numeric', month: 'short', year: 'numeric', hour: '2-digit', minute: '2-digit', hourCycle: 'h23' },
};

/** British English alone writes one short month with four letters. */
const threeLetters = (text: string) => text.replace(/\bSept\b/, 'Sep');

/** Shown in the office's zone; `lengkap` also says which zone that is. */
export function showMoment(iso: string, zone: string, locale: string, shown: Shown = 'singkat'): string {
  const text = threeLetters(new Intl.DateTimeFormat(locale, { ...SHAPES[shown], timeZone: zone }).format(new Date(iso)));
  return shown === 'lengkap' ? `${text} ${zoneName(zone)}` : text;
}

/** A calendar day (`YYYY-MM-DD`), which has no zone. */
export function showDay(day: string, locale: string): string {
  return threeLetters(new Intl.DateTimeFormat(locale, { day: 'numeric', month: 'short', year: 'numeric', timeZone: 'UTC' }).format(new Date(`${day.slice(0, 10)}T00:00:00Z`)));
}
