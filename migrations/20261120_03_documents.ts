import type { Knex } from 'knex';

/** Uploads (drafts first), documents of a case with their versions, page pictures, verdicts. */
export async function up(knex: Knex): Promise<void> {
  await knex.raw(`
    create table uploads (
      id uuid primary key default uuidv7(),
      source text not null check (source in ('publik','petugas')),
      office_id uuid references offices,
      uploaded_by uuid references users,
      ip_hash text,
      original_name text not null,
      type text not null,
      received_sha256 text not null,
      received_bytes integer not null,
      stored_sha256 text not null,
      stored_bytes integer not null,
      storage_key text not null unique,
      page_count integer not null,
      warnings jsonb not null default '[]',
      scan_state text not null check (scan_state in ('bersih','belum_dipindai','ditahan')),
      created_at timestamptz not null default now(),
      expires_at timestamptz,
      used_at timestamptz
    );
    create index uploads_received on uploads (received_sha256);
    create index uploads_expiry on uploads (expires_at) where used_at is null;

    create table upload_pages (
      upload_id uuid not null references uploads on delete cascade,
      page integer not null,
      width integer not null,
      height integer not null,
      picture_key text not null,
      preview_key text not null,
      primary key (upload_id, page)
    );

    create table documents (
      id uuid primary key default uuidv7(),
      case_id uuid not null references cases,
      kind text not null,
      version integer not null,
      round integer not null,
      upload_id uuid not null unique references uploads,
      origin text not null,
      received_at timestamptz not null,
      superseded_at timestamptz,
      unique (case_id, kind, version)
    );
    create unique index documents_current on documents (case_id, kind) where superseded_at is null;

    -- One row per document and check each time somebody judges it; the newest counts.
    create table document_verdicts (
      id uuid primary key default uuidv7(),
      case_id uuid not null references cases,
      document_id uuid not null references documents,
      check_id text not null,
      verdict text not null check (verdict in ('sesuai','unggah_ulang','tolak')),
      reason_code text,
      comment text,
      round integer not null,
      identity_version integer not null,
      judged_by uuid not null references users,
      judged_at timestamptz not null,
      action_id uuid not null references case_actions
    );
    create index document_verdicts_document on document_verdicts (document_id, check_id, judged_at desc);

    create table repair_requests (
      id uuid primary key default uuidv7(),
      case_id uuid not null references cases,
      round integer not null,
      items jsonb not null,
      note text,
      opened_by uuid references users,
      opened_at timestamptz not null,
      due_at timestamptz not null,
      expiry_proposed_at timestamptz,
      closed_at timestamptz,
      closed_how text check (closed_how in ('diperbaiki','ditutup')),
      closed_origin text
    );
    create unique index repair_requests_open on repair_requests (case_id) where closed_at is null;

    create table visits (
      id uuid primary key default uuidv7(),
      case_id uuid not null references cases,
      office_id uuid not null references offices,
      round integer not null,
      name text not null,
      purpose text not null,
      via text not null check (via in ('tautan','loket')),
      recorded_by uuid references users,
      at timestamptz not null,
      unique (case_id, round)
    );

    create table consents (
      case_id uuid not null references cases,
      kind text not null,
      version text not null,
      at timestamptz not null,
      primary key (case_id, kind)
    );

    -- Return of the file (step 8): what, until when, how.
    create table file_returns (
      id uuid primary key default uuidv7(),
      case_id uuid not null references cases,
      downloadable_until timestamptz not null,
      returned_by uuid references users,
      at timestamptz not null
    );
  `);
}

export async function down(knex: Knex): Promise<void> {
  await knex.raw('drop table file_returns, consents, visits, repair_requests, document_verdicts, documents, upload_pages, uploads');
}
