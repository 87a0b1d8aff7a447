import type { Knex } from 'knex';

/** A scanner's file begins with a covering letter, or holds several papers: which of its pages the reading is of, and how far was looked. */
export async function up(knex: Knex): Promise<void> {
  await knex.raw(`
    -- What was read before was read of the first page, and no further.
    alter table upload_readings
      add column page integer not null default 1,
      add column read_to integer not null default 1,
      -- Tries in vain at the page behind \`read_to\`.
      add column page_tries integer not null default 0,
      add check (page between 1 and read_to);
  `);
}

export async function down(knex: Knex): Promise<void> {
  await knex.raw('alter table upload_readings drop column page, drop column read_to, drop column page_tries');
}
