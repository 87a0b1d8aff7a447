import type { Knex } from 'knex';

/** Of all a file is about, one applies: letters go to him, lists name him. It was found by the order of the parts' names until now. */
export async function up(knex: Knex): Promise<void> {
  await knex.raw(`
    alter table case_subjects add column is_applicant boolean not null default false;
    update case_subjects s set is_applicant = true
      from (select distinct on (case_id) id from case_subjects order by case_id, (role in ('pemohon', 'perusahaan')) desc, role, ordinal) first where first.id = s.id;
    create unique index case_subjects_applicant on case_subjects (case_id) where is_applicant;
  `);
}

export async function down(knex: Knex): Promise<void> {
  await knex.raw('alter table case_subjects drop column is_applicant');
}
