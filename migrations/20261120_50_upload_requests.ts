import type { Knex } from 'knex';

/** "Minta lewat tautan": a link that takes scans and nothing else, and what came through it. */
export async function up(knex: Knex): Promise<void> {
  await knex.raw(`
    -- A link for scans may stand before there is a case; it ends by itself and opens no file.
    alter table private_links alter column case_id drop not null;
    alter table private_links
      add column purpose text not null default 'berkas' check (purpose in ('berkas','unggah')),
      add column expires_at timestamptz,
      add constraint private_links_file_has_case check (purpose <> 'berkas' or case_id is not null),
      add constraint private_links_upload_ends check (purpose <> 'unggah' or expires_at is not null);

    create table upload_requests (
      id uuid primary key default uuidv7(),
      office_id uuid not null references offices,
      link_id uuid not null unique references private_links,
      -- The open repair of this case; null: an entry at the counter that is no case yet.
      case_id uuid references cases,
      procedure text not null,
      sop_version integer not null,
      kinds text[] not null check (cardinality(kinds) > 0),
      channel text not null check (channel in ('email','whatsapp')),
      -- What was typed at the counter so far; gone when the request is closed.
      entry jsonb,
      opened_by uuid not null references users,
      opened_at timestamptz not null,
      expires_at timestamptz not null,
      told_at timestamptz,
      closed_at timestamptz,
      closed_how text check (closed_how in ('dipakai','dibatalkan','kedaluwarsa')),
      check ((closed_at is null) = (closed_how is null)),
      check (closed_at is null or entry is null)
    );
    create index upload_requests_open on upload_requests (office_id, opened_at desc) where closed_at is null;
    create index upload_requests_case on upload_requests (case_id) where case_id is not null;

    -- The newest of each kind; one it replaced is a draft like any other and is swept.
    create table upload_request_files (
      request_id uuid not null references upload_requests on delete cascade,
      kind text not null,
      upload_id uuid not null unique references uploads on delete cascade,
      received_at timestamptz not null,
      primary key (request_id, kind)
    );

    -- The day docket asks for days.
    create index case_papers_received on case_papers (received_at);
    create index case_papers_returned on case_papers (returned_at) where returned_at is not null;
    create index visits_office on visits (office_id, at);
  `);
}

export async function down(knex: Knex): Promise<void> {
  await knex.raw(`
    drop index visits_office, case_papers_returned, case_papers_received;
    drop table upload_request_files, upload_requests;
    delete from private_links where purpose = 'unggah';
    alter table private_links drop column expires_at, drop column purpose, alter column case_id set not null;
  `);
}
