import { randomUUID } from 'node:crypto';
import type { Request } from 'express';
import type { Knex } from 'knex';
import { z } from 'zod';
import type { AuditEventName } from '../domain/audit-events.ts';
import { DOWNLOAD_REASONS, ORIGINAL_REASONS, documentShape, draftStateShape, examinationShape, turnBody, twinShape, uploadForm, uploadShape } from '../domain/contract/documents.ts';
import { translate, type Locale } from '../domain/messages/translate.ts';
import { allSops } from '../domain/sop/catalogue.ts';
import { dayIn } from '../domain/working-time.ts';
import { getOffice } from '../offices/index.ts';
import { InvalidError, NotFoundError } from '../platform/errors.ts';
import { mayAudit } from '../platform/http/audit-scope.ts';
import { listQuery } from '../platform/http/list.ts';
import { officerOf, route, type Call, type Reply, type Route } from '../platform/http/route.ts';
import { recordAudit } from '../audit/index.ts';
import { createCloseUps, type StoredPage } from './close-up.ts';
import { draftKeyOf, isDraftKey } from './draft-key.ts';
import { findDraftState } from './draft-state.view.ts';
import { findKeptPage } from './kept-pictures.view.ts';
import { listDocuments } from './documents.view.ts';
import { GRANTED, insideGrant, leavesOffice, LOOKS_LIKE, listTwins, twinsIn } from './twins/twins.view.ts';
import { endOwnDraft, findOwnDraft } from './own-draft.ts';
import { makePictureCopy } from './picture-copy.ts';
import { readMultipart, withFiles } from './read-multipart.ts';
import { findExamined, type Examinations } from './examinations.ts';
import { receiveUpload, type ReceivedUpload, type UploadDeps } from './receive-upload.ts';
import { refuseHeld, SCAN_STATE } from './scan-state.ts';
import { staffLimits } from './staff-limits.ts';

export interface DocumentRouteDeps extends UploadDeps {
  maxUploadBytes: number;
  maxStaffUploadBytes: number;
  scratchFolder: string;
  examinations: Examinations;
  publicUploadsPerHour: number;
  /** LOKET_SECRET, of which the key to a draft is made. */
  secret: string;
  /** Takes bytes from a caller's hourly allowance; throws 429 when it is used up. */
  takeBytes(req: Request, bytes: number): Promise<void>;
}

const pageParams = z.object({ id: z.uuid(), n: z.coerce.number().int().min(1).max(200) });
const pageQuery = z.object({ ukuran: z.enum(['kecil', 'penuh']).default('penuh') });
const ownPictureQuery = z.object({ ukuran: z.enum(['kecil', 'utuh']).default('kecil') });
const ownDraftParams = z.object({ id: z.uuid() });
const KINDS = new Set(allSops.flatMap((sop) => sop.docs.map((doc) => doc.kind)));
const draftQuery = z.object({ jenis: z.string().refine((kind) => KINDS.has(kind)).optional().catch(undefined) });
const downloadQuery = z.object({ bentuk: z.enum(['salinan', 'asli']).default('salinan'), reason: z.enum([...new Set([...DOWNLOAD_REASONS, ...ORIGINAL_REASONS])]) })
  .refine(({ bentuk, reason }) => (bentuk === 'asli' ? ORIGINAL_REASONS as readonly string[] : DOWNLOAD_REASONS).includes(reason));

export function uploadReply(upload: ReceivedUpload, locale: Locale): z.output<typeof uploadShape> {
  const warningsIn = (one: Locale) => upload.warnings.map((warning) => translate(warning.key, warning.params, one));
  return { id: upload.id, type: upload.type, bytes: upload.bytes, pageCount: upload.pageCount, warnings: warningsIn(locale), ...(upload.warnings.length > 0 ? { words: { id: warningsIn('id'), en: warningsIn('en') } } : {}) };
}

export function documentRoutes(deps: DocumentRouteDeps): Route[] {
  const { db, storage } = deps;
  const oneFile = (maxBytes: number) => readMultipart({
    folder: deps.scratchFolder, maxBytes, maxFiles: 1,
    onBegin: async (req) => { await deps.takeBytes(req, Number(req.get('content-length') ?? maxBytes)); deps.inspector.expectUpload(); },
  });
  const drawCloseUp = createCloseUps(deps);
  /** The page of a document somebody opens: his to see, not held, and the look noted. */
  const lookedAt = async (call: Call) => {
    const { id, n } = call.params as z.output<typeof pageParams>;
    const officer = officerOf(call);
    const row = await db('documents as d').join('cases as c', 'c.id', 'd.case_id').join('uploads as u', 'u.id', 'd.upload_id').join('upload_pages as p', 'p.upload_id', 'd.upload_id')
      .where({ 'd.id': id, 'c.office_id': officer.officeId, 'p.page': n })
      .first<(PageRow & Omit<StoredPage, 'page'> & { case_id: string }) | undefined>('p.picture_key', 'p.preview_key', db.raw(`${SCAN_STATE} as scan_state`), 'd.case_id', 'd.upload_id', 'u.storage_key', 'u.type');
    if (!row || !await mayAudit(db, officer, row.case_id)) throw new NotFoundError();
    refuseHeld(row);
    await auditLook(db, call, row.case_id, 'lihat_pindaian', { halaman: n });
    return row;
  };
  const take = (call: Call, source: 'publik' | 'petugas'): Promise<Reply> => withFiles(call.req, async ([file, ...more], holdUntil) => {
    if (!file || more.length > 0) throw new InvalidError({ berkas: { key: 'galat.satu_berkas' } }, 'galat.satu_berkas');
    const limits = call.officer ? { limits: await staffLimits(db, call.officer.officeId, deps) } : {};
    const id = randomUUID();
    const received = receiveUpload(deps, { id, path: file.path, originalName: file.originalname, source, officeId: call.officer?.officeId ?? null, uploadedBy: call.officer?.id ?? null, ipHash: call.ipHash, ...limits });
    holdUntil(received);
    const told = await deps.examinations.answerInTime(id, received, call.officer?.id ?? null);
    // Told here and nowhere else: whoever asks later, by the id, is not told it.
    const mine = source === 'publik' ? { key: draftKeyOf(deps.secret, id) } : {};
    return 'upload' in told ? { status: 201, body: { ...uploadReply(told.upload, call.locale), ...mine } } : { status: 202, body: { ...told, ...mine } };
  });
  const ownDraftOnly = (call: Call<{ id: string }>): void => { if (!isDraftKey(deps.secret, call.params.id, call.req.get('x-loket-draft-key'))) throw new NotFoundError(); };
  const examined = async (call: Call<{ id: string }>): Promise<Reply> => {
    const upload = await findExamined(db, call.params.id, call.officer?.id ?? null);
    return upload ? { status: 200, body: uploadReply(upload, call.locale) } : { status: 202, body: { id: call.params.id } };
  };

  return [
    route({
      method: 'post', path: '/api/public/uploads', summary: 'Hand in one file as a draft', multipart: uploadForm, reply: uploadShape, success: 201, later: examinationShape,
      limit: { name: 'unggahan_publik', points: deps.publicUploadsPerHour, seconds: 3600, by: 'ip' },
      before: oneFile(deps.maxUploadBytes), handle: (call) => take(call, 'publik'),
    }),
    route({
      method: 'get', path: '/api/public/uploads/:id', summary: 'What the machine warns of in a draft of mine', params: z.object({ id: z.uuid() }), query: draftQuery, reply: draftStateShape,
      limit: { name: 'keadaan_unggahan', points: 600, seconds: 600, by: 'ip' },
      handle: async (call) => {
        const state = await findDraftState(db, call.params.id, call.query.jenis, call.locale);
        // Taken into a case or a request meanwhile, over, or never there: nothing more is said of it, and a page that still asks sees no error.
        return { body: state ?? { state: 'selesai', warnings: [], upload: null } };
      },
    }),
    route({
      method: 'get', path: '/api/public/uploads/:id/picture', summary: 'A draft of mine, by the key I was given with it: small, or the picture whole so that it can be turned', params: ownDraftParams, query: ownPictureQuery,
      limit: { name: 'gambar_unggahan', points: 300, seconds: 600, by: 'ip' },
      handle: async (call) => {
        ownDraftOnly(call);
        const draft = await findOwnDraft(db, call.params.id);
        if (!draft || (call.query.ukuran === 'utuh' && !draft.type.startsWith('image/'))) throw new NotFoundError();
        return call.query.ukuran === 'kecil' ? sendJpeg(call, await storage.read(draft.preview_key)) : sendFile(call, await storage.read(draft.storage_key), draft.type, draft.original_name);
      },
    }),
    route({
      method: 'delete', path: '/api/public/uploads/:id', summary: 'A draft of mine is wanted no more', params: ownDraftParams, limit: { name: 'hapus_unggahan', points: 300, seconds: 600, by: 'ip' },
      handle: async (call) => {
        ownDraftOnly(call);
        await db.transaction((trx) => endOwnDraft(trx, call.params.id));
        return { status: 204 };
      },
    }),
    route({
      method: 'get', path: '/api/public/upload-examinations/:id', summary: 'What became of an upload that was answered with 202', params: z.object({ id: z.uuid() }), reply: uploadShape, later: examinationShape,
      limit: { name: 'pemeriksaan_unggahan', points: 6_000, seconds: 600, by: 'ip' }, handle: examined,
    }),
    route({
      method: 'get', path: '/api/upload-examinations/:id', summary: 'Staff: what became of an upload that was answered with 202', params: z.object({ id: z.uuid() }), reply: uploadShape, later: examinationShape, handle: examined,
    }),
    route({
      method: 'post', path: '/api/uploads', summary: 'Staff: hand in one file as a draft', multipart: uploadForm, reply: uploadShape, success: 201, later: examinationShape,
      limit: { name: 'unggahan_petugas', points: 600, seconds: 3600, by: 'officer' },
      before: oneFile(Math.max(deps.maxUploadBytes, deps.maxStaffUploadBytes)), handle: (call) => take(call, 'petugas'),
    }),
    route({
      method: 'get', path: '/api/uploads/:id/pages/:n', summary: 'Page picture of a draft of mine', params: pageParams, query: pageQuery,
      handle: async (call) => {
        const officer = officerOf(call);
        const row = await db('uploads as u').join('upload_pages as p', 'p.upload_id', 'u.id')
          // Only whoever uploaded it, and only until a case has it: from then on a look is a look at a document, and logged.
          .where({ 'u.id': call.params.id, 'u.uploaded_by': officer.id, 'p.page': call.params.n }).whereNull('u.used_at').first<PageRow | undefined>('p.picture_key', 'p.preview_key', db.raw(`${SCAN_STATE} as scan_state`));
        return sendPicture(deps, call, row);
      },
    }),
    route({
      method: 'get', path: '/api/kept-pictures/:id/pages/:n', summary: 'Page of a picture kept as evidence of a call or of a look at the portal, logged', params: pageParams, query: pageQuery,
      handle: async (call) => {
        const officer = officerOf(call);
        const row = await findKeptPage(db, { uploadId: call.params.id, officeId: officer.officeId, page: call.params.n });
        if (!row || !await mayAudit(db, officer, row.case_id)) throw new NotFoundError();
        refuseHeld(row);
        await auditLook(db, call, row.case_id, 'lihat_gambar_bukti', { halaman: call.params.n });
        return sendPicture(deps, call, row);
      },
    }),
    route({ method: 'get', path: '/api/documents', summary: 'Documents of cases', query: listQuery, reply: z.array(documentShape),
      handle: async (call) => listDocuments(db, officerOf(call), call.query, call.locale, dayIn((await getOffice(db, officerOf(call).officeId)).zone, deps.clock.now())) }),
    route({
      method: 'get', path: '/api/documents/:id/pages/:n', summary: 'Page picture, logged', params: pageParams, query: pageQuery,
      handle: async (call) => sendPicture(deps, call, await lookedAt(call)),
    }),
    route({
      method: 'get', path: '/api/documents/:id/pages/:n/close-up', summary: 'The page as fine as its file gives it, for zooming in; the page picture where it cannot be drawn. Logged', params: pageParams,
      limit: { name: 'gambar_teliti', points: 120, seconds: 600, by: 'officer' },
      handle: async (call) => {
        const row = await lookedAt(call);
        return sendJpeg(call, await drawCloseUp({ ...row, page: call.params.n }) ?? await storage.read(row.picture_key));
      },
    }),
    route({ method: 'get', path: '/api/document-twins', summary: 'Documents that were seen at another case before', query: listQuery, reply: z.array(twinShape),
      handle: (call) => listTwins(db, officerOf(call), call.query, call.locale) }),
    route({
      method: 'get', path: '/api/document-twins/:id/pages/:n', summary: 'Page picture of the document seen before, logged in both offices', params: pageParams, query: pageQuery,
      handle: async (call) => {
        const officer = officerOf(call);
        const row = await twinsIn(db, officer).join('uploads as u', 'u.id', 'o.upload_id').join('upload_pages as p', 'p.upload_id', 'o.upload_id').where({ 't.id': call.params.id, 'p.page': call.params.n })
          .first<(PageRow & { case_id: string; other_case_id: string; other_office_id: string; own: boolean; granted: boolean; inside: boolean; procedure: string; version: number; kind: string; looks_like: string | null; also_like: string[] | null; compared_page: number | null }) | undefined>('p.picture_key', 'p.preview_key', db.raw(`${SCAN_STATE} as scan_state`), 't.case_id', 'oc.id as other_case_id', 'oc.office_id as other_office_id', 'oc.procedure', 'oc.sop_version as version', 'o.kind',
          db.raw('oc.office_id = c.office_id as own'), db.raw(`${GRANTED} as granted`), db.raw(LOOKS_LIKE), insideGrant(db, officer));
        if (!row?.inside || !(row.own || (row.granted && leavesOffice({ ...row, page: call.params.n })))) throw new NotFoundError();
        refuseHeld(row);
        await auditLook(db, call, row.case_id, 'lihat_kembaran', { halaman: call.params.n });
        // Whoever looks into another office's papers stands in that office's trail, too.
        if (row.other_office_id !== officer.officeId) await auditLook(db, call, row.other_case_id, 'lihat_kembaran', { halaman: call.params.n }, row.other_office_id);
        return sendPicture(deps, call, row);
      },
    }),
    route({
      method: 'post', path: '/api/documents/:id/turns', summary: 'Keep how I turned a page', params: z.object({ id: z.uuid() }), body: turnBody,
      handle: async (call) => {
        const officer = officerOf(call);
        const seen = await db('documents as d').join('cases as c', 'c.id', 'd.case_id').where({ 'd.id': call.params.id, 'c.office_id': officer.officeId }).first<{ id: string } | undefined>('d.id');
        if (!seen) throw new NotFoundError();
        await db('document_turns').insert({ user_id: officer.id, document_id: seen.id, page: call.body.page, turn: call.body.turn, at: deps.clock.now() }).onConflict(['user_id', 'document_id', 'page']).merge();
        return { status: 204 };
      },
    }),
    route({
      method: 'get', path: '/api/documents/:id/download', summary: 'A copy made of the page pictures, or the stored file (bentuk=asli), with a reason, logged', params: z.object({ id: z.uuid() }), query: downloadQuery,
      handle: async (call) => {
        const officer = officerOf(call);
        const row = await db('documents as d').join('cases as c', 'c.id', 'd.case_id').join('uploads as u', 'u.id', 'd.upload_id')
          .where({ 'd.id': call.params.id, 'c.office_id': officer.officeId })
          .first<{ case_id: string; number: string; kind: string; type: string; storage_key: string; scan_state: string; upload_id: string; page_count: number } | undefined>(
          'd.case_id', 'c.number', 'd.kind', 'd.upload_id', 'u.type', 'u.storage_key', db.raw(`${SCAN_STATE} as scan_state`), 'u.page_count');
        if (!row) throw new NotFoundError();
        refuseHeld(row);
        // A picture was made anew when it came in; an applicant's PDF would run its scripts in the viewer a browser opens for it.
        const copied = row.type === 'application/pdf' && call.query.bentuk === 'salinan';
        const copy = copied ? await makePictureCopy(db, storage, row.upload_id) : null;
        await auditLook(db, call, row.case_id, 'unduh_pindaian', { alasan: call.query.reason, bentuk: call.query.bentuk });
        if (!copy) return sendFile(call, await storage.read(row.storage_key), row.type, `${row.number}-${row.kind}.${EXTENSION[row.type] ?? 'bin'}`);
        return sendFile(call, copy.pdf, row.type, `${row.number}-${row.kind}-salinan${copy.pages < row.page_count ? `-${copy.pages}-dari-${row.page_count}-halaman` : ''}.pdf`);
      },
    }),
  ];
}

interface PageRow { picture_key: string; preview_key: string; scan_state: string }
const EXTENSION: Record<string, string> = { 'application/pdf': 'pdf', 'image/jpeg': 'jpg', 'image/png': 'png' };

/** What the event is about, where it is not a document. */
const LOOKED_AT: Partial<Record<AuditEventName, string>> = { lihat_kembaran: 'kembaran', lihat_gambar_bukti: 'gambar' };

async function auditLook(db: Knex, call: Call, caseId: string, event: AuditEventName, detail: Record<string, string | number>, officeId = officerOf(call).officeId): Promise<void> {
  const officer = officerOf(call);
  await recordAudit(db, {
    event, actorKind: 'staf', actorId: officer.id, officeId, caseId, ref: `${LOOKED_AT[event] ?? 'dokumen'}:${(call.params as { id: string }).id}`,
    requestId: call.requestId, ipHash: call.ipHash, detail,
  });
}

async function sendPicture(deps: Pick<UploadDeps, 'storage'>, call: Call, row: PageRow | undefined): Promise<Reply> {
  if (!row) throw new NotFoundError();
  refuseHeld(row);
  const small = (call.query as z.output<typeof pageQuery>).ukuran === 'kecil';
  return sendJpeg(call, await deps.storage.read(small ? row.preview_key : row.picture_key));
}

function sendJpeg(call: Call, bytes: Buffer): Reply {
  call.res.status(200).set({ 'Content-Type': 'image/jpeg', 'Content-Disposition': 'inline', 'Content-Security-Policy': "sandbox; default-src 'none'" }).end(bytes);
  return { sent: true };
}

/** Always an attachment, under a name of ours: nothing an applicant sent runs or opens in the app's context. */
export function sendFile(call: Call, bytes: Buffer, type: string, name: string): Reply {
  call.res.status(200).set({
    'Content-Type': type, 'Content-Disposition': `attachment; filename="${name.replace(/[^\w.-]/g, '_')}"`, 'Content-Security-Policy': "sandbox; default-src 'none'",
  }).end(bytes);
  return { sent: true };
}
