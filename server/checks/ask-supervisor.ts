/** A hit an officer cannot decide goes to the supervisor as a task: he judges it, or sends it back with what to find out. */
import type { Knex } from 'knex';
import { supervisorsOf, type ActContext } from '../cases/index.ts';
import { UNSURE_HIT } from '../domain/sop/guards.ts';
import type { HitVerdict } from '../domain/sop/facts.ts';
import { notify } from '../notices/index.ts';
import { closeTasksAbout, openTaskAbout } from '../tasks/index.ts';
import type { CheckKind } from './checks.repository.ts';
import { judgeHitOfFile } from './judge-hit-of-file.ts';

export async function askSupervisor(trx: Knex.Transaction, context: ActContext): Promise<void> {
  const { hitId, alasan } = context.input as { hitId: string; alasan: string };
  const { case: row, actor, at } = context;
  await openTaskAbout(trx, row, { kind: UNSURE_HIT, ref: hitId, openedBy: actor.id, at });
  const supervisors = await supervisorsOf(trx, row.office_id);
  for (const userId of supervisors.filter((id) => id !== actor.id)) {
    await notify(trx, { officeId: row.office_id, userId, kind: 'temuan_diajukan', caseId: row.id, textKey: 'pemberitahuan.temuan_diajukan', params: { nama: actor.name, nomor: row.number, alasan }, at });
  }
}

export async function decideUnsureHit(trx: Knex.Transaction, context: ActContext): Promise<void> {
  const { hitId, hasil, alasan } = context.input as { hitId: string; hasil: HitVerdict | 'kembalikan'; alasan: string };
  const { case: row, actor, at } = context;
  if (hasil !== 'kembalikan') await judgeHitOfFile(trx, { hitId, caseId: row.id }, { verdict: hasil, reason: alasan, by: actor.id, at });
  const tasks = await closeTasksAbout(trx, { caseId: row.id, kind: UNSURE_HIT, refs: [hitId] }, { by: actor.id, at, proof: { hasil, alasan } });
  for (const userId of new Set(tasks.flatMap((task) => (task.opened_by && task.opened_by !== actor.id ? [task.opened_by] : [])))) {
    const textKey = hasil === 'kembalikan' ? 'pemberitahuan.temuan_dikembalikan' : 'pemberitahuan.temuan_diputuskan';
    await notify(trx, { officeId: row.office_id, userId, kind: 'temuan_diputuskan', caseId: row.id, textKey, params: { nama: actor.name, nomor: row.number, alasan }, at });
  }
}

/** The hits were decided by the officer himself, or a new run has put them aside. */
export async function callOff(trx: Knex.Transaction, context: ActContext, hitIds: readonly string[]): Promise<void> {
  await closeTasksAbout(trx, { caseId: context.case.id, kind: UNSURE_HIT, refs: hitIds }, { by: context.actor.id, at: context.at });
}

/** A new run puts aside what earlier runs of the same check found; what the other check found stays with the supervisor. */
export async function callOffRuns(trx: Knex.Transaction, context: ActContext, kind: CheckKind): Promise<void> {
  await callOff(trx, context, await trx('check_hits as h').join('checks as k', 'k.id', 'h.check_id').where({ 'k.case_id': context.case.id, 'k.kind': kind }).pluck<string[]>('h.id'));
}
