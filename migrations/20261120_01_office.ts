import type { Knex } from 'knex';

/** Offices, people, calendar and the reference lists everybody shares. */
export async function up(knex: Knex): Promise<void> {
  await knex.raw(`
    create extension if not exists btree_gist;
    create extension if not exists pg_trgm;

    create table offices (
      id uuid primary key default uuidv7(),
      code text not null unique,
      name text not null,
      zone text not null,
      is_open boolean not null default true,
      letterhead jsonb not null default '{}',
      settings jsonb not null default '{}',
      created_at timestamptz not null default now()
    );

    create table users (
      id uuid primary key default uuidv7(),
      office_id uuid references offices,
      email text not null,
      name text not null,
      password_hash text,
      is_active boolean not null default true,
      is_demo boolean not null default false,
      created_at timestamptz not null default now()
    );
    create unique index users_email on users (lower(email));

    create table user_roles (
      user_id uuid not null references users on delete cascade,
      role text not null check (role in ('helpdesk','verifikator','penyelia','arsiparis','admin_kantor','admin_sistem','pemeriksa')),
      primary key (user_id, role)
    );

    -- One-time links to set a password: the row holds only the hash.
    create table account_links (
      id uuid primary key default uuidv7(),
      user_id uuid not null references users on delete cascade,
      token_hash bytea not null unique,
      expires_at timestamptz not null,
      used_at timestamptz
    );

    -- connect-pg-simple
    create table session (
      sid text primary key,
      sess json not null,
      expire timestamp(6) not null
    );
    create index session_expire on session (expire);

    create table regions (
      code text primary key,
      name text not null,
      is_current boolean not null
    );
    create table lpse_directory (code text primary key, name text not null);

    create table holidays (
      id uuid primary key default uuidv7(),
      office_id uuid references offices,
      date date not null,
      name text not null,
      kind text not null check (kind in ('nasional','cuti_bersama','lokal')),
      basis text not null default '',
      changed_by uuid references users
    );
    create unique index holidays_day on holidays (date, coalesce(office_id, '00000000-0000-0000-0000-000000000000'));

    -- Later rows win over earlier ones where their dates overlap (Ramadan over the ordinary week).
    create table working_weeks (
      id uuid primary key default uuidv7(),
      office_id uuid not null references offices,
      name text not null,
      valid_from date not null,
      valid_to date,
      days jsonb not null
    );

    -- Standard minutes an office set for itself; read by the SLA report only.
    create table standard_overrides (
      office_id uuid not null references offices,
      procedure text not null,
      step text not null,
      minutes integer not null check (minutes > 0),
      primary key (office_id, procedure, step)
    );

    create table agreement_texts (
      kind text not null check (kind in ('privasi','kebenaran')),
      version text not null,
      text_id text not null,
      text_en text not null,
      valid_from timestamptz not null,
      primary key (kind, version)
    );

    create table blank_forms (
      id uuid primary key default uuidv7(),
      office_id uuid references offices,
      procedure text not null,
      title text not null,
      version text not null,
      storage_key text not null,
      sha256 text not null
    );

    -- What of the reference files is in already, so that a start need not read it in again.
    create table reference_state (name text primary key, sha256 text not null);

    -- Which demo samples are done; empty in production.
    create table sample_walks (n integer primary key, name text not null, at timestamptz not null default now());

    create table number_sequences (
      office_id uuid not null references offices,
      kind text not null,
      year integer not null,
      last integer not null,
      primary key (office_id, kind, year)
    );
  `);
}

export async function down(knex: Knex): Promise<void> {
  await knex.raw(`drop table sample_walks, reference_state, number_sequences, blank_forms, agreement_texts, standard_overrides, working_weeks, holidays, lpse_directory, regions,
    session, account_links, user_roles, users, offices`);
}
