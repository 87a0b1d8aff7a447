import type { Knex } from 'knex';
import type { ActContext } from '../cases/index.ts';
import { ActionClosedError } from '../platform/errors.ts';
import { lockAvailability } from './availability.repository.ts';
import { bookSlot } from './book-slot.ts';
import { chosenPlace } from './chosen-place.ts';
import { slotsForCase } from './free-slots.view.ts';
import { findRoom, holdPlaces, isExclusive } from './rooms.repository.ts';
import { getOffice } from '../offices/index.ts';

/**
 * Books what the applicant chose among the offered slots; it counts as confirmed. What is offered is worked out again here, so a slot of
 * yesterday's page cannot be had. @throws ActionClosedError when it is not offered (any more), or somebody took it this moment
 */
export async function pickSlot(trx: Knex.Transaction, context: ActContext): Promise<void> {
  const { mulai, saluran } = context.input as { mulai: string; saluran: 'daring' | 'luring' };
  const start = new Date(mulai).getTime();
  const { case: row } = context;
  const offered = async () => (await slotsForCase(trx, row, context.at)).filter((each) => each.start.getTime() === start && each.channel === saluran);
  const [wanted] = await offered();
  // Under his row: of two who choose different hours of one day at once, the second sees the first, so that no day holds more than he takes.
  if (wanted) await lockAvailability(trx, wanted.personId);
  const slot = wanted && (await offered()).find((each) => each.personId === wanted.personId);
  if (!slot) throw new ActionClosedError([{ key: 'hambatan.slot_tidak_tersedia' }]);
  await holdPlaces(trx, row.office_id, slot.roomId);
  const room = slot.roomId === null ? undefined : await findRoom(trx, row.office_id, slot.roomId);
  if (room && (!room.is_active || room.channel !== saluran)) throw new ActionClosedError([{ key: 'hambatan.slot_tidak_tersedia' }]);
  const { settings } = await getOffice(trx, row.office_id);
  await bookSlot(trx, {
    case_id: row.id, office_id: row.office_id, round: context.round, starts_at: slot.start, ends_at: slot.end, busy_until: slot.busyUntil, channel: saluran,
    location: chosenPlace(slot, room, settings),
    room_id: room?.id ?? null, resource_id: room && isExclusive(room) ? room.id : null, verifikator_id: slot.personId, state: 'dikonfirmasi', answer: 'ya', created_at: context.at,
  });
}
