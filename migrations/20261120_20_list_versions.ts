import type { Knex } from 'knex';

/** What an import changed against the version before it, whose columns a person named, and every row it refused, whole. */
export async function up(knex: Knex): Promise<void> {
  await knex.raw(`
    alter table blacklist_imports
      -- Meaning → header, where a plain list was mapped on screen.
      add column chosen_columns jsonb,
      add column header text[],
      add column compared_with uuid references blacklist_imports,
      -- Counts by kind of change; empty for the first version.
      add column changes jsonb not null default '{}';

    -- Of both kinds of list.
    create table import_refusals (
      id uuid primary key default uuidv7(),
      import_id uuid not null,
      file_row integer not null,
      key text not null,
      params jsonb not null,
      cells text[] not null
    );
    create index import_refusals_import on import_refusals (import_id, file_row);
  `);
}

export async function down(knex: Knex): Promise<void> {
  await knex.raw('drop table import_refusals; alter table blacklist_imports drop column changes, drop column compared_with, drop column header, drop column chosen_columns');
}
