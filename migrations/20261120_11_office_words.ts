import type { Knex } from 'knex';

/** What an office words and hands out itself: reasons, blank forms, letters; who changed its calendar. */
export async function up(knex: Knex): Promise<void> {
  await knex.raw(`
    -- Only what differs from the list of the house, and codes of the office's own.
    create table office_reasons (
      office_id uuid not null references offices,
      code text not null check (code ~ '^[A-Z]{2,4}-[0-9]{2}$'),
      groups text[] not null,
      text_id text not null,
      text_en text not null,
      is_active boolean not null default true,
      position integer not null,
      changed_by uuid references users,
      changed_at timestamptz not null,
      primary key (office_id, code)
    );

    alter table blank_forms add column file_name text;
    alter table blank_forms add column content_type text not null default 'application/pdf';
    alter table blank_forms add column uploaded_by uuid references users;
    alter table blank_forms add column uploaded_at timestamptz not null default clock_timestamp();
    -- No longer offered; the file stays for letters that named it.
    alter table blank_forms add column withdrawn_at timestamptz;
    create unique index blank_forms_version on blank_forms (procedure, title, version, coalesce(office_id, '00000000-0000-0000-0000-000000000000'));

    alter table letter_templates add column created_by uuid references users;
    alter table working_weeks add column changed_by uuid references users;
    alter table working_weeks add column changed_at timestamptz not null default clock_timestamp();
    alter table holidays add column changed_at timestamptz not null default clock_timestamp();
  `);
}

export async function down(knex: Knex): Promise<void> {
  await knex.raw(`
    alter table holidays drop column changed_at;
    alter table working_weeks drop column changed_at, drop column changed_by;
    alter table letter_templates drop column created_by;
    drop index blank_forms_version;
    alter table blank_forms drop column withdrawn_at, drop column uploaded_at, drop column uploaded_by, drop column content_type, drop column file_name;
    drop table office_reasons;
  `);
}
