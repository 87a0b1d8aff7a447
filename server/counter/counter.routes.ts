import type { Knex } from 'knex';
import { z } from 'zod';
import { recordAudit } from '../audit/index.ts';
import type { CaseDoor } from '../cases/index.ts';
import type { AuditEventName } from '../domain/audit-events.ts';
import { idParams } from '../domain/contract/cases.ts';
import { askedUploadBody, askedUploads, dayDocket as docketShape, docketQuery, uploadRequestBody, uploadRequestDetail as detailShape, uploadRequestItem, uploadRequestReply } from '../domain/contract/counter.ts';
import { tokenParams } from '../domain/contract/intake.ts';
import { dayIn } from '../domain/working-time.ts';
import { revokeLink } from '../links/index.ts';
import { getOffice } from '../offices/index.ts';
import type { Config } from '../platform/config.ts';
import { NotFoundError } from '../platform/errors.ts';
import { answerOnce } from '../platform/given-answers.ts';
import { listQuery, parseList, runView } from '../platform/http/list.ts';
import { officerOf, route, type Call, type RateLimit, type Reply, type Route } from '../platform/http/route.ts';
import type { FileStorage } from '../platform/storage.ts';
import { dayDocket } from './day-docket.view.ts';
import { openUploadRequest, whatsappOf } from './open-upload-request.ts';
import { receiveAskedFile, requestBehind } from './receive-asked-file.ts';
import { takeBackAskedFile } from './take-back-asked-file.ts';
import { closeUploadRequest, lockUploadRequest } from './upload-requests.repository.ts';
import { askedUploadsOf, uploadRequestDetail, uploadRequestList, uploadRequestView } from './upload-requests.view.ts';

export interface CounterDeps { db: Knex; door: CaseDoor; storage: FileStorage; config: Pick<Config, 'secret' | 'publicUrl' | 'mailFrom' | 'maxUploadBytes'> }

/** Guessing a token is hopeless; this keeps the trying cheap for us. */
const GUESSES: RateLimit = { name: 'tautan', points: 300, seconds: 300, by: 'ip' };
const kind = z.string().regex(/^[a-z0-9_]{1,40}$/);
const fileParams = z.object({ id: z.uuid(), kind });
const askedFileParams = tokenParams.extend({ uploadId: z.uuid() });

export function counterRoutes({ db, door, storage, config }: CounterDeps): Route[] {
  const now = () => door.clock.now();
  const audit = (trx: Knex | Knex.Transaction, call: Call, event: AuditEventName, more: { caseId?: string | null; ref: string; detail?: Record<string, string> }) => recordAudit(trx, {
    event, actorKind: 'staf', actorId: officerOf(call).id, officeId: officerOf(call).officeId, requestId: call.requestId, ipHash: call.ipHash, ...more,
  });
  return [
    route({
      method: 'get', path: '/api/day-docket', summary: 'One day of the office: appointments, visits, papers, what is due; logged', query: docketQuery, reply: docketShape,
      handle: async (call) => {
        const { officeId } = officerOf(call);
        const date = call.query.date ?? dayIn((await getOffice(db, officeId)).zone, now());
        const body = await dayDocket(db, officeId, date, now(), call.locale);
        await audit(db, call, 'lihat_lembar_harian', { ref: `lembar_harian:${date}` });
        return { body };
      },
    }),
    route({
      method: 'get', path: '/api/upload-requests', summary: 'Scans asked for by a link', query: listQuery, reply: z.array(uploadRequestItem),
      handle: (call) => runView(uploadRequestList, parseList(uploadRequestList, call.query), uploadRequestView(db, officerOf(call).officeId, now(), call.locale)),
    }),
    route({
      method: 'post', path: '/api/upload-requests', summary: 'Send the applicant a link that takes these scans', body: uploadRequestBody, reply: uploadRequestReply, success: 201,
      limit: { name: 'minta_tautan', points: 60, seconds: 3600, by: 'officer' },
      handle: (call) => db.transaction(async (trx): Promise<Reply> => {
        const officer = officerOf(call);
        const { requestId, ...asked } = call.body;
        // What is kept of the answer names the request, not its token.
        const { status, body } = await answerOnce(trx, { scope: `minta:${officer.id}`, key: requestId, request: asked, answer: async () => ({
          status: 201, body: { id: await openUploadRequest(trx, config, { officer, requestId: call.requestId, ipHash: call.ipHash, at: now() }, call.body) },
        }) });
        const row = await lockUploadRequest(trx, { id: (body as { id: string }).id, office_id: officer.officeId });
        if (!row) throw new NotFoundError();
        return { status, body: { request: await uploadRequestDetail(trx, officer.officeId, row.id, now(), call.locale), whatsapp: await whatsappOf(trx, config, row) } };
      }),
    }),
    route({
      method: 'get', path: '/api/upload-requests/:id', summary: 'One request with what was typed at the counter and what has come', params: idParams, reply: detailShape,
      handle: (call) => db.transaction(async (trx) => ({ body: await uploadRequestDetail(trx, officerOf(call).officeId, call.params.id, now(), call.locale) })),
    }),
    route({
      method: 'post', path: '/api/upload-requests/:id/cancel', summary: 'Nothing is waited for any more; the link is dead', params: idParams, body: z.strictObject({}),
      handle: (call) => db.transaction(async (trx): Promise<Reply> => {
        const row = await lockUploadRequest(trx, { id: call.params.id, office_id: officerOf(call).officeId });
        if (!row) throw new NotFoundError();
        await closeUploadRequest(trx, row.id, 'dibatalkan', now());
        await revokeLink(trx, row.link_id);
        await audit(trx, call, 'batal_minta_lewat_tautan', { caseId: row.case_id, ref: `permintaan_unggah:${row.id}` });
        return { status: 204 };
      }),
    }),
    route({
      method: 'get', path: '/api/upload-requests/:id/files/:kind', summary: 'Small picture of the first page of what came, logged', params: fileParams,
      handle: async (call) => {
        const { id, kind } = call.params;
        const row = await db('upload_request_files as f').join('upload_requests as q', 'q.id', 'f.request_id').join('uploads as u', 'u.id', 'f.upload_id').join('upload_pages as p', 'p.upload_id', 'u.id')
          .where({ 'q.id': id, 'q.office_id': officerOf(call).officeId, 'f.kind': kind, 'p.page': 1 }).whereNot('u.scan_state', 'ditahan').first<{ preview_key: string; case_id: string | null } | undefined>('p.preview_key', 'q.case_id');
        if (!row) throw new NotFoundError();
        await audit(db, call, 'lihat_unggahan_tautan', { caseId: row.case_id, ref: `permintaan_unggah:${id}`, detail: { dokumen: kind } });
        call.res.status(200).set({ 'Content-Type': 'image/jpeg', 'Content-Disposition': 'inline', 'Content-Security-Policy': "sandbox; default-src 'none'" }).end(await storage.read(row.preview_key));
        return { sent: true };
      },
    }),
    route({
      method: 'get', path: '/api/public/upload-requests/:token', summary: 'Which scans are asked for', params: tokenParams, reply: askedUploads, limit: GUESSES,
      handle: (call) => db.transaction(async (trx) => ({ body: await askedUploadsOf(trx, await requestBehind(trx, call.params.token, now()), config.maxUploadBytes, call.locale) })),
    }),
    route({
      method: 'post', path: '/api/public/upload-requests/:token/files', summary: 'File a draft under what was asked', params: tokenParams, body: askedUploadBody, reply: askedUploads, limit: GUESSES,
      handle: (call) => db.transaction(async (trx) => {
        const request = await receiveAskedFile(trx, door, { token: call.params.token, ...call.body, requestId: call.requestId, ipHash: call.ipHash }, config.maxUploadBytes);
        return { body: await askedUploadsOf(trx, request, config.maxUploadBytes, call.locale) };
      }),
    }),
    route({
      method: 'delete', path: '/api/public/upload-requests/:token/files/:uploadId', summary: 'Take back this file, if it was not used yet', params: askedFileParams, reply: askedUploads, limit: GUESSES,
      handle: (call) => db.transaction(async (trx) => {
        const request = await takeBackAskedFile(trx, door, { ...call.params, requestId: call.requestId, ipHash: call.ipHash });
        return { body: await askedUploadsOf(trx, request, config.maxUploadBytes, call.locale) };
      }),
    }),
  ];
}
