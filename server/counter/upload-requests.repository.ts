import type { Knex } from 'knex';
import { lockUploads } from '../documents/index.ts';

export interface UploadRequestRow {
  id: string; office_id: string; link_id: string; case_id: string | null; procedure: string; sop_version: number; kinds: string[]; channel: 'email' | 'whatsapp'; entry: Record<string, string> | null;
  opened_by: string; opened_at: Date; expires_at: Date; told_at: Date | null; /** when something last came */ received_at: Date | null; closed_at: Date | null; closed_how: 'dipakai' | 'dibatalkan' | 'kedaluwarsa' | null;
}

export async function insertUploadRequest(trx: Knex.Transaction, row: Omit<UploadRequestRow, 'id' | 'told_at' | 'received_at' | 'closed_at' | 'closed_how'>): Promise<string> {
  const [written] = await trx('upload_requests').insert({ ...row, entry: row.entry && JSON.stringify(row.entry) }).returning<{ id: string }[]>('id');
  if (!written) throw new Error('an insert gave no row');
  return written.id;
}

/** Held until the transaction ends, so that a file that arrives and a cancelling follow one another. */
export async function lockUploadRequest(trx: Knex.Transaction, where: { id: string; office_id: string } | { link_id: string }): Promise<UploadRequestRow | undefined> {
  return trx<UploadRequestRow>('upload_requests').where(where).forUpdate().first();
}

/** null: there is no such request, or it is of an entry that is no case yet. */
export async function caseOfLink(trx: Knex.Transaction, linkId: string): Promise<string | null> {
  return (await trx('upload_requests').where({ link_id: linkId }).first<{ case_id: string | null } | undefined>('case_id'))?.case_id ?? null;
}

export async function openRequestOfCase(trx: Knex.Transaction, caseId: string): Promise<UploadRequestRow | undefined> {
  return trx<UploadRequestRow>('upload_requests').where({ case_id: caseId }).whereNull('closed_at').forUpdate().first();
}

/** How long scans nobody used outlive their request. */
const LEFT_HOURS = 96;

/** What was typed goes with the closing: it stands in the case by then, or is nobody's business any more. Scans that were not used follow soon, locked in the order of all. */
export async function closeUploadRequest(trx: Knex.Transaction, id: string, how: UploadRequestRow['closed_how'], at: Date): Promise<void> {
  await trx('upload_requests').where({ id }).whereNull('closed_at').update({ closed_at: at, closed_how: how, entry: null });
  const files = trx('uploads').whereIn('id', trx('upload_request_files').where({ request_id: id }).select('upload_id'));
  await lockUploads(files);
  await files.clone().whereNull('used_at')
    // What somebody's kept typing names waits for the act it is for (`keepNamedUploads`), whatever becomes of the link it came by.
    .whereRaw('not exists (select 1 from case_drafts d join upload_requests q on q.case_id = d.case_id where q.id = ? and position(uploads.id::text in d.content::text) > 0)', [id])
    .update({ expires_at: trx.raw('least(expires_at, clock_timestamp() + make_interval(hours => ?))', [LEFT_HOURS]) });
}

/** Files that came through the one before go on with its successor, as far as that one asks for them. */
export async function passFilesOn(trx: Knex.Transaction, from: string, to: { id: string; kinds: string[] }): Promise<void> {
  const passed = await trx('upload_request_files').where({ request_id: from }).whereIn('kind', to.kinds).update({ request_id: to.id });
  if (passed > 0) await trx('upload_requests').where({ id: to.id }).update({ received_at: trx('upload_requests').where({ id: from }).select('received_at') });
}
