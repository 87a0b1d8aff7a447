import type { Knex } from 'knex';
import { supervisorsOf, type CaseDoor } from '../cases/index.ts';
import { ActionClosedError } from '../platform/errors.ts';
import type { EffectHandler } from '../platform/outbox.ts';
import { OPEN_STATES, type AppointmentRow } from './appointments.repository.ts';
import { moveOn } from './take-leave.ts';

/**
 * `ganti_petugas_janji`: the verifikator of an appointment works here no more; it goes to a colleague, else the applicant chooses anew, as at a leave.
 *
 * Repeating is harmless: an appointment that was closed, or has a verifikator again, is left as it is.
 */
export function replaceOfficer({ db, door }: { db: Knex; door: CaseDoor }): EffectHandler {
  return async ({ outboxId, refId }) => {
    const slot = await db<AppointmentRow>('appointments').where({ id: String(refId) }).whereIn('state', OPEN_STATES).first();
    if (!slot || await verifies(db, slot.verifikator_id)) return;
    try {
      await moveOn(db, door, slot, `ganti:${outboxId}`);
    } catch (error) {
      if (!(error instanceof ActionClosedError)) throw error;
      // Where the file stands now nothing can be moved: somebody has to look at it.
      await db.transaction((trx) => tellSupervisors(trx, door, slot));
    }
  };
}

async function verifies(db: Knex, userId: string): Promise<boolean> {
  return await db('users as u').join('user_roles as r', 'r.user_id', 'u.id').where({ 'u.id': userId, 'u.is_active': true, 'r.role': 'verifikator' }).first('u.id') !== undefined;
}

async function tellSupervisors(trx: Knex.Transaction, door: CaseDoor, slot: AppointmentRow): Promise<void> {
  const { number } = await trx('cases').where({ id: slot.case_id }).first<{ number: string }>('number');
  for (const userId of await supervisorsOf(trx, slot.office_id)) {
    await door.notify(trx, { officeId: slot.office_id, userId, kind: 'jadwal_bentrok', caseId: slot.case_id, textKey: 'pemberitahuan.jadwal_tanpa_petugas', params: { nomor: number }, at: door.clock.now() });
  }
}
