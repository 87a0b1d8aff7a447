import type { Knex } from 'knex';

/** A company has several pengurus, and each is a subject of its file. */
export async function up(knex: Knex): Promise<void> {
  await knex.raw(`
    alter table case_subjects add column ordinal int not null default 1 check (ordinal > 0);
    alter table case_subjects drop constraint case_subjects_case_id_role_key;
    alter table case_subjects add constraint case_subjects_once unique (case_id, role, ordinal);
  `);
}

export async function down(knex: Knex): Promise<void> {
  await knex.raw(`
    alter table case_subjects drop constraint case_subjects_once;
    alter table case_subjects add constraint case_subjects_case_id_role_key unique (case_id, role);
    alter table case_subjects drop column ordinal;
  `);
}
