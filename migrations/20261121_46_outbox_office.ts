import type { Knex } from 'knex';

/**
 * Work without a case belongs to an office all the same (an import, a bulk screening, a room): its supervisors see it and set it going again. `told_at`: they
 * were told that it was given up. Held files are few among all uploads and are asked for by their cases on every supervisor's page.
 */
export async function up(knex: Knex): Promise<void> {
  await knex.raw(`
    alter table outbox add column office_id uuid references offices, add column told_at timestamptz;
    update outbox o set office_id = r.office_id from registry_imports r where o.ref_id = r.id and o.case_id is null and o.effect in ('impor_registri', 'tapis_registri') and o.done_at is null;
    update outbox o set office_id = b.office_id from bulk_screenings b where o.ref_id = b.id and o.case_id is null and o.effect = 'tapis_massal' and o.done_at is null;
    update outbox o set office_id = r.office_id from rooms r where o.ref_id = r.id and o.case_id is null and o.effect = 'pindah_ke_tempat_ruang' and o.done_at is null;
    create index outbox_given_up on outbox (failed_at) where done_at is null and failed_at is not null;
    create index uploads_held on uploads (id) where scan_state = 'ditahan';
  `);
}

export async function down(knex: Knex): Promise<void> {
  await knex.raw('drop index uploads_held; drop index outbox_given_up; alter table outbox drop column told_at, drop column office_id');
}
