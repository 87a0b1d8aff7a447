import type { Knex } from 'knex';
import type { RowRefusal } from './blacklist-row.ts';

export interface RegistryImportRow {
  id: string; office_id: string; data_date: string; file_name: string; file_key: string; file_bytes: string; file_sha256: string; chosen_columns: Record<string, string> | null;
  header: string[] | null; state: 'menunggu' | 'berjalan' | 'selesai' | 'gagal' | 'dicabut'; problem: RowRefusal | null; bytes_read: string; row_count: number; refused_count: number;
  imported_by: string; imported_at: Date; finished_at: Date | null; refused_removed_at: Date | null; revoked_by: string | null; revoked_at: Date | null; revoke_reason: string | null;
}

export async function insertRegistryImport(trx: Knex.Transaction, of: {
  id: string; officeId: string; dataDate: string; fileName: string; fileKey: string; fileBytes: number; columns: Record<string, string> | null; importedBy: string; at: Date;
}): Promise<RegistryImportRow> {
  const [row] = await trx<RegistryImportRow>('registry_imports').insert({
    id: of.id, office_id: of.officeId, data_date: of.dataDate, file_name: of.fileName.slice(0, 200), file_key: of.fileKey, file_bytes: String(of.fileBytes),
    chosen_columns: of.columns ? JSON.stringify(of.columns) as never : null, state: 'menunggu', imported_by: of.importedBy, imported_at: of.at,
  }).returning('*');
  if (!row) throw new Error('registry import was not written');
  return row;
}

export async function findRegistryImport(db: Knex | Knex.Transaction, id: string): Promise<RegistryImportRow | undefined> {
  return db<RegistryImportRow>('registry_imports').where({ id }).first();
}

/** The version that is asked: the latest data date, of several the one imported last. */
export async function registryInForce(db: Knex | Knex.Transaction): Promise<RegistryImportRow | undefined> {
  return db<RegistryImportRow>('registry_imports').where({ state: 'selesai' })
    .orderBy([{ column: 'data_date', order: 'desc' }, { column: 'imported_at', order: 'desc' }, { column: 'id', order: 'desc' }]).first();
}

export async function updateRegistryImport(db: Knex | Knex.Transaction, id: string, change: Partial<Record<keyof RegistryImportRow, unknown>>): Promise<void> {
  await db('registry_imports').where({ id }).update(change);
}
