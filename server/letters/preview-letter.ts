import { randomUUID } from 'node:crypto';
import type { Knex } from 'knex';
import { gatherFacts, lockCase, takeLetterNumbers, type ActContext, type CaseDoor, type CaseRow } from '../cases/index.ts';
import { maskEmail } from '../domain/identity/masking.ts';
import { translate, type Locale } from '../domain/messages/translate.ts';
import { getSop } from '../domain/sop/catalogue.ts';
import { withChecklist } from '../domain/sop/checklist.ts';
import type { Action, ActorIdentity } from '../domain/sop/model.ts';
import type { LetterPreview } from '../domain/contract/letters.ts';
import { InvalidError, NotFoundError } from '../platform/errors.ts';
import { fieldErrors } from '../platform/field-errors.ts';
import { writeLetter, type LetterDeps } from './issue-letter.ts';
import { scheduleShown } from './schedule-shown.view.ts';

export interface PreviewRequest { caseId: string; officeId: string; letter: string; /** The act that would send it; the first that may, where none is named. */ action?: string | undefined; input: unknown; locale: Locale }

/**
 * The letter as it would go out now. The act's own effects run first, since the text quotes what they write (a due date, a slot);
 * **the caller rolls the transaction back**, so nothing of it stays. Guards are not asked: a letter may be read while a task is open.
 */
export async function previewLetter(trx: Knex.Transaction, deps: LetterDeps & { door: CaseDoor }, actor: ActorIdentity, request: PreviewRequest): Promise<LetterPreview> {
  const { door } = deps;
  // Asked while the act itself is under way, it waits for it, else its trial effects would collide with the real ones.
  const row = await lockCase(trx, request.caseId, request.officeId);
  const sop = getSop(row.procedure, row.sop_version);
  if (!sop.letters.some((letter) => letter.id === request.letter)) throw new NotFoundError('galat.surat_tidak_dikenal');
  const context = await contextOf(trx, door, actor, row, request);
  const { spec, scene, filled } = await writeLetter(trx, deps, context, request.letter);
  return {
    letter: spec.id, label: translate(`surat.${spec.id}`, {}, request.locale), to: spec.to, numbered: spec.numbered === true,
    recipient: spec.to === 'pemohon' && scene.addressee.email ? maskEmail(scene.addressee.email) : null, subject: filled.subject, body: filled.body,
    schedule: spec.invites ? await scheduleShown(scene, request.locale) : null,
  };
}

async function contextOf(trx: Knex.Transaction, door: CaseDoor, actor: ActorIdentity, row: CaseRow, request: PreviewRequest): Promise<ActContext> {
  const sop = withChecklist(getSop(row.procedure, row.sop_version), await door.checklistOf(trx, row.checklist_id));
  const found = Object.entries(sop.actions).find(([id, action]) => (request.action === undefined || id === request.action) && action.from.includes(row.place) && action.letters?.includes(request.letter));
  // A screen whose file has just moved on asks once more about the act that moved it: that is no fault.
  if (!found && request.action !== undefined && !sop.actions[request.action]?.letters?.includes(request.letter)) throw new NotFoundError('galat.surat_tidak_dikenal');
  const base = { case: row, sop, actionRowId: randomUUID(), actor, at: door.clock.now() };
  if (!found) return { ...base, actionId: 'pratinjau', action: { to: 'tetap' }, input: {}, facts: null, round: row.round };
  const [actionId, action] = found;
  const context: ActContext = {
    ...base, actionId, action, input: readInput(action, takeLetterNumbers(await door.typedNumbers(trx, row.office_id, sop, action.letters ?? []), request.input).rest), facts: await gatherFacts(trx, door, row), round: action.nextRound ? row.round + 1 : row.round,
  };
  for (const name of action.now ?? []) await door.now[name]?.(trx, context);
  return { ...context, case: { ...row, outcome: action.ends ?? row.outcome } };
}

function readInput(action: Action, raw: unknown): Record<string, unknown> {
  const parsed = action.input.safeParse(raw);
  if (!parsed.success) throw new InvalidError(fieldErrors(parsed.error));
  return parsed.data;
}
