import type { Knex } from 'knex';
import { recordAudit } from '../audit/index.ts';
import { NotFoundError } from '../platform/errors.ts';
import type { Officer } from '../platform/http/route.ts';
import { stoppedEffects } from './failed-effects.view.ts';

/**
 * Sets work that failed or was held going again, with all its tries. Repeating is harmless: every effect is safe to run twice, and a row that
 * goes already is none of the stopped ones any more (404, as for a foreign one).
 */
export async function retryEffect(trx: Knex.Transaction, by: { officer: Officer; requestId: string; ipHash: string }, id: string): Promise<void> {
  const row = await stoppedEffects(trx, by.officer).andWhere('o.id', id).forUpdate('o').first<{ id: string; effect: string; case_id: string | null; attempts: number } | undefined>('o.id', 'o.effect', 'o.case_id', 'o.attempts');
  if (!row) throw new NotFoundError();
  await trx('outbox').where({ id }).update({ failed_at: null, held_at: null, handed_at: null, told_at: null, attempts: 0, available_at: trx.raw('clock_timestamp()') });
  await recordAudit(trx, {
    event: 'efek_diulang', actorKind: 'staf', actorId: by.officer.id, officeId: by.officer.officeId, caseId: row.case_id, ref: `efek:${row.id}`, requestId: by.requestId, ipHash: by.ipHash,
    detail: { efek: row.effect, percobaan: row.attempts },
  });
}
