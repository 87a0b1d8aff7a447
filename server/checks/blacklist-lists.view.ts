import type { Knex } from 'knex';
import { z } from 'zod';
import type { BlacklistEntryItem, BlacklistImportItem, FoundEntries } from '../domain/contract/checks.ts';
import { translate, type Locale } from '../domain/messages/translate.ts';
import { foldName } from '../domain/names/fold-name.ts';
import { dayIn } from '../domain/working-time.ts';
import type { Office } from '../offices/index.ts';
import { MAX_RANGE, parseList, runList, type listQuery, type ListSpec } from '../platform/http/list.ts';
import type { Reply } from '../platform/http/route.ts';
import { CHANGE_KINDS } from './import-changes.view.ts';
import { newestFinishedImport, type ImportRow } from './blacklist.repository.ts';
import { listFreshness, type ListFreshness } from './freshness-rule.ts';

/** The database refuses NUL; nobody searches for a control character. */
const printable = z.string().max(120).regex(/^\P{Cc}*$/u);

type Query = z.output<typeof listQuery>;

export const importList: ListSpec = {
  name: 'blacklist-imports',
  filters: {
    id: { column: 'i.id', type: z.uuid() },
    state: { column: 'i.state', type: z.enum(['berjalan', 'selesai', 'gagal', 'dicabut']) },
    dataDateFrom: { column: 'i.data_date', type: z.iso.date(), op: '>=' },
    dataDateBefore: { column: 'i.data_date', type: z.iso.date(), op: '<' },
  },
  sorts: { dataDate: 'i.data_date', importedAt: 'i.imported_at', rowCount: 'i.row_count', refusedCount: 'i.refused_count', id: 'i.id' },
  defaultSort: ['dataDate', 'DESC'],
  tieBreak: 'i.id',
};

export const entryList: ListSpec = {
  name: 'blacklist-entries',
  filters: {
    id: { column: 'e.id', type: z.uuid() },
    importId: { column: 'e.import_id', type: z.uuid() },
    status: { column: 'e.status', type: z.enum(['PUBLISHED', 'CANCELED_TEMPORARY', 'CANCELED', 'EXPIRED']) },
    province: { column: 'e.province', type: printable },
    endsFrom: { column: 'e.ends_on', type: z.iso.date(), op: '>=' },
    endsBefore: { column: 'e.ends_on', type: z.iso.date(), op: '<' },
  },
  sorts: { row: 'e.file_row', name: 'e.name', province: 'e.province', status: 'e.status', startsOn: 'e.starts_on', endsOn: 'e.ends_on', id: 'e.id' },
  defaultSort: ['row', 'ASC'],
  tieBreak: 'e.id',
  missingLast: ['province', 'startsOn', 'endsOn'],
};

type ListedImport = ImportRow & { importer_name: string | null; revoker_name: string | null };

/** An import as its reader sees it: age by the reader's office, names of officers within that office only. */
function importItem(row: ListedImport, to: { freshnessOf: ListFreshness; newestId: string | undefined; locale: Locale }): BlacklistImportItem {
  const freshness = to.freshnessOf(row.data_date);
  const say = (key: string, params?: Record<string, string>) => translate(key, params, to.locale);
  return {
    id: row.id, dataDate: row.data_date, fileName: row.file_name, fileSha256: row.file_sha256, state: row.state, stateLabel: say(`impor.keadaan.${row.state}`),
    asksConfirmation: row.state === 'gagal' && row.problem?.key === 'galat.impor.menyusut', blocksAll: row.id === to.freshnessOf.failedId, problem: row.problem && say(row.problem.key, row.problem.params), progress: row.state === 'berjalan' ? Math.min(0.99, Number(row.bytes_read) / Math.max(1, Number(row.file_bytes))) : 1,
    rowCount: row.row_count, refusedCount: row.refused_count, refusedRemoved: row.refused_removed_at !== null,
    refused: row.refused.map((refusal) => ({ row: refusal.row, key: refusal.key, text: say(refusal.key, refusal.params) })),
    warnings: row.warnings.map((warning) => ({ key: warning.key, text: say(warning.key, warning.params) })),
    importedByName: row.importer_name, importedAt: row.imported_at.toISOString(),
    revoked: row.revoked_at && { reason: row.revoke_reason ?? '', at: row.revoked_at.toISOString(), byName: row.revoker_name },
    newest: row.id === to.newestId,
    freshness, freshnessLabel: say(`cek.kesegaran.${freshness}`),
    changes: CHANGE_KINDS.flatMap((kind) => { const n = row.changes[kind]; return n ? [say(`impor.perubahan_n.${kind}`, { n: String(n) })] : []; }).join(', '),
  };
}

/** The name of whoever imported or withdrew, when he belongs to this office. */
async function nameWithin(db: Knex, userId: string | null, officeId: string): Promise<string | null> {
  const user = await db('users').where({ id: userId, office_id: officeId }).first<{ name: string } | undefined>('name');
  return user?.name ?? null;
}

const freshnessFor = (db: Knex, { office, at }: { office: Office; at: Date }, inForceId: string | undefined) => listFreshness(db, { office, at, today: dayIn(office.zone, at), inForceId });

/** One version, as an act on it answers. */
export async function showImport(db: Knex, row: ImportRow, of: { office: Office; at: Date; locale: Locale }): Promise<BlacklistImportItem> {
  const newest = await newestFinishedImport(db);
  const named = { ...row, importer_name: await nameWithin(db, row.imported_by, of.office.id), revoker_name: await nameWithin(db, row.revoked_by, of.office.id) };
  return importItem(named, { freshnessOf: await freshnessFor(db, of, newest?.id), newestId: newest?.id, locale: of.locale });
}

/** The national list is shared by all offices. */
export async function listImports(db: Knex, of: { office: Office; at: Date; locale: Locale; query: Query }): Promise<Reply> {
  const newest = await newestFinishedImport(db);
  const to = { freshnessOf: await freshnessFor(db, of, newest?.id), newestId: newest?.id, locale: of.locale };
  return runList<ListedImport, BlacklistImportItem>(importList, parseList(importList, of.query), () => db('blacklist_imports as i'),
    (rows) => rows.select('i.*', db.raw('(select u.name from users u where u.id = i.imported_by and u.office_id = ?) as importer_name', [of.office.id]),
      db.raw('(select u.name from users u where u.id = i.revoked_by and u.office_id = ?) as revoker_name', [of.office.id])),
    (row) => importItem(row, to));
}

interface ListedEntry {
  id: string; import_id: string; file_row: number; name: string; npwp_masked: string | null; nib_masked: string | null; address: string; regency: string | null; province: string | null; sk_number: string;
  violation: string; agency: string; status: BlacklistEntryItem['status']; starts_on: string | null; ends_on: string | null;
}

/** Entries whose name begins so, in any spelling: compared without blanks and legal form. The list then shows them by their ids. */
export async function findEntries(db: Knex, asked: { name: string; importId: string | undefined }): Promise<FoundEntries> {
  const importId = asked.importId ?? (await newestFinishedImport(db))?.id;
  const { glued } = foldName(asked.name);
  if (!importId || glued === '') return { ids: [], more: false };
  const ids = await db('blacklist_entries').where({ import_id: importId }).whereRaw('starts_with(name_glued, ?)', [glued]).orderBy('name').orderBy('id').limit(MAX_RANGE + 1).pluck<string[]>('id');
  return { ids: ids.slice(0, MAX_RANGE), more: ids.length > MAX_RANGE };
}

/** Without a version or a row named, the version that checks use. */
export async function listEntries(db: Knex, of: { locale: Locale; query: Query }): Promise<Reply> {
  const request = parseList(entryList, of.query);
  const named = request.filters.some(({ rule }) => rule === entryList.filters.importId || rule === entryList.filters.id);
  const newest = named ? undefined : await newestFinishedImport(db);
  return runList<ListedEntry, BlacklistEntryItem>(entryList, request,
    () => {
      const entries = db('blacklist_entries as e');
      if (named) return entries;
      return newest ? entries.where('e.import_id', newest.id) : entries.whereRaw('false');
    },
    (rows) => rows.select('e.id', 'e.import_id', 'e.file_row', 'e.name', 'e.npwp_masked', 'e.nib_masked', 'e.address', 'e.regency', 'e.province', 'e.sk_number', 'e.violation', 'e.agency',
      'e.status', 'e.starts_on', 'e.ends_on'),
    (row) => ({
      id: row.id, importId: row.import_id, row: row.file_row, name: row.name, npwp: row.npwp_masked, nib: row.nib_masked, address: row.address, regency: row.regency, province: row.province,
      skNumber: row.sk_number, violation: row.violation, agency: row.agency, status: row.status, statusLabel: translate(`cek.status.${row.status}`, {}, of.locale),
      startsOn: row.starts_on, endsOn: row.ends_on,
    }));
}
