import type { Knex } from 'knex';

/** An import of the national list is a job that outlives its request, and a file screened in the background says which of its rows could not be read. */
export async function up(knex: Knex): Promise<void> {
  await knex.raw(`
    alter table blacklist_imports
      -- Where the file lies until it is worked off.
      add column file_key text,
      -- What is noted in the log once it is taken: who asked, from where, and what he confirmed.
      add column request jsonb;
    alter table bulk_screenings
      -- Not asked at all, and asked by what was left of them; both stand in one file.
      add column refused_count integer not null default 0,
      add column partial_count integer not null default 0,
      add column refused_key text;
  `);
}

export async function down(knex: Knex): Promise<void> {
  await knex.raw('alter table bulk_screenings drop column refused_key, drop column partial_count, drop column refused_count; alter table blacklist_imports drop column request, drop column file_key');
}
