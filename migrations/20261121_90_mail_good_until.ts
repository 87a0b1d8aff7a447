import type { Knex } from 'knex';

/** Until when a mail is worth sending: a reminder that waited past the hour it reminds of goes out no more. */
export async function up(knex: Knex): Promise<void> {
  await knex.raw(`
    alter table emails add column good_until timestamptz;
    create index emails_good_until on emails (good_until) where good_until is not null and state in ('queued','deferred');
  `);
}

export async function down(knex: Knex): Promise<void> {
  await knex.raw(`
    drop index emails_good_until;
    alter table emails drop column good_until;
  `);
}
