import type { Knex } from 'knex';

/** Whose file it is: put aside, taken over, handed over, absent; what was typed so far; notes among colleagues; what somebody must be told. */
export async function up(knex: Knex): Promise<void> {
  await knex.raw(`
    -- Set while the holder has put the file aside; it comes back by itself at this moment.
    alter table cases add column on_hold_until timestamptz;
    alter table cases add constraint cases_hold_has_holder check (on_hold_until is null or holder_id is not null);
    create index cases_on_hold on cases (on_hold_until) where on_hold_until is not null;

    -- Stretches a held file lay aside: no working time (ADR 3). The reason can be erased, the stretch stays.
    create table case_holds (
      id uuid primary key default uuidv7(),
      case_id uuid not null references cases,
      user_id uuid not null references users,
      reason text,
      from_at timestamptz not null,
      until_at timestamptz not null,
      ended_at timestamptz,
      ended_how text check (ended_how in ('waktu','dilanjutkan','tindakan','ganti_pemegang')),
      check (until_at > from_at),
      check ((ended_at is null) = (ended_how is null))
    );
    create unique index case_holds_open on case_holds (case_id) where ended_at is null;
    create index case_holds_case on case_holds (case_id, from_at);

    -- Every change of hands that was not simply taking from the queue or giving back to it.
    create table case_handovers (
      id uuid primary key default uuidv7(),
      case_id uuid not null references cases,
      kind text not null check (kind in ('ambil_alih','serah_terima','absen')),
      from_id uuid references users,
      -- null: back to the queue
      to_id uuid references users,
      by_id uuid references users,
      reason text,
      at timestamptz not null
    );
    create index case_handovers_case on case_handovers (case_id, at);

    create table absences (
      id uuid primary key default uuidv7(),
      office_id uuid not null references offices,
      user_id uuid not null references users,
      -- Both days belong to the absence, in the office's zone.
      first_day date not null,
      last_day date not null,
      -- null: what would be his goes to the queue
      substitute_id uuid references users,
      recorded_by uuid not null references users,
      recorded_at timestamptz not null,
      cancelled_at timestamptz,
      check (last_day >= first_day),
      check (substitute_id is distinct from user_id),
      constraint absences_once exclude using gist (user_id with =, daterange(first_day, last_day, '[]') with &&) where (cancelled_at is null)
    );
    create index absences_office on absences (office_id, last_day desc, id);
    create index absences_substitute on absences (substitute_id, last_day) where cancelled_at is null;

    -- Who is expected to do a task of his part; anybody of the part may. Null: nobody in particular.
    alter table tasks add column meant_for uuid references users;
    create index tasks_meant_for on tasks (meant_for) where state = 'terbuka';

    -- What somebody has typed and not yet done. No guard reads it, so it raises no version (ADR 8).
    create table case_drafts (
      id uuid primary key default uuidv7(),
      case_id uuid not null references cases,
      author_id uuid not null references users,
      kind text not null check (kind in ('tindakan','surat','penilaian','catatan')),
      key text not null,
      content jsonb not null,
      saved_at timestamptz not null,
      unique (case_id, key, author_id)
    );
    create index case_drafts_saved on case_drafts (saved_at);

    -- Notes among colleagues; the text can be erased, that there was one cannot.
    create table case_notes (
      id uuid primary key default uuidv7(),
      case_id uuid not null references cases,
      author_id uuid not null references users,
      request_id text not null,
      at timestamptz not null,
      unique (case_id, request_id)
    );
    create index case_notes_case on case_notes (case_id, at desc);
    create table case_note_texts (
      note_id uuid primary key references case_notes,
      case_id uuid not null references cases,
      text text not null
    );
    create index case_note_texts_case on case_note_texts (case_id);

    create table notices (
      id uuid primary key default uuidv7(),
      office_id uuid not null references offices,
      user_id uuid not null references users,
      kind text not null,
      case_id uuid references cases,
      text_key text not null,
      params jsonb not null default '{}',
      at timestamptz not null,
      read_at timestamptz
    );
    create index notices_user on notices (user_id, at desc, id desc);
    create index notices_unread on notices (user_id) where read_at is null;
  `);
}

export async function down(knex: Knex): Promise<void> {
  await knex.raw(`
    drop table notices, case_note_texts, case_notes, case_drafts, absences, case_handovers, case_holds;
    drop index tasks_meant_for;
    alter table tasks drop column meant_for;
    alter table cases drop constraint cases_hold_has_holder;
    alter table cases drop column on_hold_until;
  `);
}
