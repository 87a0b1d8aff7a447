import type { Knex } from 'knex';

/** That something came through a link is known after its scans have gone, too: whoever asked is told then. */
export async function up(knex: Knex): Promise<void> {
  await knex.raw(`
    alter table upload_requests add column received_at timestamptz;
    update upload_requests q set received_at = (select max(f.received_at) from upload_request_files f where f.request_id = q.id);
  `);
}

export async function down(knex: Knex): Promise<void> {
  await knex.raw('alter table upload_requests drop column received_at');
}
