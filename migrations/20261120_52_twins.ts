import type { Knex } from 'knex';

/** The same document, seen before: how a page looks, what it was found alike to, and who judged that. */
export async function up(knex: Knex): Promise<void> {
  await knex.raw(`
    -- Goes with its upload. The bands are the quarters of \`coarse\`: two hashes that differ in seven bits share one of them but for one bit.
    create table upload_fingerprints (
      upload_id uuid primary key references uploads on delete cascade,
      coarse bit(64) not null,
      fine bit(256) not null,
      tilted jsonb not null,
      band1 integer not null,
      band2 integer not null,
      band3 integer not null,
      band4 integer not null
    );
    create index upload_fingerprints_band1 on upload_fingerprints (band1);
    create index upload_fingerprints_band2 on upload_fingerprints (band2);
    create index upload_fingerprints_band3 on upload_fingerprints (band3);
    create index upload_fingerprints_band4 on upload_fingerprints (band4);

    alter table documents add column twins_sought_at timestamptz;
    create index documents_twins_unsought on documents (received_at) where twins_sought_at is null;

    -- Found at the later document. Another office's document is named here by id only; what is shown of it is decided when it is asked for.
    create table document_twins (
      id uuid primary key default uuidv7(),
      case_id uuid not null references cases,
      document_id uuid not null references documents,
      other_document_id uuid not null references documents,
      how text not null check (how in ('byte','nomor','gambar')),
      alike real,
      found_at timestamptz not null,
      verdict text check (verdict in ('sama','berbeda')),
      verdict_reason text,
      judged_by uuid references users,
      judged_at timestamptz,
      unique (document_id, other_document_id)
    );
    create index document_twins_case on document_twins (case_id);
    create index document_twins_other on document_twins (other_document_id);
  `);
}

export async function down(knex: Knex): Promise<void> {
  await knex.raw('drop table document_twins, upload_fingerprints; alter table documents drop column twins_sought_at');
}
