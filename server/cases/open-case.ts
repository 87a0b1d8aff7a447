import type { Knex } from 'knex';
import type { ActorIdentity, Sop } from '../domain/sop/model.ts';
import { withChecklist } from '../domain/sop/checklist.ts';
import { takeNumber } from '../platform/numbering.ts';
import { appendAction, type CaseRow } from './cases.repository.ts';
import type { ActContext, CaseDoor } from './case-door.ts';
import { dayIn } from '../domain/working-time.ts';
import { dueAt, enterPlace } from './visit-clock.ts';

export interface NewCase {
  sop: Sop;
  office: { id: string; code: string; zone: string };
  origin: 'tautan' | 'loket' | 'email' | 'whatsapp';
  /** What came in: fields, files, agreements; read by the features' `onOpen` effects. */
  input: Record<string, unknown>;
  requestId: string;
}

/** A case begins: its number, its first line of history, its first visit; then the features store what came with it. */
export async function openCase(trx: Knex.Transaction, door: CaseDoor, actor: ActorIdentity, request: NewCase): Promise<CaseRow> {
  const { office } = request;
  const at = door.clock.now();
  const checklist = await door.checklistOn(trx, office.id, request.sop.code, office.zone, at);
  const sop = withChecklist(request.sop, checklist?.docs ?? null);
  const place = sop.places[sop.intake.start];
  if (!place?.step) throw new Error(`${sop.code} starts nowhere`);
  const standard = sop.steps[place.step]?.standard ?? 'tidak_dinyatakan';
  const year = Number(dayIn(office.zone, at).slice(0, 4));
  const sequence = await takeNumber(trx, { officeId: office.id, kind: 'permohonan', year });
  const calendar = await door.calendarOf(trx, office.id);
  const [row] = await trx<CaseRow>('cases').insert({
    office_id: office.id, number: `${office.code}-${year}-${String(sequence).padStart(6, '0')}`, procedure: sop.code, sop_version: sop.version,
    place: sop.intake.start, step: place.step, turn: place.turn, workspace: place.workspace, clock: place.clock, origin: request.origin,
    checklist_id: checklist?.id ?? null, received_at: at, place_entered_at: at, step_entered_at: at,
    due_at: dueAt(calendar, standard, place.clock, at), due_from: at, due_edition: calendar.edition,
  }).returning('*');
  if (!row) throw new Error('case was not written');
  const actionRowId = await appendAction(trx, {
    case_id: row.id, action: 'ajukan', from_place: null, to_place: row.place, round: 1, actor_kind: actor.kind, actor_id: actor.id, ref: null,
    outcome: null, by_exception: false, request_id: request.requestId, input_sha256: door.digest(JSON.stringify(request.input)), at,
  }, {});
  await enterPlace(trx, row, sop, { place: row.place, at, round: 1, newVisit: true });
  const context: ActContext = { case: row, sop, actionId: 'ajukan', action: { to: row.place }, actionRowId, actor, input: request.input, facts: null, at, round: 1 };
  for (const effect of door.onOpen) await effect(trx, context);
  for (const letter of sop.intake.letters) await door.issueLetter(trx, context, letter);
  return row;
}
