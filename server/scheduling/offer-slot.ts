import type { Knex } from 'knex';
import { workingMinutes, type WorkingCalendar } from '../domain/working-time.ts';
import type { ActContext } from '../cases/index.ts';
import { InvalidError } from '../platform/errors.ts';
import { findAvailability } from './availability.repository.ts';
import { bookSlot, busyAfter } from './book-slot.ts';
import { meetingPlace } from './meeting-link.gateway.ts';
import { findRoom, holdPlaces, isExclusive } from './rooms.repository.ts';

interface Slot { mulai: string; menit: number; saluran: 'daring' | 'luring'; ruangId?: string; tempat?: string; alasanDiLuarJam?: string }

/**
 * Books the slot for the verifikator who gives it.
 * @throws InvalidError on `mulai` when any minute of the slot lies outside the office's working hours and no reason is given; on `ruangId`, `tempat`
 * @throws ActionClosedError when the person, or the room or link, is taken then
 */
export async function offerSlot(trx: Knex.Transaction, calendar: WorkingCalendar, context: ActContext): Promise<void> {
  const slot = context.input as unknown as Slot;
  const start = new Date(slot.mulai);
  const end = new Date(start.getTime() + slot.menit * 60_000);
  const outside = Math.abs(workingMinutes(calendar, start, end) - slot.menit) > 0.001;
  if (outside && !slot.alasanDiLuarJam) throw new InvalidError({ mulai: { key: 'galat.jadwal.di_luar_jam_kerja' } });
  if (!context.actor.id) throw new Error('a slot is offered by an officer');
  await holdPlaces(trx, context.case.office_id, slot.ruangId ?? null);
  const place = await placeOf(trx, context.case.office_id, slot);
  const busyUntil = busyAfter(end, await findAvailability(trx, context.actor.id));
  await bookSlot(trx, {
    case_id: context.case.id, office_id: context.case.office_id, round: context.round, starts_at: start, ends_at: end,
    busy_until: busyUntil,
    channel: slot.saluran, ...place, verifikator_id: context.actor.id, state: 'diusulkan', answer: null, created_at: context.at,
  });
}

async function placeOf(trx: Knex.Transaction, officeId: string, slot: Slot): Promise<{ location: string; room_id: string | null; resource_id: string | null }> {
  if (slot.ruangId === undefined) {
    if (!slot.tempat) throw new InvalidError({ tempat: { key: 'galat.jadwal.tempat' } });
    return { location: slot.tempat.trim(), room_id: null, resource_id: null };
  }
  const room = await findRoom(trx, officeId, slot.ruangId);
  if (!room?.is_active || room.channel !== slot.saluran) throw new InvalidError({ ruangId: { key: 'galat.jadwal.ruang' } });
  const location = meetingPlace(room, slot.tempat);
  if (location === null) throw new InvalidError({ tempat: { key: 'galat.jadwal.tempat' } });
  return { location, room_id: room.id, resource_id: isExclusive(room) ? room.id : null };
}
