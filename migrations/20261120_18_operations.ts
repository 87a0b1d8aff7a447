import type { Knex } from 'knex';

/**
 * What operating needs: effects that failed or are held for a person to decide, and the mark of a restore. While that mark is open, a mail nobody
 * ordered by hand is held: it may have gone out between the back-up and the loss.
 */
export async function up(knex: Knex): Promise<void> {
  await knex.raw(`
    alter table outbox add column held_at timestamptz, add column error_code text;
    create index outbox_attention on outbox (created_at desc, id desc) where done_at is null and (failed_at is not null or held_at is not null);

    alter table emails add column held_at timestamptz;
    create index emails_held on emails (office_id, created_at desc) where held_at is not null;

    create table restores (
      id uuid primary key default uuidv7(),
      backup_taken_at timestamptz not null,
      restored_at timestamptz not null default clock_timestamp(),
      held_emails integer not null,
      held_effects integer not null,
      released_at timestamptz,
      released_by uuid references users
    );
    create unique index restores_open on restores ((true)) where released_at is null;
  `);
}

export async function down(knex: Knex): Promise<void> {
  await knex.raw('drop table restores; drop index emails_held; alter table emails drop column held_at; drop index outbox_attention; alter table outbox drop column held_at, drop column error_code');
}
