import type { Knex } from 'knex';
import type { ActContext } from '../cases/index.ts';
import { taskSpecsOf } from '../domain/sop/task-spec-of.ts';
import { openTask } from './open-task.ts';
import { tasksOfCase } from './tasks.repository.ts';

/**
 * What was done outside for an act that then did not come – an account approved in SPSE, the file not passed – has to be undone there,
 * and that is a task too. Asked whenever a case turns off; it stays asked until it is proved, whatever the case does meanwhile.
 */
export async function askToUndo(trx: Knex.Transaction, context: ActContext): Promise<void> {
  const { sop, action, actionId } = context;
  const rows = await tasksOfCase(trx, context.case.id);
  const lastDone = (kind: string) => Math.max(0, ...rows.filter((row) => row.kind === kind && row.state === 'selesai').map((row) => row.closed_at?.getTime() ?? 0));
  // Where the case goes it may be wanted again, or undone by the place itself.
  const there = (sop.places[action.to]?.tasks ?? []).map((spec) => spec.kind);
  for (const spec of taskSpecsOf(sop)) {
    if (!spec.undo || spec.blocks.includes(actionId) || there.includes(spec.kind) || there.includes(spec.undo.kind)) continue;
    if (lastDone(spec.kind) > lastDone(spec.undo.kind)) await openTask(trx, context, spec.undo);
  }
}
