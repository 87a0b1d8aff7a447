/** The list of cases: one SQL, scoped to an office, no personal value among its filters. */
import type { Knex } from 'knex';
import { z } from 'zod';
import type { CaseListItem } from '../domain/contract/cases.ts';
import { translate, type Locale } from '../domain/messages/translate.ts';
import { isProvisional } from '../domain/provisional.ts';
import { allSops, currentSop } from '../domain/sop/catalogue.ts';
import { parseList, runList, type ListSpec, type listQuery } from '../platform/http/list.ts';
import { withinAudit } from '../platform/http/audit-scope.ts';
import type { Officer, Reply } from '../platform/http/route.ts';
import type { DeadlineCalendar } from './case-door.ts';

const code = z.string().regex(/^[a-z0-9_]{1,60}$/);
const moment = z.iso.datetime({ offset: true });

const OPEN = 'c.archived_at is null';
/** Where a case is once it is archived (`move-case`). */
const FINAL_PLACES = new Set(allSops.flatMap((sop) => Object.entries(sop.places).filter(([, place]) => place.final).map(([id]) => id)));

export const caseList: ListSpec = {
  name: 'cases',
  filters: {
    id: { column: 'c.id', type: z.uuid() },
    number: { column: 'c.number', type: z.string().max(40) },
    procedure: { column: 'c.procedure', type: code },
    place: { column: 'c.place', type: code, implies: (value) => ([value].flat().some((place) => FINAL_PLACES.has(String(place))) ? null : OPEN) },
    // Whose turn it is, is known of open cases only.
    turn: { column: 'c.turn', type: code, implies: () => OPEN },
    outcome: { column: 'c.outcome', type: code },
    urgent: { column: 'c.is_urgent', type: z.boolean() },
    // An archived case stands still for good.
    clock: { column: 'c.clock', type: code, implies: (value) => ([value].flat().includes('berhenti') ? null : OPEN) },
    holderId: { column: 'c.holder_id', type: z.uuid().nullable() },
    held: { column: 'c.holder_id', type: z.boolean(), op: 'ada' },
    ended: { column: 'c.ended_at', type: z.boolean(), op: 'ada' },
    archived: { column: 'c.archived_at', type: z.boolean(), op: 'ada' },
    receivedFrom: { column: 'c.received_at', type: moment, op: '>=' },
    receivedBefore: { column: 'c.received_at', type: moment, op: '<' },
    dueBefore: { column: 'c.due_at', type: moment, op: '<' },
  },
  sorts: {
    number: 'c.number', receivedAt: 'c.received_at', dueAt: 'c.due_at', place: 'c.place', endedAt: 'c.ended_at', id: 'c.id',
  },
  defaultSort: ['dueAt', 'ASC'],
  tieBreak: 'c.id',
  // What is open is what waits for somebody: as many as an office can hold, and counted from an index.
  countsAll: (filters) => filters.archived === false,
};

interface Row {
  id: string; number: string; procedure: string; place: string; step: string | null; turn: string | null; outcome: string | null; round: number; origin: string;
  is_urgent: boolean; clock: string; holder_id: string | null; on_hold_until: Date | null; holder_name: string | null; subject_name: string | null;
  received_at: Date; step_entered_at: Date; due_at: Date | null; due_edition: number; ended_at: Date | null; archived_at: Date | null;
}

export async function listCases(db: Knex, { officer, calendar }: { officer: Officer; calendar: DeadlineCalendar }, query: z.output<typeof listQuery>, locale: Locale): Promise<Reply> {
  const say = (key: string) => translate(key, {}, locale);
  return runList<Row, CaseListItem>(caseList, parseList(caseList, query),
    () => withinAudit(db('cases as c').where('c.office_id', officer.officeId), officer, 'c.id'),
    // Names come from sub-queries of the 25 rows shown, so that counting and sorting touch one table.
    (rows) => rows.select('c.*',
      db.raw('(select u.name from users u where u.id = c.holder_id) as holder_name'),
      db.raw('(select s.name from case_subjects s where s.case_id = c.id and s.is_applicant) as subject_name')),
    (row) => ({
      id: row.id, number: row.number, procedure: row.procedure, procedureLabel: say(currentSop(row.procedure)?.title ?? row.procedure),
      place: row.place, placeLabel: say(`tempat.${row.place}`), step: row.step, turn: row.turn, outcome: row.outcome,
      outcomeLabel: row.outcome ? say(`hasil.${row.outcome}`) : null, round: row.round, origin: row.origin, urgent: row.is_urgent, clock: row.clock,
      holderId: row.holder_id, holderName: row.holder_name, onHoldUntil: row.on_hold_until?.toISOString() ?? null, subjectName: row.subject_name,
      receivedAt: row.received_at.toISOString(), stepEnteredAt: row.step_entered_at.toISOString(), dueAt: row.due_at?.toISOString() ?? null, dueProvisional: row.archived_at === null && isProvisional(calendar, row.due_at, row.due_edition),
      endedAt: row.ended_at?.toISOString() ?? null, archivedAt: row.archived_at?.toISOString() ?? null,
    }));
}
