import type { Knex } from 'knex';

/** What came by mail and belongs to no file, results of files screened in the background and refused rows of imports are kept for the days an office sets; that they were stays. */
export async function up(knex: Knex): Promise<void> {
  await knex.raw(`
    alter table inbound_mails add column content_removed_at timestamptz;
    alter table bulk_screenings add column content_removed_at timestamptz;
    alter table blacklist_imports add column refused_removed_at timestamptz;
    alter table registry_imports add column refused_removed_at timestamptz;
  `);
}

export async function down(knex: Knex): Promise<void> {
  await knex.raw(`
    alter table registry_imports drop column refused_removed_at;
    alter table blacklist_imports drop column refused_removed_at;
    alter table bulk_screenings drop column content_removed_at;
    alter table inbound_mails drop column content_removed_at;
  `);
}
