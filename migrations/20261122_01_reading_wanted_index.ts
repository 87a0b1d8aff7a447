import type { Knex } from 'knex';

/** The reader's queue goes by `uploads_reading_open`; the index before it held every upload there ever was, and each wish was written into it for nobody. */
export async function up(knex: Knex): Promise<void> {
  await knex.raw('drop index if exists uploads_reading_wanted');
}

export async function down(knex: Knex): Promise<void> {
  await knex.raw('create index uploads_reading_wanted on uploads (reading_wanted_at) where reading_wanted_at is not null');
}
