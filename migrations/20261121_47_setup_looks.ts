import type { Knex } from 'knex';

/** A default is fine to work with, but nobody of the office has read it yet: who looked at it, and when, is the only thing of the first-run list that no other row tells. */
export async function up(knex: Knex): Promise<void> {
  await knex.raw(`
    create table setup_looks (
      office_id uuid not null references offices,
      step text not null,
      looked_by uuid not null references users,
      looked_at timestamptz not null,
      primary key (office_id, step)
    );
    create index setup_looks_by on setup_looks (looked_by);
  `);
}

export async function down(knex: Knex): Promise<void> {
  await knex.raw('drop table setup_looks');
}
