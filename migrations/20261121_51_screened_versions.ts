import type { Knex } from 'knex';

/**
 * Whether those we know were compared with a version of a list. What is new in a version is new against one that was compared, and that rests on
 * none withdrawn since: the mark falls away with such a one.
 */
export async function up(knex: Knex): Promise<void> {
  await knex.raw(`
    alter table blacklist_imports add column screened_at timestamptz;
    alter table registry_imports add column screened_at timestamptz;
    update blacklist_imports set screened_at = imported_at where state = 'selesai';
    update registry_imports set screened_at = coalesce(finished_at, imported_at) where state = 'selesai';
  `);
}

export async function down(knex: Knex): Promise<void> {
  await knex.raw('alter table registry_imports drop column screened_at; alter table blacklist_imports drop column screened_at');
}
