import type { Knex } from 'knex';

/** Papers over the counter: what was handed in, by whom, and when an original went back (decision 7). */
export async function up(knex: Knex): Promise<void> {
  await knex.raw(`
    create table case_papers (
      id uuid primary key default uuidv7(),
      case_id uuid not null references cases,
      name text not null,
      form text not null check (form in ('asli','salinan','scan')),
      received_from text not null,
      received_by uuid not null references users,
      received_at timestamptz not null,
      in_action_id uuid not null references case_actions deferrable initially deferred,
      returned_to text,
      returned_by uuid references users,
      returned_at timestamptz,
      out_action_id uuid references case_actions deferrable initially deferred
    );
    create index case_papers_case on case_papers (case_id, received_at);
    -- A preview tries the act's effects without its line of history and is rolled back: what is never committed need not point anywhere.
    alter table archive_supplements alter constraint archive_supplements_action_id_fkey deferrable initially deferred;
  `);
}

export async function down(knex: Knex): Promise<void> {
  await knex.raw('alter table archive_supplements alter constraint archive_supplements_action_id_fkey not deferrable; drop table case_papers');
}
