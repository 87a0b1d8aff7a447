/** Open tasks have by the calendar of today what their standard gives them. */
import type { DeadlineKeeper, MovedDeadline } from '../cases/index.ts';
import { getSop } from '../domain/sop/catalogue.ts';
import { standardEnd } from '../domain/sop/standard-end.ts';
import { findTaskSpec } from '../domain/sop/task-spec-of.ts';
import type { TaskRow } from './tasks.repository.ts';

export const taskDeadlines: DeadlineKeeper = {
  behind: (db, officeId, edition, most) => db<TaskRow>('tasks').where({ office_id: officeId, state: 'terbuka' }).whereNotNull('due_at').where('due_edition', '<', edition).orderBy('case_id').limit(most).pluck('case_id'),
  async recount(trx, { case: row, calendar, at }) {
    const sop = getSop(row.procedure, row.sop_version);
    const moved: MovedDeadline[] = [];
    const open = await trx<TaskRow>('tasks').where({ case_id: row.id, state: 'terbuka' }).whereNotNull('due_at').where('due_edition', '<', calendar.edition).orderBy('id').forUpdate();
    for (const task of open) {
      const spec = findTaskSpec(sop, task.kind);
      const [from, to] = [task.due_at, spec ? standardEnd(calendar, spec.standard, task.opened_at) : null];
      const differs = from !== null && to !== null && to.getTime() !== from.getTime();
      // Whoever was reminded of the old time is reminded of the new one.
      await trx<TaskRow>('tasks').where({ id: task.id }).update({ due_edition: calendar.edition, ...(differs ? { due_at: to } : {}), ...(differs && to > at ? { reminded_at: null } : {}) });
      if (differs) moved.push({ what: 'tugas', from, to });
    }
    return moved;
  },
};
