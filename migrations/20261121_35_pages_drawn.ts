import type { Knex } from 'knex';

/** A page that could not be drawn is said; until the last one is drawn or given up, a missing one is only not there yet. */
export async function up(knex: Knex): Promise<void> {
  await knex.raw(`
    alter table uploads
      -- Of files of one page nothing is still to come: null for ever.
      add column pages_drawn_at timestamptz;
    -- What came earlier was drawn or given up long ago, and of the pages it lacks nobody was told.
    with lacking as (
      select u.id, string_agg(n::text, ', ' order by n) as pages from uploads u, generate_series(1, least(u.page_count, 20)) n
      where u.page_count > 1 and not exists (select 1 from upload_pages p where p.upload_id = u.id and p.page = n) and u.created_at < now() - interval '1 hour' group by u.id)
    update uploads u set warnings = u.warnings || jsonb_build_array(jsonb_build_object('key', 'pages_unreadable', 'params', jsonb_build_object('pages', l.pages))) from lacking l where l.id = u.id;
    update uploads u set pages_drawn_at = now() where u.page_count > 1 and (u.created_at < now() - interval '1 hour'
      or not exists (select 1 from generate_series(1, least(u.page_count, 20)) n where not exists (select 1 from upload_pages p where p.upload_id = u.id and p.page = n)));
  `);
}

export async function down(knex: Knex): Promise<void> {
  await knex.raw('alter table uploads drop column pages_drawn_at');
}
