/** A hit in a newer list is work for a verifikator: a task with a due time in his list, done when the hit is judged. */
import type { Knex } from 'knex';
import { lockCase, raiseVersion } from '../cases/index.ts';
import { closeTasksAbout, openTaskAbout } from '../tasks/index.ts';

export const HIT_TASK = 'temuan_pemantauan';

export async function openTaskOfHit(trx: Knex.Transaction, { caseId, hitId, at }: { caseId: string; hitId: string; at: Date }): Promise<void> {
  const row = await lockCase(trx, caseId, null);
  if (await openTaskAbout(trx, row, { kind: HIT_TASK, ref: hitId, openedBy: null, at })) await raiseVersion(trx, caseId, row.office_id);
}

/** Unsure leaves it open. */
export async function closeTaskOfHit(trx: Knex.Transaction, hit: { caseId: string; officeId: string; hitId: string }, ending: { by: string; at: Date; verdict: string; reason: string }): Promise<void> {
  if (ending.verdict === 'belum_yakin') return;
  await raiseVersion(trx, hit.caseId, hit.officeId);
  await closeTasksAbout(trx, { caseId: hit.caseId, kind: HIT_TASK, ref: hit.hitId }, { by: ending.by, at: ending.at, proof: { hasil: ending.verdict, alasan: ending.reason } });
}
