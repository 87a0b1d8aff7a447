import type { Knex } from 'knex';

/** A sheet may bear two cards: what else lies on a page than the kind its words speak of most. */
export async function up(knex: Knex): Promise<void> {
  await knex.raw(`
    -- null: read before anybody looked for it, so nobody knows; such a page leaves no office.
    alter table upload_readings add column also_like text[];
  `);
}

export async function down(knex: Knex): Promise<void> {
  await knex.raw('alter table upload_readings drop column also_like');
}
