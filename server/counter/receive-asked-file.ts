import type { Knex } from 'knex';
import { recordAudit } from '../audit/index.ts';
import { lockCase, type CaseDoor } from '../cases/index.ts';
import { findUploadLink } from '../links/index.ts';
import { getOffice } from '../offices/index.ts';
import { InvalidError, NotFoundError } from '../platform/errors.ts';
import { tellOfUploads } from './tell-of-uploads.ts';
import { caseOfLink, lockUploadRequest, type UploadRequestRow } from './upload-requests.repository.ts';

export interface AskedFile { token: string; kind: string; uploadId: string; requestId: string; ipHash: string }
/** A draft lives a day; one that was asked for waits as long as what came by mail: whoever asked may be away. Of an open repair it is kept on (`sweepUploadRequests`). */
const KEPT_DAYS = 60;

/** The request a living link belongs to. @throws NotFoundError */
export async function requestBehind(trx: Knex.Transaction, token: string, now: Date): Promise<UploadRequestRow> {
  const request = await lockUploadRequest(trx, { link_id: await findUploadLink(trx, token, now) });
  if (!request || request.closed_at !== null) throw new NotFoundError('galat.tautan_unggah_berakhir');
  return request;
}

/**
 * Files a draft of the applicant under what was asked. A later one of the same kind takes the place of the first; the same one again changes nothing.
 * Whoever asked is told once that it has begun, where it is for a case, and once when everything is there.
 * @throws NotFoundError dead link; InvalidError not asked for, unknown draft, too large
 */
export async function receiveAskedFile(trx: Knex.Transaction, door: CaseDoor, file: AskedFile, maxUploadBytes: number): Promise<UploadRequestRow> {
  const at = door.clock.now();
  await lockCaseBehind(trx, file.token, at);
  const request = await requestBehind(trx, file.token, at);
  if (!request.kinds.includes(file.kind)) throw new InvalidError({ kind: { key: 'galat.dokumen_tidak_dikenal' } });
  const known = await trx('upload_request_files').where({ upload_id: file.uploadId }).first<{ request_id: string; kind: string } | undefined>('request_id', 'kind');
  if (known?.request_id === request.id && known.kind === file.kind) return request;
  if (known) throw new InvalidError({ uploadId: { key: 'galat.unggahan_tidak_berlaku' } });
  await takeDraft(trx, request, file.uploadId, maxUploadBytes);
  const before = await trx('upload_request_files').where({ request_id: request.id, kind: file.kind }).forUpdate().first<{ upload_id: string } | undefined>('upload_id');
  if (before) await trx('uploads').where({ id: before.upload_id }).whereNull('used_at').update({ expires_at: trx.raw('clock_timestamp()') });
  await trx('upload_request_files').insert({ request_id: request.id, kind: file.kind, upload_id: file.uploadId, received_at: at }).onConflict(['request_id', 'kind']).merge();
  await trx('upload_requests').where({ id: request.id }).update({ received_at: at });
  await recordAudit(trx, {
    event: 'unggah_lewat_tautan', actorKind: 'pemohon', officeId: request.office_id, caseId: request.case_id, ref: `permintaan_unggah:${request.id}`, requestId: file.requestId, ipHash: file.ipHash, detail: { dokumen: file.kind },
  });
  await tell(trx, request, at);
  return request;
}

/** A guard reads what has come: it waits for its case, so that nobody closes it over a scan that is just arriving. Cases before requests, as acts lock them. */
export async function lockCaseBehind(trx: Knex.Transaction, token: string, at: Date): Promise<void> {
  const caseId = await caseOfLink(trx, await findUploadLink(trx, token, at));
  if (caseId !== null) await lockCase(trx, caseId, null);
}

async function takeDraft(trx: Knex.Transaction, request: UploadRequestRow, uploadId: string, maxUploadBytes: number): Promise<void> {
  const [draft] = await trx('uploads').where({ id: uploadId, source: 'publik' }).whereNull('used_at').whereRaw('expires_at > clock_timestamp()')
    .andWhere((mine) => mine.whereNull('office_id').orWhere({ office_id: request.office_id }))
    .update({ office_id: request.office_id, expires_at: trx.raw('clock_timestamp() + make_interval(days => ?)', [KEPT_DAYS]) }).returning<{ received_bytes: number }[]>('received_bytes');
  if (!draft) throw new InvalidError({ uploadId: { key: 'galat.unggahan_tidak_berlaku' } });
  const { uploadMegabytes } = (await getOffice(trx, request.office_id)).settings;
  const limit = Math.min(maxUploadBytes, (uploadMegabytes ?? Infinity) * 1024 * 1024);
  if (draft.received_bytes > limit) throw new InvalidError({ uploadId: { key: 'galat.berkas_terlalu_besar', params: { batas: Math.round(limit / 1024 / 1024 * 10) / 10 } } });
}

/** Of a case also when the first one comes: it stands in no list of entries, and the rest may never follow. */
async function tell(trx: Knex.Transaction, request: UploadRequestRow, at: Date): Promise<void> {
  if (request.told_at !== null) return;
  const have = await trx('upload_request_files').where({ request_id: request.id }).pluck<string[]>('kind');
  if (request.kinds.every((kind) => have.includes(kind))) {
    await trx('upload_requests').where({ id: request.id }).update({ told_at: at });
    await tellOfUploads(trx, request, 'unggahan', at);
  } else if (request.case_id !== null && request.received_at === null) await tellOfUploads(trx, request, 'unggahan_mulai', at);
}
