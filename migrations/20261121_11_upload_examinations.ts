import type { Knex } from 'knex';

/** An upload that could not be judged within a second: its sender was answered and asks for the end of it here. */
export async function up(knex: Knex): Promise<void> {
  await knex.raw(`
    create table upload_examinations (
      id uuid primary key default gen_random_uuid(),
      -- null: somebody outside, who holds nothing but this id.
      officer_id uuid references users,
      started_at timestamptz not null default clock_timestamp(),
      ended_at timestamptz,
      upload_id uuid references uploads on delete cascade,
      -- Message key and its numbers; nothing of the file.
      refusal jsonb,
      check ((ended_at is null) = (upload_id is null and refusal is null))
    );
    create index upload_examinations_started on upload_examinations (started_at);
    create index upload_examinations_upload on upload_examinations (upload_id) where upload_id is not null;
  `);
}

export async function down(knex: Knex): Promise<void> {
  await knex.raw('drop table upload_examinations');
}
