import type { Knex } from 'knex';

/**
 * The calendar of an office has an edition, raised whenever its holidays, weeks or zone change; a deadline remembers with which edition it was reckoned and what
 * it began with, so that it can be reckoned anew, and called provisional until it was. Offices that exist already reckon their open deadlines once: those written
 * over a New Year whose holidays came later were never corrected. `recounted_edition` says up to where that is done.
 */
export async function up(knex: Knex): Promise<void> {
  await knex.raw(`
    alter table offices add column calendar_edition integer not null default 1, add column recounted_edition integer not null default 1, add column calendar_changed_at timestamptz not null default now();
    update offices set calendar_edition = 2;
    alter table cases add column due_edition integer not null default 1, add column due_from timestamptz;
    alter table tasks add column due_edition integer not null default 1;
    -- How many working days were given; of requests older than this column nobody knows.
    alter table repair_requests add column due_edition integer not null default 1, add column due_days integer;
    -- A reminder of a deadline that moved on goes out again before the new one; withdrawn, it counts as not yet sent.
    alter table case_timers add column firings integer not null default 1, add column withdrawn_at timestamptz;
  `);
}

export async function down(knex: Knex): Promise<void> {
  await knex.raw(`
    delete from case_timers where withdrawn_at is not null;
    alter table case_timers drop column withdrawn_at, drop column firings;
    alter table repair_requests drop column due_days, drop column due_edition;
    alter table tasks drop column due_edition;
    alter table cases drop column due_from, drop column due_edition;
    alter table offices drop column calendar_changed_at, drop column recounted_edition, drop column calendar_edition;
  `);
}
