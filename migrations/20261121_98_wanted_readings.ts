import type { Knex } from 'knex';

/**
 * What is still to be read, and what is still to be compared, is found without walking over every upload there ever was: the indexes hold no more than that,
 * a handful of rows however many cases there are.
 */
export async function up(knex: Knex): Promise<void> {
  await knex.raw(`
    -- The wish (\`reading_wanted_at\`) after which nothing was left to read; one that is newer stands open. The default is the moment of this migration for
    -- every row there is, without writing any of them, and nothing for those to come.
    alter table uploads add column reading_settled_for timestamptz default now();
    alter table uploads alter column reading_settled_for drop default;
    -- Drafts, papers somebody works with, and what was never read may have something left.
    update uploads set reading_settled_for = null where reading_wanted_at is not null and id in (
      select d.upload_id from cases c join documents d on d.case_id = c.id where c.ended_at is null and d.superseded_at is null
      union all select u.id from uploads u where u.used_at is null
      union all select u.id from uploads u where u.reading_wanted_at is not null and not exists (select 1 from upload_readings r where r.upload_id = u.id));
    create index uploads_reading_open on uploads (reading_wanted_at) where reading_wanted_at is not null and (reading_settled_for is null or reading_settled_for < reading_wanted_at);

    alter table upload_readings
      -- The last try in vain, at whichever page: the next one waits a little.
      add column tried_at timestamptz,
      -- Pages up to \`read_to\` that were given up unread.
      add column pages_failed integer not null default 0;

    create index documents_uncompared on documents (case_id) where twins_sought_at is null and superseded_at is null;
  `);
}

export async function down(knex: Knex): Promise<void> {
  await knex.raw(`
    drop index documents_uncompared, uploads_reading_open;
    alter table upload_readings drop column pages_failed, drop column tried_at;
    alter table uploads drop column reading_settled_for;
  `);
}
