import type { Knex } from 'knex';
import type { LetterPaper } from './letter-paper.ts';

export interface TemplateRow { id: string; subject: string; body: string }
export interface LetterRow {
  id: string; case_id: string; office_id: string; action_id: string | null; kind: string; recipient: 'pemohon' | 'verifikator'; template_id: string;
  number: string | null; public_code: string | null; state: 'berlaku' | 'diganti' | 'dicabut'; subject: string; body: string; paper: LetterPaper | null;
  pdf_key: string | null; pdf_sha256: string | null; issued_by: string | null; issued_at: Date; replaced_by: string | null;
}

/** The office's own wording where it has one, else the default; its newest version. @throws Error when nobody seeded the letter */
export async function getTemplate(trx: Knex.Transaction, officeId: string, procedure: string, letter: string): Promise<TemplateRow> {
  const row = await trx('letter_templates').where({ procedure, letter }).andWhere((scope) => scope.where({ office_id: officeId }).orWhereNull('office_id'))
    .orderByRaw('office_id nulls last, version desc').first<TemplateRow | undefined>('id', 'subject', 'body');
  if (!row) throw new Error(`no template for letter ${letter} of ${procedure}`);
  return row;
}

export type NewLetter = Pick<LetterRow, 'case_id' | 'office_id' | 'action_id' | 'kind' | 'recipient' | 'template_id' | 'number' | 'public_code' | 'subject' | 'body' | 'paper' | 'issued_by' | 'issued_at'>;

/** Returns the id. */
export async function insertLetter(trx: Knex.Transaction, letter: NewLetter): Promise<string> {
  const [row] = await trx('letters').insert({ ...letter, state: 'berlaku', paper: letter.paper === null ? null : JSON.stringify(letter.paper) }).returning<{ id: string }[]>('id');
  if (!row) throw new Error('letter was not written');
  return row.id;
}

export async function findLetter(db: Knex | Knex.Transaction, id: string): Promise<LetterRow | undefined> {
  return db<LetterRow>('letters').where({ id }).first();
}

export async function storePdf(trx: Knex.Transaction, id: string, pdf: { key: string; sha256: string }): Promise<void> {
  await trx('letters').where({ id }).whereNull('pdf_key').update({ pdf_key: pdf.key, pdf_sha256: pdf.sha256 });
}
