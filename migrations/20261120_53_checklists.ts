import type { Knex } from 'knex';

/** Which documents an office asks for and what is checked of each: versions with the day they begin; a case keeps the one it began with. */
export async function up(knex: Knex): Promise<void> {
  await knex.raw(`
    create table checklists (
      id uuid primary key default uuidv7(),
      office_id uuid not null references offices,
      procedure text not null,
      version integer not null,
      valid_from date not null,
      docs jsonb not null,
      made_by uuid references users,
      made_at timestamptz not null,
      unique (office_id, procedure, version)
    );
    alter table cases add column checklist_id uuid references checklists;

    -- "Tidak punya": the applicant has no such document, with the reason somebody wrote down. One per kind and round.
    create table document_absences (
      case_id uuid not null references cases,
      kind text not null,
      round integer not null,
      reason text not null,
      recorded_by uuid references users,
      recorded_at timestamptz not null,
      primary key (case_id, kind, round)
    );
  `);
}

export async function down(knex: Knex): Promise<void> {
  await knex.raw('drop table document_absences; alter table cases drop column checklist_id; drop table checklists');
}
