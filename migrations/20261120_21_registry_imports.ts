import type { Knex } from 'knex';

/**
 * The registry of suppliers of other LPSEs as an imported file: a version beside the earlier ones, each a partition of its own. A
 * million rows are copied without indexes and indexed at once (a quarter of the time); a version withdrawn stays as it is.
 */
export async function up(knex: Knex): Promise<void> {
  await knex.raw(`
    create table registry_imports (
      id uuid primary key default uuidv7(),
      office_id uuid not null references offices,
      data_date date not null,
      file_name text not null,
      file_key text not null,
      file_bytes bigint not null,
      file_sha256 text not null default '',
      chosen_columns jsonb,
      header text[],
      state text not null check (state in ('menunggu','berjalan','selesai','gagal','dicabut')),
      problem jsonb,
      -- Seen while it runs: bytes read of file_bytes, rows so far.
      bytes_read bigint not null default 0,
      row_count integer not null default 0,
      refused_count integer not null default 0,
      imported_by uuid not null references users,
      imported_at timestamptz not null,
      finished_at timestamptz,
      revoked_by uuid references users,
      revoked_at timestamptz,
      revoke_reason text,
      check ((state = 'dicabut') = (revoked_at is not null and revoke_reason is not null))
    );
    create index registry_imports_newest on registry_imports (data_date desc, imported_at desc, id desc) where state = 'selesai';

    create table registry_entries (
      import_id uuid not null,
      file_row integer not null,
      lpse text not null,
      user_id_spse text not null,
      name text not null,
      name_folded text not null,
      nik text,
      npwp15 text,
      npwp16 text,
      email text,
      phone text,
      regency_code text,
      regency text,
      birth_date date
    ) partition by list (import_id);

    -- The app's role makes no tables. These two do it for a version that is being imported, and for nothing else.
    create function open_registry_version(version uuid) returns text language plpgsql security definer set search_path = public, pg_temp as $body$
    declare part text := 'registry_entries_' || replace(version::text, '-', '');
    begin
      if not exists (select 1 from registry_imports where id = version and state = 'berjalan') then raise exception 'no import % is running', version; end if;
      execute format('drop table if exists %I', part);
      execute format('create table %I (like registry_entries including all)', part);
      execute format('grant select, insert on %I to %I', part, session_user);
      return part;
    end $body$;

    create function close_registry_version(version uuid) returns void language plpgsql security definer set search_path = public, pg_temp as $body$
    declare part text := 'registry_entries_' || replace(version::text, '-', '');
    declare col text;
    begin
      if not exists (select 1 from registry_imports where id = version and state = 'berjalan') then raise exception 'no import % is running', version; end if;
      foreach col in array array['nik', 'npwp16', 'phone', 'birth_date'] loop
        execute format('create index on %I (%I) where %I is not null', part, col, col);
      end loop;
      execute format('create index on %I (left(npwp15, 9)) where npwp15 is not null', part);
      execute format('create unique index on %I (file_row)', part);
      execute format('create index on %I (lower(email)) where email is not null', part);
      execute format('create index on %I (lower(user_id_spse))', part);
      -- A name counts within one kabupaten only (domain.md 1.11).
      execute format('create index on %I using gin (regency_code, name_folded gin_trgm_ops) with (fastupdate = off)', part);
      execute format('alter table %I add constraint version_is check (import_id = %L)', part, version);
      execute format('alter table registry_entries attach partition %I for values in (%L)', part, version);
      execute format('analyze %I', part);
    end $body$;
    -- Keys of domain.md 1.11 that had no index yet: branches, birth date, telephone.
    create index providers_npwp9 on providers (left(npwp15, 9)) where npwp15 is not null;
    create index providers_birth_date on providers (birth_date) where birth_date is not null;
    create index case_subjects_npwp9 on case_subjects (left(npwp15, 9)) where npwp15 is not null;
    create index case_subjects_birth_date on case_subjects (birth_date) where birth_date is not null;
    revoke all on function open_registry_version(uuid), close_registry_version(uuid) from public;
  `);
}

export async function down(knex: Knex): Promise<void> {
  await knex.raw('drop index providers_npwp9, providers_birth_date, case_subjects_npwp9, case_subjects_birth_date; drop function close_registry_version(uuid), open_registry_version(uuid); drop table registry_entries, registry_imports');
}
