import type { Knex } from 'knex';

/** How many mails each office has sent in the present minute, of how many it may. */
export async function up(knex: Knex): Promise<void> {
  await knex.raw(`
    create table mail_rates (
      office_id uuid primary key references offices,
      minute timestamptz not null,
      taken integer not null check (taken >= 0),
      most integer not null check (most > 0)
    );
  `);
}

export async function down(knex: Knex): Promise<void> {
  await knex.raw('drop table mail_rates');
}
