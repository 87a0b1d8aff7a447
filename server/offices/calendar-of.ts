import type { Knex } from 'knex';
import { standardWeek, type WorkingCalendar, type WorkingWeek } from '../domain/working-time.ts';

const KEPT_MS = 30_000;
const kept = new Map<string, { calendar: OfficeCalendar; until: number }>();

/**
 * `knownYears`: the years whose national holidays are there; a deadline in another one is provisional. There may be gaps between them. `edition` is raised by
 * every change of the calendar: what was reckoned with an earlier one is reckoned anew (`cases/recount-deadlines.cron.ts`).
 */
export interface OfficeCalendar extends WorkingCalendar { readonly knownYears: readonly string[]; readonly edition: number }

/**
 * The working calendar of an office: its week tables (later rows win, e.g. Ramadan), national and own holidays, zone.
 * Kept half a minute, since every move asks for it; an office without tables works the standard week (domain.md 7.1).
 */
export async function calendarOf(trx: Knex | Knex.Transaction, officeId: string): Promise<OfficeCalendar> {
  const known = kept.get(officeId);
  if (known && known.until > Date.now()) return known.calendar;
  const calendar = await readCalendar(trx, officeId);
  kept.set(officeId, { calendar, until: Date.now() + KEPT_MS });
  return calendar;
}

/** How long after a change another process may still reckon with the calendar before it; twice over, for a transaction that was under way. */
export const CALENDAR_SETTLED_MS = 2 * KEPT_MS;

/** The same as it stands now, nothing kept: for whoever corrects what was reckoned before. */
export async function readCalendar(trx: Knex | Knex.Transaction, officeId: string): Promise<OfficeCalendar> {
  // The edition first: a change that comes between raises it, and what is reckoned here counts as reckoned before.
  const office = await trx('offices').where({ id: officeId }).first<{ zone: string; calendar_edition: number } | undefined>('zone', 'calendar_edition');
  if (!office) throw new Error(`no office ${officeId}`);
  const weeks = await trx('working_weeks').where({ office_id: officeId }).orderBy('valid_from')
    .select<{ valid_from: string; valid_to: string | null; days: WorkingWeek['days'] }[]>('valid_from', 'valid_to', 'days');
  const holidays = await trx('holidays').whereNull('office_id').orWhere({ office_id: officeId }).select<{ date: string; kind: string }[]>('date', 'kind');
  return {
    zone: office.zone, edition: office.calendar_edition,
    weeks: weeks.length > 0 ? weeks.map((week) => ({ from: week.valid_from, to: week.valid_to, days: week.days })) : [standardWeek()],
    holidays: new Set(holidays.map((holiday) => holiday.date)),
    knownYears: knownYears(holidays),
  };
}

/** The days off somebody had entered by then: a deadline of that time was reckoned with no others. One that was taken out since is not told of any more. */
export async function holidaysKnownAt(trx: Knex | Knex.Transaction, officeId: string, at: Date): Promise<ReadonlySet<string>> {
  return new Set(await trx('holidays').where((of) => of.whereNull('office_id').orWhere({ office_id: officeId })).where('changed_at', '<=', at).pluck<string[]>('date'));
}

/**
 * The joint decree names sixteen to eighteen days off each year (Keppres 8/2024 lists the feasts; a few may fall on one day). Somebody who typed New Year and
 * Independence Day has not entered the decree, and the alarm of October must not fall silent for that.
 */
export const DAYS_OF_A_DECREE = 12;

/** Whole years only: those of which as many national days are there as a decree has at least, common ones and the office's own together. */
export function knownYears(holidays: { date: string; kind: string }[]): string[] {
  const days = new Map<string, Set<string>>();
  for (const { date, kind } of holidays) if (kind === 'nasional') days.set(date.slice(0, 4), (days.get(date.slice(0, 4)) ?? new Set()).add(date));
  return [...days].filter(([, dates]) => dates.size >= DAYS_OF_A_DECREE).map(([year]) => year).sort();
}

/**
 * How far somebody standing in `year` can rely on the calendar: to the end of the unbroken run of known years that begins with it. A year nobody entered ends
 * the run, whatever is known behind it. Where this year itself is missing: to the end of the last known one before it. Null: nothing so far.
 */
export function lastKnownDay(years: readonly string[], year: number): string | null {
  const known = new Set(years);
  let last = year;
  while (known.has(`${last + 1}`)) last += 1;
  const reached = known.has(`${year}`) ? `${last}` : years.filter((one) => one < `${year}`).at(-1);
  return reached === undefined ? null : `${reached}-12-31`;
}

/** After the calendar was edited, and between tests. */
export function forgetCalendars(): void {
  kept.clear();
}
