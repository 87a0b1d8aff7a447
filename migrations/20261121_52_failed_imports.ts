import type { Knex } from 'knex';

/** An attempt to import the national list is a row from its first line on: how far it is, and why it failed. A failed one makes the list red. */
export async function up(knex: Knex): Promise<void> {
  await knex.raw(`
    alter table blacklist_imports
      add column problem jsonb,
      add column file_bytes bigint not null default 0,
      -- Seen while it runs: bytes read of file_bytes.
      add column bytes_read bigint not null default 0;
    create index blacklist_imports_failed on blacklist_imports (data_date, imported_at, id) where state in ('gagal','berjalan');
  `);
}

export async function down(knex: Knex): Promise<void> {
  await knex.raw('drop index blacklist_imports_failed; alter table blacklist_imports drop column bytes_read, drop column file_bytes, drop column problem');
}
