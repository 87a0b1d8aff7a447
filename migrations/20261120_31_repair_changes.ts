import type { Knex } from 'knex';

/** What a repair changed in the form, before and after; personal values, erased with the case. A request can be withdrawn. */
export async function up(knex: Knex): Promise<void> {
  await knex.raw(`
    create table repair_changes (
      case_id uuid not null references cases,
      round integer not null,
      field text not null,
      before text,
      after text,
      primary key (case_id, round, field)
    );
    alter table repair_requests drop constraint repair_requests_closed_how_check;
    alter table repair_requests add constraint repair_requests_closed_how_check check (closed_how in ('diperbaiki','ditutup','ditarik'));
  `);
}

export async function down(knex: Knex): Promise<void> {
  await knex.raw(`
    update repair_requests set closed_how = 'ditutup' where closed_how = 'ditarik';
    alter table repair_requests drop constraint repair_requests_closed_how_check;
    alter table repair_requests add constraint repair_requests_closed_how_check check (closed_how in ('diperbaiki','ditutup'));
    drop table repair_changes;
  `);
}
