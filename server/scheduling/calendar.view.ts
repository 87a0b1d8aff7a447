import type { Knex } from 'knex';
import type { CalendarView } from '../domain/contract/scheduling.ts';
import { translate, type Locale } from '../domain/messages/translate.ts';
import { dayIn, type WorkingWindow } from '../domain/working-time.ts';
import { calendarOf } from '../offices/index.ts';
import { isOver, stateWords, type AppointmentState } from './appointments.repository.ts';
import { verifikatorsOf } from './availability.repository.ts';
import { absencesOf, troubleWith } from './unkept.ts';

/** More than a screen can show; an office with more looks at one person. */
const MOST = 2_000;
/** Moved and called off ones stand in the history of their case, not in anybody's week. */
const SHOWN: AppointmentState[] = ['diusulkan', 'dikonfirmasi', 'hadir', 'tidak_hadir'];

interface Row {
  id: string; case_id: string; case_number: string; starts_at: Date; ends_at: Date; busy_until: Date | null; channel: 'daring' | 'luring'; location: string;
  room_name: string | null; verifikator_id: string; verifikator_name: string; on_duty: boolean; state: AppointmentState;
}

export async function officeCalendar(db: Knex, asked: { officeId: string; from: Date; to: Date; verifikatorId?: string }, now: Date, locale: Locale): Promise<CalendarView> {
  const { officeId, from, to, verifikatorId } = asked;
  const { zone } = await calendarOf(db, officeId);
  const days = [dayIn(zone, from), dayIn(zone, to)] as const;
  // Numbers one by one: a join would read all cases of the office for the thousand of a week.
  const appointments = db('appointments as a').join('users as u', 'u.id', 'a.verifikator_id').leftJoin('rooms as r', 'r.id', 'a.room_id')
    .where('a.office_id', officeId).where('a.starts_at', '>=', from).where('a.starts_at', '<', to).whereIn('a.state', SHOWN).orderBy(['a.starts_at', 'a.id']).limit(MOST)
    .select<Row[]>('a.id', 'a.case_id', db.raw('(select c.number from cases c where c.id = a.case_id) as case_number'), 'a.starts_at', 'a.ends_at', 'a.busy_until', 'a.channel', 'a.location', 'r.name as room_name', 'a.verifikator_id', 'u.name as verifikator_name', 'a.state',
      db.raw(`(u.is_active and exists (select from user_roles d where d.user_id = u.id and d.role = 'verifikator')) as on_duty`));
  const exceptions = db('availability_exceptions as e').join('users as u', 'u.id', 'e.user_id').where('e.office_id', officeId).whereBetween('e.date', [...days]).orderBy('e.date')
    .select<{ id: string; user_id: string; name: string; date: string; windows: WorkingWindow[]; note: string }[]>('e.id', 'e.user_id', 'u.name', 'e.date', 'e.windows', 'e.note');
  if (verifikatorId) {
    void appointments.andWhere('a.verifikator_id', verifikatorId);
    void exceptions.andWhere('e.user_id', verifikatorId);
  }
  const [rows, away, holidays, people] = await Promise.all([
    appointments, exceptions,
    db('holidays').where((scope) => scope.whereNull('office_id').orWhere({ office_id: officeId })).whereBetween('date', [...days]).orderBy('date').select<{ date: string; name: string }[]>('date', 'name'),
    verifikatorsOf(db, officeId),
  ]);
  const absences = await absencesOf(db, [...new Set(rows.map((row) => row.verifikator_id))], ...days);
  const of = <T extends { user_id: string }>(list: T[], row: Row) => list.filter((each) => each.user_id === row.verifikator_id);
  const trouble = (row: Row): string | null => {
    const why = troubleWith(zone, row, row.on_duty, { exceptions: of(away, row), absences: of(absences, row) });
    return why && translate(`jadwal.kendala.${why}`, {}, locale);
  };
  return {
    appointments: rows.map((row) => ({
      id: row.id, caseId: row.case_id, caseNumber: row.case_number, startsAt: row.starts_at.toISOString(), endsAt: row.ends_at.toISOString(),
      busyUntil: (row.busy_until ?? row.ends_at).toISOString(), channel: row.channel, location: row.location, roomName: row.room_name,
      verifikatorId: row.verifikator_id, verifikatorName: row.verifikator_name, state: row.state, stateLabel: translate(stateWords(row, now), {}, locale), over: isOver(row, now), trouble: trouble(row),
    })),
    exceptions: away.map((row) => ({ id: row.id, userId: row.user_id, userName: row.name, date: row.date, away: row.windows.length === 0, note: row.note })),
    holidays, people,
  };
}
