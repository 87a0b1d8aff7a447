import type { Knex } from 'knex';

/** Blacklist versions, the registry of known suppliers, runs of steps 7 and 12 with their hits. */
export async function up(knex: Knex): Promise<void> {
  await knex.raw(`
    create extension if not exists btree_gin;

    create table blacklist_imports (
      id uuid primary key default uuidv7(),
      data_date date not null,
      file_name text not null,
      file_sha256 text not null,
      state text not null check (state in ('berjalan','selesai','gagal','dicabut')),
      row_count integer not null default 0,
      refused_count integer not null default 0,
      refused jsonb not null default '[]',
      warnings jsonb not null default '[]',
      imported_by uuid references users,
      imported_at timestamptz not null default now(),
      -- A wrong list is withdrawn, never removed: what was decided on it must stay explainable.
      revoked_by uuid references users,
      revoked_at timestamptz,
      revoke_reason text,
      check ((state = 'dicabut') = (revoked_at is not null and revoke_reason is not null))
    );
    create index blacklist_imports_newest on blacklist_imports (data_date desc, imported_at desc, id desc) where state = 'selesai';
    create unique index blacklist_imports_once on blacklist_imports (data_date, file_sha256) where state = 'selesai';

    create table blacklist_entries (
      id uuid primary key default uuidv7(),
      import_id uuid not null references blacklist_imports on delete cascade,
      -- Line of the file, the header being line 1.
      file_row integer not null,
      name text not null,
      name_folded text not null,
      name_glued text not null,
      legal_form text,
      npwp_masked text,
      mask_key text,
      npwp15 text,
      nik text,
      province text,
      regency text,
      address text not null default '',
      sk_number text not null,
      violation text not null default '',
      agency text not null default '',
      status text not null check (status in ('PUBLISHED','CANCELED_TEMPORARY','CANCELED','EXPIRED')),
      starts_on date,
      ends_on date
    );
    create index blacklist_entries_row on blacklist_entries (import_id, file_row);
    create index blacklist_entries_mask on blacklist_entries (import_id, mask_key) where mask_key is not null;
    create index blacklist_entries_npwp on blacklist_entries (import_id, left(npwp15, 9)) where npwp15 is not null;
    create index blacklist_entries_nik on blacklist_entries (import_id, nik) where nik is not null;
    create index blacklist_entries_glued on blacklist_entries (import_id, name_glued);
    -- Names are looked up within one version. Without fastupdate: an import would leave thousands of rows in the pending list,
    -- and every check would walk it.
    create index blacklist_entries_name on blacklist_entries using gin (import_id, name_folded gin_trgm_ops) with (fastupdate = off);

    -- Suppliers known at some LPSE, this one included (decision 10: approval enters the supplier here).
    create table providers (
      id uuid primary key default uuidv7(),
      office_id uuid references offices,
      case_id uuid unique references cases,
      lpse text not null,
      user_id_spse text not null,
      name text not null,
      name_folded text not null,
      name_glued text not null,
      nik text,
      npwp15 text,
      npwp16 text,
      email text,
      phone text,
      regency_code text,
      birth_date date,
      since timestamptz not null default now()
    );
    create index providers_nik on providers (nik);
    create index providers_npwp15 on providers (npwp15);
    create index providers_npwp16 on providers (npwp16);
    create index providers_email on providers (lower(email));
    create index providers_phone on providers (phone);
    create index providers_user_id on providers (lower(user_id_spse));
    -- A name counts within one kabupaten only (domain.md 1.11), so both stand in one index.
    create index providers_name on providers using gin (regency_code, name_folded gin_trgm_ops) with (fastupdate = off);
    create index case_subjects_region_name on case_subjects using gin (regency_code, name_folded gin_trgm_ops) with (fastupdate = off);

    create table checks (
      id uuid primary key default uuidv7(),
      case_id uuid not null references cases,
      office_id uuid not null references offices,
      kind text not null check (kind in ('daftar_hitam','lpse_lain')),
      round integer not null,
      identity_version integer not null,
      import_id uuid references blacklist_imports,
      data_date date,
      freshness text not null check (freshness in ('segar','kuning','merah')),
      query jsonb not null,
      -- Cancelled and expired sanctions that were found: shown, not judged.
      history jsonb not null default '[]',
      run_by uuid references users,
      run_at timestamptz not null
    );
    create index checks_case on checks (case_id, kind, run_at desc);

    -- Evidence: what was shown, frozen as it was.
    create table check_hits (
      id uuid primary key default uuidv7(),
      check_id uuid not null references checks,
      case_id uuid not null references cases,
      entry_id uuid,
      provider_id uuid,
      other_case_id uuid,
      portal_look_id uuid,
      subject_role text not null,
      -- Keyed hash of who was compared, and what he was compared with across versions of a list: a verdict given before can be shown again.
      subject_hash text not null,
      target_key text not null,
      level text not null check (level in ('A','B','C')),
      score double precision not null,
      in_force boolean not null,
      reasons jsonb not null,
      shown jsonb not null,
      verdict text check (verdict in ('sama','bukan_yang_sama','belum_yakin')),
      verdict_reason text,
      judged_by uuid references users,
      judged_at timestamptz,
      confirmed_by uuid references users,
      confirmed_at timestamptz,
      confirm_reason text
    );
    create index check_hits_check on check_hits (check_id);
    create index check_hits_pair on check_hits (subject_hash, target_key) where verdict is not null;

    create table portal_looks (
      id uuid primary key default uuidv7(),
      case_id uuid not null references cases,
      round integer not null,
      looked_at timestamptz not null,
      query text not null,
      result text not null check (result in ('tidak_ditemukan','ditemukan')),
      picture_upload_id uuid references uploads,
      recorded_by uuid not null references users,
      recorded_at timestamptz not null
    );
    create index portal_looks_case on portal_looks (case_id, round);

    create table existing_ids (
      case_id uuid primary key references cases,
      lpse text not null,
      user_id_spse text not null,
      recorded_by uuid not null references users,
      at timestamptz not null
    );
  `);
}

export async function down(knex: Knex): Promise<void> {
  await knex.raw('drop index case_subjects_region_name; drop table existing_ids, portal_looks, check_hits, checks, providers, blacklist_entries, blacklist_imports');
}
