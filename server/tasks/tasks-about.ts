/** Tasks about one thing (a hit): opened by an act or by the program, done when that thing is decided. */
import type { Knex } from 'knex';
import type { CaseRow } from '../cases/index.ts';
import { getSop } from '../domain/sop/catalogue.ts';
import { standardEnd } from '../domain/sop/standard-end.ts';
import { findTaskSpec } from '../domain/sop/task-spec-of.ts';
import { calendarOf } from '../offices/index.ts';
import { insertTask, type TaskRow } from './tasks.repository.ts';

export interface TaskAbout { kind: string; ref: string; openedBy: string | null; at: Date }

/** The case is locked by the caller. False when the procedure has no such task, or this one waits already. */
export async function openTaskAbout(trx: Knex.Transaction, row: CaseRow, { kind, ref, openedBy, at }: TaskAbout): Promise<boolean> {
  const spec = findTaskSpec(getSop(row.procedure, row.sop_version), kind);
  if (!spec || await trx<TaskRow>('tasks').where({ case_id: row.id, kind, ref, state: 'terbuka' }).first('id')) return false;
  const calendar = await calendarOf(trx, row.office_id);
  await insertTask(trx, {
    case_id: row.id, office_id: row.office_id, kind, ref, step: spec.step, actor: spec.actor, round: row.round, blocks: spec.blocks, not_opener: spec.notOpener ?? false,
    opened_by: openedBy, meant_for: null, opened_at: at, due_at: standardEnd(calendar, spec.standard, at), due_edition: calendar.edition,
  });
  return true;
}

/** About any of these. With what became of it as the proof; without, it is called off: nobody needs it any more. Answers the tasks it ended. */
export async function closeTasksAbout(trx: Knex.Transaction, about: { caseId: string; kind: string; refs: readonly string[] }, ending: { by: string | null; at: Date; proof?: Record<string, unknown> }): Promise<TaskRow[]> {
  return trx<TaskRow>('tasks').where({ case_id: about.caseId, kind: about.kind, state: 'terbuka' }).whereIn('ref', about.refs)
    .update({ state: ending.proof ? 'selesai' : 'batal', closed_by: ending.by, closed_at: ending.at, proof: ending.proof ? JSON.stringify(ending.proof) as unknown as Record<string, unknown> : null }).returning('*');
}
