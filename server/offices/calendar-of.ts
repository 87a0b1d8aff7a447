import type { Knex } from 'knex';
import { standardWeek, type WorkingCalendar, type WorkingWeek } from '../domain/working-time.ts';

const KEPT_MS = 30_000;
const kept = new Map<string, { calendar: OfficeCalendar; until: number }>();

/** `knownUntil`: the last day of the last year that has national holidays; a deadline beyond it is provisional. Null: no list at all. */
export interface OfficeCalendar extends WorkingCalendar { readonly knownUntil: string | null }

/**
 * The working calendar of an office: its week tables (later rows win, e.g. Ramadan), national and own holidays, zone.
 * Kept half a minute, since every move asks for it; an office without tables works the standard week (domain.md 7.1).
 */
export async function calendarOf(trx: Knex | Knex.Transaction, officeId: string): Promise<OfficeCalendar> {
  const known = kept.get(officeId);
  if (known && known.until > Date.now()) return known.calendar;
  const office = await trx('offices').where({ id: officeId }).first<{ zone: string } | undefined>('zone');
  if (!office) throw new Error(`no office ${officeId}`);
  const weeks = await trx('working_weeks').where({ office_id: officeId }).orderBy('valid_from')
    .select<{ valid_from: string; valid_to: string | null; days: WorkingWeek['days'] }[]>('valid_from', 'valid_to', 'days');
  const holidays = await trx('holidays').whereNull('office_id').orWhere({ office_id: officeId }).select<{ date: string; kind: string }[]>('date', 'kind');
  const calendar: OfficeCalendar = {
    zone: office.zone,
    weeks: weeks.length > 0 ? weeks.map((week) => ({ from: week.valid_from, to: week.valid_to, days: week.days })) : [standardWeek()],
    holidays: new Set(holidays.map((holiday) => holiday.date)),
    knownUntil: lastKnownDay(holidays),
  };
  kept.set(officeId, { calendar, until: Date.now() + KEPT_MS });
  return calendar;
}

/** A year counts as known as soon as one national holiday of it is there: the decree brings them all at once. */
function lastKnownDay(holidays: { date: string; kind: string }[]): string | null {
  const years = holidays.filter((holiday) => holiday.kind === 'nasional').map((holiday) => holiday.date.slice(0, 4)).sort();
  const last = years.at(-1);
  return last === undefined ? null : `${last}-12-31`;
}

/** After the calendar was edited, and between tests. */
export function forgetCalendars(): void {
  kept.clear();
}
