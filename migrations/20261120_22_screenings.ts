import type { Knex } from 'knex';

/** Screening beyond the case: somebody asked about by hand, a file screened in the background, what a newer list says about those we know. */
export async function up(knex: Knex): Promise<void> {
  await knex.raw(`
    -- Evidence of a search by hand: what was asked (masked), which list, what it showed. Never changed.
    create table screenings (
      id uuid primary key default uuidv7(),
      office_id uuid not null references offices,
      kind text not null check (kind in ('daftar_hitam','lpse_lain')),
      asked jsonb not null,
      import_id uuid,
      data_date date,
      freshness text not null check (freshness in ('segar','kuning','merah')),
      found jsonb not null,
      asked_by uuid not null references users,
      asked_at timestamptz not null
    );
    create index screenings_office on screenings (office_id, asked_at desc);

    create table bulk_screenings (
      id uuid primary key default uuidv7(),
      office_id uuid not null references offices,
      kind text not null check (kind in ('daftar_hitam','lpse_lain')),
      file_name text not null,
      file_key text not null,
      state text not null check (state in ('menunggu','berjalan','selesai','gagal')),
      problem jsonb,
      import_id uuid,
      data_date date,
      asked_count integer not null default 0,
      found_count integer not null default 0,
      strong_count integer not null default 0,
      result_key text,
      started_by uuid not null references users,
      started_at timestamptz not null,
      finished_at timestamptz
    );
    create index bulk_screenings_office on bulk_screenings (office_id, started_at desc);

    -- What a newer list says about an open file or an approved supplier: work for a verifikator.
    create table standing_hits (
      id uuid primary key default uuidv7(),
      office_id uuid not null references offices,
      import_id uuid not null,
      data_date date not null,
      entry_id uuid not null,
      case_id uuid references cases,
      provider_id uuid,
      subject_hash text not null,
      target_key text not null,
      asked jsonb not null,
      level text not null check (level in ('A','B','C')),
      score double precision not null,
      in_force boolean not null,
      reasons jsonb not null,
      shown jsonb not null,
      found_at timestamptz not null,
      verdict text check (verdict in ('sama','bukan_yang_sama','belum_yakin')),
      verdict_reason text,
      judged_by uuid references users,
      judged_at timestamptz,
      check ((verdict is null) = (judged_at is null))
    );
    create unique index standing_hits_once on standing_hits (office_id, subject_hash, target_key, in_force);
    create index standing_hits_open on standing_hits (office_id, found_at desc) where verdict is null or verdict = 'belum_yakin';
  `);
}

export async function down(knex: Knex): Promise<void> {
  await knex.raw('drop table standing_hits, bulk_screenings, screenings');
}
