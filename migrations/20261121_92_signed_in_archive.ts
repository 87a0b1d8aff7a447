import type { Knex } from 'knex';

/** A signed or stamped paper that is kept after its case was filed is a supplement of its own, which no act of the case made. */
export async function up(knex: Knex): Promise<void> {
  await knex.raw(`
    alter table archive_supplements alter column action_id drop not null,
      add column signed_letter_id uuid unique references signed_letters,
      add constraint archive_supplements_of check (num_nonnulls(action_id, signed_letter_id) = 1),
      drop constraint archive_supplements_kind_check,
      add constraint archive_supplements_kind_check check (kind in ('catatan','tindakan','lanjutan','surat'));
  `);
}

export async function down(knex: Knex): Promise<void> {
  await knex.raw(`
    delete from archive_supplements where action_id is null;
    alter table archive_supplements drop constraint archive_supplements_kind_check, add constraint archive_supplements_kind_check check (kind in ('catatan','tindakan','lanjutan')),
      drop column signed_letter_id, alter column action_id set not null;
  `);
}
