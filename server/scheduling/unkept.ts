/** An appointment that will not be held as it stands: its officer verifies no more, or is away then. It shows until somebody has arranged it. */
import type { Knex } from 'knex';
import { findAbsence, supervisorsOf, type CaseDoor } from '../cases/index.ts';
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

/** Null for a closed one, and where nothing is in the way. */
export async function troubleOf(trx: Knex | Knex.Transaction, slot: Slot): Promise<AppointmentTrouble | null> {
  if (!OPEN_STATES.includes(slot.state)) return null;
  if (!await verifies(trx, slot.verifikator_id)) return 'tidak_bertugas';
  const { zone } = await calendarOf(trx, slot.office_id);
  const day = dayIn(zone, slot.starts_at);
  if (isAway(zone, slot, await exceptionsOf(trx, [slot.verifikator_id], day, day))) return 'berhalangan';
  return await findAbsence(trx, slot.verifikator_id, slot.starts_at) ? 'berhalangan' : null;
}

/** Whether his days off or with other hours leave no room for it. */
export function isAway(zone: WorkingCalendar['zone'], slot: Pick<Slot, 'starts_at' | 'ends_at'>, exceptions: readonly DayException[]): boolean {
  const day = exceptions.filter(({ date }) => date === dayIn(zone, slot.starts_at));
  if (day.length === 0) return false;
  const free = overlapMinutes(availabilityCalendar(zone, NEVER_FREE, day), [{ from: slot.starts_at, to: slot.ends_at }]);
  return free < (slot.ends_at.getTime() - slot.starts_at.getTime()) / 60_000 - 0.001;
}

/** Where the file stands now nothing can be moved: somebody has to look at it. Who has such a word unread is not told again. */
export async function tellSupervisors(trx: Knex.Transaction, door: CaseDoor, slot: Pick<AppointmentRow, 'case_id' | 'office_id'>): Promise<void> {
  const { number } = await trx('cases').where({ id: slot.case_id }).first<{ number: string }>('number');
  const textKey = 'pemberitahuan.jadwal_tanpa_petugas';
  const told = new Set(await trx('notices').where({ case_id: slot.case_id, text_key: textKey }).whereNull('read_at').pluck<string[]>('user_id'));
  for (const userId of await supervisorsOf(trx, slot.office_id)) {
    if (!told.has(userId)) await door.notify(trx, { officeId: slot.office_id, userId, kind: 'jadwal_bentrok', caseId: slot.case_id, textKey, params: { nomor: number }, at: door.clock.now() });
  }
}
