/** Acts on letters already issued: a new one in the place of an old, or the old one declared void. */
import type { Knex } from 'knex';
import type { ActContext, DoorPart } from '../cases/index.ts';
import { stopMails } from '../mail/index.ts';
import { ActionClosedError, InvalidError } from '../platform/errors.ts';
import { issueNew, type FirstIssue, type LetterDeps } from './issue-letter.ts';
import { findLetter, type LetterRow } from './letters.repository.ts';

export function issuedLettersDoorPart(deps: LetterDeps): DoorPart {
  return {
    now: {
      terbitkan_ulang_surat: async (trx, context) => {
        const old = await namedLetter(trx, context);
        const { first, input } = await firstIssueOf(trx, context, old);
        const issued = await issueNew(trx, deps, { ...context, input }, old.kind, first);
        await trx('letters').where({ id: old.id }).update({ state: 'diganti', replaced_by: issued });
        await stopMails(trx, [old.id], 'surat_diganti');
      },
      cabut_surat: async (trx, context) => {
        const old = await namedLetter(trx, context);
        await trx('letters').where({ id: old.id }).update({ state: 'dicabut', revoked_by: context.actor.id, revoked_at: context.at, revoked_reason: String(context.input.catatan) });
        await stopMails(trx, [old.id], 'surat_dicabut');
      },
    },
  };
}

/** @throws InvalidError on `suratId`: no numbered letter of this case; ActionClosedError no longer valid */
async function namedLetter(trx: Knex.Transaction, context: ActContext): Promise<LetterRow> {
  const letter = await findLetter(trx, String(context.input.suratId));
  if (!letter || letter.case_id !== context.case.id || letter.number === null) throw new InvalidError({ suratId: { key: 'galat.surat_tidak_dikenal' } });
  if (letter.state !== 'berlaku') throw new ActionClosedError([{ key: 'galat.surat_tidak_berlaku' }]);
  return letter;
}

/** The letter that was issued first, however often anew since, and what was typed at its act: the same reason stands in the new one. */
async function firstIssueOf(trx: Knex.Transaction, context: ActContext, letter: LetterRow): Promise<{ first: FirstIssue; input: Record<string, unknown> }> {
  const act = await trx('case_actions as a').leftJoin('case_action_inputs as i', 'i.action_id', 'a.id').where({ 'a.id': letter.action_id })
    .first<{ action: string; input: Record<string, unknown> | null } | undefined>('a.action', 'i.input');
  const field = context.sop.actions[act?.action ?? '']?.reissues;
  const before = field ? await findLetter(trx, String(act?.input?.[field])) : undefined;
  if (before) {
    const { first, input } = await firstIssueOf(trx, context, before);
    // Named as the applicant has it in hand; the day and the officer are those of the first.
    return { first: { ...first, number: letter.number ?? first.number }, input };
  }
  const officer = letter.issued_by === null ? null : (await trx('users').where({ id: letter.issued_by }).first<{ name: string }>('name')).name;
  return { first: { number: letter.number ?? '', at: letter.issued_at, officer }, input: act?.input ?? {} };
}
