import type { Knex } from 'knex';
import { ActionClosedError, InvalidError, NotFoundError } from '../platform/errors.ts';
import { enqueueEffects } from '../platform/outbox.ts';
import { bookedIn, misplacedIn } from './room-moves.ts';
import { findRoom, saveRoom, type RoomRow } from './rooms.repository.ts';

/** So many numbers are named; the rest is counted. */
const NAMED = 5;

/**
 * Saves a room; `booked` says what becomes of those who were invited to its old place: `kabari` moves them and sends the invitation again, `biarkan` leaves them there.
 * @throws ActionClosedError where somebody was invited and nothing was said; InvalidError on `name`, and on `channel` while somebody is booked: a call does not become a desk; NotFoundError
 */
export async function changeRoom(trx: Knex.Transaction, row: Omit<RoomRow, 'id'> & { id?: string }, { booked, now }: { booked: 'kabari' | 'biarkan' | undefined; now: Date }): Promise<RoomRow> {
  const before = row.id === undefined ? undefined : await findRoom(trx, row.office_id, row.id);
  if (before && before.channel !== row.channel) {
    const { length } = await bookedIn(trx, before, now);
    if (length > 0) throw new InvalidError({ channel: { key: 'galat.ruang.saluran_terpakai', params: { jumlah: length } } });
  }
  const saved = await savedOnce(trx, row);
  const addressed = before && (before.address !== saved.address || before.link_kind !== saved.link_kind);
  const misplaced = addressed ? await misplacedIn(trx, saved, now) : [];
  if (misplaced.length === 0) return saved;
  if (booked === undefined) {
    const numbers = misplaced.slice(0, NAMED).map((slot) => slot.case_number);
    throw new ActionClosedError([{ key: 'hambatan.ruang_dijadwalkan', params: { jumlah: misplaced.length, berkas: numbers.join(', ') + (misplaced.length > NAMED ? ', …' : '') } }]);
  }
  if (booked === 'kabari') await enqueueEffects(trx, [{ effect: 'pindah_ke_tempat_ruang', caseId: null, refId: saved.id }]);
  return saved;
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
