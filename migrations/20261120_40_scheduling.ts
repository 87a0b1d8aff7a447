import type { Knex } from 'knex';

/** When officers can be booked, what room a call needs, and the choice an applicant has. */
export async function up(knex: Knex): Promise<void> {
  await knex.raw(`
    create table availabilities (
      user_id uuid primary key references users,
      office_id uuid not null references offices,
      -- Windows per weekday (1 = Monday), in the office's zone.
      days jsonb not null,
      slot_minutes integer not null check (slot_minutes between 10 and 180),
      buffer_minutes integer not null check (buffer_minutes between 0 and 120),
      notice_minutes integer not null check (notice_minutes between 0 and 20160),
      daily_max integer not null check (daily_max between 1 and 50),
      channels text[] not null check (channels <@ array['daring','luring'] and cardinality(channels) > 0),
      changed_by uuid not null references users,
      changed_at timestamptz not null
    );
    create index availabilities_office on availabilities (office_id);

    -- One day with windows of its own; none: away.
    create table availability_exceptions (
      id uuid primary key default uuidv7(),
      user_id uuid not null references users,
      office_id uuid not null references offices,
      date date not null,
      windows jsonb not null default '[]',
      note text not null default '',
      changed_by uuid not null references users,
      changed_at timestamptz not null,
      unique (user_id, date)
    );
    create index availability_exceptions_office on availability_exceptions (office_id, date);

    -- A Zoom account, a desk. A room that makes a link of its own for each meeting ('dibuat') is never taken.
    create table rooms (
      id uuid primary key default uuidv7(),
      office_id uuid not null references offices,
      name text not null,
      channel text not null check (channel in ('daring','luring')),
      link_kind text not null check (link_kind in ('tetap','dibuat','diketik')),
      address text not null default '',
      is_active boolean not null default true,
      check (link_kind = 'diketik' or address <> ''),
      check (channel = 'daring' or link_kind = 'tetap')
    );
    create unique index rooms_name on rooms (office_id, lower(name));

    alter table appointments
      add column room_id uuid references rooms,
      -- The room where only one appointment fits at a time.
      add column resource_id uuid references rooms,
      -- End with the buffer behind it; null: no buffer.
      add column busy_until timestamptz check (busy_until >= ends_at),
      add column closed_by uuid references users,
      add column closed_by_kind text check (closed_by_kind in ('staf','pemohon','sistem')),
      add constraint appointments_person_buffer exclude using gist
        (verifikator_id with =, tstzrange(starts_at, coalesce(busy_until, ends_at)) with &&) where (state in ('diusulkan','dikonfirmasi')),
      add constraint appointments_resource_busy exclude using gist
        (resource_id with =, tstzrange(starts_at, coalesce(busy_until, ends_at)) with &&) where (state in ('diusulkan','dikonfirmasi') and resource_id is not null);
    create index appointments_verifikator on appointments (verifikator_id, starts_at);

    -- The applicant may choose a slot himself; gone once he has one.
    create table slot_choices (case_id uuid primary key references cases, opened_at timestamptz not null);

    -- Pictures noted during a call; the call itself is never recorded.
    create table verification_evidence (
      id uuid primary key default uuidv7(),
      case_id uuid not null references cases,
      round integer not null,
      upload_id uuid not null unique references uploads,
      note text,
      added_by uuid not null references users,
      added_at timestamptz not null
    );
    create index verification_evidence_case on verification_evidence (case_id, added_at);
  `);
}

export async function down(knex: Knex): Promise<void> {
  await knex.raw(`
    drop table verification_evidence, slot_choices;
    alter table appointments drop constraint appointments_person_buffer, drop constraint appointments_resource_busy,
      drop column room_id, drop column resource_id, drop column busy_until, drop column closed_by, drop column closed_by_kind;
    drop table rooms, availability_exceptions, availabilities;
  `);
}
