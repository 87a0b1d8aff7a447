import type { Knex } from 'knex';

/** A run of step 12 says which version of the registry it asked; a hit of a list that was withdrawn waits for nobody any more. */
export async function up(knex: Knex): Promise<void> {
  await knex.raw(`
    -- Of a run of step 12, as import_id is of a run of step 7; null where no registry had been imported, and of runs before this column.
    alter table checks add column registry_import_id uuid references registry_imports;

    -- The version it was found in was withdrawn before anybody judged it. It stays as evidence, and the same pair may be found again.
    alter table standing_hits add column withdrawn_at timestamptz;
    drop index standing_hits_once;
    create unique index standing_hits_once on standing_hits (office_id, subject_hash, target_key, in_force) where withdrawn_at is null;
    create index standing_hits_import on standing_hits (import_id) where withdrawn_at is null;
    -- A verdict given there is remembered, too.
    create index standing_hits_pair on standing_hits (subject_hash, target_key) where verdict is not null;
  `);
}

export async function down(knex: Knex): Promise<void> {
  await knex.raw(`
    drop index standing_hits_pair, standing_hits_import, standing_hits_once;
    delete from standing_hits where withdrawn_at is not null;
    create unique index standing_hits_once on standing_hits (office_id, subject_hash, target_key, in_force);
    alter table standing_hits drop column withdrawn_at;
    alter table checks drop column registry_import_id;
  `);
}
