import type { Knex } from 'knex';

/** Why a paper has not been compared with others, for whoever reviews it: the comparison was tried and broke. */
export async function up(knex: Knex): Promise<void> {
  await knex.raw('alter table documents add column twins_failed_at timestamptz');
}

export async function down(knex: Knex): Promise<void> {
  await knex.raw('alter table documents drop column twins_failed_at');
}
