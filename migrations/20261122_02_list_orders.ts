import type { Knex } from 'knex';

/**
 * Orders and filters of the lists that grow with the cases (`lists_*` of docs/bench.md), and what is asked of one case: without them a page reads every letter,
 * mail, step or event an office ever had. What few rows have in common (a failed mail, a rare event) is found by an index that begins with it; what most have,
 * by the order itself. A deviation and an exception are listed by office, which is that of their case and never changes.
 */
export async function up(knex: Knex): Promise<void> {
  await knex.raw(`
    alter table case_deviations add column office_id uuid references offices;
    alter table case_exceptions add column office_id uuid references offices;
    update case_deviations d set office_id = c.office_id from cases c where c.id = d.case_id;
    update case_exceptions e set office_id = c.office_id from cases c where c.id = e.case_id;
    create function take_office_of_case() returns trigger language plpgsql as $$
    begin
      select c.office_id into new.office_id from cases c where c.id = new.case_id;
      return new;
    end $$;
    -- Said once for all tables that take it.
    drop trigger case_subjects_office on case_subjects;
    drop function case_subjects_take_office();
    create trigger case_subjects_office before insert on case_subjects for each row execute function take_office_of_case();
    create trigger case_deviations_office before insert on case_deviations for each row execute function take_office_of_case();
    create trigger case_exceptions_office before insert on case_exceptions for each row execute function take_office_of_case();
    alter table case_deviations alter column office_id set not null;
    alter table case_exceptions alter column office_id set not null;
    create index case_deviations_office_at on case_deviations (office_id, at, id);
    create index case_deviations_kind on case_deviations (office_id, kind, at, id);
    create index case_deviations_kind_order on case_deviations (office_id, kind, id);
    create index case_exceptions_office_at on case_exceptions (office_id, at, id);

    create index step_visits_case on step_visits (case_id);
    create index place_stays_case on place_stays (case_id);
    create index case_timers_case on case_timers (case_id);
    create index document_verdicts_case on document_verdicts (case_id);
    create index repair_requests_case on repair_requests (case_id);
    create index file_returns_case on file_returns (case_id);
    create index check_hits_case on check_hits (case_id);
    create index standing_hits_case on standing_hits (case_id) where case_id is not null;

    create index audit_events_event on audit_events (office_id, event, at desc, id desc);

    create index letters_office on letters (office_id, issued_at, id);
    create index letters_numbered on letters (office_id, issued_at, id) where number is not null;
    create index letters_unnumbered on letters (office_id, issued_at, id) where number is null;
    create index letters_kind_issued on letters (office_id, kind, issued_at, id);
    create index letters_number_order on letters (office_id, number, id);
    create index letters_number_down on letters (office_id, number desc nulls last, id desc);
    create index letters_kind on letters (office_id, kind, id);
    create index letters_state on letters (office_id, state, id);

    -- What they replace had the second half of the order the wrong way round, or not at all.
    drop index emails_office, emails_sent, inbound_mails_office, tasks_open, archive_files_office;
    create index emails_office on emails (office_id, created_at, id);
    create index inbound_mails_office on inbound_mails (office_id, received_at, id);
    create index tasks_open on tasks (office_id, due_at, id) where state = 'terbuka';

    create index emails_state on emails (office_id, (case when held_at is null then state else 'held' end), id);
    create index emails_kind on emails (office_id, kind, id);
    create index emails_sent_order on emails (office_id, sent_at, id);
    create index emails_letter on emails (letter_id) where letter_id is not null;
    create index emails_replaced on emails (office_id, created_at) where replaced_by is not null;
    create index inbound_mails_state on inbound_mails (office_id, state, received_at, id);
    create index inbound_mails_state_id on inbound_mails (office_id, state, id);
    create index visits_round on visits (office_id, round, id);

    create index tasks_office_due on tasks (office_id, due_at, id);
    create index tasks_due_down on tasks (office_id, due_at desc nulls last, id desc);
    create index tasks_open_down on tasks (office_id, due_at desc nulls last, id desc) where state = 'terbuka';
    create index tasks_office_opened on tasks (office_id, opened_at, id);
    create index tasks_office_closed on tasks (office_id, closed_at, id);
    create index tasks_state on tasks (office_id, state, id);
    create index tasks_kind on tasks (office_id, kind, due_at, id);
    create index tasks_actor on tasks (office_id, actor, due_at, id);
    create index tasks_opened_by on tasks (opened_by, due_at) where opened_by is not null;
    create index tasks_meant on tasks (meant_for, due_at) where meant_for is not null;

    create index archive_files_class on archive_files (office_id, classification_code, id);
    create index archive_files_outcome on archive_files (office_id, outcome, id);
    create index archive_files_fate on archive_files (office_id, disposition, filed_at, id);
    create index archive_files_intact on archive_files (office_id, filed_at, id) where is_intact;
    create index archive_files_broken on archive_files (office_id, filed_at, id) where not is_intact;
    -- The dates are keys, so that they are compared within the index: whose period is over lies at the far end of the order.
    create index archive_files_dates on archive_files (office_id, filed_at, id, active_until, inactive_until);
    create index archive_files_period on archive_files (office_id, period_to, id);
    create index archive_files_active on archive_files (office_id, active_until, id);
    create index archive_files_inactive on archive_files (office_id, inactive_until, id);
    create index archive_files_sealed on archive_files (office_id, sealed_at, id);

    create index step_visits_entered on step_visits (office_id, entered_at, id);
    create index step_visits_minutes on step_visits (office_id, working_minutes, id);
    create index step_visits_step on step_visits (office_id, step, left_at, id);
    create index step_visits_procedure on step_visits (office_id, procedure, left_at, id);
    create index step_visits_officer on step_visits (closed_by, left_at) include (office_id, working_minutes) where closed_by is not null;
  `);
}

export async function down(knex: Knex): Promise<void> {
  await knex.raw(`
    drop index step_visits_case, place_stays_case, case_timers_case, document_verdicts_case, repair_requests_case, file_returns_case, check_hits_case, standing_hits_case,
      audit_events_event, letters_office, letters_numbered, letters_number_order, letters_kind, letters_state, emails_state, emails_kind, emails_sent_order, emails_letter,
      emails_replaced, inbound_mails_state, inbound_mails_state_id, visits_round, letters_unnumbered, letters_kind_issued, archive_files_fate, archive_files_intact, archive_files_broken, archive_files_dates, step_visits_step,
      step_visits_procedure, tasks_office_due, tasks_office_opened, tasks_office_closed, tasks_state, tasks_kind, tasks_actor, tasks_opened_by, tasks_meant,
      archive_files_class, archive_files_outcome, archive_files_period, archive_files_active, archive_files_inactive, archive_files_sealed, step_visits_entered,
      step_visits_minutes, step_visits_officer;
    drop index emails_office, inbound_mails_office, tasks_open, letters_number_down, tasks_due_down, tasks_open_down;
    create index emails_office on emails (office_id, created_at desc, id);
    create index emails_sent on emails (office_id, sent_at) where sent_at is not null;
    create index inbound_mails_office on inbound_mails (office_id, received_at desc, id);
    create index tasks_open on tasks (office_id, due_at) where state = 'terbuka';
    create index archive_files_office on archive_files (office_id, filed_at desc, id);
    drop trigger case_deviations_office on case_deviations;
    drop trigger case_exceptions_office on case_exceptions;
    drop trigger case_subjects_office on case_subjects;
    drop function take_office_of_case();
    create function case_subjects_take_office() returns trigger language plpgsql as $$
    begin
      select c.office_id into new.office_id from cases c where c.id = new.case_id;
      return new;
    end $$;
    create trigger case_subjects_office before insert on case_subjects for each row execute function case_subjects_take_office();
    alter table case_deviations drop column office_id;
    alter table case_exceptions drop column office_id;
  `);
}
