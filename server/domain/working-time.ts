/**
 * The office calendar (domain.md 7): minutes that count for a standard time lie inside the working windows of the office,
 * in the office's own zone. Instants are `Date`, dates are `YYYY-MM-DD`, every range is half-open. Everything walks days,
 * not minutes, so a range of a year costs a fraction of a millisecond.
 */

/** ISO weekday: 1 = Monday … 7 = Sunday. */
export type Weekday = 1 | 2 | 3 | 4 | 5 | 6 | 7;

/** Local time `HH:MM`, end not included; `24:00` is the end of the day. */
export interface WorkingWindow {
  readonly start: string;
  readonly end: string;
}

/** Windows per weekday, ascending and not overlapping; an empty list is a day off. */
export type WorkingDays = Readonly<Record<Weekday, readonly WorkingWindow[]>>;

/** A week table in force from `from` to `to`, both included; `to: null` means until further notice. */
export interface WorkingWeek {
  readonly from: string;
  readonly to: string | null;
  readonly days: WorkingDays;
}

export interface WorkingCalendar {
  /** IANA name. Indonesian zones have no daylight saving and a fixed offset; others are looked up through Intl. */
  readonly zone: 'Asia/Jakarta' | 'Asia/Pontianak' | 'Asia/Makassar' | 'Asia/Jayapura' | (string & {});
  /** The last matching table wins: append Ramadan behind the standard week. No matching table means no working time. */
  readonly weeks: readonly WorkingWeek[];
  /** National holidays, cuti bersama and local days off (domain.md 7.3). */
  readonly holidays: ReadonlySet<string>;
}

export interface TimeSegment {
  readonly from: Date;
  readonly to: Date;
}

const MINUTE = 60_000;
const DAY = 86_400_000;
/** WIB, WITA, WIT in minutes east of UTC (domain.md 7.2). */
const FIXED_OFFSETS: Readonly<Record<string, number>> = {
  'Asia/Jakarta': 420,
  'Asia/Pontianak': 420,
  'Asia/Makassar': 480,
  'Asia/Jayapura': 540,
};
/** A calendar without any working time for this long is a mistake in its tables, not a long holiday. */
const LONGEST_GAP_DAYS = 3_660;

/**
 * The week of Perpres 21/2023: Mon–Thu 07:30–16:00 with 60 minutes of break, Friday 07:30–16:30 with 90; 37 h 30 min
 * (domain.md 7.1). Many regional governments use another split: this is a default, not the law of every office.
 */
export function standardWeek(from = '2000-01-01', to: string | null = null): WorkingWeek {
  return weekOf(from, to, ['07:30-12:00', '13:00-16:00'], ['07:30-11:30', '13:00-16:30']);
}

/**
 * The Ramadan week of Perpres 21/2023: 32 h 30 min, start 08:00, break 30 minutes, Friday 60 (domain.md 7.1). The decree
 * leaves the split open; ours is 6.5 hours on each day: Mon–Thu until 15:00, Friday until 15:30.
 */
export function ramadanWeek(from: string, to: string): WorkingWeek {
  return weekOf(from, to, ['08:00-12:00', '12:30-15:00'], ['08:00-11:30', '12:30-15:30']);
}

/** Working minutes, with fractions, between two instants; 0 when `to` is not after `from`. */
export function workingMinutes(calendar: WorkingCalendar, from: Date, to: Date): number {
  const start = validTime(from);
  const end = validTime(to);
  if (end <= start) return 0;
  let sum = 0;
  const lastDay = localDay(calendar.zone, end);
  for (let day = localDay(calendar.zone, start); day <= lastDay; day += 1) {
    for (const window of windowsOn(calendar, day)) {
      sum += Math.max(0, Math.min(window.end, end) - Math.max(window.start, start));
    }
  }
  return sum / MINUTE;
}

/** Working minutes of the union of the segments: time covered twice counts once, reversed segments count nothing. */
export function overlapMinutes(calendar: WorkingCalendar, segments: readonly TimeSegment[]): number {
  const ascending = segments
    .map(({ from, to }) => ({ from: validTime(from), to: validTime(to) }))
    .filter(({ from, to }) => to > from)
    .sort((a, b) => a.from - b.from);
  let sum = 0;
  let covered = -Infinity;
  for (const { from, to } of ascending) {
    if (to <= covered) continue;
    sum += workingMinutes(calendar, new Date(Math.max(from, covered)), new Date(to));
    covered = to;
  }
  return sum;
}

/**
 * The earliest instant at which `minutes` working minutes have passed since `from`: the end of a window, not the start of
 * the next, when they fill it exactly. 0 minutes give `from` itself. Inverse of `workingMinutes` to the millisecond.
 * @throws RangeError for negative or non-finite minutes, or when the calendar has no working time for ten years
 */
export function addWorkingMinutes(calendar: WorkingCalendar, from: Date, minutes: number): Date {
  if (!Number.isFinite(minutes) || minutes < 0) throw new RangeError('minutes must be zero or more');
  const start = validTime(from);
  let left = Math.round(minutes * MINUTE);
  if (left === 0) return new Date(start);
  for (const window of windowsFrom(calendar, start)) {
    const begin = Math.max(window.start, start);
    if (begin + left <= window.end) return new Date(begin + left);
    left -= window.end - begin;
  }
  throw noWorkingTime();
}

/**
 * The end of the working day on which `days` working days have passed; the day of receipt is not counted (domain.md 7.4).
 * Received on Monday, 3 days: the end of Thursday's last window.
 * @throws RangeError unless `days` is a positive whole number, or when the calendar has no working time for ten years
 */
export function addWorkingDays(calendar: WorkingCalendar, from: Date, days: number): Date {
  if (!Number.isInteger(days) || days < 1) throw new RangeError('days must be a positive whole number');
  let left = days;
  let empty = 0;
  for (let day = localDay(calendar.zone, validTime(from)) + 1; empty < LONGEST_GAP_DAYS; day += 1) {
    const last = windowsOn(calendar, day).at(-1);
    empty = last ? 0 : empty + 1;
    if (last) left -= 1;
    if (last && left === 0) return new Date(last.end);
  }
  throw noWorkingTime();
}

/**
 * When the office opens on the working day `days` before the day of `to`.
 * @throws RangeError for no positive whole number, or when the calendar has no working time for ten years
 */
export function workingDaysBefore(calendar: WorkingCalendar, to: Date, days: number): Date {
  if (!Number.isInteger(days) || days < 1) throw new RangeError('days must be a positive whole number');
  let left = days;
  let empty = 0;
  for (let day = localDay(calendar.zone, validTime(to)) - 1; empty < LONGEST_GAP_DAYS; day -= 1) {
    const first = windowsOn(calendar, day)[0];
    empty = first ? 0 : empty + 1;
    if (first) left -= 1;
    if (first && left === 0) return new Date(first.start);
  }
  throw noWorkingTime();
}

/** Whether the office works at this instant; false at the very end of a window. */
export function isWorkingTime(calendar: WorkingCalendar, at: Date): boolean {
  const time = validTime(at);
  return windowsOn(calendar, localDay(calendar.zone, time)).some(({ start, end }) => start <= time && time < end);
}

/**
 * `at` itself in working time, else the start of the next window.
 * @throws RangeError when the calendar has no working time for ten years
 */
export function nextWorkingMoment(calendar: WorkingCalendar, at: Date): Date {
  const time = validTime(at);
  for (const window of windowsFrom(calendar, time)) return new Date(Math.max(window.start, time));
  throw noWorkingTime();
}

/** The working windows between two instants, cut to them, in order. */
export function workingSegments(calendar: WorkingCalendar, from: Date, to: Date): TimeSegment[] {
  const [start, end] = [validTime(from), validTime(to)];
  const segments: TimeSegment[] = [];
  for (let day = localDay(calendar.zone, start); day <= localDay(calendar.zone, end); day += 1) {
    for (const window of windowsOn(calendar, day)) {
      const [begins, ends] = [Math.max(window.start, start), Math.min(window.end, end)];
      if (ends > begins) segments.push({ from: new Date(begins), to: new Date(ends) });
    }
  }
  return segments;
}

/** `YYYY-MM-DD` of an instant in a zone. */
export function dayIn(zone: string, at: Date): string {
  return isoDate(localDay(zone, validTime(at)));
}

/** Every day from the first to the last, both with it, as `YYYY-MM-DD`; none where the last lies before the first. */
export function everyDay(first: string, last: string): string[] {
  const from = Date.parse(first);
  return Array.from({ length: Math.max(0, (Date.parse(last) - from) / DAY + 1) }, (_, n) => isoDate(from / DAY + n));
}

interface InstantWindow {
  start: number;
  end: number;
}

/** Windows that end after `time`, in order; stops after a gap of ten years. */
function* windowsFrom(calendar: WorkingCalendar, time: number): Generator<InstantWindow> {
  let empty = 0;
  for (let day = localDay(calendar.zone, time); empty < LONGEST_GAP_DAYS; day += 1) {
    const windows = windowsOn(calendar, day);
    empty = windows.length > 0 ? 0 : empty + 1;
    for (const window of windows) if (window.end > time) yield window;
  }
}

/** The windows of a local day (days since 1970-01-01 in the office's zone) as instants. */
function windowsOn({ zone, weeks, holidays }: WorkingCalendar, day: number): InstantWindow[] {
  const date = isoDate(day);
  const week = weeks.findLast(({ from, to }) => from <= date && (to === null || date <= to));
  // 1970-01-01 was a Thursday.
  const weekday = (((((day + 3) % 7) + 7) % 7) + 1) as Weekday;
  const windows = week?.days[weekday] ?? [];
  if (windows.length === 0 || holidays.has(date)) return [];
  let previousEnd = 0;
  return windows.map((window) => {
    const start = minuteOfDay(window.start);
    const end = minuteOfDay(window.end);
    if (start < previousEnd || end <= start) throw new RangeError(`working windows out of order on ${date}`);
    previousEnd = end;
    return { start: instantOf(zone, day, start), end: instantOf(zone, day, end) };
  });
}

function weekOf(from: string, to: string | null, mondayToThursday: string[], friday: string[]): WorkingWeek {
  const windows = (texts: string[]) => texts.map((text) => ({ start: text.slice(0, 5), end: text.slice(6) }));
  const [usual, short] = [windows(mondayToThursday), windows(friday)];
  return { from, to, days: { 1: usual, 2: usual, 3: usual, 4: usual, 5: short, 6: [], 7: [] } };
}

function minuteOfDay(text: string): number {
  if (!/^(?:[01][0-9]|2[0-3]):[0-5][0-9]$|^24:00$/.test(text)) throw new RangeError(`not a time of day: ${text}`);
  return Number(text.slice(0, 2)) * 60 + Number(text.slice(3));
}

function isoDate(day: number): string {
  return new Date(day * DAY).toISOString().slice(0, 10);
}

function localDay(zone: string, time: number): number {
  return Math.floor((time + offsetMinutes(zone, time) * MINUTE) / DAY);
}

/** The instant of a local wall time. Outside Indonesia the offset is asked twice, for the days on which clocks change. */
function instantOf(zone: string, day: number, minute: number): number {
  const wall = day * DAY + minute * MINUTE;
  const guess = wall - offsetMinutes(zone, wall) * MINUTE;
  return wall - offsetMinutes(zone, guess) * MINUTE;
}

const formatters = new Map<string, Intl.DateTimeFormat>();

function offsetMinutes(zone: string, time: number): number {
  const fixed = FIXED_OFFSETS[zone];
  if (fixed !== undefined) return fixed;
  let formatter = formatters.get(zone);
  if (!formatter) {
    formatter = new Intl.DateTimeFormat('en-US', { timeZone: zone, timeZoneName: 'longOffset' });
    formatters.set(zone, formatter);
  }
  const name = formatter.formatToParts(time).find((part) => part.type === 'timeZoneName')?.value ?? '';
  const match = /^GMT(?:([+-])([0-9]{2}):([0-9]{2}))?/.exec(name);
  if (!match) throw new RangeError(`no offset known for zone ${zone}`);
  const minutes = Number(match[2] ?? 0) * 60 + Number(match[3] ?? 0);
  return match[1] === '-' ? -minutes : minutes;
}

function validTime(at: Date): number {
  const time = at.getTime();
  if (Number.isNaN(time)) throw new RangeError('not a valid instant');
  return time;
}

function noWorkingTime(): RangeError {
  return new RangeError('the calendar has no working time for ten years');
}
