/** An appointment that will not be held as it stands: its officer verifies no more, or is away then. It shows until somebody has arranged it. */
import type { Knex } from 'knex';
import { supervisorsOf, type CaseDoor } from '../cases/index.ts';
import type { AppointmentTrouble } from '../domain/sop/facts.ts';
import { availabilityCalendar, NEVER_FREE, type DayException } from '../domain/scheduling/free-slots.ts';
import { dayIn, overlapMinutes, type WorkingCalendar } from '../domain/working-time.ts';
import { calendarOf } from '../offices/index.ts';
import { OPEN_STATES, type AppointmentRow } from './appointments.repository.ts';
import { exceptionsOf } from './availability.repository.ts';

type Slot = Pick<AppointmentRow, 'office_id' | 'verifikator_id' | 'starts_at' | 'ends_at' | 'state'>;

export async function verifies(db: Knex | Knex.Transaction, userId: string): Promise<boolean> {
  return await db('users as u').join('user_roles as r', 'r.user_id', 'u.id').where({ 'u.id': userId, 'u.is_active': true, 'r.role': 'verifikator' }).first('u.id') !== undefined;
}

/** What may keep an officer from an appointment: days of his own, and absences that hand his work to others. */
export interface Away { exceptions: readonly DayException[]; absences: readonly AbsentDays[] }
interface AbsentDays { first_day: string; last_day: string }

/** Null for a closed one, and where nothing is in the way. `away` is of its officer. */
export function troubleWith(zone: WorkingCalendar['zone'], slot: Pick<Slot, 'starts_at' | 'ends_at' | 'state'>, onDuty: boolean, away: Away): AppointmentTrouble | null {
  if (!OPEN_STATES.includes(slot.state)) return null;
  if (!onDuty) return 'tidak_bertugas';
  const day = dayIn(zone, slot.starts_at);
  return isAway(zone, slot, away.exceptions) || away.absences.some(({ first_day: first, last_day: last }) => first <= day && day <= last) ? 'berhalangan' : null;
}

export async function absencesOf(db: Knex | Knex.Transaction, userIds: readonly string[], from: string, to: string): Promise<(AbsentDays & { user_id: string })[]> {
  return db('absences').whereIn('user_id', [...userIds]).whereNull('cancelled_at').where('first_day', '<=', to).where('last_day', '>=', from)
    .select<(AbsentDays & { user_id: string })[]>('user_id', 'first_day', 'last_day');
}

export async function troubleOf(trx: Knex | Knex.Transaction, slot: Slot): Promise<AppointmentTrouble | null> {
  if (!OPEN_STATES.includes(slot.state)) return null;
  const { zone } = await calendarOf(trx, slot.office_id);
  const day = dayIn(zone, slot.starts_at);
  const [onDuty, exceptions, absences] = [await verifies(trx, slot.verifikator_id), await exceptionsOf(trx, [slot.verifikator_id], day, day), await absencesOf(trx, [slot.verifikator_id], day, day)];
  return troubleWith(zone, slot, onDuty, { exceptions, absences });
}

/** Files of the office whose open appointment nobody will be there for; asked only of officers who are gone or have days off around it. */
export async function unkeptCases(db: Knex | Knex.Transaction, officeId: string): Promise<string[]> {
  const { zone } = await calendarOf(db, officeId);
  const slots = await db('appointments as a').join('users as u', 'u.id', 'a.verifikator_id').where('a.office_id', officeId).whereIn('a.state', OPEN_STATES)
    .select<(Slot & { case_id: string; on_duty: boolean })[]>('a.*', db.raw(`(u.is_active and exists (select from user_roles d where d.user_id = u.id and d.role = 'verifikator')) as on_duty`));
  const days = slots.map((slot) => dayIn(zone, slot.starts_at)).toSorted();
  const [first, last] = [days[0], days.at(-1)];
  if (!first || !last) return [];
  const officers = [...new Set(slots.map((slot) => slot.verifikator_id))];
  const [exceptions, absences] = [await exceptionsOf(db, officers, first, last), await absencesOf(db, officers, first, last)];
  const [own, absent] = [Map.groupBy(exceptions, (row) => row.user_id), Map.groupBy(absences, (row) => row.user_id)];
  return slots.filter((slot) => troubleWith(zone, slot, slot.on_duty, { exceptions: own.get(slot.verifikator_id) ?? [], absences: absent.get(slot.verifikator_id) ?? [] }) !== null).map((slot) => slot.case_id);
}

/** Whether his days off or with other hours leave no room for it. */
function isAway(zone: WorkingCalendar['zone'], slot: Pick<Slot, 'starts_at' | 'ends_at'>, exceptions: readonly DayException[]): boolean {
  const day = exceptions.filter(({ date }) => date === dayIn(zone, slot.starts_at));
  if (day.length === 0) return false;
  const free = overlapMinutes(availabilityCalendar(zone, NEVER_FREE, day), [{ from: slot.starts_at, to: slot.ends_at }]);
  return free < (slot.ends_at.getTime() - slot.starts_at.getTime()) / 60_000 - 0.001;
}

/** Where the file stands now nothing can be moved: somebody has to look at it. Who has such a word unread is not told again. */
export async function tellSupervisors(trx: Knex.Transaction, door: CaseDoor, slot: Pick<AppointmentRow, 'case_id' | 'office_id'>, textKey = 'pemberitahuan.jadwal_tanpa_petugas'): Promise<void> {
  const { number } = await trx('cases').where({ id: slot.case_id }).first<{ number: string }>('number');
  const told = new Set(await trx('notices').where({ case_id: slot.case_id, text_key: textKey }).whereNull('read_at').pluck<string[]>('user_id'));
  for (const userId of await supervisorsOf(trx, slot.office_id)) {
    if (!told.has(userId)) await door.notify(trx, { officeId: slot.office_id, userId, kind: 'jadwal_bentrok', caseId: slot.case_id, textKey, params: { nomor: number }, at: door.clock.now() });
  }
}
