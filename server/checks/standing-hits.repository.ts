import type { Knex } from 'knex';
import { closeTasksAbout } from '../tasks/index.ts';
import { raiseVersion } from '../cases/index.ts';
import { HIT_TASK } from './standing-hit-task.ts';

/**
 * The version they were found in is withdrawn: what nobody has judged waits for nobody any more, and may be found again in a right list. Verdicts stay.
 * In the order of the cases, as everybody locks them. Answers how many.
 */
export async function callOffHitsOf(trx: Knex.Transaction, importId: string, by: { userId: string; at: Date }): Promise<number> {
  const called = await trx('standing_hits').where({ import_id: importId }).whereNull('withdrawn_at').andWhere((open) => open.whereNull('verdict').orWhere('verdict', 'belum_yakin'))
    .update({ withdrawn_at: by.at }).returning<{ id: string; case_id: string | null; office_id: string }[]>(['id', 'case_id', 'office_id']);
  for (const hit of called.filter((each) => each.case_id !== null).sort((a, b) => (String(a.case_id) < String(b.case_id) ? -1 : 1))) {
    await raiseVersion(trx, String(hit.case_id), hit.office_id);
    await closeTasksAbout(trx, { caseId: String(hit.case_id), kind: HIT_TASK, ref: hit.id }, { by: by.userId, at: by.at });
  }
  return called.length;
}
