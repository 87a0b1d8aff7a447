import type { Knex } from 'knex';

/** What an absence passed on when it began, so that one recorded by slip can be taken back: a file, or a task (then with its file). `to_id` null: the queue, or nobody in particular. */
export async function up(knex: Knex): Promise<void> {
  await knex.raw(`
    create table absence_moves (
      id uuid primary key default uuidv7(),
      absence_id uuid not null references absences,
      case_id uuid not null references cases,
      task_id uuid references tasks,
      to_id uuid references users,
      at timestamptz not null,
      recorded_at timestamptz not null default clock_timestamp()
    );
    create unique index absence_moves_case on absence_moves (absence_id, case_id) where task_id is null;
    create unique index absence_moves_task on absence_moves (absence_id, task_id) where task_id is not null;
    create index absence_moves_of_case on absence_moves (case_id);
    create index absence_moves_of_task on absence_moves (task_id);
    create index absence_moves_to on absence_moves (to_id);
  `);
}

export async function down(knex: Knex): Promise<void> {
  await knex.raw('drop table absence_moves');
}
