/** Dates and times as an Indonesian office prints them, in the office's own zone (domain.md 7.2). */

const ZONES: Readonly<Record<string, { short: string; long: string }>> = {
  'Asia/Jakarta': { short: 'WIB', long: 'Waktu Indonesia Barat' },
  'Asia/Pontianak': { short: 'WIB', long: 'Waktu Indonesia Barat' },
  'Asia/Makassar': { short: 'WITA', long: 'Waktu Indonesia Tengah' },
  'Asia/Jayapura': { short: 'WIT', long: 'Waktu Indonesia Timur' },
};
const MONTHS = ['Januari', 'Februari', 'Maret', 'April', 'Mei', 'Juni', 'Juli', 'Agustus', 'September', 'Oktober', 'November', 'Desember'];
const DAYS = ['Minggu', 'Senin', 'Selasa', 'Rabu', 'Kamis', 'Jumat', 'Sabtu'];
const ROMAN = ['I', 'II', 'III', 'IV', 'V', 'VI', 'VII', 'VIII', 'IX', 'X', 'XI', 'XII'];

interface WallTime { year: number; month: number; day: number; weekday: number; hour: number; minute: number }

/** The wall clock of a zone at an instant; month 1–12, weekday 0 = Sunday. */
export function wallTime(at: Date, zone: string): WallTime {
  const parts = new Intl.DateTimeFormat('en-GB', { timeZone: zone, year: 'numeric', month: 'numeric', day: 'numeric', hour: '2-digit', minute: '2-digit', hourCycle: 'h23' }).formatToParts(at);
  const of = (type: Intl.DateTimeFormatPartTypes) => Number(parts.find((part) => part.type === type)?.value);
  const [year, month, day] = [of('year'), of('month'), of('day')];
  return { year, month, day, weekday: new Date(Date.UTC(year, month - 1, day)).getUTCDay(), hour: of('hour'), minute: of('minute') };
}

/** `WITA`; a zone outside Indonesia by its own name. */
export const zoneShort = (zone: string): string => ZONES[zone]?.short ?? zone;
/** `Waktu Indonesia Tengah` */
export const zoneLong = (zone: string): string => ZONES[zone]?.long ?? zone;
/** 1–12 to `I`–`XII`. */
export const romanMonth = (month: number): string => ROMAN[month - 1] ?? String(month);

const clock = ({ hour, minute }: WallTime) => `${String(hour).padStart(2, '0')}.${String(minute).padStart(2, '0')}`;

/** `20 November 2026` */
export function printedDate(at: Date, zone: string): string {
  const { day, month, year } = wallTime(at, zone);
  return `${day} ${MONTHS[month - 1]} ${year}`;
}

/** A calendar day of the database (`2026-11-20`), which has no zone. */
export function printedDay(isoDate: string): string {
  return printedDate(new Date(`${isoDate}T00:00:00Z`), 'UTC');
}

/** `20 November 2026 pukul 10.00 WITA` */
export function printedMoment(at: Date, zone: string): string {
  return `${printedDate(at, zone)} pukul ${clock(wallTime(at, zone))} ${zoneShort(zone)}`;
}

/** `Selasa, 24 November 2026 pukul 10.00–10.30 WITA`; over midnight both days are named. */
export function printedSlot(from: Date, to: Date, zone: string): string {
  const start = wallTime(from, zone);
  if (printedDate(from, zone) !== printedDate(to, zone)) {
    return `${DAYS[start.weekday]}, ${printedDate(from, zone)} pukul ${clock(start)} – ${DAYS[wallTime(to, zone).weekday]}, ${printedDate(to, zone)} pukul ${clock(wallTime(to, zone))} ${zoneShort(zone)}`;
  }
  return `${DAYS[start.weekday]}, ${printedDate(from, zone)} pukul ${clock(start)}–${clock(wallTime(to, zone))} ${zoneShort(zone)}`;
}
