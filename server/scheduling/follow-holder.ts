/** The appointment of a file goes with the file: whoever has it now holds the verification. */
import type { Knex } from 'knex';
import type { HolderContext } from '../cases/index.ts';
import { notify } from '../notices/index.ts';
import { ActionClosedError } from '../platform/errors.ts';
import { enqueueEffects } from '../platform/outbox.ts';
import { OPEN_STATES, type AppointmentRow } from './appointments.repository.ts';
import { findAvailability } from './availability.repository.ts';
import { busyAfter } from './book-slot.ts';

/**
 * @throws ActionClosedError when a colleague was chosen who has another appointment then; where nobody chose him (the queue gave him the
 * file) the appointment stays with its officer and he is told to arrange it
 */
export async function followHolder(trx: Knex.Transaction, { case: row, fromId, toId, at, chosen }: HolderContext): Promise<void> {
  const open = await trx<AppointmentRow>('appointments').where({ case_id: row.id }).whereIn('state', OPEN_STATES).first();
  // Given to the queue it stays where it is until somebody takes the file.
  if (!open || !toId || open.verifikator_id === toId) return;
  if (row.holder_id !== toId && open.verifikator_id !== fromId) return;
  if (!await trx('user_roles').where({ user_id: toId, role: 'verifikator' }).first('user_id')) return;
  const busyUntil = busyAfter(open.ends_at, await findAvailability(trx, toId));
  try {
    await trx.transaction(async (attempt) => { await attempt('appointments').where({ id: open.id }).update({ verifikator_id: toId, busy_until: busyUntil, sequence: attempt.raw('sequence + 1') }); });
    await enqueueEffects(trx, [{ effect: 'kabari_jadwal', caseId: row.id, refId: open.id }]);
  } catch (error) {
    if ((error as { code?: unknown }).code !== '23P01') throw error;
    if (chosen) throw new ActionClosedError([{ key: 'hambatan.jadwal_bentrok', params: { apa: 'jadwal.bentrok.petugas_baru' } }], { version: row.version });
    await notify(trx, { officeId: row.office_id, userId: toId, kind: 'jadwal_bentrok', caseId: row.id, textKey: 'pemberitahuan.jadwal_bentrok', params: { nomor: row.number }, at });
  }
}
