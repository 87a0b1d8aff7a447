import type { Knex } from 'knex';
import { NotFoundError } from '../platform/errors.ts';

export interface CaseRow {
  id: string; office_id: string; number: string; procedure: string; sop_version: number;
  place: string; step: string | null; turn: string | null; workspace: string; clock: string; outcome: string | null;
  round: number; version: number; identity_version: number; contact_version: number; origin: string; is_urgent: boolean;
  holder_id: string | null; preferred_holder_id: string | null; on_hold_until: Date | null;
  received_at: Date; place_entered_at: Date; step_entered_at: Date; due_at: Date | null;
  /** Edition of the calendar that `due_at` was reckoned with, and when its time began; null in cases older than this column. */
  due_edition: number; due_from: Date | null;
  ended_at: Date | null; archived_at: Date | null; extra_fields: Record<string, unknown>;
  /** the office's checklist it began with; null: the procedure's own */
  checklist_id: string | null;
}

export interface CaseActionRow {
  case_id: string; seq: number; action: string; from_place: string | null; to_place: string; round: number;
  actor_kind: string; actor_id: string | null; ref: string | null; outcome: string | null; by_exception: boolean;
  request_id: string; input_sha256: string; at: Date;
}

/** Locks the row: whoever writes beneath a case comes through here. `officeId` null is the applicant's or the system's way in. */
export async function lockCase(trx: Knex.Transaction, caseId: string, officeId: string | null): Promise<CaseRow> {
  const query = trx<CaseRow>('cases').where({ id: caseId });
  const row = await (officeId === null ? query : query.andWhere({ office_id: officeId })).forUpdate().first();
  if (!row) throw new NotFoundError();
  return row;
}

/** For a write beneath a case that is no act: takes its lock and raises its version, so that nobody decides on what he saw before. */
export async function raiseVersion(trx: Knex.Transaction, caseId: string, officeId: string): Promise<void> {
  await lockCase(trx, caseId, officeId);
  await updateCase(trx, caseId, {});
}

export async function findCase(trx: Knex | Knex.Transaction, caseId: string, officeId: string | null): Promise<CaseRow | undefined> {
  const query = trx<CaseRow>('cases').where({ id: caseId });
  return (officeId === null ? query : query.andWhere({ office_id: officeId })).first();
}

/** For what lies beside a case and no guard reads: shared with others of the kind, and never in the midst of an act, which locks the case first and what hangs on it after. */
export async function findCaseAtRest(trx: Knex.Transaction, caseId: string, officeId: string): Promise<CaseRow | undefined> {
  return trx<CaseRow>('cases').where({ id: caseId, office_id: officeId }).forKeyShare().first();
}

export async function updateCase(trx: Knex.Transaction, caseId: string, change: Partial<CaseRow>): Promise<CaseRow> {
  const [row] = await trx<CaseRow>('cases').where({ id: caseId }).update({ ...change, version: trx.raw('version + 1') as unknown as number }).returning('*');
  if (!row) throw new NotFoundError();
  return row;
}

/** Appends to the history; what was typed goes to its erasable companion. Returns the row's id. */
export async function appendAction(trx: Knex.Transaction, row: Omit<CaseActionRow, 'seq'>, input: Record<string, unknown>): Promise<string> {
  const { rows } = await trx.raw<{ rows: { id: string }[] }>(
    `insert into case_actions (case_id, seq, action, from_place, to_place, round, actor_kind, actor_id, ref, outcome, by_exception, request_id, input_sha256, at)
     select ?, coalesce(max(seq), 0) + 1, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ? from case_actions where case_id = ? returning id`,
    [row.case_id, row.action, row.from_place, row.to_place, row.round, row.actor_kind, row.actor_id, row.ref, row.outcome, row.by_exception,
      row.request_id, row.input_sha256, row.at, row.case_id]);
  const id = rows[0]?.id;
  if (!id) throw new Error('history row was not written');
  await trx('case_action_inputs').insert({ action_id: id, case_id: row.case_id, input: JSON.stringify(input) });
  return id;
}
