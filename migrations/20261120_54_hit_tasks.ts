import type { Knex } from 'knex';

/** A task may be about one thing (a hit) and ends with what becomes of it; newer registries are held against those we know, too. */
export async function up(knex: Knex): Promise<void> {
  await knex.raw(`
    -- The hit it is about: such a task is done by judging it, not by a typed proof.
    alter table tasks add column ref uuid;
    create index tasks_ref on tasks (ref) where ref is not null;
    alter table standing_hits add column kind text not null default 'daftar_hitam' check (kind in ('daftar_hitam','lpse_lain'));
    -- A row of a registry has no id of its own.
    alter table standing_hits alter column entry_id drop not null;
  `);
}

export async function down(knex: Knex): Promise<void> {
  await knex.raw('alter table standing_hits alter column entry_id set not null; alter table standing_hits drop column kind; alter table tasks drop column ref');
}
