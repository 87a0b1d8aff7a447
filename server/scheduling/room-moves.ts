/** A room got another link or place: those who are invited to the old one hear it, if the office wants so. */
import type { Knex } from 'knex';
import { performAction, SYSTEM, type ActContext, type CaseDoor } from '../cases/index.ts';
import { ActionClosedError } from '../platform/errors.ts';
import type { EffectHandler } from '../platform/outbox.ts';
import { changeOpenAppointment, currentAppointment, OPEN_STATES, type AppointmentRow } from './appointments.repository.ts';
import { takingSlot } from './book-slot.ts';
import { meetingPlace } from './meeting-link.gateway.ts';
import { findRoom, isExclusive, leadsElsewhere, type RoomRow } from './rooms.repository.ts';
import { tellSupervisors } from './unkept.ts';

type Booked = AppointmentRow & { case_number: string };

/** Appointments to come in this room, whatever place they were given. */
export async function bookedIn(trx: Knex | Knex.Transaction, room: Pick<RoomRow, 'id' | 'office_id'>, now: Date): Promise<Booked[]> {
  return trx('appointments as a').join('cases as c', 'c.id', 'a.case_id').where({ 'a.office_id': room.office_id, 'a.room_id': room.id }).whereIn('a.state', OPEN_STATES).where('a.starts_at', '>', now)
    .orderBy(['a.starts_at', 'a.id']).select<Booked[]>('a.*', 'c.number as case_number');
}

/** Those of them whose invitation names a place that is no longer the room's. */
export async function misplacedIn(trx: Knex | Knex.Transaction, room: RoomRow, now: Date): Promise<Booked[]> {
  return (await bookedIn(trx, room, now)).filter((slot) => slot.channel === room.channel && leadsElsewhere(room, slot.location));
}

/** Now effect: the open appointment gets the place its room has now, and its entry a higher sequence. @throws ActionClosedError when another appointment has that place then, or there is nothing to move */
export async function moveToRoomOfNow(trx: Knex.Transaction, context: ActContext): Promise<void> {
  const open = await currentAppointment(trx, context.case.id, context.round);
  const room = open?.room_id ? await findRoom(trx, context.case.office_id, open.room_id) : undefined;
  const location = room && open && leadsElsewhere(room, open.location) ? meetingPlace(room, undefined) : null;
  if (!room || location === null) throw new ActionClosedError([{ key: 'hambatan.tempat_sudah_berlaku' }]);
  await takingSlot(() => changeOpenAppointment(trx, context.case.id, { location, resource_id: isExclusive(room) ? room.id : null }));
}

/**
 * `pindah_ke_tempat_ruang`: moves what is booked in a room to the place the room has now, each with a letter and its calendar entry.
 *
 * Repeating is harmless: who stands at the right place already is not among them, and each act carries the id of this effect as its request id. One that
 * cannot be moved (somebody else has the place then) is told to the supervisors and keeps its old one.
 */
export function moveBooked({ db, door }: { db: Knex; door: CaseDoor }): EffectHandler {
  return async ({ outboxId, refId }) => {
    const room = await db<RoomRow>('rooms').where({ id: String(refId) }).first();
    if (!room) return;
    for (const slot of await misplacedIn(db, room, door.clock.now())) {
      try {
        await db.transaction((trx) => performAction(trx, door, SYSTEM, { caseId: slot.case_id, action: 'pindah_tempat_jadwal', requestId: `tempat:${outboxId}:${slot.id}`, seenVersion: null, input: {}, officeId: null }));
      } catch (error) {
        if (!(error instanceof ActionClosedError)) throw error;
        const still = (await misplacedIn(db, room, door.clock.now())).some(({ id }) => id === slot.id);
        if (still) await db.transaction((trx) => tellSupervisors(trx, door, slot, 'pemberitahuan.jadwal_tempat_lama'));
      }
    }
  };
}
