import type { Knex } from 'knex';

/** Tasks outside, appointments with their checklist, letters and mail, private links, the archive. */
export async function up(knex: Knex): Promise<void> {
  await knex.raw(`
    create table tasks (
      id uuid primary key default uuidv7(),
      case_id uuid not null references cases,
      office_id uuid not null references offices,
      kind text not null,
      step text,
      actor text not null,
      round integer not null,
      blocks text[] not null,
      not_opener boolean not null,
      opened_by uuid references users,
      opened_at timestamptz not null,
      due_at timestamptz,
      reminded_at timestamptz,
      state text not null check (state in ('terbuka','selesai','batal')),
      closed_by uuid references users,
      closed_at timestamptz,
      proof jsonb
    );
    create index tasks_open on tasks (office_id, due_at) where state = 'terbuka';
    create index tasks_case on tasks (case_id);

    create table appointments (
      id uuid primary key default uuidv7(),
      case_id uuid not null references cases,
      office_id uuid not null references offices,
      round integer not null,
      starts_at timestamptz not null,
      ends_at timestamptz not null,
      channel text not null check (channel in ('daring','luring')),
      location text not null,
      verifikator_id uuid not null references users,
      state text not null check (state in ('diusulkan','dikonfirmasi','dijadwal_ulang','hadir','tidak_hadir','batal')),
      answer text check (answer in ('ya','lain')),
      wish text,
      sequence integer not null default 0,
      ics_uid text not null,
      closed_reason text,
      created_at timestamptz not null,
      closed_at timestamptz,
      check (ends_at > starts_at),
      -- No double booking, ever: of a person, nor of a room or link.
      constraint appointments_person_busy exclude using gist (verifikator_id with =, tstzrange(starts_at, ends_at) with &&) where (state in ('diusulkan','dikonfirmasi')),
      constraint appointments_room_busy exclude using gist (office_id with =, lower(location) with =, tstzrange(starts_at, ends_at) with &&) where (state in ('diusulkan','dikonfirmasi'))
    );
    create unique index appointments_open on appointments (case_id) where state in ('diusulkan','dikonfirmasi');
    create index appointments_office on appointments (office_id, starts_at);
    create index appointments_case on appointments (case_id, created_at desc);

    create table verification_items (
      id uuid primary key default uuidv7(),
      case_id uuid not null references cases,
      round integer not null,
      -- Who was compared: a changed identity makes the row stale.
      identity_version integer not null,
      item text not null,
      present boolean not null,
      matches_original boolean not null,
      note text,
      judged_by uuid not null references users,
      judged_at timestamptz not null
    );
    create index verification_items_case on verification_items (case_id, judged_at desc);

    create table letter_templates (
      id uuid primary key default uuidv7(),
      office_id uuid references offices,
      procedure text not null,
      letter text not null,
      version integer not null,
      subject text not null,
      body text not null,
      valid_from timestamptz not null default now()
    );
    create unique index letter_templates_version on letter_templates
      (procedure, letter, version, coalesce(office_id, '00000000-0000-0000-0000-000000000000'));

    create table letters (
      id uuid primary key default uuidv7(),
      case_id uuid not null references cases,
      office_id uuid not null references offices,
      action_id uuid references case_actions,
      kind text not null,
      recipient text not null check (recipient in ('pemohon','verifikator')),
      template_id uuid not null references letter_templates,
      number text,
      public_code text unique,
      state text not null check (state in ('berlaku','diganti','dicabut')),
      subject text not null,
      body text not null,
      -- What the paper shows, frozen when the letter was issued; null for letters that are mail only.
      paper jsonb,
      pdf_key text,
      pdf_sha256 text,
      issued_by uuid references users,
      issued_at timestamptz not null,
      replaced_by uuid references letters,
      unique (office_id, kind, number)
    );
    create index letters_case on letters (case_id);

    -- Each letter has its own token; the row holds only its hash.
    create table private_links (
      id uuid primary key default uuidv7(),
      case_id uuid not null references cases,
      letter_id uuid references letters,
      token_hash bytea not null unique,
      created_at timestamptz not null,
      first_opened_at timestamptz,
      revoked_at timestamptz
    );
    create index private_links_case on private_links (case_id);

    -- Every mail is a row before it is a job.
    create table emails (
      id uuid primary key default uuidv7(),
      unique_key text not null unique,
      case_id uuid references cases,
      office_id uuid not null references offices,
      letter_id uuid references letters,
      link_id uuid references private_links,
      kind text not null,
      to_name text not null,
      to_address text not null,
      subject text not null,
      body text not null,
      attachments jsonb not null default '[]',
      message_id text not null unique,
      state text not null check (state in ('queued','sending','sent','deferred','failed','bounced')),
      attempts integer not null default 0,
      last_error text,
      lease_until timestamptz,
      next_at timestamptz not null default clock_timestamp(),
      created_by uuid references users,
      created_at timestamptz not null default clock_timestamp(),
      sent_at timestamptz
    );
    create index emails_case on emails (case_id);
    create index emails_due on emails (next_at) where state in ('queued','deferred','sending');
    create index emails_office on emails (office_id, created_at desc, id);

    create table archive_files (
      id uuid primary key default uuidv7(),
      case_id uuid not null unique references cases,
      office_id uuid not null references offices,
      number text not null unique,
      classification_code text not null,
      description text not null,
      location text not null,
      copy_status text not null,
      outcome text not null,
      period_from date not null,
      period_to date not null,
      active_until date not null,
      inactive_until date not null,
      annex_until date not null,
      disposition text not null,
      trigger text not null,
      -- The date the periods are counted from; it can move (decision 17), then they are computed again.
      trigger_date date not null,
      filed_by uuid references users,
      filed_at timestamptz not null,
      -- Lease of the one who is sealing now (database clock); a dead one's runs out.
      sealing_until timestamptz,
      sealed_at timestamptz,
      record_manifest_key text,
      record_manifest_sha256 text,
      annex_manifest_key text,
      annex_manifest_sha256 text,
      -- Last time all bytes were read again and compared.
      verified_at timestamptz,
      is_intact boolean
    );
    create index archive_files_office on archive_files (office_id, filed_at desc, id);
    create index archive_files_fixity on archive_files (verified_at nulls first) where sealed_at is not null;

    create table archive_supplements (
      id uuid primary key default uuidv7(),
      archive_file_id uuid not null references archive_files,
      n integer not null,
      action_id uuid not null references case_actions,
      added_by uuid references users,
      added_at timestamptz not null,
      text text not null,
      manifest_key text,
      manifest_sha256 text,
      unique (archive_file_id, n)
    );
  `);
}

export async function down(knex: Knex): Promise<void> {
  await knex.raw('drop table archive_supplements, archive_files, emails, private_links, letters, letter_templates, verification_items, appointments, tasks');
}
