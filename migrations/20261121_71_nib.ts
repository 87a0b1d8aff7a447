import type { Knex } from 'knex';

/** The number of a business (NIB), wherever the other numbers of somebody stand: of applicants, known suppliers, the registry and the national list. */
export async function up(knex: Knex): Promise<void> {
  await knex.raw(`
    alter table case_subjects add column nib text;
    alter table providers add column nib text;
    alter table registry_entries add column nib text;
    -- As printed, mostly masked, and in full where an operator's own list says it.
    alter table blacklist_entries add column nib text, add column nib_masked text;
    create index case_subjects_nib on case_subjects (nib) where nib is not null;
    create index providers_nib on providers (nib) where nib is not null;
    create index blacklist_entries_nib on blacklist_entries (import_id, nib) where nib is not null;

    ${closeVersion(['nik', 'npwp16', 'nib', 'phone', 'birth_date'])}

    do $body$
    declare part record;
    begin
      for part in select c.oid::regclass as name from pg_inherits i join pg_class c on c.oid = i.inhrelid where i.inhparent = 'registry_entries'::regclass loop
        execute format('create index on %s (nib) where nib is not null', part.name);
      end loop;
    end $body$;
  `);
}

export async function down(knex: Knex): Promise<void> {
  await knex.raw(`
    ${closeVersion(['nik', 'npwp16', 'phone', 'birth_date'])}
    alter table blacklist_entries drop column nib, drop column nib_masked;
    alter table registry_entries drop column nib;
    alter table providers drop column nib;
    alter table case_subjects drop column nib;
  `);
}

const closeVersion = (columns: string[]) => `
    create or replace function close_registry_version(version uuid) returns void language plpgsql security definer set search_path = public, pg_temp set maintenance_work_mem = '128MB' as $body$
    declare part text := 'registry_entries_' || replace(version::text, '-', '');
    declare col text;
    begin
      if not exists (select 1 from registry_imports where id = version and state = 'berjalan') then raise exception 'no import % is running', version; end if;
      foreach col in array array[${columns.map((column) => `'${column}'`).join(', ')}] loop
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
    end $body$;`;
