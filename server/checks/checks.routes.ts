import path from 'node:path';
import type { Knex } from 'knex';
import { z } from 'zod';
import { readMultipart, withFiles } from '../documents/index.ts';
import type { Clock } from '../domain/clock.ts';
import { idParams } from '../domain/contract/cases.ts';
import { blacklistEntryItem, blacklistImportItem, checkItem, entrySearchBody, foundEntries, importFields, importForm, providerItem, revokeBody } from '../domain/contract/checks.ts';
import { getOffice } from '../offices/index.ts';
import type { Config } from '../platform/config.ts';
import { answerOnce } from '../platform/given-answers.ts';
import { listQuery } from '../platform/http/list.ts';
import type { Carrier } from '../platform/carry-out.ts';
import { officerOf, route, type Call, type Route } from '../platform/http/route.ts';
import { findEntries, listEntries, listImports, showImport } from './blacklist-lists.view.ts';
import { listChecks } from './checks.view.ts';
import { readChosen } from './chosen-columns.ts';
import { BLACKLIST_COLUMNS } from './list-columns.ts';
import { listsRoutes, type ListsDeps } from './lists.routes.ts';
import { screeningsRoutes } from './screenings.routes.ts';
import { listProviders } from './providers.view.ts';
import { readListForm } from './read-list-form.ts';
import { revokeBlacklist } from './revoke-blacklist.ts';
import { takeBlacklist } from './take-blacklist.ts';

/** The export of 4,759 rows has 2.5 MB. */
const MOST_IMPORT_BYTES = 20 * 1024 * 1024;

export interface ChecksDeps extends Pick<ListsDeps, 'storage'> {
  db: Knex;
  clock: Clock;
  /** A list file lies in a scratch folder of `dataDir` while it is read. */
  config: Pick<Config, 'dataDir'>;
  /** Carries an import out at once, while its sender waits. */
  carrier: Carrier;
}

export function checksRoutes(deps: ChecksDeps): Route[] {
  const { db, clock, config, storage } = deps;
  return [
    ...listsRoutes({ db, clock, config, storage }), ...screeningsRoutes({ db, clock, config, storage }),
    route({
      method: 'get', path: '/api/checks', summary: 'Runs of the blacklist and registry checks with their hits', query: listQuery, reply: z.array(checkItem),
      handle: (call) => listChecks(db, { officer: officerOf(call), locale: call.locale, now: clock.now(), query: call.query }),
    }),
    route({
      method: 'get', path: '/api/blacklist-imports', summary: 'Versions of the national blacklist', query: listQuery, reply: z.array(blacklistImportItem),
      handle: async (call) => listImports(db, { office: await getOffice(db, officerOf(call).officeId), at: clock.now(), locale: call.locale, query: call.query }),
    }),
    route({
      method: 'get', path: '/api/blacklist-entries', summary: 'Entries of the national blacklist', query: listQuery, reply: z.array(blacklistEntryItem),
      handle: (call) => listEntries(db, { locale: call.locale, query: call.query }),
    }),
    route({
      method: 'post', path: '/api/blacklist-entries/search', summary: 'Entries of the national blacklist whose name begins so', body: entrySearchBody, reply: foundEntries,
      limit: { name: 'cari_daftar_hitam', points: 60, seconds: 60, by: 'officer' },
      handle: async (call) => ({ body: await findEntries(db, { name: call.body.nama, importId: call.body.importId }) }),
    }),
    route({
      method: 'get', path: '/api/providers', summary: 'Suppliers known at any LPSE', query: listQuery, reply: z.array(providerItem),
      handle: (call) => listProviders(db, officerOf(call).officeId, call.query),
    }),
    route({
      method: 'post', path: '/api/blacklist-imports', summary: 'A list file becomes a new version', multipart: importForm, reply: blacklistImportItem, success: 201, later: blacklistImportItem,
      limit: { name: 'impor_daftar_hitam', points: 20, seconds: 3600, by: 'officer' },
      before: readMultipart({ folder: path.join(config.dataDir, 'tmp'), maxBytes: MOST_IMPORT_BYTES, maxFiles: 1 }),
      handle: (call) => withFiles(call.req, (files) => takeImport(deps, call, files)),
    }),
    route({
      method: 'post', path: '/api/blacklist-imports/:id/revoke', summary: 'A wrong version is withdrawn; the newest one left is in force', params: idParams, body: revokeBody,
      reply: blacklistImportItem,
      handle: (call) => db.transaction((trx) => {
        const officer = officerOf(call);
        const { alasan, requestId } = call.body;
        return answerOnce(trx, {
          scope: `cabut_daftar_hitam:${call.params.id}:${officer.id}`, key: requestId, request: [alasan],
          answer: async () => {
            const at = clock.now();
            const row = await revokeBlacklist(trx, officer, { importId: call.params.id, reason: alasan, at, requestId: call.requestId, ipHash: call.ipHash });
            return { status: 200, body: await showImport(trx, row, { office: await getOffice(trx, officer.officeId), at, locale: call.locale }) };
          },
        });
      }),
    }),
  ];
}

async function takeImport({ db, clock, storage, carrier }: ChecksDeps, call: Call, files: Express.Multer.File[]) {
  const officer = officerOf(call);
  const { file, fields } = readListForm(call, files, importFields);
  const at = clock.now();
  const office = await getOffice(db, officer.officeId);
  const columns = readChosen(fields.kolom, BLACKLIST_COLUMNS, 'penyedia');
  const row = await takeBlacklist({ db, storage, carrier }, {
    path: file.path, bytes: file.size, fileName: file.originalname, dataDate: fields.tanggalData, importedBy: officer.id, at, zone: office.zone, ...(columns ? { columns } : {}),
    request: { officeId: officer.officeId, requestId: call.requestId, ipHash: call.ipHash, confirmed: fields.konfirmasi === 'ya' },
  });
  return { status: row.state === 'berjalan' ? 202 : 201, body: await showImport(db, row, { office, at, locale: call.locale }) };
}
