import type { Knex } from 'knex';
import { SCAN_STATE } from './scan-state.ts';

export interface KeptPage { case_id: string; picture_key: string; preview_key: string; scan_state: string }

/**
 * A page of what an officer kept as evidence: the portal as it looked, or the call. Named by its upload, since that is what the rows keep;
 * an upload that is evidence of no case of this office is not found.
 */
export function findKeptPage(db: Knex, of: { uploadId: string; officeId: string; page: number }): Promise<KeptPage | undefined> {
  const kept = db('verification_evidence').where({ upload_id: of.uploadId }).select('case_id').unionAll(db('portal_looks').where({ picture_upload_id: of.uploadId }).select('case_id'));
  return db.with('kept', kept).from('kept as k').join('cases as c', 'c.id', 'k.case_id')
    .joinRaw('join uploads u on u.id = ?', [of.uploadId]).join('upload_pages as p', 'p.upload_id', 'u.id')
    .where({ 'c.office_id': of.officeId, 'p.page': of.page }).first<KeptPage | undefined>('k.case_id', 'p.picture_key', 'p.preview_key', db.raw(`${SCAN_STATE} as scan_state`));
}
