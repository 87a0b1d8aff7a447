/** Versions of lists: looked at before they are taken, compared, mended, withdrawn. */
import { randomUUID } from 'node:crypto';
import path from 'node:path';
import type { Knex } from 'knex';
import { z } from 'zod';
import { recordAudit } from '../audit/index.ts';
import { readMultipart, withFiles } from '../documents/index.ts';
import type { Clock } from '../domain/clock.ts';
import { idParams } from '../domain/contract/cases.ts';
import { importFields, importForm, listChanges as changesShape, listPreview, previewFields, previewForm, registryImportItem, revokeBody } from '../domain/contract/checks.ts';
import { translate } from '../domain/messages/translate.ts';
import { dayIn } from '../domain/working-time.ts';
import { getOffice } from '../offices/index.ts';
import type { Config } from '../platform/config.ts';
import { InvalidError, NotFoundError } from '../platform/errors.ts';
import { answerOnce } from '../platform/given-answers.ts';
import { listQuery } from '../platform/http/list.ts';
import { officerOf, route, type Call, type Reply, type Route } from '../platform/http/route.ts';
import { enqueueEffects } from '../platform/outbox.ts';
import type { FileStorage } from '../platform/storage.ts';
import { findImport } from './blacklist.repository.ts';
import { CHANGE_KINDS, changesAgainst, listChanges } from './import-changes.view.ts';
import { previewList } from './list-preview.ts';
import { REGISTRY_COLUMNS } from './list-columns.ts';
import { readChosen } from './chosen-columns.ts';
import { readListForm } from './read-list-form.ts';
import { refusalsOf } from './refusals.repository.ts';
import { refusedCsv } from './refused-csv.ts';
import { listRegistryImports, registryItem } from './registry-lists.view.ts';
import { findRegistryImport, insertRegistryImport, registryInForce } from './registry.repository.ts';
import { revokeRegistry } from './revoke-registry.ts';

/** A million rows have about 130 MB. */
const MOST_REGISTRY_BYTES = 400 * 1024 * 1024;
const MOST_PREVIEW_BYTES = 20 * 1024 * 1024;
const MOST_CHANGES_SHOWN = 500;

export interface ListsDeps { db: Knex; clock: Clock; storage: FileStorage; config: Pick<Config, 'dataDir'> }

export function listsRoutes({ db, clock, storage, config }: ListsDeps): Route[] {
  const folder = path.join(config.dataDir, 'tmp');
  return [
    route({
      method: 'post', path: '/api/list-previews', summary: 'The head of a list file and what its columns seem to mean; nothing is stored', multipart: previewForm, reply: listPreview,
      limit: { name: 'pratinjau_daftar', points: 60, seconds: 3600, by: 'officer' },
      before: readMultipart({ folder, maxBytes: MOST_PREVIEW_BYTES, maxFiles: 1 }),
      handle: (call) => withFiles(call.req, async (files) => {
        const { file, fields } = readListForm(call, files, previewFields);
        return { body: await previewList(file.path, fields.jenis, call.locale) };
      }),
    }),
    route({
      method: 'get', path: '/api/blacklist-imports/:id/changes', summary: 'What a version changed against the one before it', params: idParams, reply: changesShape,
      handle: async (call) => {
        const row = await findImport(db, call.params.id);
        if (!row) throw new NotFoundError();
        const against = row.compared_with ? await findImport(db, row.compared_with) : undefined;
        const say = (key: string) => translate(key, {}, call.locale);
        const counts = against ? await changesAgainst(db, row.id, against.id) : {};
        const rows = against ? await listChanges(db, { version: row.id, against: against.id, limit: MOST_CHANGES_SHOWN }) : [];
        return {
          body: {
            against: against ? { id: against.id, dataDate: against.data_date, fileName: against.file_name } : null,
            counts: CHANGE_KINDS.map((kind) => ({ kind, label: say(`impor.perubahan.${kind}`), count: counts[kind] ?? 0 })),
            rows: rows.map((change) => ({
              ...change, label: say(`impor.perubahan.${change.kind}`), statusBefore: change.statusBefore && say(`cek.status.${change.statusBefore}`), statusNow: change.statusNow && say(`cek.status.${change.statusNow}`),
            })),
          },
        };
      },
    }),
    route({
      method: 'get', path: '/api/blacklist-imports/:id/refused', summary: 'Rows of a blacklist file that were not taken, as CSV', params: idParams,
      handle: async (call) => {
        const row = await findImport(db, call.params.id);
        if (!row) throw new NotFoundError();
        return sendRefused(db, call, { importId: row.id, header: row.header ?? [], dataDate: row.data_date });
      },
    }),
    route({
      method: 'get', path: '/api/registry-imports', summary: 'Versions of the registry of other LPSEs, with progress', query: listQuery, reply: z.array(registryImportItem),
      handle: (call) => listRegistryImports(db, { officeId: officerOf(call).officeId, locale: call.locale, query: call.query }),
    }),
    route({
      method: 'post', path: '/api/registry-imports', summary: 'A registry file is taken in the background', multipart: importForm, reply: registryImportItem,
      limit: { name: 'impor_registri', points: 10, seconds: 3600, by: 'officer' },
      before: readMultipart({ folder, maxBytes: MOST_REGISTRY_BYTES, maxFiles: 1 }),
      handle: (call) => withFiles(call.req, (files) => takeRegistry({ db, clock, storage }, call, files)),
    }),
    route({
      method: 'get', path: '/api/registry-imports/:id/refused', summary: 'Rows of a registry file that were not taken, as CSV', params: idParams,
      handle: async (call) => {
        const row = await findRegistryImport(db, call.params.id);
        // What was taken all LPSEs may ask; the lines that were not are whole rows of somebody's file.
        if (row?.office_id !== officerOf(call).officeId) throw new NotFoundError();
        return sendRefused(db, call, { importId: row.id, header: row.header ?? [], dataDate: row.data_date });
      },
    }),
    route({
      method: 'post', path: '/api/registry-imports/:id/revoke', summary: 'A wrong version of the registry is withdrawn; the newest one left is asked', params: idParams, body: revokeBody, reply: registryImportItem,
      handle: (call) => db.transaction((trx) => {
        const officer = officerOf(call);
        return answerOnce(trx, {
          scope: `cabut_registri:${call.params.id}:${officer.id}`, key: call.body.requestId, request: [call.body.alasan],
          answer: async () => {
            await revokeRegistry(trx, officer, { importId: call.params.id, reason: call.body.alasan, at: clock.now(), requestId: call.requestId, ipHash: call.ipHash });
            return { status: 200, body: await showRegistryImport(trx, call.params.id, call) };
          },
        });
      }),
    }),
  ];
}

async function takeRegistry({ db, clock, storage }: Pick<ListsDeps, 'db' | 'clock' | 'storage'>, call: Call, files: Express.Multer.File[]): Promise<Reply> {
  const officer = officerOf(call);
  const { file, fields } = readListForm(call, files, importFields);
  const at = clock.now();
  const office = await getOffice(db, officer.officeId);
  if (fields.tanggalData > dayIn(office.zone, at)) throw new InvalidError({ tanggalData: { key: 'galat.impor.tanggal_data_depan' } });
  const columns = readChosen(fields.kolom, REGISTRY_COLUMNS, 'nama');
  // Read once before it is taken: what is no table at all is said at once, not after an hour.
  await previewList(file.path, 'registri', call.locale);
  const id = randomUUID();
  const fileKey = `impor/${id}`;
  const stored = await storage.putFile(fileKey, file.path);
  await db.transaction(async (trx) => {
    await insertRegistryImport(trx, { id, officeId: officer.officeId, dataDate: fields.tanggalData, fileName: file.originalname, fileKey, fileBytes: stored.bytes, columns, importedBy: officer.id, at });
    await enqueueEffects(trx, [{ effect: 'impor_registri', officeId: officer.officeId, refId: id }]);
    await recordAudit(trx, {
      event: 'impor_registri', officeId: officer.officeId, actorKind: 'staf', actorId: officer.id, ref: `registry-import:${id}`, requestId: call.requestId, ipHash: call.ipHash,
      detail: { tanggalData: fields.tanggalData, bita: stored.bytes },
    });
  });
  return { status: 202, body: await showRegistryImport(db, id, call) };
}

async function showRegistryImport(db: Knex | Knex.Transaction, id: string, call: Call) {
  const row = await findRegistryImport(db, id);
  if (!row) throw new NotFoundError();
  const newest = await registryInForce(db);
  return registryItem({ ...row, importer: officerOf(call).name, revoker: row.revoked_by ? officerOf(call).name : null }, { newestId: newest?.id, locale: call.locale });
}

async function sendRefused(db: Knex, call: Call, of: { importId: string; header: string[]; dataDate: string }): Promise<Reply> {
  const officer = officerOf(call);
  const refusals = await refusalsOf(db, of.importId);
  await recordAudit(db, {
    event: 'unduh_baris_ditolak', officeId: officer.officeId, actorKind: 'staf', actorId: officer.id, ref: `list-import:${of.importId}`, requestId: call.requestId, ipHash: call.ipHash, detail: { baris: refusals.length },
  });
  call.res.status(200).set({
    'content-type': 'text/csv; charset=utf-8', 'content-disposition': `attachment; filename="baris-ditolak-${of.dataDate}.csv"`, 'cache-control': 'no-store',
  }).send(refusedCsv(of.header, refusals, call.locale));
  return { sent: true };
}
