/** The one door: nothing else moves a case, and every write beneath a case comes through it. */
import type { Knex } from 'knex';
import { isOffered, type OfficeReason } from '../domain/messages/reasons.ts';
import { unprintableIn } from '../domain/printable.ts';
import { getSop } from '../domain/sop/catalogue.ts';
import { withChecklist } from '../domain/sop/checklist.ts';
import type { Facts } from '../domain/sop/facts.ts';
import type { Action, ActorIdentity, LetterId, Sop } from '../domain/sop/model.ts';
import { isAt, mayDo, obstacles } from '../domain/workflow.ts';
import { ActionClosedError, InvalidError, NotAllowedError, NotFoundError, type FieldError } from '../platform/errors.ts';
import { fieldErrors } from '../platform/field-errors.ts';
import { enqueueEffects } from '../platform/outbox.ts';
import { appendAction, lockCase, updateCase, type CaseRow } from './cases.repository.ts';
import type { ActContext, CaseDoor, TypedNumber } from './case-door.ts';
import { gatherFacts } from './gather-facts.ts';
import { endHold } from './holds.repository.ts';
import { moveCase } from './move-case.ts';

export interface ActRequest {
  caseId: string;
  action: string;
  /** Chosen by the caller; the same one again is the same act. */
  requestId: string;
  /** Version the person saw; null where the caller has none (system, applicant's link). */
  seenVersion: number | null;
  input: unknown;
  /** Office of a member of staff; null for applicant and system. */
  officeId: string | null;
}
export interface ActResult { row: CaseRow; repeated: boolean }

/**
 * @throws NotFoundError foreign or unknown case or act; NotAllowedError wrong part; InvalidError input;
 *         ActionClosedError stale version, or everything that stands against the act
 */
export async function performAction(trx: Knex.Transaction, door: CaseDoor, actor: ActorIdentity, request: ActRequest): Promise<ActResult> {
  const row = await lockCase(trx, request.caseId, request.officeId);
  const sop = withChecklist(getSop(row.procedure, row.sop_version), await door.checklistOf(trx, row.checklist_id));
  const action = Object.hasOwn(sop.actions, request.action) ? sop.actions[request.action] : undefined;
  if (!action) throw new NotFoundError();
  if (!mayDo(action, actor.roles)) throw new NotAllowedError('galat.bukan_bagian_anda');

  const digest = door.digest(JSON.stringify([request.action, request.input ?? {}]));
  if (await alreadyDone(trx, request, digest)) return { row, repeated: true };

  const facts = await gatherFacts(trx, door, row);
  // Who works on it is the office's own business.
  const toldTo = ({ kind }: ActorIdentity) => (kind === 'staf' ? facts.pemegang?.name ?? null : null);
  if (request.seenVersion !== null && request.seenVersion !== row.version) {
    // Whose file it is now says more than that something changed.
    const another = action.holder !== 'bebas' && actor.kind === 'staf' && facts.pemegang && facts.pemegang.id !== actor.id;
    throw new ActionClosedError([another ? { key: 'hambatan.dipegang_orang_lain', params: { nama: facts.pemegang?.name ?? '' } } : { key: 'hambatan.sudah_berubah' }],
      { holder: toldTo(actor), version: row.version });
  }
  const at = door.clock.now();
  const here = isAt(action, row.place);
  const asked = actor.kind === 'staf' ? await door.typedNumbers(trx, row.office_id, sop, await lettersOf(trx, door, row, action, request.input)) : [];
  const { rest, letterNumbers, errors } = takeLetterNumbers(asked, request.input);
  const input = parseInput(action, rest, here, await door.reasonsOf(trx, row.office_id), here ? errors : {});
  const against = obstacles({ sop, place: row.place, facts, actor, now: at }, request.action, input);
  if (against.length > 0) throw new ActionClosedError(against, { holder: toldTo(actor), version: row.version });

  for (const one of asked) await door.checkTypedNumber(trx, row.office_id, one, letterNumbers[one.letter] ?? '', at, sop);
  return { row: await carryOut(trx, door, { row, sop, action, actor, request, digest, input, facts, at, letterNumbers }), repeated: false };
}

interface Act { row: CaseRow; sop: Sop; action: Action; actor: ActorIdentity; request: ActRequest; digest: string; input: Record<string, unknown>; facts: Facts; at: Date; letterNumbers: Record<string, string> }

async function carryOut(trx: Knex.Transaction, door: CaseDoor, act: Act): Promise<CaseRow> {
  const { row, sop, action, actor, request, facts, at } = act;
  const to = action.to === 'tetap' ? row.place : action.to;
  const round = action.nextRound ? row.round + 1 : row.round;
  const ref = action.ref ? String(act.input[action.ref]) : null;
  // Only where it was needed: one that was granted and not needed is none.
  const granted = facts.pengecualian.some((exception) => exception.action === request.action && exception.actorId === actor.id);
  const byException = granted && obstacles({ sop, place: row.place, facts: { ...facts, pengecualian: [] }, actor, now: at }, request.action, act.input).length > 0;
  const actionRowId = await appendAction(trx, {
    case_id: row.id, action: request.action, from_place: row.place, to_place: to, round: row.round, actor_kind: actor.kind, actor_id: actor.id,
    ref, outcome: action.ends ?? null, by_exception: byException,
    request_id: request.requestId, input_sha256: act.digest, at,
  }, act.input);
  const context: ActContext = { case: row, sop, actionId: request.action, action, actionRowId, actor, input: act.input, facts, at, round, letterNumbers: act.letterNumbers };
  for (const name of action.now ?? []) await effectNamed(door, name)(trx, context);
  if (action.ends) for (const effect of door.onEnd) await effect(trx, context);
  // Whoever works on a file has taken it up again; a file that moved is not aside any more.
  const takenUp = row.on_hold_until !== null && (action.to !== 'tetap' || (actor.id !== null && actor.id === row.holder_id));
  if (takenUp) await endHold(trx, row.id, at, 'tindakan');
  const moved = action.to === 'tetap' ? await updateCase(trx, row.id, takenUp ? { on_hold_until: null } : {}) : await moveCase(trx, door, context, { to: action.to, ends: action.ends ?? null, reopens: action.reopens ?? false });
  const after: ActContext = { ...context, case: moved };
  for (const letter of action.letters ?? []) await door.issueLetter(trx, after, letter);
  for (const follow of door.onAct) await follow(trx, after);
  await door.noteAct(trx, {
    caseId: row.id, officeId: row.office_id, actor, action: request.action, from: row.place, to, ref, requestId: request.requestId, byException,
  });
  await enqueueEffects(trx, (action.later ?? []).map((effect) => ({ effect, caseId: row.id, refId: actionRowId })));
  return moved;
}

/** What goes out with this act; one that issues a letter anew needs the number of that letter's kind. */
async function lettersOf(trx: Knex.Transaction, door: CaseDoor, row: CaseRow, action: Action, raw: unknown): Promise<LetterId[]> {
  const named = action.reissues && typeof raw === 'object' && raw !== null ? await door.letterKind(trx, row.id, (raw as Record<string, unknown>)[action.reissues]) : null;
  return [...action.letters ?? [], ...(named === null ? [] : [named])];
}

/** The same key with the same content is a repeat; with other content it is a mistake of the caller. */
async function alreadyDone(trx: Knex.Transaction, request: ActRequest, digest: string): Promise<boolean> {
  const done = await trx('case_actions').where({ case_id: request.caseId, request_id: request.requestId }).first<{ input_sha256: string } | undefined>('input_sha256');
  if (!done) return false;
  if (done.input_sha256 !== digest) throw new ActionClosedError([{ key: 'hambatan.kunci_dipakai' }]);
  return true;
}

/** Shape first, then the reason code against its group. At a wrong place the place is the news, not the shape. */
function parseInput(action: Action, raw: unknown, here: boolean, reasons: readonly OfficeReason[], numberErrors: Record<string, FieldError>): Record<string, unknown> {
  const parsed = action.input.safeParse(raw ?? {});
  if (!parsed.success) {
    if (!here) return {};
    throw new InvalidError({ ...fieldErrors(parsed.error), ...numberErrors });
  }
  if (Object.keys(numberErrors).length > 0) throw new InvalidError(numberErrors);
  const input = parsed.data;
  // What is typed at an act comes to stand on letters and in the record.
  const unprintable = unprintableIn(input);
  if (unprintable.length > 0) throw new InvalidError(Object.fromEntries(unprintable.map(({ path, sign }) => [path, { key: 'galat.isian.tak_tercetak', params: { tanda: sign } }])));
  const codes = [input.alasan, ...(Array.isArray(input.butir) ? (input.butir as { alasan?: unknown }[]).map((item) => item.alasan) : [])];
  for (const code of codes) {
    if (action.reasons && typeof code === 'string' && /^[A-Z]{2,4}-\d{2}$/.test(code) && !isOffered(reasons, code, action.reasons)) {
      throw new InvalidError({ alasan: { key: 'galat.isian.alasan' } });
    }
  }
  return input;
}

/** The numbers typed for letters, apart from the act's own input, whose shape belongs to the procedure. */
export function takeLetterNumbers(asked: readonly TypedNumber[], raw: unknown): { rest: unknown; letterNumbers: Record<string, string>; errors: Record<string, FieldError> } {
  if (asked.length === 0 || typeof raw !== 'object' || raw === null) return { rest: raw, letterNumbers: {}, errors: Object.fromEntries(asked.map((one) => [one.field, { key: 'galat.isian.wajib' }])) };
  const letterNumbers: Record<string, string> = {};
  const errors: Record<string, FieldError> = {};
  const rest = { ...raw as Record<string, unknown> };
  for (const { field, letter } of asked) {
    const typed = rest[field];
    delete rest[field];
    if (typeof typed === 'string' && /^[\p{L}\p{N} ./_-]{1,80}$/u.test(typed.trim())) letterNumbers[letter] = typed.trim();
    else errors[field] = { key: typed === undefined || typed === '' ? 'galat.isian.wajib' : 'galat.surat.nomor_bentuk' };
  }
  return { rest, letterNumbers, errors };
}

export function effectNamed(door: CaseDoor, name: string): (trx: Knex.Transaction, context: ActContext) => Promise<void> {
  const effect = door.now[name];
  if (!effect) throw new Error(`no effect named ${name}`);
  return effect;
}
