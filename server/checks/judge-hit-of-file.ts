import type { Knex } from 'knex';
import { judgeHit } from './checks.repository.ts';
import { settleTwins } from './standing-hit-task.ts';
import type { Judgement } from './standing-hits.repository.ts';

/** A verdict in the file; what a newer list asked about the same pair is answered by it, too. */
export async function judgeHitOfFile(trx: Knex.Transaction, hit: { hitId: string; caseId: string }, judgement: Judgement): Promise<void> {
  await judgeHit(trx, { id: hit.hitId, caseId: hit.caseId, ...judgement });
  await settleTwins(trx, hit, judgement);
}
