/** A task meant for somebody goes on with the file, to whoever may do it; else to nobody in particular. */
import type { Knex } from 'knex';
import type { HolderContext } from '../cases/index.ts';
import type { TaskRow } from './tasks.repository.ts';

export async function followHolder(trx: Knex.Transaction, { case: row, fromId, toId }: HolderContext): Promise<void> {
  if (!fromId) return;
  const tasks = await trx<TaskRow>('tasks').where({ case_id: row.id, state: 'terbuka', meant_for: fromId });
  if (tasks.length === 0) return;
  const roles = toId ? await trx('user_roles').where({ user_id: toId }).pluck<string[]>('role') : [];
  for (const task of tasks) {
    const may = toId !== null && roles.includes(task.actor) && !(task.not_opener && task.opened_by === toId);
    await trx<TaskRow>('tasks').where({ id: task.id }).update({ meant_for: may ? toId : null });
  }
}
