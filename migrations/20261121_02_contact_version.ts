import type { Knex } from 'knex';

/** How somebody is reached is not who he is: it has a version of its own, and step 12, which compares both, keeps which one it saw. */
export async function up(knex: Knex): Promise<void> {
  await knex.raw(`
    alter table cases add column contact_version int not null default 1;
    alter table checks add column contact_version int not null default 1;
  `);
}

export async function down(knex: Knex): Promise<void> {
  await knex.raw(`
    alter table checks drop column contact_version;
    alter table cases drop column contact_version;
  `);
}
