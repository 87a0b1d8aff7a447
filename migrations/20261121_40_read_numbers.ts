import type { Knex } from 'knex';

/** The numbers read on a page, so that the other pages that bear one of them are found at once. */
export async function up(knex: Knex): Promise<void> {
  await knex.raw(`
    -- "nik:…" as it was read, however surely: two pages with one number are held against each other.
    alter table upload_readings add column numbers text[] not null default '{}';
    update upload_readings r set numbers = coalesce((
      select array_agg((p->>'field') || ':' || (p->>'value')) from jsonb_array_elements(r.proposals) p where p->>'field' in ('nik', 'npwp', 'nomor_sertifikat')), '{}')
    where r.proposals <> '[]';
    create index upload_readings_numbers on upload_readings using gin (numbers);
  `);
}

export async function down(knex: Knex): Promise<void> {
  await knex.raw('alter table upload_readings drop column numbers');
}
