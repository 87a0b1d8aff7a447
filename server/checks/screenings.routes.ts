/** Screening beyond the case: by hand with a page to print, a whole file in the background, and what a newer list says about those we know. */
import { randomUUID } from 'node:crypto';
import path from 'node:path';
import { pipeline } from 'node:stream/promises';
import type { Knex } from 'knex';
import { z } from 'zod';
import { recordAudit } from '../audit/index.ts';
import { readMultipart, withFiles } from '../documents/index.ts';
import type { AuditEventName } from '../domain/audit-events.ts';
import type { Clock } from '../domain/clock.ts';
import { idParams } from '../domain/contract/cases.ts';
import { bulkFields, bulkForm, bulkScreeningItem, screeningBody, screeningItem, standingHitItem, standingVerdictBody } from '../domain/contract/checks.ts';
import { getOffice } from '../offices/index.ts';
import type { Config } from '../platform/config.ts';
import { InvalidError, NotFoundError } from '../platform/errors.ts';
import { answerOnce } from '../platform/given-answers.ts';
import { listQuery } from '../platform/http/list.ts';
import { officerOf, route, type Call, type Reply, type Route } from '../platform/http/route.ts';
import { enqueueEffects } from '../platform/outbox.ts';
import type { FileStorage } from '../platform/storage.ts';
import { askScreening } from './ask-screening.ts';
import { judgeStandingHit } from './judge-standing-hit.ts';
import { readListForm } from './read-list-form.ts';
import { previewList } from './list-preview.ts';
import { maskedWithRegion } from './masked-question.ts';
import { cleanCell } from './query-row.ts';
import { findBulkScreening, insertBulkScreening, insertScreening, type BulkScreeningRow } from './screenings.repository.ts';
import { nothingToAskBy, unreadableCells } from './unreadable-cells.ts';
import { findScreening, listBulkScreenings, listScreenings, listStandingHits } from './screenings.view.ts';

const MOST_BULK_BYTES = 20 * 1024 * 1024;

export interface ScreeningsDeps { db: Knex; clock: Clock; storage: FileStorage; config: Pick<Config, 'dataDir'> }

export function screeningsRoutes({ db, clock, storage, config }: ScreeningsDeps): Route[] {
  const asking = (call: Call) => ({ officeId: officerOf(call).officeId, locale: call.locale, query: call.query as z.output<typeof listQuery> });
  return [
    route({
      method: 'post', path: '/api/screenings', summary: 'Somebody is searched in the national list or the registry by hand; the result is kept as it was', body: screeningBody, reply: screeningItem,
      limit: { name: 'tapis_bebas', points: 300, seconds: 3600, by: 'officer' },
      handle: (call) => db.transaction((trx) => takeQuestion(trx, call, call.body, clock.now())),
    }),
    route({ method: 'get', path: '/api/screenings', summary: 'Searches by hand of this office', query: listQuery, reply: z.array(screeningItem), handle: (call) => listScreenings(db, asking(call)) }),
    route({
      method: 'get', path: '/api/screenings/:id', summary: 'One search by hand as it was, to be printed', params: idParams, reply: screeningItem,
      handle: async (call) => {
        const found = await findScreening(db, { id: call.params.id, officeId: officerOf(call).officeId, locale: call.locale });
        if (!found) throw new NotFoundError();
        return { body: found };
      },
    }),
    route({ method: 'get', path: '/api/bulk-screenings', summary: 'Files screened in the background, with progress', query: listQuery, reply: z.array(bulkScreeningItem), handle: (call) => listBulkScreenings(db, asking(call)) }),
    route({
      method: 'post', path: '/api/bulk-screenings', summary: 'A file of questions is screened in the background', multipart: bulkForm, reply: z.object({ id: z.uuid() }),
      limit: { name: 'tapis_massal', points: 30, seconds: 3600, by: 'officer' },
      before: readMultipart({ folder: path.join(config.dataDir, 'tmp'), maxBytes: MOST_BULK_BYTES, maxFiles: 1 }),
      handle: (call) => withFiles(call.req, (files) => takeFile({ db, clock, storage }, call, files)),
    }),
    route({
      method: 'get', path: '/api/bulk-screenings/:id/result', summary: 'The result of a screened file, as CSV', params: idParams,
      handle: (call) => sendBulkFile({ db, storage }, call, { keyOf: (row) => row.result_key, name: 'hasil-penapisan', event: 'unduh_hasil_tapis', countOf: (row) => row.asked_count }),
    }),
    route({
      method: 'get', path: '/api/bulk-screenings/:id/refused', summary: 'Rows of a screened file that could not be read, wholly or in part, as CSV', params: idParams,
      handle: (call) => sendBulkFile({ db, storage }, call, { keyOf: (row) => row.refused_key, name: 'baris-tak-terbaca', event: 'unduh_baris_ditolak', countOf: (row) => row.refused_count + row.partial_count }),
    }),
    route({ method: 'get', path: '/api/standing-hits', summary: 'What newer lists say about open files and approved suppliers', query: listQuery, reply: z.array(standingHitItem), handle: (call) => listStandingHits(db, asking(call)) }),
    route({
      method: 'post', path: '/api/standing-hits/:id/verdict', summary: 'A verifikator judges such a hit, with a reason', params: idParams, body: standingVerdictBody, reply: z.object({ id: z.uuid() }),
      handle: (call) => db.transaction((trx) => {
        const officer = officerOf(call);
        const { requestId, ...verdict } = call.body;
        return answerOnce(trx, {
          scope: `temuan_pemantauan:${call.params.id}:${officer.id}`, key: requestId, request: [verdict.hasil, verdict.alasan],
          answer: async () => {
            await judgeStandingHit(trx, officer, { id: call.params.id, verdict: verdict.hasil, reason: verdict.alasan, at: clock.now(), requestId: call.requestId, ipHash: call.ipHash });
            return { status: 200, body: { id: call.params.id } };
          },
        });
      }),
    }),
  ];
}

async function takeQuestion(trx: Knex.Transaction, call: Call, body: z.output<typeof screeningBody>, at: Date): Promise<Reply> {
  const officer = officerOf(call);
  if (!body.nama && !body.npwp && !body.nik && !body.nib && !body.email && !body.telepon && !body.userId) throw new InvalidError({ nama: { key: 'galat.tapis.kosong' } });
  const office = await getOffice(trx, officer.officeId);
  const cells = new Map(Object.entries({
    nama: body.nama, npwp: body.npwp, nik: body.nik, nib: body.nib, email: body.email, telepon: body.telepon, kabupaten: body.kabupaten, provinsi: body.provinsi, tanggal_lahir: body.tanggalLahir,
  }).map(([key, value]) => [key, value ?? '']));
  const { subject, importId, dataDate, freshness, found } = await askScreening(trx, { kind: body.jenis, cells, ...(body.userId ? { userId: body.userId } : {}) }, { office, at });
  const unasked = unreadableCells(body.jenis, cells, subject)[0] ?? nothingToAskBy(body.jenis, cells, subject);
  if (unasked) throw new InvalidError({ [unasked.field === 'tanggal_lahir' ? 'tanggalLahir' : unasked.field]: { key: unasked.key, params: unasked.params } });
  const id = await insertScreening(trx, {
    office_id: office.id, kind: body.jenis, asked: maskedWithRegion(subject, cleanCell(body.nama) || null), import_id: importId, data_date: dataDate, freshness, found, asked_by: officer.id, asked_at: at,
  });
  await recordAudit(trx, {
    event: 'tapis_bebas', officeId: office.id, actorKind: 'staf', actorId: officer.id, ref: `screening:${id}`, requestId: call.requestId, ipHash: call.ipHash, detail: { jenis: body.jenis, temuan: found.length },
  });
  const shown = await findScreening(trx, { id, officeId: office.id, locale: call.locale });
  return { status: 201, body: shown };
}

/** A file one run left behind, of this office; whoever fetches it is noted. */
async function sendBulkFile({ db, storage }: Pick<ScreeningsDeps, 'db' | 'storage'>, call: Call<{ id: string }>, of: { keyOf: (row: BulkScreeningRow) => string | null; name: string; event: AuditEventName; countOf: (row: BulkScreeningRow) => number }): Promise<Reply> {
  const officer = officerOf(call);
  const row = await findBulkScreening(db, call.params.id, officer.officeId);
  const key = row && of.keyOf(row);
  if (!row || !key) throw new NotFoundError();
  await recordAudit(db, {
    event: of.event, officeId: officer.officeId, actorKind: 'staf', actorId: officer.id, ref: `bulk-screening:${row.id}`, requestId: call.requestId, ipHash: call.ipHash, detail: { baris: of.countOf(row) },
  });
  const stream = await storage.stream(key);
  call.res.status(200).set({ 'content-type': 'text/csv; charset=utf-8', 'content-disposition': `attachment; filename="${of.name}.csv"`, 'cache-control': 'no-store' });
  await pipeline(stream, call.res);
  return { sent: true };
}

async function takeFile({ db, clock, storage }: Pick<ScreeningsDeps, 'db' | 'clock' | 'storage'>, call: Call, files: Express.Multer.File[]): Promise<Reply> {
  const officer = officerOf(call);
  const { file, fields } = readListForm(call, files, bulkFields);
  const preview = await previewList(file.path, 'pertanyaan', call.locale);
  if (!preview.fields.some(({ guess }) => guess !== null)) throw new InvalidError({ berkas: { key: 'galat.impor.tanpa_kolom_dikenal', params: { kolom: 'nama, npwp, nik, nib, email, telepon' } } });
  const id = randomUUID();
  const fileKey = `tapis/${id}-tanya`;
  await storage.putFile(fileKey, file.path);
  await db.transaction(async (trx) => {
    await insertBulkScreening(trx, { id, office_id: officer.officeId, kind: fields.jenis, file_name: file.originalname, file_key: fileKey, started_by: officer.id, started_at: clock.now() });
    await enqueueEffects(trx, [{ effect: 'tapis_massal', officeId: officer.officeId, refId: id }]);
    await recordAudit(trx, {
      event: 'tapis_massal', officeId: officer.officeId, actorKind: 'staf', actorId: officer.id, ref: `bulk-screening:${id}`, requestId: call.requestId, ipHash: call.ipHash, detail: { jenis: fields.jenis, bita: file.size },
    });
  });
  return { status: 202, body: { id } };
}
