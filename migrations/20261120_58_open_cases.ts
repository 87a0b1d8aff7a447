import type { Knex } from 'knex';

/**
 * The tabs of the queue at a million cases. Archived cases are nearly all there are and their clocks stand still too, so the planner took "waiting" for
 * the usual case and walked through the whole archive by due time (0.7 s). These hold the open cases only; the statistics tell how clock, turn and
 * archive go together.
 */
export async function up(knex: Knex): Promise<void> {
  await knex.raw(`
    create index cases_open_due on cases (office_id, due_at, id) where archived_at is null;
    create index cases_open_clock on cases (office_id, clock, due_at, id) where archived_at is null;
    create index cases_place_due on cases (office_id, place, due_at, id);
    create statistics cases_open_kinds (mcv) on clock, turn, archived_at from cases;
  `);
}

export async function down(knex: Knex): Promise<void> {
  await knex.raw('drop statistics cases_open_kinds; drop index cases_place_due, cases_open_clock, cases_open_due');
}
