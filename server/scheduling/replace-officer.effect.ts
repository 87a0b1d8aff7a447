import type { Knex } from 'knex';
import type { CaseDoor } from '../cases/index.ts';
import type { EffectHandler } from '../platform/outbox.ts';
import { OPEN_STATES, type AppointmentRow } from './appointments.repository.ts';
import { moveOrTell } from './take-leave.ts';
import { verifies } from './unkept.ts';

/**
 * `ganti_petugas_janji`: the verifikator of an appointment works here no more; it goes to a colleague, else the applicant chooses anew, as at a leave.
 *
 * Repeating is harmless: an appointment that was closed, or has a verifikator again, is left as it is.
 */
export function replaceOfficer({ db, door }: { db: Knex; door: CaseDoor }): EffectHandler {
  return async ({ outboxId, refId }) => {
    const slot = await db<AppointmentRow>('appointments').where({ id: String(refId) }).whereIn('state', OPEN_STATES).first();
    if (slot && !await verifies(db, slot.verifikator_id)) await moveOrTell(db, door, slot, `ganti:${outboxId}`);
  };
}
