import type { Knex } from 'knex';

/** A file can be about several, and a look at the portal is a look for one of them. Null of looks before: for the first. */
export async function up(knex: Knex): Promise<void> {
  await knex.raw('alter table portal_looks add column subject_ref text');
}

export async function down(knex: Knex): Promise<void> {
  await knex.raw('alter table portal_looks drop column subject_ref');
}
