/** Deviations, exceptions, finished steps and the load of each officer, as their lists show them. */
import type { Knex } from 'knex';
import { overdueSql } from '../cases/index.ts';
import type { DeviationItem, ExceptionItem, OfficerLoadItem, StepVisitItem } from '../domain/contract/supervision.ts';
import { translate, type Locale } from '../domain/messages/translate.ts';
import { getSop } from '../domain/sop/catalogue.ts';
import type { ListView } from '../platform/http/list.ts';

interface DeviationRow { id: string; case_id: string; case_number: string; kind: string; step: string | null; round: number; explanation: string; recorded_by_name: string | null; at: Date }

export function deviationView(db: Knex, officeId: string, locale: Locale): ListView<DeviationRow, DeviationItem> {
  return {
    base: () => db('case_deviations as d').where('d.office_id', officeId),
    select: (rows) => rows.select('d.*', db.raw('(select c.number from cases c where c.id = d.case_id) as case_number'), db.raw('(select u.name from users u where u.id = d.recorded_by) as recorded_by_name')),
    shape: (row) => ({
      id: row.id, caseId: row.case_id, caseNumber: row.case_number, kind: row.kind, kindLabel: translate(`nilai.${row.kind}`, {}, locale), step: row.step, round: row.round,
      explanation: row.explanation, recordedByName: row.recorded_by_name, at: row.at.toISOString(),
    }),
  };
}

interface ExceptionRow { id: string; case_id: string; case_number: string; action: string; person: string; granter: string; round: number; reason: string; at: Date; used: boolean }

export function exceptionView(db: Knex, officeId: string, locale: Locale): ListView<ExceptionRow, ExceptionItem> {
  return {
    base: () => db('case_exceptions as e').where('e.office_id', officeId),
    select: (rows) => rows.select('e.*', db.raw('(select c.number from cases c where c.id = e.case_id) as case_number'), db.raw('(select u.name from users u where u.id = e.user_id) as person'),
      db.raw('(select u.name from users u where u.id = e.granted_by) as granter'),
      db.raw('exists (select 1 from case_actions a where a.case_id = e.case_id and a.action = e.action and a.actor_id = e.user_id and a.by_exception and a.at >= e.at) as used')),
    shape: (row) => ({
      id: row.id, caseId: row.case_id, caseNumber: row.case_number, action: row.action, actionLabel: translate(`aksi.${row.action}`, {}, locale), personName: row.person,
      grantedByName: row.granter, round: row.round, reason: row.reason, at: row.at.toISOString(), used: row.used,
    }),
  };
}

interface VisitRow {
  id: string; case_id: string; case_number: string; procedure: string; sop_version: number; step: string; round: number; officer: string | null; entered_at: Date; left_at: Date;
  working_minutes: number; waiting_minutes: number;
}

/** Steps that were finished; whoever left the step did it. */
export function stepVisitView(db: Knex, officeId: string, locale: Locale): ListView<VisitRow, StepVisitItem> {
  return {
    base: () => db('step_visits as v').where('v.office_id', officeId).whereNotNull('v.left_at'),
    select: (rows) => rows.select('v.*', db.raw('(select c.number from cases c where c.id = v.case_id) as case_number'), db.raw('(select u.name from users u where u.id = v.closed_by) as officer')),
    shape: (row) => {
      const sop = getSop(row.procedure, row.sop_version);
      return {
        id: row.id, caseId: row.case_id, caseNumber: row.case_number, procedureLabel: translate(sop.title, {}, locale), step: sop.steps[row.step]?.printed ?? row.step,
        stepLabel: translate(sop.steps[row.step]?.title ?? row.step, {}, locale), round: row.round, officerName: row.officer,
        enteredAt: row.entered_at.toISOString(), leftAt: row.left_at.toISOString(), workingMinutes: row.working_minutes, waitingMinutes: row.waiting_minutes,
      };
    },
  };
}

interface LoadRow { id: string; name: string; is_active: boolean; roles: string[]; held: number; held_overdue: number; done: number; working_minutes: number }
export interface LoadPeriod { from: Date; before: Date; now: Date }

export function officerLoadView(db: Knex, officeId: string, { from, before, now }: LoadPeriod, locale: Locale): ListView<LoadRow, OfficerLoadItem> {
  return {
    base: () => db.from<object, object[]>(db.raw(
      `(select u.id, u.name, u.is_active, r.roles, h.held, h.held_overdue, v.done, v.working_minutes from users u
        cross join lateral (select coalesce(array_agg(role order by role), '{}') as roles from user_roles where user_id = u.id) r
        cross join lateral (select count(*)::int as held, (count(*) filter (where ${overdueSql('c', '?')}))::int as held_overdue
          from cases c where c.holder_id = u.id and c.archived_at is null) h
        cross join lateral (select count(*)::int as done, coalesce(sum(s.working_minutes), 0) as working_minutes
          from step_visits s where s.closed_by = u.id and s.office_id = u.office_id and s.left_at >= ? and s.left_at < ?) v
        where u.office_id = ? and (r.roles && array['helpdesk','verifikator','penyelia','arsiparis'] or v.done > 0 or h.held > 0)) as l`,
      [now, from, before, officeId])) as Knex.QueryBuilder,
    select: (rows) => rows.select('l.*'),
    shape: (row) => ({
      id: row.id, name: row.name, active: row.is_active, roles: row.roles.map((role) => translate(`peran.${role}`, {}, locale)).join(', '), held: row.held,
      heldOverdue: row.held_overdue, done: row.done, workingMinutes: row.working_minutes,
    }),
  };
}
