/** An officer is away: his days are closed, and what he had promised is put into other hands or offered anew. */
import { randomUUID } from 'node:crypto';
import type { Knex } from 'knex';
import { performAction, SYSTEM, type CaseDoor } from '../cases/index.ts';
import { availabilityCalendar, NEVER_FREE } from '../domain/scheduling/free-slots.ts';
import { dayIn, overlapMinutes, type WorkingWindow } from '../domain/working-time.ts';
import { translate } from '../domain/messages/translate.ts';
import { calendarOf } from '../offices/index.ts';
import { ActionClosedError } from '../platform/errors.ts';
import { openAppointmentsOf, type AppointmentRow } from './appointments.repository.ts';
import { findAvailability, saveExceptions } from './availability.repository.ts';
import { standIns } from './free-slots.view.ts';
import { tellSupervisors } from './unkept.ts';

const DAY = 86_400_000;

export interface Leave { userId: string; officeId: string; by: string; days: readonly string[]; windows: readonly WorkingWindow[]; note: string }
export interface AffectedAppointment { caseId: string; caseNumber: string; startsAt: string; done: 'dialihkan' | 'dibatalkan' | 'akan' | 'tetap' }

/** Open appointments that no longer fit into these days. What is over at `now` is for whoever held it to note: present or absent. */
export async function affectedBy(trx: Knex | Knex.Transaction, { userId, officeId, days, windows }: Leave, now: Date): Promise<(AppointmentRow & { case_number: string })[]> {
  const [first, last] = [days.toSorted()[0], days.toSorted().at(-1)];
  if (!first || !last) return [];
  const { zone } = await calendarOf(trx, officeId);
  const open = await openAppointmentsOf(trx, userId, new Date(Date.parse(`${first}T00:00:00Z`) - DAY), new Date(Date.parse(`${last}T00:00:00Z`) + 2 * DAY));
  const availability = await findAvailability(trx, userId) ?? NEVER_FREE;
  const own = availabilityCalendar(zone, availability, days.map((date) => ({ date, windows })));
  return open.filter((slot) => slot.ends_at > now && days.includes(dayIn(zone, slot.starts_at))
    && overlapMinutes(own, [{ from: slot.starts_at, to: slot.ends_at }]) < (slot.ends_at.getTime() - slot.starts_at.getTime()) / 60_000 - 0.001);
}

/** Saves the days, then moves each appointment in a transaction of its own: one that cannot be moved does not hold up the others, is told to the supervisors and shows until it is. */
export async function takeLeave(db: Knex, door: CaseDoor, leave: Leave): Promise<AffectedAppointment[]> {
  await db.transaction((trx) => saveExceptions(trx, { ...leave, at: door.clock.now() }, leave.days, leave.windows, leave.note));
  const moved: AffectedAppointment[] = [];
  for (const slot of await affectedBy(db, leave, door.clock.now())) {
    moved.push({ caseId: slot.case_id, caseNumber: slot.case_number, startsAt: slot.starts_at.toISOString(), done: await moveOrTell(db, door, slot, `cuti:${slot.id}:${randomUUID()}`) });
  }
  return moved;
}

export async function moveOrTell(db: Knex, door: CaseDoor, slot: AppointmentRow, request: string): Promise<'dialihkan' | 'dibatalkan' | 'tetap'> {
  try {
    return await moveOn(db, door, slot, request);
  } catch (error) {
    if (!(error instanceof ActionClosedError)) throw error;
    await db.transaction((trx) => tellSupervisors(trx, door, slot));
    return 'tetap';
  }
}

/** To the first colleague who can stand in; when nobody can, back to scheduling with a choice of new slots. @throws ActionClosedError where the file stands allows neither */
async function moveOn(db: Knex, door: CaseDoor, slot: AppointmentRow, request: string): Promise<'dialihkan' | 'dibatalkan'> {
  const reason = { alasan: 'JDW-02', catatan: translate('jadwal.cuti.catatan') };
  const act = (action: string, input: object) => db.transaction((trx) => performAction(trx, door, SYSTEM, {
    caseId: slot.case_id, action, requestId: `${request}:${action}:${randomUUID()}`, seenVersion: null, input, officeId: null,
  }));
  for (const verifikatorId of await db.transaction((trx) => standIns(trx, slot))) {
    try {
      await act('alihkan_jadwal', { verifikatorId, ...reason });
      return 'dialihkan';
    } catch (error) {
      // Taken a moment ago by another appointment: the next colleague is asked.
      if (!(error instanceof ActionClosedError)) throw error;
    }
  }
  await act('batalkan_karena_berhalangan', reason);
  return 'dibatalkan';
}
