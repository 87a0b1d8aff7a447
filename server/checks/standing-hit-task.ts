/** A hit in a newer list is work for a verifikator: a task with a due time in his list, done when the hit is judged. */
import type { Knex } from 'knex';
import { lockCase, raiseVersion } from '../cases/index.ts';
import { closeTasksAbout, openTaskAbout } from '../tasks/index.ts';
import { casesWaitingFor, judgeTwins, withdrawHits, type Judgement } from './standing-hits.repository.ts';

const HIT_TASK = 'temuan_pemantauan';

export async function openTaskOfHit(trx: Knex.Transaction, { caseId, hitId, at }: { caseId: string; hitId: string; at: Date }): Promise<void> {
  const row = await lockCase(trx, caseId, null);
  await openTaskAbout(trx, row, { kind: HIT_TASK, ref: hitId, openedBy: null, at });
  await raiseVersion(trx, caseId, row.office_id);
}

/** Unsure leaves it open. */
export async function closeTaskOfHit(trx: Knex.Transaction, hit: { caseId: string; hitId: string }, { verdict, reason, by, at }: Judgement): Promise<void> {
  if (verdict === 'belum_yakin') return;
  await closeTasksAbout(trx, { caseId: hit.caseId, kind: HIT_TASK, refs: [hit.hitId] }, { by, at, proof: { hasil: verdict, alasan: reason } });
}

/** The same pair was judged in the file itself, whose lock the door holds: nobody is asked a second time. */
export async function settleTwins(trx: Knex.Transaction, hit: { caseId: string; hitId: string }, judgement: Judgement): Promise<void> {
  if (judgement.verdict === 'belum_yakin') return;
  for (const hitId of await judgeTwins(trx, hit, judgement)) await closeTaskOfHit(trx, { caseId: hit.caseId, hitId }, judgement);
}

/** The version they were found in is withdrawn: what nobody has judged waits for nobody any more, and may be found again in a right list. Answers how many. */
export async function callOffHitsOf(trx: Knex.Transaction, importId: string, by: { userId: string; at: Date }): Promise<number> {
  for (const { case_id: caseId, office_id: officeId } of await casesWaitingFor(trx, importId)) await raiseVersion(trx, caseId, officeId);
  const called = await withdrawHits(trx, importId, by.at);
  for (const { id, case_id: caseId } of called) if (caseId) await closeTasksAbout(trx, { caseId, kind: HIT_TASK, refs: [id] }, { by: by.userId, at: by.at });
  return called.length;
}
