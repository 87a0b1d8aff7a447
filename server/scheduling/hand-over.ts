import type { Knex } from 'knex';
import { officersPlaying, type ActContext } from '../cases/index.ts';
import { InvalidError } from '../platform/errors.ts';
import { changeOpenAppointment, currentAppointment } from './appointments.repository.ts';
import { findAvailability } from './availability.repository.ts';
import { busyAfter, takingSlot } from './book-slot.ts';

/**
 * Puts the open appointment into another officer's hands; the time stays, the invitation is sent again with a higher sequence.
 * @throws InvalidError on `verifikatorId` for nobody who verifies here, or the one who has it; ActionClosedError when he is taken then
 */
export async function handOverAppointment(trx: Knex.Transaction, context: ActContext): Promise<void> {
  const { verifikatorId } = context.input as { verifikatorId: string };
  const open = await currentAppointment(trx, context.case.id, context.round);
  const officer = await officersPlaying(trx, context.case.office_id, 'verifikator').where('u.id', verifikatorId).first<{ id: string } | undefined>('u.id');
  if (!open || !officer || open.verifikator_id === verifikatorId) throw new InvalidError({ verifikatorId: { key: 'galat.jadwal.petugas' } });
  const busyUntil = busyAfter(open.ends_at, await findAvailability(trx, verifikatorId));
  await takingSlot(() => changeOpenAppointment(trx, context.case.id, { verifikator_id: verifikatorId, busy_until: busyUntil }));
}
