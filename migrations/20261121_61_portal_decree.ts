import type { Knex } from 'knex';

/** What was found at the portal is named in the letter of rejection: its decree and its period. Null of looks that found nothing, and of looks before. */
export async function up(knex: Knex): Promise<void> {
  await knex.raw(`
    alter table portal_looks add column sk_number text, add column starts_on date, add column ends_on date;
    alter table portal_looks add check (starts_on is null or ends_on is null or starts_on <= ends_on);
  `);
}

export async function down(knex: Knex): Promise<void> {
  await knex.raw('alter table portal_looks drop column ends_on, drop column starts_on, drop column sk_number');
}
