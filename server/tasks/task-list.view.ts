/** One task as the lists and the workspaces show it. */
import { schemaWithWords, type DeadlineCalendar } from '../cases/index.ts';
import { isProvisional } from '../domain/provisional.ts';
import type { TaskItem } from '../domain/contract/tasks.ts';
import { translate, type Locale } from '../domain/messages/translate.ts';
import { getSop } from '../domain/sop/catalogue.ts';
import type { Actor } from '../domain/sop/model.ts';
import { taskClosedTo } from '../domain/sop/guards.ts';
import { taskSpecOf } from '../domain/sop/task-spec-of.ts';
import { isAt, mayDo } from '../domain/workflow.ts';
import type { Officer } from '../platform/http/route.ts';
import type { TaskRow } from './tasks.repository.ts';

export type TaskListRow = TaskRow & { case_number: string; procedure: string; sop_version: number; place: string; opened_by_name: string | null; meant_for_name: string | null; closed_by_name: string | null; /** acts four eyes were lifted of for who asks, in this round */ excepted: string[] };

export function taskShown(row: TaskListRow, officer: Officer, { now, calendar }: { now: Date; calendar: DeadlineCalendar }, locale: Locale): TaskItem {
  const sop = getSop(row.procedure, row.sop_version);
  const closing = Object.entries(sop.actions).find(([, action]) => action.now?.includes('tutup_tugas') && isAt(action, row.place) && mayDo(action, officer.roles as Actor[]));
  const task = { open: row.state === 'terbuka', ref: row.ref, actor: row.actor, notOpener: row.not_opener, openedBy: row.opened_by };
  const [against] = taskClosedTo(task, { id: officer.id, roles: officer.roles as Actor[] }, closing !== undefined && row.excepted.includes(closing[0]));
  const mayClose = closing !== undefined && !against;
  return {
    id: row.id, caseId: row.case_id, caseNumber: row.case_number, kind: row.kind, kindLabel: translate(`tugas.${row.kind}`, {}, locale), step: row.step,
    actor: row.actor, actorLabel: translate(`peran.${row.actor}`, {}, locale), round: row.round, state: row.state,
    openedById: row.opened_by, openedByName: row.opened_by_name, meantForId: row.meant_for, meantForName: row.meant_for_name, openedAt: row.opened_at.toISOString(), dueAt: row.due_at?.toISOString() ?? null, dueProvisional: row.state === 'terbuka' && isProvisional(calendar, row.due_at, row.due_edition),
    overdue: row.state === 'terbuka' && row.due_at !== null && row.due_at.getTime() < now.getTime(), remindedAt: row.reminded_at?.toISOString() ?? null,
    closedById: row.closed_by, closedByName: row.closed_by_name, closedAt: row.closed_at?.toISOString() ?? null, proof: row.proof,
    proofSchema: schemaWithWords(taskSpecOf(sop, row.kind).proof, locale),
    closeAction: mayClose ? closing[0] : null, mayClose, closedToMe: against ? { key: against.key, message: translate(against.key, against.params, locale) } : null,
  };
}
