import type { Knex } from 'knex';
import { z } from 'zod';
import type { LetterPaper } from './letter-paper.ts';

/** A wording that names it lists what is short; no office may drop it (edit-template.ts). */
export const SHORTAGES_MARK = '{daftar_kekurangan}';

export interface TemplateRow { id: string; subject: string; body: string }
export interface LetterRow {
  id: string; case_id: string; office_id: string; action_id: string | null; kind: string; recipient: 'pemohon' | 'verifikator'; template_id: string;
  number: string | null; public_code: string | null; state: 'berlaku' | 'diganti' | 'dicabut'; subject: string; body: string; paper: LetterPaper | null;
  pdf_key: string | null; pdf_sha256: string | null; issued_by: string | null; issued_at: Date; replaced_by: string | null;
}

/** The office's own wording in force at `at` where it has one, else the default; of several the newest version. @throws Error when nobody seeded the letter */
export async function getTemplate(trx: Knex.Transaction, officeId: string, procedure: string, letter: string, at: Date): Promise<TemplateRow> {
  // Samples are walked in the past by a clock of their own; what is in force today is in force for them.
  const row = await trx('letter_templates').where({ procedure, letter }).andWhere((scope) => scope.where((own) => own.where({ office_id: officeId }).andWhereRaw('valid_from <= greatest(?::timestamptz, clock_timestamp())', [at])).orWhereNull('office_id'))
    .orderByRaw('office_id nulls last, case when office_id is null then null else valid_from end desc nulls last, version desc').first<TemplateRow | undefined>('id', 'subject', 'body');
  if (!row) throw new Error(`no template for letter ${letter} of ${procedure}`);
  return row;
}

/** The wording a letter was written from. */
export async function getTemplateOf(trx: Knex.Transaction, letter: Pick<LetterRow, 'template_id'>): Promise<TemplateRow> {
  return trx('letter_templates').where({ id: letter.template_id }).first<TemplateRow>('id', 'subject', 'body');
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

/** Of a numbered letter of this case; null for anything else. */
export async function letterKind(trx: Knex.Transaction, caseId: string, id: unknown): Promise<string | null> {
  const row = isUuid(id) ? await trx('letters').where({ id, case_id: caseId }).whereNotNull('number').first<{ kind: string } | undefined>('kind') : undefined;
  return row?.kind ?? null;
}
const isUuid = (id: unknown): id is string => z.uuid().safeParse(id).success;

/** The numbered letters with which the case was last ended: what its paper says is true no longer. Returns their ids. */
export async function revokeEndingLetters(trx: Knex.Transaction, caseId: string): Promise<string[]> {
  const { rows } = await trx.raw<{ rows: { id: string }[] }>(
    `update letters set state = 'dicabut' where case_id = ? and state = 'berlaku' and recipient = 'pemohon'
       and action_id = (select id from case_actions where case_id = ? and outcome is not null order by seq desc limit 1) returning id`, [caseId, caseId]);
  return rows.map((row) => row.id);
}

/** The letters that made the applicant's newest request known, those issued anew for it too. Returns their ids. */
export async function revokeRequestLetters(trx: Knex.Transaction, caseId: string, kinds: readonly string[], by: { id: string | null; at: Date; reason: string }): Promise<string[]> {
  const opened = trx('repair_requests').where({ case_id: caseId }).max('opened_at');
  const rows = await trx('letters').where({ case_id: caseId, state: 'berlaku', recipient: 'pemohon' }).whereIn('kind', kinds).where('issued_at', '>=', opened)
    .update({ state: 'dicabut', revoked_by: by.id, revoked_at: by.at, revoked_reason: by.reason }).returning<{ id: string }[]>('id');
  return rows.map(({ id }) => id);
}

/** The newest letter of each kind the applicant was sent and that still holds, oldest first. */
export async function lettersInForce(trx: Knex.Transaction, caseId: string): Promise<LetterRow[]> {
  const rows = await trx<LetterRow>('letters').distinctOn('kind').where({ case_id: caseId, recipient: 'pemohon', state: 'berlaku' })
    .orderBy([{ column: 'kind' }, { column: 'issued_at', order: 'desc' }, { column: 'id', order: 'desc' }]);
  return rows.sort((a, b) => a.issued_at.getTime() - b.issued_at.getTime());
}

/** All letters of a kind the applicant was ever sent in this case. */
export async function lettersOfKind(trx: Knex.Transaction, caseId: string, kind: string): Promise<string[]> {
  return trx('letters').where({ case_id: caseId, recipient: 'pemohon', kind }).pluck('id');
}

export async function storePdf(trx: Knex.Transaction, id: string, pdf: { key: string; sha256: string }): Promise<void> {
  await trx('letters').where({ id }).whereNull('pdf_key').update({ pdf_key: pdf.key, pdf_sha256: pdf.sha256 });
}

/** Earlier letters of this kind stop being valid; their page says that they were replaced. */
export async function replaceEarlier(trx: Knex.Transaction, { caseId, kind, by }: { caseId: string; kind: string; by: string }): Promise<void> {
  await trx('letters').where({ case_id: caseId, kind, state: 'berlaku' }).whereNot({ id: by }).update({ state: 'diganti', replaced_by: by });
}
