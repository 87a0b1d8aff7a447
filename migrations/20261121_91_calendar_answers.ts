import type { Knex } from 'knex';

/** What the applicant's calendar program answered to an invitation, and when; mail that is threaded by the calendar entry it answers. */
export async function up(knex: Knex): Promise<void> {
  await knex.raw(`
    alter table appointments
      add column calendar_answer text check (calendar_answer in ('diterima','ditolak','ragu')),
      add column calendar_answer_at timestamptz,
      add constraint appointments_calendar_answer check ((calendar_answer is null) = (calendar_answer_at is null));
    alter table inbound_mails drop constraint inbound_mails_matched_by_check,
      add constraint inbound_mails_matched_by_check check (matched_by in ('pesan','alamat_balas','kalender','petugas'));
  `);
}

export async function down(knex: Knex): Promise<void> {
  await knex.raw(`
    update inbound_mails set matched_by = null where matched_by = 'kalender';
    alter table inbound_mails drop constraint inbound_mails_matched_by_check,
      add constraint inbound_mails_matched_by_check check (matched_by in ('pesan','alamat_balas','petugas'));
    alter table appointments drop constraint appointments_calendar_answer, drop column calendar_answer, drop column calendar_answer_at;
  `);
}
