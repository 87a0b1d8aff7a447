/** A room got another link or is out of use, or the office's usual place changed: those who are invited to the old place hear it, if the office wants so. */
import type { Knex } from 'knex';
import { performAction, SYSTEM, type ActContext, type CaseDoor } from '../cases/index.ts';
import { getOffice } from '../offices/index.ts';
import { ActionClosedError } from '../platform/errors.ts';
import { enqueueEffects, nameCase, type EffectHandler } from '../platform/outbox.ts';
import { changeOpenAppointment, currentAppointment, OPEN_STATES, type AppointmentRow } from './appointments.repository.ts';
import { takingSlot } from './book-slot.ts';
import { usualOf } from './chosen-place.ts';
import { meetingPlace } from './meeting-link.gateway.ts';
import { findRoom, holdPlaces, isExclusive, leadsElsewhere, type RoomRow } from './rooms.repository.ts';
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

/** Appointments to come that were given the office's usual place of this channel, in no room that has a place of its own. */
export async function bookedAtUsual(trx: Knex | Knex.Transaction, of: { officeId: string; channel: 'daring' | 'luring'; place: string }, now: Date): Promise<Booked[]> {
  if (of.place === '') return [];
  return trx('appointments as a').join('cases as c', 'c.id', 'a.case_id').leftJoin('rooms as r', 'r.id', 'a.room_id').where({ 'a.office_id': of.officeId, 'a.channel': of.channel }).whereIn('a.state', OPEN_STATES)
    .where('a.starts_at', '>', now).whereRaw('lower(a.location) = lower(?)', [of.place]).whereRaw(`(r.id is null or r.link_kind = 'diketik')`)
    .orderBy(['a.starts_at', 'a.id']).select<Booked[]>('a.*', 'c.number as case_number');
}

/**
 * Has them moved to the usual place of their office. Whoever asks holds a place, and whoever works on one of these files may be waiting for it: a row that named
 * its case here would wait for him in turn. Not waiting for the case at all is less than either order of the two locks. Cases before the place: who is booked is
 * known for sure only under the place, and somebody may be booked between the two. The place before the case: every act that writes a row of the office
 * would have to, not only bookings, since each waits for an office that is being changed.
 */
export async function moveLater(trx: Knex.Transaction, officeId: string, slots: readonly Pick<AppointmentRow, 'id'>[]): Promise<void> {
  await enqueueEffects(trx, slots.map((slot) => ({ effect: 'pindah_ke_tempat_biasa', officeId, refId: slot.id })));
}

type Place = Pick<AppointmentRow, 'location' | 'room_id' | 'resource_id'>;

/** The place its room has now; undefined where there is none, or it is there already. */
async function placeOfRoom(trx: Knex | Knex.Transaction, slot: AppointmentRow): Promise<Place | undefined> {
  const room = slot.room_id ? await findRoom(trx, slot.office_id, slot.room_id) : undefined;
  const location = room && leadsElsewhere(room, slot.location) ? meetingPlace(room, undefined) : null;
  return room && location !== null ? { location, room_id: room.id, resource_id: isExclusive(room) ? room.id : null } : undefined;
}

/** The usual place of its office, in no room; undefined where the office has none, or it is there already. */
async function usualPlace(trx: Knex | Knex.Transaction, slot: AppointmentRow): Promise<Place | undefined> {
  const { settings } = await getOffice(trx, slot.office_id);
  const location = usualOf(settings, slot.channel);
  return location === '' || location === slot.location ? undefined : { location, room_id: null, resource_id: null };
}

async function hasNoUsualPlace(db: Knex, slot: AppointmentRow): Promise<boolean> {
  return usualOf((await getOffice(db, slot.office_id)).settings, slot.channel) === '';
}

const NEW_PLACE = { ruang: placeOfRoom, biasa: usualPlace };

/** Now effect: the open appointment gets the place that holds now, and its entry a higher sequence. @throws ActionClosedError when another appointment has that place then, or there is nothing to move */
export async function moveToPlaceOfNow(trx: Knex.Transaction, context: ActContext): Promise<void> {
  const open = await currentAppointment(trx, context.case.id, context.round);
  if (open) await holdPlaces(trx, open.office_id, open.room_id);
  const place = open && await NEW_PLACE[context.input.ke as keyof typeof NEW_PLACE](trx, open);
  if (!place) throw new ActionClosedError([{ key: 'hambatan.tempat_sudah_berlaku' }]);
  await takingSlot(() => changeOpenAppointment(trx, context.case.id, place));
}

/** Asks the door; one that cannot be moved (somebody else has the place then) is told to the supervisors and keeps its old place. */
async function moveOne({ db, door }: MoveDeps, slot: Booked, of: { to: keyof typeof NEW_PLACE; requestId: string; isStillWrong: () => Promise<boolean> }): Promise<void> {
  try {
    await db.transaction((trx) => performAction(trx, door, SYSTEM, { caseId: slot.case_id, action: 'pindah_tempat_jadwal', requestId: of.requestId, seenVersion: null, input: { ke: of.to }, officeId: null }));
  } catch (error) {
    if (!(error instanceof ActionClosedError)) throw error;
    if (await of.isStillWrong()) await db.transaction((trx) => tellSupervisors(trx, door, slot, 'pemberitahuan.jadwal_tempat_lama'));
  }
}

interface MoveDeps { db: Knex; door: CaseDoor }

/**
 * `pindah_ke_tempat_ruang`: moves what is booked in a room to the place the room has now, each with a letter and its calendar entry.
 *
 * Repeating is harmless: who stands at the right place already is not among them, and each act carries the id of this effect as its request id.
 */
export function moveBooked(deps: MoveDeps): EffectHandler {
  return async ({ outboxId, refId }) => {
    const { db, door } = deps;
    const room = await db<RoomRow>('rooms').where({ id: String(refId) }).first();
    if (!room) return;
    for (const slot of await misplacedIn(db, room, door.clock.now())) {
      await moveOne(deps, slot, {
        to: 'ruang', requestId: `tempat:${outboxId}:${slot.id}`, isStillWrong: async () => (await misplacedIn(db, room, door.clock.now())).some(({ id }) => id === slot.id),
      });
    }
  };
}

/**
 * `pindah_ke_tempat_biasa`: moves one appointment to the usual place of its office, with a letter and its calendar entry.
 *
 * Repeating is harmless: one that is there already, was closed or has begun is left alone, and the act carries the id of this effect as its request id. Where the
 * office has none any more, the supervisors are told instead, each once until he has read it.
 */
export function moveToUsual(deps: MoveDeps): EffectHandler {
  return async ({ outboxId, refId }) => {
    const { db, door } = deps;
    const waiting = () => db('appointments as a').join('cases as c', 'c.id', 'a.case_id').where('a.id', String(refId)).whereIn('a.state', OPEN_STATES).where('a.starts_at', '>', door.clock.now())
      .first<Booked | undefined>('a.*', 'c.number as case_number');
    const isWrong = async (slot: Booked | undefined) => slot !== undefined && await usualPlace(db, slot) !== undefined;
    const slot = await waiting();
    // Nothing is held here, so its case may be waited for; should the move be given up, the supervisors are told whose it was.
    if (slot) await nameCase(db, outboxId, slot.case_id);
    // Its old place is the office's no more, and so is the one it was to go to.
    if (slot && await hasNoUsualPlace(db, slot)) await db.transaction((trx) => tellSupervisors(trx, door, slot, 'pemberitahuan.jadwal_tanpa_tempat'));
    else if (slot && await isWrong(slot)) await moveOne(deps, slot, { to: 'biasa', requestId: `tempat:${outboxId}`, isStillWrong: async () => isWrong(await waiting()) });
  };
}
