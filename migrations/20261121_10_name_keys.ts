import type { Knex } from 'knex';

/**
 * Names within a kabupaten by keys instead of by letter triples: the triples of a kabupaten of a hundred thousand suppliers were walked each time.
 * The keys are made in `server/domain/names/name-keys.ts`; what is there already gets them at the start that follows (`folded_names`).
 */
export async function up(knex: Knex): Promise<void> {
  await knex.raw(`
    alter table providers add column name_keys integer[] not null default '{}';
    alter table case_subjects add column name_keys integer[] not null default '{}';
    alter table registry_entries add column name_keys integer[] not null default '{}';
    drop index providers_name, case_subjects_region_name;
    create index providers_name_keys on providers using gin (name_keys) with (fastupdate = off);
    create index case_subjects_name_keys on case_subjects using gin (name_keys) with (fastupdate = off);

    -- By which version of the folding the names of a table stand there. No row: by one from before versions were counted.
    create table folded_names (
      part text primary key,
      version integer not null,
      folded_at timestamptz not null default now()
    );

    -- The memory: a million keys are sorted in it instead of on the disk.
    create or replace function close_registry_version(version uuid) returns void language plpgsql security definer set search_path = public, pg_temp set maintenance_work_mem = '128MB' as $body$
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
      execute format('create index on %I using gin (name_keys) with (fastupdate = off)', part);
      execute format('alter table %I add constraint version_is check (import_id = %L)', part, version);
      execute format('alter table registry_entries attach partition %I for values in (%L)', part, version);
      execute format('analyze %I', part);
    end $body$;

    do $body$
    declare part record;
    begin
      for part in select c.oid::regclass as name from pg_inherits i join pg_class c on c.oid = i.inhrelid where i.inhparent = 'registry_entries'::regclass loop
        execute format('create index on %s using gin (name_keys) with (fastupdate = off)', part.name);
      end loop;
      for part in select x.indexrelid::regclass as name from pg_inherits i join pg_index x on x.indrelid = i.inhrelid
        where i.inhparent = 'registry_entries'::regclass and pg_get_indexdef(x.indexrelid) like '%gin_trgm_ops%' loop
        execute format('drop index %s', part.name);
      end loop;
    end $body$;
  `);
}

export async function down(knex: Knex): Promise<void> {
  await knex.raw(`
    drop table folded_names;
    drop index providers_name_keys, case_subjects_name_keys;
    alter table providers drop column name_keys;
    alter table case_subjects drop column name_keys;
    alter table registry_entries drop column name_keys;
    create index providers_name on providers using gin (regency_code, name_folded gin_trgm_ops) with (fastupdate = off);
    create index case_subjects_region_name on case_subjects using gin (regency_code, name_folded gin_trgm_ops) with (fastupdate = off);
    create or replace function close_registry_version(version uuid) returns void language plpgsql security definer set search_path = public, pg_temp as $body$
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
      execute format('create index on %I using gin (regency_code, name_folded gin_trgm_ops) with (fastupdate = off)', part);
      execute format('alter table %I add constraint version_is check (import_id = %L)', part, version);
      execute format('alter table registry_entries attach partition %I for values in (%L)', part, version);
      execute format('analyze %I', part);
    end $body$;
  `);
}
