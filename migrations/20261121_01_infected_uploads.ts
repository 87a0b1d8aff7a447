/** A file the scanner found infected stays held, is noted once and asked about no more. */
import type { Knex } from 'knex';

export async function up(knex: Knex): Promise<void> {
  await knex.raw('alter table uploads add column infected_at timestamptz');
}

export async function down(knex: Knex): Promise<void> {
  await knex.raw('alter table uploads drop column infected_at');
}
