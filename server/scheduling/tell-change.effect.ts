import type { Knex } from 'knex';
import { performAction, SYSTEM, type CaseDoor } from '../cases/index.ts';
import { ActionClosedError } from '../platform/errors.ts';
import type { EffectHandler } from '../platform/outbox.ts';

/**
 * `kabari_jadwal`: tells the applicant that another officer holds his appointment, with the invitation anew.
 *
 * Repeating is harmless: the act carries the id of this effect as its request id, so it is done once. An appointment that was closed
 * meanwhile needs no such letter.
 */
export function tellChange({ db, door }: { db: Knex; door: CaseDoor }): EffectHandler {
  return async ({ outboxId, caseId }) => {
    if (caseId === null) throw new Error('no case to tell about');
    try {
      await db.transaction((trx) => performAction(trx, door, SYSTEM, { caseId, action: 'kabari_pergantian_petugas', requestId: `kabar:${outboxId}`, seenVersion: null, input: {}, officeId: null }));
    } catch (error) {
      if (!(error instanceof ActionClosedError)) throw error;
    }
  };
}
