import type { Knex } from 'knex';

/**
 * Of an entry of the national list: a number of 16 digits that holds none of 15 and is no NIK (an operator's own list), and its alias, folded
 * like the name. Entries that are there already get their alias at the start that follows (`refold-names.ts`).
 */
export async function up(knex: Knex): Promise<void> {
  await knex.raw(`
    alter table blacklist_entries add column npwp16 text, add column alias_folded text;
    create index blacklist_entries_npwp16 on blacklist_entries (import_id, npwp16) where npwp16 is not null;
    create index blacklist_entries_alias on blacklist_entries using gin (import_id, alias_folded gin_trgm_ops) with (fastupdate = off) where alias_folded is not null;
  `);
}

export async function down(knex: Knex): Promise<void> {
  await knex.raw('drop index blacklist_entries_alias, blacklist_entries_npwp16; alter table blacklist_entries drop column alias_folded, drop column npwp16');
}
