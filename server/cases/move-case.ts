import type { Knex } from 'knex';
import type { Actor, Sop } from '../domain/sop/model.ts';
import { needsHolder } from '../domain/workflow.ts';
import { updateCase, type CaseRow } from './cases.repository.ts';
import type { ActContext, CaseDoor } from './case-door.ts';
import { endClaim } from './change-holder.ts';
import { findAbsence } from './colleagues.repository.ts';
import { dueAt, enterPlace, leavePlace } from './visit-clock.ts';

/** Takes a case from where it stands to another place: clocks, holder, due time, the tasks that wait there. */
export async function moveCase(trx: Knex.Transaction, door: CaseDoor, context: ActContext, move: { to: string; ends: string | null; reopens: boolean }): Promise<CaseRow> {
  const { case: row, sop, at, round } = context;
  const place = sop.places[move.to];
  if (!place) throw new Error(`unknown place ${move.to}`);
  const calendar = await door.calendarOf(trx, row.office_id);
  const sameStep = place.step === row.step && place.step !== null && round === row.round;
  await leavePlace(trx, row, {
    at, closedBy: context.actor.id, actionRowId: context.actionRowId, calendar, resumesAt: context.facts?.janji?.start ?? null, endsVisit: !sameStep,
  });
  const keepsHolder = row.holder_id !== null && place.turn === row.turn && await isHere(trx, row.holder_id, context);
  if (row.holder_id !== null && !keepsHolder) await endClaim(trx, row.id, at, 'pindah');
  await enterPlace(trx, row, sop, { place: move.to, at, round, newVisit: !sameStep });
  const step = place.step === null ? null : sop.steps[place.step];
  // A standard is time to work in: where the clock stood still, it begins when it runs again.
  const runsSince = sameStep && row.clock === 'jalan' ? row.step_entered_at : at;
  const moved = await updateCase(trx, row.id, {
    place: move.to, step: place.step, turn: place.turn, workspace: place.workspace, clock: place.clock, round,
    place_entered_at: at, step_entered_at: sameStep ? row.step_entered_at : at,
    due_at: place.clock === 'berhenti_sampai_janji' ? await appointedAt(trx, door, row, round) : step ? dueAt(calendar, step.standard, place.clock, runsSince) : null,
    due_from: runsSince, due_edition: calendar.edition,
    holder_id: keepsHolder ? row.holder_id : null, on_hold_until: null,
    preferred_holder_id: keepsHolder ? row.preferred_holder_id : await lastOfPart(trx, row.id, sop, place.turn),
    ...(move.ends ? { outcome: move.ends, ended_at: at } : {}),
    ...(place.final ? { archived_at: at } : {}),
    ...(move.reopens ? { outcome: null, ended_at: null, archived_at: null } : {}),
  });
  for (const task of place.tasks ?? []) await door.openTask(trx, { ...context, case: moved }, task);
  return moved;
}

/** Whoever last played this part here gets the file back if he is free. */
async function lastOfPart(trx: Knex.Transaction, caseId: string, sop: Sop, part: Actor | null): Promise<string | null> {
  if (!part) return null;
  const acts = Object.entries(sop.actions).filter(([, action]) => action.by.includes(part) && needsHolder(action)).map(([id]) => id);
  const last = await trx('case_actions').where({ case_id: caseId, actor_kind: 'staf' }).whereIn('action', acts).orderBy('seq', 'desc').first<{ actor_id: string } | undefined>('actor_id');
  return last?.actor_id ?? null;
}

/** When the appointment begins that an effect of this very act may have made. */
async function appointedAt(trx: Knex.Transaction, door: CaseDoor, row: CaseRow, round: number): Promise<Date | null> {
  const source = door.facts.find((candidate) => candidate.key === 'janji');
  const appointment = await source?.read(trx, { caseId: row.id, round, identityVersion: row.identity_version, contactVersion: row.contact_version, now: door.clock.now() }) as { start: Date } | null | undefined;
  return appointment?.start ?? null;
}

/** A file that somebody else moved does not wait with a holder who is away; whoever acts himself is here. */
async function isHere(trx: Knex.Transaction, holderId: string, { actor, at }: ActContext): Promise<boolean> {
  return actor.id === holderId || !await findAbsence(trx, holderId, at);
}
