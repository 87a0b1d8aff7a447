import type { Knex } from 'knex';

export interface DraftRow { id: string; case_id: string; author_id: string; kind: 'tindakan' | 'surat' | 'penilaian' | 'catatan'; key: string; content: Record<string, unknown>; saved_at: Date }

/**
 * Two requests of one author may wait for the same row and be let in the wrong way round: what came later stays. A row more than a minute
 * ahead was written by a clock that was wrong, and keeps nobody's words out.
 */
const notLater = (row: string, at: string): string => `(${row} <= ${at} or ${row} > ${at} + interval '1 minute')`;

/** `saved_at`: when it came, before it waited for anything. False: what came later stands there already. */
export async function saveDraft(trx: Knex | Knex.Transaction, row: Omit<DraftRow, 'id'>): Promise<boolean> {
  const written = await trx('case_drafts').insert({ ...row, content: JSON.stringify(row.content) }).onConflict(['case_id', 'key', 'author_id'])
    .merge(['kind', 'content', 'saved_at']).whereRaw(notLater('case_drafts.saved_at', 'excluded.saved_at')).returning('id');
  return written.length > 0;
}

export async function draftsOf(trx: Knex.Transaction, caseId: string): Promise<(DraftRow & { author_name: string })[]> {
  return trx('case_drafts as d').join('users as u', 'u.id', 'd.author_id').where('d.case_id', caseId).orderBy('d.saved_at', 'desc').limit(100)
    .select<(DraftRow & { author_name: string })[]>('d.*', 'u.name as author_name');
}

export async function findDraft(trx: Knex.Transaction, caseId: string, draftId: string): Promise<DraftRow | undefined> {
  return trx<DraftRow>('case_drafts').where({ id: draftId, case_id: caseId }).first();
}

/** What this author has typed for this thing; locked, so that what he is just saving is seen. */
export async function findOwnDraft(trx: Knex.Transaction, { caseId, key, authorId }: { caseId: string; key: string; authorId: string }): Promise<DraftRow | undefined> {
  return trx<DraftRow>('case_drafts').where({ case_id: caseId, key, author_id: authorId }).forUpdate().first();
}

/** What this author had typed when he wanted it gone at `at`. False: what he has typed since stays. */
export async function discardDraft(trx: Knex.Transaction, where: { case_id: string; key: string; author_id: string }, at: Date): Promise<boolean> {
  return await trx('case_drafts').where(where).whereRaw(notLater('saved_at', '?::timestamptz'), [at, at]).del() > 0;
}

/** `author_id` left out: whoever was typing it. */
export async function deleteDraft(trx: Knex | Knex.Transaction, where: { case_id: string; key: string; author_id?: string }): Promise<void> {
  await trx('case_drafts').where(where).del();
}
