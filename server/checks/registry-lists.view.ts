import type { Knex } from 'knex';
import { z } from 'zod';
import type { RegistryImportItem } from '../domain/contract/checks.ts';
import { translate, type Locale } from '../domain/messages/translate.ts';
import { parseList, runList, type listQuery, type ListSpec } from '../platform/http/list.ts';
import type { Reply } from '../platform/http/route.ts';
import { registryInForce, type RegistryImportRow } from './registry.repository.ts';

export const registryImportList: ListSpec = {
  name: 'registry-imports',
  filters: { id: { column: 'i.id', type: z.uuid() }, state: { column: 'i.state', type: z.enum(['menunggu', 'berjalan', 'selesai', 'gagal', 'dicabut']) } },
  sorts: { dataDate: 'i.data_date', importedAt: 'i.imported_at', rowCount: 'i.row_count', id: 'i.id' },
  defaultSort: ['importedAt', 'DESC'], tieBreak: 'i.id',
};
type Listed = RegistryImportRow & { importer: string | null; revoker: string | null };

/** Versions of the registry of other LPSEs; shared by all offices, names of officers within their own only. */
export async function listRegistryImports(db: Knex, of: { officeId: string; locale: Locale; query: z.output<typeof listQuery> }): Promise<Reply> {
  const newest = await registryInForce(db);
  return runList<Listed, RegistryImportItem>(registryImportList, parseList(registryImportList, of.query), () => db('registry_imports as i'),
    (rows) => rows.select('i.*', db.raw('(select u.name from users u where u.id = i.imported_by and u.office_id = ?) as importer', [of.officeId]),
      db.raw('(select u.name from users u where u.id = i.revoked_by and u.office_id = ?) as revoker', [of.officeId])),
    (row) => registryItem(row, { newestId: newest?.id, locale: of.locale }));
}

export function registryItem(row: Listed, { newestId, locale }: { newestId: string | undefined; locale: Locale }): RegistryImportItem {
  return {
    id: row.id, dataDate: row.data_date, fileName: row.file_name, state: row.state, stateLabel: translate(`impor.keadaan.${row.state}`, {}, locale),
    problem: row.problem && translate(row.problem.key, row.problem.params, locale), rowCount: row.row_count, refusedCount: row.refused_count, refusedRemoved: row.refused_removed_at !== null,
    progress: row.state === 'selesai' ? 1 : Math.min(0.99, Number(row.bytes_read) / Math.max(1, Number(row.file_bytes))), newest: row.id === newestId,
    importedByName: row.importer, importedAt: row.imported_at.toISOString(),
    revoked: row.revoked_at && { reason: row.revoke_reason ?? '', at: row.revoked_at.toISOString(), byName: row.revoker },
  };
}
