/** What may be asked of the supervisor's lists. */
import { z } from 'zod';
import type { ListSpec } from '../platform/http/list.ts';

const code = z.string().regex(/^[a-z0-9_]{1,60}$/);
const moment = z.iso.datetime({ offset: true });

export const stuckList: ListSpec = {
  name: 'stuck-cases',
  filters: {
    id: { column: 'c.id', type: z.uuid() }, why: { column: 'c.whys', type: z.enum(['lewat', 'diam', 'janji', 'pindaian', 'banding']), op: 'memuat' }, turn: { column: 'c.turn', type: code },
    holderId: { column: 'c.holder_id', type: z.uuid().nullable() }, procedure: { column: 'c.procedure', type: code },
  },
  sorts: { dueAt: 'c.due_at', lastAt: 'c.last_at', number: 'c.number', place: 'c.place', id: 'c.id' }, defaultSort: ['dueAt', 'ASC'], tieBreak: 'c.id', missingLast: ['dueAt'],
};

export const deviationList: ListSpec = {
  name: 'case-deviations',
  filters: {
    id: { column: 'd.id', type: z.uuid() }, caseId: { column: 'd.case_id', type: z.uuid() }, kind: { column: 'd.kind', type: z.enum(['perlengkapan', 'waktu', 'output']) },
    from: { column: 'd.at', type: moment, op: '>=' }, before: { column: 'd.at', type: moment, op: '<' },
  },
  sorts: { at: 'd.at', kind: 'd.kind', id: 'd.id' }, defaultSort: ['at', 'DESC'], tieBreak: 'd.id',
};

export const exceptionList: ListSpec = {
  name: 'case-exceptions',
  filters: {
    id: { column: 'e.id', type: z.uuid() }, caseId: { column: 'e.case_id', type: z.uuid() }, action: { column: 'e.action', type: code }, personId: { column: 'e.user_id', type: z.uuid() },
    from: { column: 'e.at', type: moment, op: '>=' }, before: { column: 'e.at', type: moment, op: '<' },
  },
  sorts: { at: 'e.at', action: 'e.action', id: 'e.id' }, defaultSort: ['at', 'DESC'], tieBreak: 'e.id',
};

/** `from` and `before` are the period of the sums, not columns of a row. */
export const officerLoadList: ListSpec = {
  name: 'officer-load',
  filters: {
    id: { column: 'l.id', type: z.uuid() }, active: { column: 'l.is_active', type: z.boolean() },
    from: { column: '', type: moment }, before: { column: '', type: moment },
  },
  sorts: { name: 'l.name', held: 'l.held', heldOverdue: 'l.held_overdue', done: 'l.done', workingMinutes: 'l.working_minutes', id: 'l.id' }, defaultSort: ['held', 'DESC'], tieBreak: 'l.id',
};

export const stepVisitList: ListSpec = {
  name: 'step-visits',
  filters: {
    id: { column: 'v.id', type: z.uuid() }, officerId: { column: 'v.closed_by', type: z.uuid() }, procedure: { column: 'v.procedure', type: code }, step: { column: 'v.step', type: z.string().max(40) },
    caseId: { column: 'v.case_id', type: z.uuid() }, from: { column: 'v.left_at', type: moment, op: '>=' }, before: { column: 'v.left_at', type: moment, op: '<' },
  },
  sorts: { leftAt: 'v.left_at', enteredAt: 'v.entered_at', workingMinutes: 'v.working_minutes', id: 'v.id' }, defaultSort: ['leftAt', 'DESC'], tieBreak: 'v.id',
};
