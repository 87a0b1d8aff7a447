import type { Knex } from 'knex';
import { z } from 'zod';
import { recordAudit } from '../audit/index.ts';
import { archiveFileItem, archiveFileShape, type ArchiveFileItem } from '../domain/contract/archive.ts';
import { ActionClosedError, NotFoundError } from '../platform/errors.ts';
import { withinAudit } from '../platform/http/audit-scope.ts';
import { listQuery, parseList, runList, type ListSpec } from '../platform/http/list.ts';
import { officerOf, route, type Route } from '../platform/http/route.ts';
import { findArchiveFile, supplementsOf } from './archive-files.repository.ts';
import { archiveFileShown, archiveFileView, selectShown, type ArchiveListRow } from './archive-file.view.ts';
import { manifestShape } from './manifest.ts';
import { readManifest } from './verify-archive.ts';
import type { ArchiveStorage } from './write-part.ts';

const code = z.string().regex(/^[a-z0-9_.]{1,60}$/);
const moment = z.iso.datetime({ offset: true });
const idParams = z.object({ id: z.uuid() });

export const archiveList: ListSpec = {
  name: 'archive-files',
  filters: {
    id: { column: 'f.id', type: z.uuid() },
    caseId: { column: 'f.case_id', type: z.uuid() },
    number: { column: 'f.number', type: z.string().max(60), op: 'mulai' },
    classificationCode: { column: 'f.classification_code', type: code, op: 'mulai' },
    outcome: { column: 'f.outcome', type: code },
    disposition: { column: 'f.disposition', type: code },
    sealed: { column: 'f.sealed_at', type: z.boolean(), op: 'ada' },
    intact: { column: 'f.is_intact', type: z.boolean() },
    filedFrom: { column: 'f.filed_at', type: moment, op: '>=' },
    filedBefore: { column: 'f.filed_at', type: moment, op: '<' },
    activeBefore: { column: 'f.active_until', type: z.iso.date(), op: '<' },
    inactiveBefore: { column: 'f.inactive_until', type: z.iso.date(), op: '<' },
  },
  sorts: {
    number: 'f.number', filedAt: 'f.filed_at', classificationCode: 'f.classification_code', outcome: 'f.outcome', periodTo: 'f.period_to', activeUntil: 'f.active_until',
    inactiveUntil: 'f.inactive_until', sealedAt: 'f.sealed_at', id: 'f.id',
  },
  defaultSort: ['filedAt', 'DESC'],
  tieBreak: 'f.id',
};

export function archiveRoutes({ db, storage }: { db: Knex; storage: ArchiveStorage }): Route[] {
  return [
    route({
      method: 'get', path: '/api/archive-files', summary: 'Archived files (daftar berkas)', query: listQuery, reply: z.array(archiveFileItem),
      handle: (call) => runList<ArchiveListRow, ArchiveFileItem>(archiveList, parseList(archiveList, call.query),
        () => withinAudit(db('archive_files as f').where('f.office_id', officerOf(call).officeId), officerOf(call), 'f.case_id'), (rows) => selectShown(rows, db), (row) => archiveFileShown(row, call.locale)),
    }),
    route({
      method: 'get', path: '/api/archive-files/:id', summary: 'One archived file with its contents and supplements', params: idParams, reply: archiveFileShape,
      handle: (call) => db.transaction(async (trx) => {
        const row = await selectShown(withinAudit(trx('archive_files as f').where({ 'f.id': call.params.id, 'f.office_id': officerOf(call).officeId }), officerOf(call), 'f.case_id'), trx).first<ArchiveListRow | undefined>();
        if (!row) throw new NotFoundError();
        return { body: await archiveFileView(trx, row, call.locale) };
      }),
    }),
    route({
      method: 'get', path: '/api/archive-files/:id/manifest', summary: 'Manifests of a sealed file', params: idParams,
      reply: z.object({ record: manifestShape, annex: manifestShape, supplements: z.array(manifestShape) }),
      handle: async (call) => {
        const officer = officerOf(call);
        const file = await findArchiveFile(db, call.params.id, officer.officeId);
        if (!file) throw new NotFoundError();
        if (!file.record_manifest_key || !file.annex_manifest_key) throw new ActionClosedError([{ key: 'hambatan.arsip_belum_disegel' }]);
        const keys = (await supplementsOf(db, file.id)).flatMap((row) => (row.manifest_key ? [row.manifest_key] : []));
        const body = {
          record: await readManifest(storage, file.record_manifest_key), annex: await readManifest(storage, file.annex_manifest_key),
          supplements: await Promise.all(keys.map((key) => readManifest(storage, key))),
        };
        await recordAudit(db, {
          event: 'lihat_manifes_arsip', actorKind: 'staf', actorId: officer.id, officeId: officer.officeId, caseId: file.case_id, ref: `arsip:${file.id}`,
          requestId: call.requestId, ipHash: call.ipHash,
        });
        return { body };
      },
    }),
  ];
}
