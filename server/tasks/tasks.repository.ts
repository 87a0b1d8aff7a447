import type { Knex } from 'knex';
import type { Actor } from '../domain/sop/model.ts';

export interface TaskRow {
  id: string; case_id: string; office_id: string; kind: string; step: string | null; actor: Actor; round: number; blocks: string[]; not_opener: boolean;
  opened_by: string | null; /** Expected to do it; anybody of the part may. */ meant_for: string | null; opened_at: Date; due_at: Date | null; /** of the calendar it was reckoned with */ due_edition: number; reminded_at: Date | null; state: 'terbuka' | 'selesai' | 'batal';
  closed_by: string | null; closed_at: Date | null; proof: Record<string, unknown> | null;
  /** The one thing it is about; such a task is done with that. */
  ref: string | null;
}

export async function insertTask(trx: Knex.Transaction, row: Omit<TaskRow, 'id' | 'reminded_at' | 'state' | 'closed_by' | 'closed_at' | 'proof' | 'ref'> & { ref?: string }): Promise<void> {
  await trx('tasks').insert({ ...row, state: 'terbuka' });
}

export async function tasksOfCase(trx: Knex | Knex.Transaction, caseId: string): Promise<TaskRow[]> {
  return trx<TaskRow>('tasks').where({ case_id: caseId }).orderBy([{ column: 'opened_at' }, { column: 'id' }]);
}

/** False when the task is not open, or belongs to another case. */
export async function closeTask(trx: Knex.Transaction, task: { id: string; caseId: string }, closing: { by: string | null; at: Date; proof: Record<string, unknown> }): Promise<boolean> {
  const changed = await trx<TaskRow>('tasks').where({ id: task.id, case_id: task.caseId, state: 'terbuka' })
    .update({ state: 'selesai', closed_by: closing.by, closed_at: closing.at, proof: JSON.stringify(closing.proof) as unknown as Record<string, unknown> });
  return changed > 0;
}

/** What was asked for is not needed any more: no proof, nobody did it. */
export async function cancelOpenTasks(trx: Knex.Transaction, caseId: string, by: string | null, at: Date): Promise<void> {
  await trx<TaskRow>('tasks').where({ case_id: caseId, state: 'terbuka' }).update({ state: 'batal', closed_by: by, closed_at: at });
}
