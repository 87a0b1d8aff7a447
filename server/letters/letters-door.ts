/** Acts on letters already issued: a new one in the place of an old, or the old one declared void. */
import type { Knex } from 'knex';
import type { ActContext, DoorPart } from '../cases/index.ts';
import { ActionClosedError, InvalidError } from '../platform/errors.ts';
import { issueNew, type LetterDeps } from './issue-letter.ts';
import { findLetter, type LetterRow } from './letters.repository.ts';

export function issuedLettersDoorPart(deps: LetterDeps): DoorPart {
  return {
    now: {
      terbitkan_ulang_surat: async (trx, context) => {
        const old = await namedLetter(trx, context);
        const issued = await issueNew(trx, deps, { ...context, input: { ...await typedThen(trx, old), diterbitkan_ulang: true } }, old.kind, old.issued_at);
        await trx('letters').where({ id: old.id }).update({ state: 'diganti', replaced_by: issued });
      },
      cabut_surat: async (trx, context) => {
        const old = await namedLetter(trx, context);
        await trx('letters').where({ id: old.id }).update({ state: 'dicabut', revoked_by: context.actor.id, revoked_at: context.at, revoked_reason: String(context.input.catatan) });
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

/** What was typed at the act that issued it: the same reason stands in the new one. */
async function typedThen(trx: Knex.Transaction, letter: LetterRow): Promise<Record<string, unknown>> {
  if (letter.action_id === null) return {};
  const row = await trx('case_action_inputs').where({ action_id: letter.action_id }).first<{ input: Record<string, unknown> } | undefined>('input');
  return row?.input ?? {};
}
