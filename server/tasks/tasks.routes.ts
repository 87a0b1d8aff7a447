import type { Knex } from 'knex';
import { z } from 'zod';
import type { Clock } from '../domain/clock.ts';
import { taskItem } from '../domain/contract/tasks.ts';
import { taskKindsDoneIn } from '../domain/sop/catalogue.ts';
import { calendarOf } from '../offices/index.ts';
import { listQuery, parseList, runList, type ListSpec } from '../platform/http/list.ts';
import { officerOf, route, type Route } from '../platform/http/route.ts';
import { taskShown, type TaskListRow } from './task-list.view.ts';

/** Whether the row `t` is a task done in SPSE, as its procedure says. */
export const TASK_IN_SPSE = doneIn('spse');
function doneIn(where: 'spse' | 'kantor'): string {
  return `(t.kind = any('{${taskKindsDoneIn(where).join(',')}}'))`;
}
const moment = z.iso.datetime({ offset: true });

export const taskList: ListSpec = {
  name: 'tasks',
  filters: {
    id: { column: 't.id', type: z.uuid() },
    caseId: { column: 't.case_id', type: z.uuid() },
    kind: { column: 't.kind', type: z.string().regex(/^[a-z0-9_]{1,60}$/) },
    /** Done in SPSE, apart from what is judged or told here. */
    spse: { column: TASK_IN_SPSE, type: z.boolean(), implies: (value) => (typeof value === 'boolean' ? doneIn(value ? 'spse' : 'kantor') : null) },
    state: { column: 't.state', type: z.string().regex(/^[a-z_]{1,30}$/) },
    actor: { column: 't.actor', type: z.string().regex(/^[a-z_]{1,30}$/) },
    meantFor: { column: 't.meant_for', type: z.uuid().nullable() },
    openedBy: { column: 't.opened_by', type: z.uuid() },
    dueBefore: { column: 't.due_at', type: moment, op: '<' },
  },
  sorts: { dueAt: 't.due_at', openedAt: 't.opened_at', closedAt: 't.closed_at', state: 't.state', id: 't.id' },
  defaultSort: ['dueAt', 'ASC'],
  tieBreak: 't.id',
  missingLast: ['dueAt'],
  // What is open waits for somebody, and an index of its own holds it.
  countsAll: ({ state }) => state === 'terbuka',
};

export function taskRoutes({ db, clock }: { db: Knex; clock: Clock }): Route[] {
  return [
    route({
      method: 'get', path: '/api/tasks', summary: 'Tasks outside this system, with the proof each asks for', query: listQuery, reply: z.array(taskItem),
      handle: async (call) => {
        const officer = officerOf(call);
        const at = { now: clock.now(), calendar: await calendarOf(db, officer.officeId) };
        return runList<TaskListRow, z.output<typeof taskItem>>(taskList, parseList(taskList, call.query),
          () => db('tasks as t').where('t.office_id', officer.officeId),
          (rows) => rows.join('cases as c', 'c.id', 't.case_id').select('t.*', 'c.number as case_number', 'c.procedure', 'c.sop_version', 'c.place',
            db.raw('(select u.name from users u where u.id = t.opened_by) as opened_by_name'),
            db.raw('(select u.name from users u where u.id = t.closed_by) as closed_by_name'), db.raw('(select u.name from users u where u.id = t.meant_for) as meant_for_name'),
            db.raw('array(select x.action from case_exceptions x where x.case_id = t.case_id and x.round = c.round and x.user_id = ?) as excepted', [officer.id])),
          (row) => taskShown(row, officer, at, call.locale));
      },
    }),
  ];
}
