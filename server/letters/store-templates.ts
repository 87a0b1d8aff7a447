import type { Knex } from 'knex';
import type { Sop } from '../domain/sop/model.ts';
import { checkLetter } from './letter-variables.ts';

/**
 * Brings the default wording of a procedure's letters up to date: version 1 at first, a further version where the definition's
 * words changed. Safe to repeat; an office's own wording is left alone. @throws Error for a letter nobody could fill
 */
export async function storeTemplates(trx: Knex.Transaction, sop: Sop): Promise<void> {
  for (const letter of sop.letters) {
    checkLetter(letter);
    const newest = await trx('letter_templates').where({ procedure: sop.code, letter: letter.id }).whereNull('office_id').orderBy('version', 'desc')
      .first<{ version: number; subject: string; body: string } | undefined>('version', 'subject', 'body');
    if (newest?.subject === letter.subject && newest.body === letter.body) continue;
    await trx('letter_templates').insert({ office_id: null, procedure: sop.code, letter: letter.id, version: (newest?.version ?? 0) + 1, subject: letter.subject, body: letter.body });
  }
}
