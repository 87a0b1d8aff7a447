import type { Knex } from 'knex';

/** Which mail is being taken in and how often it was begun: one that can never be taken in must not stop those behind it. */
export async function up(knex: Knex): Promise<void> {
  await knex.raw(`
    alter table mailbox_cursors add column trying_uid bigint, add column tries integer not null default 0 check (tries >= 0);
  `);
}

export async function down(knex: Knex): Promise<void> {
  await knex.raw(`
    alter table mailbox_cursors drop column trying_uid, drop column tries;
  `);
}
