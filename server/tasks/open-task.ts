import type { Knex } from 'knex';
import type { ActContext } from '../cases/index.ts';
import type { TaskSpec } from '../domain/sop/model.ts';
import { standardEnd } from '../domain/sop/standard-end.ts';
import { calendarOf } from '../offices/index.ts';
import { insertTask, tasksOfCase } from './tasks.repository.ts';

/** Opens the task a place asks for, unless the same one still waits from an earlier stay there. Whoever moved the case is its opener. */
export async function openTask(trx: Knex.Transaction, context: ActContext, spec: TaskSpec): Promise<void> {
  const { case: row, actor, at, round } = context;
  if ((await tasksOfCase(trx, row.id)).some((task) => task.kind === spec.kind && task.state === 'terbuka')) return;
  const calendar = await calendarOf(trx, row.office_id);
  await insertTask(trx, {
    case_id: row.id, office_id: row.office_id, kind: spec.kind, step: spec.step, actor: spec.actor, round, blocks: spec.blocks,
    not_opener: spec.notOpener ?? false, opened_by: actor.id,
    // Whoever moved the case does it himself where he plays the part and may.
    meant_for: !spec.notOpener && actor.roles.includes(spec.actor) ? actor.id : null, opened_at: at, due_at: standardEnd(calendar, spec.standard, at), due_edition: calendar.edition,
  });
}
