import type { Knex } from 'knex';
import { getOffice } from '../offices/index.ts';
import { InvalidError, NotFoundError } from '../platform/errors.ts';
import { enqueueEffects } from '../platform/outbox.ts';
import { askWhatBecomes, type Booked } from './ask-what-becomes.ts';
import { usualOf } from './chosen-place.ts';
import { bookedIn, misplacedIn, moveLater } from './room-moves.ts';
import { lockRoom, saveRoom, type RoomRow } from './rooms.repository.ts';

/**
 * Saves a room; `booked` says what becomes of those who were invited to its old place, or to a room that is put out of use: `kabari` moves them (to its new place; to the office's
 * usual one) and sends the invitation again, `biarkan` leaves them there.
 * @throws ActionClosedError where somebody was invited and nothing was said; InvalidError on `name`, on `active` where they are to go to a usual place that the office does not have, and on `channel` while somebody is booked: a call does not become a desk; NotFoundError
 */
export async function changeRoom(trx: Knex.Transaction, row: Omit<RoomRow, 'id'> & { id?: string }, { booked, now }: { booked: Booked | undefined; now: Date }): Promise<RoomRow> {
  const before = row.id === undefined ? undefined : await lockRoom(trx, row.office_id, row.id);
  if (before && before.channel !== row.channel) {
    const { length } = await bookedIn(trx, before, now);
    if (length > 0) throw new InvalidError({ channel: { key: 'galat.ruang.saluran_terpakai', params: { jumlah: length } } });
  }
  const saved = await savedOnce(trx, row);
  if (before?.is_active && !saved.is_active) {
    await putOutOfUse(trx, saved, { booked, now });
    return saved;
  }
  const addressed = before && (before.address !== saved.address || before.link_kind !== saved.link_kind);
  const misplaced = addressed ? await misplacedIn(trx, saved, now) : [];
  if (misplaced.length === 0) return saved;
  askWhatBecomes(misplaced, booked, 'hambatan.ruang_dijadwalkan');
  if (booked === 'kabari') await enqueueEffects(trx, [{ effect: 'pindah_ke_tempat_ruang', officeId: row.office_id, refId: saved.id }]);
  return saved;
}

async function putOutOfUse(trx: Knex.Transaction, room: RoomRow, { booked, now }: { booked: Booked | undefined; now: Date }): Promise<void> {
  const slots = await bookedIn(trx, room, now);
  askWhatBecomes(slots, booked, 'hambatan.ruang_ditutup_dijadwalkan');
  if (booked !== 'kabari' || slots.length === 0) return;
  const { settings } = await getOffice(trx, room.office_id);
  if (usualOf(settings, room.channel) === '') throw new InvalidError({ active: { key: 'galat.ruang.tanpa_tempat_biasa' } });
  await moveLater(trx, room.office_id, slots);
}

async function savedOnce(trx: Knex.Transaction, row: Omit<RoomRow, 'id'> & { id?: string }): Promise<RoomRow> {
  try {
    const saved = await trx.transaction((inner) => saveRoom(inner, row));
    if (!saved) throw new NotFoundError();
    return saved;
  } catch (error) {
    if ((error as { constraint?: unknown }).constraint === 'rooms_name') throw new InvalidError({ name: { key: 'galat.ruang.nama' } });
    throw error;
  }
}
