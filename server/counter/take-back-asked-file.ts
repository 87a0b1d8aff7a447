import type { Knex } from 'knex';
import { recordAudit } from '../audit/index.ts';
import type { CaseDoor } from '../cases/index.ts';
import { lockCaseBehind, requestBehind, type AskedFile } from './receive-asked-file.ts';
import type { UploadRequestRow } from './upload-requests.repository.ts';

/**
 * The applicant takes back what came through his link and was not used yet: the card of somebody else must be gone at once, as it is when another picture takes
 * its place. Again, or of a kind that never came, changes nothing. Whoever asked hears once more when everything is there.
 * @throws NotFoundError dead link
 */
export async function takeBackAskedFile(trx: Knex.Transaction, door: CaseDoor, file: Omit<AskedFile, 'uploadId'>): Promise<UploadRequestRow> {
  const at = door.clock.now();
  await lockCaseBehind(trx, file.token, at);
  const request = await requestBehind(trx, file.token, at);
  const [gone] = await trx('upload_request_files').where({ request_id: request.id, kind: file.kind }).whereIn('upload_id', trx('uploads').whereNull('used_at').select('id')).del().returning<{ upload_id: string }[]>('upload_id');
  if (!gone) return request;
  await trx('uploads').where({ id: gone.upload_id }).whereNull('used_at').update({ expires_at: trx.raw('clock_timestamp()') });
  await trx('upload_requests').where({ id: request.id }).update({ told_at: null });
  await recordAudit(trx, {
    event: 'tarik_unggahan_tautan', actorKind: 'pemohon', officeId: request.office_id, caseId: request.case_id, ref: `permintaan_unggah:${request.id}`, requestId: file.requestId, ipHash: file.ipHash, detail: { dokumen: file.kind },
  });
  return request;
}
