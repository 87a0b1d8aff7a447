import type { Knex } from 'knex';

/**
 * "Tidak punya", as the applicant says it himself, where the office's list lets the document be missing. It opens nothing: an officer who accepts the reason
 * writes the absence down (`document_absences`).
 */
export async function up(knex: Knex): Promise<void> {
  await knex.raw(`
    create table stated_absences (
      case_id uuid not null references cases,
      kind text not null,
      round integer not null,
      reason text not null,
      stated_at timestamptz not null,
      primary key (case_id, kind, round)
    );
  `);
}

export async function down(knex: Knex): Promise<void> {
  await knex.raw('drop table stated_absences');
}
