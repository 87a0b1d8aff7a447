import type { Knex } from 'knex';

/** Finding one case in a million, and one page of a long list: an index for each question the screens ask. */
export async function up(knex: Knex): Promise<void> {
  await knex.raw(`
    create extension if not exists btree_gin;

    -- A name is looked for within one office; the office of a subject is that of its case, which never changes.
    alter table case_subjects add column office_id uuid references offices;
    update case_subjects s set office_id = c.office_id from cases c where c.id = s.case_id;
    create function case_subjects_take_office() returns trigger language plpgsql as $$
    begin
      select c.office_id into new.office_id from cases c where c.id = new.case_id;
      return new;
    end $$;
    create trigger case_subjects_office before insert on case_subjects for each row execute function case_subjects_take_office();
    alter table case_subjects alter column office_id set not null;

    -- Words of a folded name, whole or by their beginning. Folding has already made one of what sounds alike.
    create index case_subjects_words on case_subjects using gin (office_id, to_tsvector('simple', coalesce(name_folded, '')));

    -- The list of cases: each order it can be shown in, both ways, and each filter that leaves few of many (docs/bench.md).
    drop index cases_office_received, cases_ended;
    create index cases_office_received on cases (office_id, received_at, id);
    create index cases_ended on cases (office_id, ended_at, id);
    create index cases_number_order on cases (office_id, number, id);
    create index cases_place_order on cases (office_id, place, id);
    create index cases_outcome on cases (office_id, outcome, due_at, id) where outcome is not null;
    create index cases_procedure on cases (office_id, procedure, due_at, id);
    create index cases_urgent on cases (office_id, due_at, id) where is_urgent;
  `);
}

export async function down(knex: Knex): Promise<void> {
  await knex.raw(`
    drop index cases_number_order, cases_place_order, cases_outcome, cases_procedure, cases_urgent, cases_office_received, cases_ended;
    create index cases_ended on cases (office_id, ended_at desc nulls last, id desc) where ended_at is not null;
    create index cases_office_received on cases (office_id, received_at desc nulls last, id desc);
    drop index case_subjects_words;
    drop trigger case_subjects_office on case_subjects;
    drop function case_subjects_take_office();
    alter table case_subjects drop column office_id;
  `);
}
