import type { Knex } from 'knex';

/**
 * Accounts and offices are saved whole from a form: the version it was read at tells a stale one, which would undo what a colleague changed meanwhile.
 * An absence begins once: then what the person holds goes on. An appointment is moved on once for an officer who left.
 */
export async function up(knex: Knex): Promise<void> {
  await knex.raw(`
    alter table users add column version integer not null default 1;
    alter table offices add column version integer not null default 1;
    alter table absences add column begun_at timestamptz;
    create index absences_to_begin on absences (first_day) where begun_at is null and cancelled_at is null;
    create index outbox_replaced on outbox (ref_id) where effect = 'ganti_petugas_janji';
  `);
}

export async function down(knex: Knex): Promise<void> {
  await knex.raw('drop index outbox_replaced, absences_to_begin; alter table absences drop column begun_at; alter table offices drop column version; alter table users drop column version');
}
