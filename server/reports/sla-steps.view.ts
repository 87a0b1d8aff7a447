/** Minutes per SOP step: one SQL over closed visits; every figure can be opened into its rows. */
import type { Knex } from 'knex';
import type { SlaStep, SlaVisit } from '../domain/contract/reports.ts';
import { translate, type Locale } from '../domain/messages/translate.ts';
import { auditSql } from '../platform/http/audit-scope.ts';
import { allSops } from '../domain/sop/catalogue.ts';
import type { Sop, Step } from '../domain/sop/model.ts';

export interface Period { officeId: string; from: Date; before: Date; procedure?: string; /** only what this auditor may see */ auditorId?: string | undefined }

const scope = (period: Period, caseColumn: string) => (period.auditorId === undefined ? { sql: 'true', bindings: [] } : { sql: auditSql(caseColumn), bindings: [period.auditorId] });

interface Figures {
  procedure: string; step: string; visits: number; within: number;
  working_p50: number | null; working_p90: number | null; waiting_p50: number | null; waiting_p90: number | null; stopped_p50: number | null;
}

/** Standard minutes by procedure, version and step, as rows SQL can join. */
const standards = (): { procedure: string; version: number; step: string; minutes: number }[] => allSops.flatMap((sop) =>
  Object.entries(sop.steps).flatMap(([step, { standard }]) =>
    (typeof standard === 'object' && 'menit' in standard ? [{ procedure: sop.code, version: sop.version, step, minutes: standard.menit }] : [])));

/** What a visit is measured against: the office's own minutes, else those of the SOP version its case belongs to. */
const STANDARD_OF_VISIT = `coalesce(
  (select o.minutes from standard_overrides o where o.office_id = v.office_id and o.procedure = v.procedure and o.step = v.step),
  (select s.minutes from jsonb_to_recordset(?::jsonb) as s(procedure text, version int, step text, minutes int)
    where s.procedure = v.procedure and s.version = v.sop_version and s.step = v.step))`;

/** A minute is a minute: a thousandth is allowed for the arithmetic of fractions. */
const WITHIN = 'm.working_minutes <= m.standard + 0.001';

export async function slaSteps(db: Knex, period: Period, locale: Locale): Promise<SlaStep[]> {
  const mine = scope(period, 'v.case_id');
  const { rows } = await db.raw<{ rows: Figures[] }>(
    `with visits as (
       select v.*, ${STANDARD_OF_VISIT} as standard from step_visits v
       where v.office_id = ? and v.left_at >= ? and v.left_at < ? and ${mine.sql})
     select m.procedure, m.step, count(*)::int as visits, count(*) filter (where ${WITHIN})::int as within,
       percentile_cont(0.5) within group (order by m.working_minutes) as working_p50, percentile_cont(0.9) within group (order by m.working_minutes) as working_p90,
       percentile_cont(0.5) within group (order by m.waiting_minutes) as waiting_p50, percentile_cont(0.9) within group (order by m.waiting_minutes) as waiting_p90,
       percentile_cont(0.5) within group (order by m.stopped_minutes) as stopped_p50
     from visits m group by m.procedure, m.step`,
    [JSON.stringify(standards()), period.officeId, period.from, period.before, ...mine.bindings]);
  const mineOpen = scope(period, 'step_visits.case_id');
  const open = await db('step_visits').where({ office_id: period.officeId }).whereNull('left_at').whereRaw(mineOpen.sql, mineOpen.bindings)
    .groupBy('procedure', 'step').select<{ procedure: string; step: string; n: number }[]>('procedure', 'step', db.raw('count(*)::int as n'));
  const overrides = await db('standard_overrides').where({ office_id: period.officeId }).select<{ procedure: string; step: string; minutes: number }[]>();
  const of = <T extends { procedure: string; step: string }>(list: T[], sop: Sop, step: string) => list.find((row) => row.procedure === sop.code && row.step === step);
  return allSops.filter((sop) => !period.procedure || sop.code === period.procedure).flatMap((sop) => Object.entries(sop.steps).map(([id, step]) =>
    stepRow(sop, id, step, { figures: of(rows, sop, id), openNow: of(open, sop, id)?.n ?? 0, override: of(overrides, sop, id)?.minutes ?? null }, locale)));
}

function stepRow(sop: Sop, id: string, step: Step, found: { figures: Figures | undefined; openNow: number; override: number | null }, locale: Locale): SlaStep {
  const { figures, override } = found;
  const printedStandard = typeof step.standard === 'object' && 'menit' in step.standard ? step.standard.menit : null;
  const standardMinutes = override ?? printedStandard;
  const compared = step.measured === 'di_sini' && standardMinutes !== null && figures !== undefined;
  return {
    id: `${sop.code}:${id}`, procedure: sop.code, procedureLabel: translate(sop.title, {}, locale), step: id, printed: step.printed,
    label: translate(step.title, {}, locale), actor: step.actor, actorLabel: translate(`peran.${step.actor}`, {}, locale), measured: step.measured,
    standardMinutes, standardOverridden: override !== null, visits: figures?.visits ?? 0, openNow: found.openNow,
    workingP50: figures?.working_p50 ?? null, workingP90: figures?.working_p90 ?? null, waitingP50: figures?.waiting_p50 ?? null, waitingP90: figures?.waiting_p90 ?? null,
    stoppedP50: figures?.stopped_p50 ?? null,
    within: compared ? figures.within : 0, withinShare: compared && figures.visits > 0 ? figures.within / figures.visits : null,
    overruns: compared ? figures.visits - figures.within : 0,
  };
}

interface VisitRow {
  id: string; case_id: string; number: string; round: number; entered_at: Date; left_at: Date; working_minutes: number; waiting_minutes: number; stopped_minutes: number;
  over: boolean | null; officer_name: string | null; explanation: string | null;
}

export interface VisitPage { first: number; count: number }

/** A page of the rows behind a figure, longest work first, and how many there are. */
export async function slaVisits(db: Knex, period: Period & { procedure: string; step: string; overOnly: boolean } & VisitPage): Promise<{ total: number; visits: SlaVisit[] }> {
  const { rows } = await db.raw<{ rows: (VisitRow & { total: number })[] }>(
    `select m.*, not (${WITHIN}) as over, (count(*) over ())::int as total from (
       select v.id, v.case_id, c.number, v.round, v.entered_at, v.left_at, v.working_minutes, v.waiting_minutes, v.stopped_minutes, ${STANDARD_OF_VISIT} as standard,
         (select u.name from users u where u.id = v.closed_by) as officer_name,
         (select string_agg(d.explanation, ' / ' order by d.at) from case_deviations d where d.case_id = v.case_id and d.kind = 'waktu' and d.step = v.step and d.round = v.round) as explanation
       from step_visits v join cases c on c.id = v.case_id
       where v.office_id = ? and v.procedure = ? and v.step = ? and v.left_at >= ? and v.left_at < ?) m
     where (not ? or not (${WITHIN}))
     order by m.working_minutes desc, m.id limit ? offset ?`,
    [JSON.stringify(standards()), period.officeId, period.procedure, period.step, period.from, period.before, period.overOnly, period.count, period.first]);
  const visits = rows.map((row) => ({
    id: row.id, caseId: row.case_id, number: row.number, round: row.round, enteredAt: row.entered_at.toISOString(), leftAt: row.left_at.toISOString(),
    workingMinutes: row.working_minutes, waitingMinutes: row.waiting_minutes, stoppedMinutes: row.stopped_minutes, over: row.over ?? false,
    officerName: row.officer_name, explanation: row.explanation,
  }));
  // A page beyond the last has no row that could say how many there are.
  const total = rows[0]?.total ?? (period.first === 0 ? 0 : (await slaVisits(db, { ...period, first: 0, count: 1 })).total);
  return { total, visits };
}
