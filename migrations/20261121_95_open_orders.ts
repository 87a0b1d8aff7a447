import type { Knex } from 'knex';

/**
 * A column's head pressed under a tab of open cases. The orders there were go over all cases: "oldest first" walked through the whole archive before it met
 * an open one, since the planner takes the open ones for spread evenly. These hold the open cases only.
 */
export async function up(knex: Knex): Promise<void> {
  await knex.raw(`
    create index cases_open_received on cases (office_id, received_at, id) where archived_at is null;
    create index cases_open_number on cases (office_id, number, id) where archived_at is null;
    create index cases_open_place on cases (office_id, place, id) where archived_at is null;
    create index cases_open_ended on cases (office_id, ended_at, id) where archived_at is null;
    create index cases_open_id on cases (office_id, id) where archived_at is null;
  `);
}

export async function down(knex: Knex): Promise<void> {
  await knex.raw('drop index cases_open_id, cases_open_ended, cases_open_place, cases_open_number, cases_open_received');
}
