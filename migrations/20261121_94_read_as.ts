import type { Knex } from 'knex';

/** Drafts are read before anybody said what they are; some can be read only by whoever knows. */
export async function up(knex: Knex): Promise<void> {
  await knex.raw(`
    -- The kind of document it was said to be when it was read; null: nobody had said yet.
    alter table upload_readings add column read_as text;
  `);
}

export async function down(knex: Knex): Promise<void> {
  await knex.raw('alter table upload_readings drop column read_as');
}
