import type { Knex } from 'knex';
import type { RowRefusal } from './blacklist-row.ts';

export interface ScreeningRow {
  id: string; office_id: string; kind: 'daftar_hitam' | 'lpse_lain'; asked: Record<string, string | null>; import_id: string | null; data_date: string | null;
  freshness: 'segar' | 'kuning' | 'merah'; found: { level: 'A' | 'B' | 'C'; score: number; inForce: boolean; reasons: RowRefusal[]; shown: Record<string, unknown> }[]; asked_by: string; asked_at: Date;
}

export async function insertScreening(trx: Knex.Transaction, row: Omit<ScreeningRow, 'id'>): Promise<string> {
  const [made] = await trx('screenings').insert({ ...row, asked: JSON.stringify(row.asked), found: JSON.stringify(row.found) }).returning<{ id: string }[]>('id');
  if (!made) throw new Error('screening was not written');
  return made.id;
}

export interface BulkScreeningRow {
  id: string; office_id: string; kind: 'daftar_hitam' | 'lpse_lain'; file_name: string; file_key: string; state: 'menunggu' | 'berjalan' | 'selesai' | 'gagal'; problem: RowRefusal | null;
  import_id: string | null; data_date: string | null; asked_count: number; found_count: number; strong_count: number;
  /** Not asked at all, and asked by what was left of them. */
  refused_count: number; partial_count: number; result_key: string | null; refused_key: string | null; started_by: string; started_at: Date;
  finished_at: Date | null; content_removed_at: Date | null;
}

export async function insertBulkScreening(trx: Knex.Transaction, row: Pick<BulkScreeningRow, 'id' | 'office_id' | 'kind' | 'file_name' | 'file_key' | 'started_by' | 'started_at'>): Promise<void> {
  await trx('bulk_screenings').insert({ ...row, file_name: row.file_name.slice(0, 200), state: 'menunggu' });
}

export async function findBulkScreening(db: Knex | Knex.Transaction, id: string, officeId?: string): Promise<BulkScreeningRow | undefined> {
  return db<BulkScreeningRow>('bulk_screenings').where({ id, ...(officeId ? { office_id: officeId } : {}) }).first();
}

export async function updateBulkScreening(db: Knex | Knex.Transaction, id: string, change: Partial<Record<keyof BulkScreeningRow, unknown>>): Promise<void> {
  await db('bulk_screenings').where({ id }).update(change);
}
