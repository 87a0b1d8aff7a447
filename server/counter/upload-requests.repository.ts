import type { Knex } from 'knex';

export interface UploadRequestRow {
  id: string; office_id: string; link_id: string; case_id: string | null; procedure: string; sop_version: number; kinds: string[]; channel: 'email' | 'whatsapp'; entry: Record<string, string> | null;
  opened_by: string; opened_at: Date; expires_at: Date; told_at: Date | null; closed_at: Date | null; closed_how: 'dipakai' | 'dibatalkan' | 'kedaluwarsa' | null;
}

export async function insertUploadRequest(trx: Knex.Transaction, row: Omit<UploadRequestRow, 'id' | 'told_at' | 'closed_at' | 'closed_how'>): Promise<string> {
  const [written] = await trx('upload_requests').insert({ ...row, entry: row.entry && JSON.stringify(row.entry) }).returning<{ id: string }[]>('id');
  if (!written) throw new Error('an insert gave no row');
  return written.id;
}

/** Held until the transaction ends, so that a file that arrives and a cancelling follow one another. */
export async function lockUploadRequest(trx: Knex.Transaction, where: { id: string; office_id: string } | { link_id: string }): Promise<UploadRequestRow | undefined> {
  return trx<UploadRequestRow>('upload_requests').where(where).forUpdate().first();
}

export async function openRequestOfCase(trx: Knex.Transaction, caseId: string): Promise<UploadRequestRow | undefined> {
  return trx<UploadRequestRow>('upload_requests').where({ case_id: caseId }).whereNull('closed_at').forUpdate().first();
}

/** What was typed goes with the closing: it stands in the case by then, or is nobody's business any more. */
export async function closeUploadRequest(trx: Knex.Transaction, id: string, how: UploadRequestRow['closed_how'], at: Date): Promise<void> {
  await trx('upload_requests').where({ id }).whereNull('closed_at').update({ closed_at: at, closed_how: how, entry: null });
}

/** Files that came through the one before go on with its successor, as far as that one asks for them. */
export async function passFilesOn(trx: Knex.Transaction, from: string, to: { id: string; kinds: string[] }): Promise<void> {
  await trx('upload_request_files').where({ request_id: from }).whereIn('kind', to.kinds).update({ request_id: to.id });
}
