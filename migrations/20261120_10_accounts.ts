import type { Knex } from 'knex';

/** Invitations and resets by mail, the second factor, the bounds of an auditor. */
export async function up(knex: Knex): Promise<void> {
  await knex.raw(`
    alter table account_links add column purpose text not null default 'atur_ulang' check (purpose in ('undangan','atur_ulang'));
    alter table account_links add column created_by uuid references users;
    alter table account_links add column created_at timestamptz not null default clock_timestamp();
    -- A link that a newer one replaced ends, but its row stays: a mail may still point at it.
    alter table account_links add column revoked_at timestamptz;
    create index account_links_user on account_links (user_id, created_at desc);

    alter table emails add column account_link_id uuid references account_links on delete set null;

    create table second_factors (
      user_id uuid primary key references users on delete cascade,
      -- AES-256-GCM under a key derived from LOKET_SECRET; the database alone makes no code.
      sealed_secret bytea not null,
      confirmed_at timestamptz,
      -- Last time step that was accepted: the same code does not open twice.
      last_step bigint
    );
    create table recovery_codes (
      id uuid primary key default uuidv7(),
      user_id uuid not null references users on delete cascade,
      code_hash bytea not null,
      used_at timestamptz,
      unique (user_id, code_hash)
    );

    -- What a pemeriksa may read, and until when (product decision 14). No row: nothing.
    create table auditor_grants (
      user_id uuid primary key references users on delete cascade,
      period_from date not null,
      period_to date not null,
      -- Every case of the period, or only those listed.
      all_cases boolean not null,
      expires_at timestamptz not null,
      granted_by uuid references users,
      granted_at timestamptz not null,
      check (period_to >= period_from)
    );
    create table auditor_grant_cases (
      user_id uuid not null references auditor_grants on delete cascade,
      case_id uuid not null references cases,
      primary key (user_id, case_id)
    );
  `);
}

export async function down(knex: Knex): Promise<void> {
  await knex.raw(`
    drop table auditor_grant_cases, auditor_grants, recovery_codes, second_factors;
    alter table emails drop column account_link_id;
    drop index account_links_user;
    alter table account_links drop column revoked_at, drop column created_at, drop column created_by, drop column purpose;
  `);
}
