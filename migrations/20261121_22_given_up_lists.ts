import type { Knex } from 'knex';

const WORK = { impor_daftar_hitam: 'blacklist_imports', impor_registri: 'registry_imports', tapis_massal: 'bulk_screenings' };

/** Imports and screened files whose effect was given up stood as running for ever: their rows say now that they failed, and what to do. */
export async function up(knex: Knex): Promise<void> {
  for (const [effect, table] of Object.entries(WORK)) {
    // A fresh database gets that column further on, and has no such rows.
    if (!await knex.schema.hasColumn(table, 'problem')) continue;
    await knex.raw(`update ${table} set state = 'gagal', problem = '{"key":"galat.impor.menyerah","params":{}}'
      where state in ('menunggu','berjalan') and exists (select 1 from outbox o where o.effect = ? and o.ref_id = ${table}.id and o.done_at is null and o.failed_at is not null)`, [effect]);
  }
}

/** What ran for ever does not run: nothing is taken back. */
export async function down(): Promise<void> { await Promise.resolve(); }
