import type { Knex } from 'knex';

/** Every five minutes each late file is asked whether somebody was told about it already. */
export async function up(knex: Knex): Promise<void> {
  await knex.raw('create index notices_case on notices (case_id, kind, at) where case_id is not null');
}

export async function down(knex: Knex): Promise<void> {
  await knex.raw('drop index notices_case');
}
