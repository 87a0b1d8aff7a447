import type { Knex } from 'knex';
import { ANSWERS } from './answered-problem.ts';
import type { ChangeCounts } from './import-changes.view.ts';
import type { ListRow, RowRefusal } from './blacklist-row.ts';

export interface ImportRow {
  id: string; data_date: string; file_name: string; file_sha256: string; state: 'berjalan' | 'selesai' | 'gagal' | 'dicabut';
  row_count: number; refused_count: number; refused: ({ row: number } & RowRefusal)[]; warnings: RowRefusal[];
  /** Null of an import that no request asked for. */
  file_key: string | null; request: ImportRequest | null;
  header: string[] | null; chosen_columns: Record<string, string> | null; problem: RowRefusal | null; file_bytes: string | number; bytes_read: string | number; compared_with: string | null; changes: ChangeCounts;
  imported_by: string | null; imported_at: Date; refused_removed_at: Date | null; revoked_by: string | null; revoked_at: Date | null; revoke_reason: string | null;
}

/** Who asked for it, from where, and whether he said that a much shorter list is right. */
export interface ImportRequest { officeId: string; requestId: string; ipHash: string; confirmed: boolean }

export async function beginImport(db: Knex | Knex.Transaction, of: { fileName: string; dataDate: string; importedBy: string | null; at: Date }): Promise<string> {
  const [row] = await db('blacklist_imports').insert({
    data_date: of.dataDate, file_name: of.fileName.slice(0, 200), file_sha256: '', state: 'berjalan', imported_by: of.importedBy, imported_at: of.at,
  }).returning<{ id: string }[]>('id');
  if (!row) throw new Error('import was not written');
  return row.id;
}

/** A file that was put aside under `fileKey`: a job from now on. The database gives its id, by which of two of one moment the later one is the newer. */
export async function insertImport(trx: Knex.Transaction, of: {
  fileName: string; fileKey: string; bytes: number; dataDate: string; importedBy: string | null; at: Date; columns?: Record<string, string>; request: ImportRequest;
}): Promise<string> {
  const [row] = await trx('blacklist_imports').insert({
    data_date: of.dataDate, file_name: of.fileName.slice(0, 200), file_sha256: '', state: 'berjalan', imported_by: of.importedBy, imported_at: of.at, file_bytes: of.bytes,
    file_key: of.fileKey, chosen_columns: of.columns ? JSON.stringify(of.columns) : null, request: JSON.stringify(of.request),
  }).returning<{ id: string }[]>('id');
  if (!row) throw new Error('import was not written');
  return row.id;
}

export async function noteProgress(db: Knex, id: string, bytes: number): Promise<void> {
  await db('blacklist_imports').where({ id, state: 'berjalan' }).update({ bytes_read: bytes });
}

export async function markFailed(db: Knex, id: string, problem: RowRefusal): Promise<void> {
  await db('blacklist_imports').where({ id, state: 'berjalan' }).update({ state: 'gagal', problem: JSON.stringify(problem) });
}

/** An attempt that ended with a question its sender has heard. */
export async function dropImport(db: Knex, id: string): Promise<void> {
  await db('blacklist_imports').where({ id, state: 'gagal' }).delete();
}

/** An import still running after so long was cut off: the process died. */
const LONGEST_IMPORT_MS = 60 * 60_000;

/** The newest attempt where it failed: a list later than the version in force (all, without one) could not be read. One that could be, and was not wanted, is none. */
export async function findFailedSince(db: Knex | Knex.Transaction, inForceId: string | undefined, at: Date): Promise<{ id: string; data_date: string } | undefined> {
  const query = db('blacklist_imports').where((failed) => { void failed.where((gone) => { void gone.where('state', 'gagal').whereRaw(`coalesce(problem->>'key', '') <> all(?)`, [[...ANSWERS]]); }).orWhere((cut) => { void cut.where('state', 'berjalan').where('imported_at', '<', new Date(at.getTime() - LONGEST_IMPORT_MS)); }); });
  if (inForceId !== undefined) void query.whereRaw('(data_date, imported_at, id) > (select f.data_date, f.imported_at, f.id from blacklist_imports f where f.id = ?)', [inForceId]);
  return query.orderBy([{ column: 'data_date', order: 'desc' }, { column: 'imported_at', order: 'desc' }]).first<{ id: string; data_date: string } | undefined>('id', 'data_date');
}

export async function insertEntries(trx: Knex.Transaction, importId: string, entries: (ListRow & { file_row: number })[]): Promise<void> {
  if (entries.length > 0) await trx('blacklist_entries').insert(entries.map((entry) => ({ ...entry, import_id: importId })));
}

/** Under `holdVersionsOf`. Undefined when the same file with the same data date is there already (two people, or one impatient one). */
export async function finishImport(trx: Knex.Transaction, importId: string, values: {
  file_sha256: string; row_count: number; refused_count: number; refused: string; warnings: string; header: string[]; chosen_columns: string | null; compared_with: string | null; changes: string;
}): Promise<ImportRow | undefined> {
  const twin = await trx('blacklist_imports as a').join('blacklist_imports as b', 'b.data_date', 'a.data_date')
    .where('a.id', importId).andWhere('b.state', 'selesai').andWhere('b.file_sha256', values.file_sha256).first<{ id: string } | undefined>('b.id');
  if (twin) return undefined;
  const [row] = await trx<ImportRow>('blacklist_imports').where({ id: importId }).update({ ...values, state: 'selesai' } as never).returning('*');
  return row;
}

/** The version in force: the latest data date, of several the one imported last. */
export async function newestFinishedImport(trx: Knex | Knex.Transaction): Promise<ImportRow | undefined> {
  return trx<ImportRow>('blacklist_imports').where({ state: 'selesai' })
    .orderBy([{ column: 'data_date', order: 'desc' }, { column: 'imported_at', order: 'desc' }, { column: 'id', order: 'desc' }]).first();
}

export async function findImport(trx: Knex | Knex.Transaction, id: string): Promise<ImportRow | undefined> {
  return trx<ImportRow>('blacklist_imports').where({ id }).first();
}

/** Its rows stay: what earlier runs showed can still be looked up. A failed attempt that was a slip is put aside the same way. */
export async function markRevoked(trx: Knex.Transaction, id: string, by: { userId: string; reason: string; at: Date }): Promise<ImportRow> {
  const [row] = await trx<ImportRow>('blacklist_imports').where({ id }).whereIn('state', ['selesai', 'gagal'])
    .update({ state: 'dicabut', revoked_by: by.userId, revoked_at: by.at, revoke_reason: by.reason }).returning('*');
  if (!row) throw new Error('the version is not there or not in use');
  return row;
}
