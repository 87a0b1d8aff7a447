import type { Knex } from 'knex';

/** Undoing a mistake (decision 12): corrected addresses, withdrawn registry entries, mails sent again, supplements that hold more than a note. */
export async function up(knex: Knex): Promise<void> {
  await knex.raw(`
    -- The address itself is here only until it is decided about; then it stands with the applicant, or nowhere.
    create table address_corrections (
      id uuid primary key default uuidv7(),
      case_id uuid not null references cases,
      email text,
      phone text,
      identity_how text not null,
      identity_note text not null,
      state text not null check (state in ('diusulkan','diterapkan','ditolak')),
      proposed_by uuid not null references users,
      proposed_at timestamptz not null,
      decided_by uuid references users,
      decided_at timestamptz,
      links_revoked integer,
      letters_resent integer,
      check ((state = 'diusulkan') = (email is not null))
    );
    create unique index address_corrections_open on address_corrections (case_id) where state = 'diusulkan';
    create index address_corrections_case on address_corrections (case_id, proposed_at);

    alter table archive_supplements add column kind text not null default 'catatan' check (kind in ('catatan','tindakan','lanjutan'));
    create unique index archive_supplements_action on archive_supplements (action_id);
    alter table archive_files add column reopened_at timestamptz;
    -- The mail that took the place of this one, when the address was corrected.
    alter table emails add column replaced_by uuid references emails;
    alter table providers add column withdrawn_at timestamptz;
  `);
}

export async function down(knex: Knex): Promise<void> {
  await knex.raw(`
    alter table providers drop column withdrawn_at;
    alter table emails drop column replaced_by;
    alter table archive_files drop column reopened_at;
    drop index archive_supplements_action;
    alter table archive_supplements drop column kind;
    drop table address_corrections;
  `);
}
