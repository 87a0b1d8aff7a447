import type { Knex } from 'knex';

/** What the machine read in a scan: proposals beside what was typed, never more. Goes with its upload. */
export async function up(knex: Knex): Promise<void> {
  await knex.raw(`
    alter table uploads add column reading_wanted_at timestamptz;

    -- One row per upload. state 'gagal': tried and given up, which says nothing about the document.
    create table upload_readings (
      upload_id uuid primary key references uploads on delete cascade,
      state text not null check (state in ('terbaca','tidak_terbaca','gagal')),
      looks_like text,
      -- quarter turns to the right that make it upright
      turn integer not null default 0 check (turn in (0, 90, 180, 270)),
      proposals jsonb not null default '[]',
      attempts integer not null default 1,
      read_at timestamptz not null default now()
    );
    create index uploads_reading_wanted on uploads (reading_wanted_at) where reading_wanted_at is not null;

    -- How somebody turned a scan is kept for this person and this document.
    create table document_turns (
      user_id uuid not null references users,
      document_id uuid not null references documents,
      page integer not null,
      turn integer not null check (turn in (0, 90, 180, 270)),
      at timestamptz not null,
      primary key (user_id, document_id, page)
    );
  `);
}

export async function down(knex: Knex): Promise<void> {
  await knex.raw('drop table document_turns, upload_readings; alter table uploads drop column reading_wanted_at');
}
