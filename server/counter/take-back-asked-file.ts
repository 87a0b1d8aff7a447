import type { Knex } from 'knex';
import { recordAudit } from '../audit/index.ts';
import type { CaseDoor } from '../cases/index.ts';
import { lockCaseBehind, requestBehind, type AskedFile } from './receive-asked-file.ts';
import { tellOfUploads } from './tell-of-uploads.ts';
import type { UploadRequestRow } from './upload-requests.repository.ts';

/**
 * The applicant takes back what came through his link and was not used yet: the card of somebody else must be gone at once, as it is when another picture takes
 * its place. This file and no other: what another telephone sent in its place meanwhile stays. Again, or of one that never came, changes nothing. Whoever asked
 * and had heard that everything is there hears that it is not, and once more when it is.
 * @throws NotFoundError dead link
 */
export async function takeBackAskedFile(trx: Knex.Transaction, door: CaseDoor, file: Omit<AskedFile, 'kind'>): Promise<UploadRequestRow> {
  const at = door.clock.now();
  await lockCaseBehind(trx, file.token, at);
  const request = await requestBehind(trx, file.token, at);
  const [gone] = await trx('upload_request_files').where({ request_id: request.id, upload_id: file.uploadId }).whereIn('upload_id', trx('uploads').whereNull('used_at').select('id')).del().returning<{ kind: string }[]>('kind');
  if (!gone) return request;
  await trx('uploads').where({ id: file.uploadId }).whereNull('used_at').update({ expires_at: trx.raw('clock_timestamp()') });
  // Where nothing is left, nothing has come: nobody is told later that it was not used.
  await trx('upload_requests').where({ id: request.id }).update({ told_at: null, received_at: trx('upload_request_files').where({ request_id: request.id }).max('received_at') });
  if (request.told_at !== null) await tellOfUploads(trx, request, 'unggahan_ditarik', at);
  await recordAudit(trx, {
    event: 'tarik_unggahan_tautan', actorKind: 'pemohon', officeId: request.office_id, caseId: request.case_id, ref: `permintaan_unggah:${request.id}`, requestId: file.requestId, ipHash: file.ipHash, detail: { dokumen: gone.kind },
  });
  return request;
}
