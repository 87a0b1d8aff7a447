import type { Knex } from 'knex';

/** The sweep asks of each due mail whether an open effect offers it; the week of an office asks for the appointments that are shown. */
export async function up(knex: Knex): Promise<void> {
  await knex.raw(`
    create index outbox_open_ref on outbox (ref_id) where done_at is null and failed_at is null;
    create index appointments_shown on appointments (office_id, starts_at, id) where state in ('diusulkan','dikonfirmasi','hadir','tidak_hadir');
  `);
}

export async function down(knex: Knex): Promise<void> {
  await knex.raw('drop index appointments_shown, outbox_open_ref');
}
