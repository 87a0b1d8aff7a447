import type { Knex } from 'knex';

/** How many mails nobody ordered by hand went to one address lately is asked whenever such a mail is written. */
export async function up(knex: Knex): Promise<void> {
  await knex.raw(`create index emails_unordered on emails (to_address, created_at) where created_by is null`);
}

export async function down(knex: Knex): Promise<void> {
  await knex.raw('drop index emails_unordered');
}
