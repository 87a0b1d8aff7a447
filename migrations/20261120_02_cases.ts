import type { Knex } from 'knex';

/** Cases, their history and their clocks; outbox, audit and answers already given. */
export async function up(knex: Knex): Promise<void> {
  await knex.raw(`
    create table cases (
      id uuid primary key default uuidv7(),
      office_id uuid not null references offices,
      number text not null unique,
      procedure text not null,
      sop_version integer not null,
      place text not null,
      step text,
      turn text,
      workspace text not null,
      clock text not null,
      outcome text,
      round integer not null default 1,
      version integer not null default 1,
      identity_version integer not null default 1,
      origin text not null check (origin in ('tautan','loket','email','whatsapp')),
      is_urgent boolean not null default false,
      holder_id uuid references users,
      preferred_holder_id uuid references users,
      received_at timestamptz not null,
      place_entered_at timestamptz not null,
      step_entered_at timestamptz not null,
      due_at timestamptz,
      ended_at timestamptz,
      archived_at timestamptz,
      extra_fields jsonb not null default '{}'
    );
    -- The queue: what is open in an office, by whose turn it is, urgent first, earliest due first.
    -- With the clock in it, a tab of the queue is counted without a look at the rows.
    create index cases_queue on cases (office_id, turn, is_urgent desc, due_at, id) include (clock) where archived_at is null;
    -- The orders in which the list is shown: 25 rows are read, not sorted out of 100,000 (docs/bench.md).
    create index cases_due on cases (office_id, due_at, id);
    create index cases_ended on cases (office_id, ended_at desc nulls last, id desc) where ended_at is not null;
    create index cases_office_received on cases (office_id, received_at desc nulls last, id desc);
    create index cases_holder on cases (holder_id) where holder_id is not null;
    -- "Ambil berikutnya" looks for what is meant for this officer before it takes what is first in the queue.
    create index cases_preferred on cases (preferred_holder_id) where preferred_holder_id is not null and holder_id is null and archived_at is null;
    create index cases_place on cases (place, place_entered_at) where archived_at is null;

    -- Persons and companies as they stood in this case. Personal values live here and nowhere else.
    create table case_subjects (
      id uuid primary key default uuidv7(),
      case_id uuid not null references cases,
      role text not null,
      name text,
      name_folded text,
      nik text,
      npwp_typed text,
      npwp15 text,
      npwp16 text,
      npwp_mask text,
      email text,
      phone text,
      user_id_spse text,
      address text,
      regency_code text,
      birth_date date,
      npwp_doubtful boolean not null default false,
      npwp_judged text check (npwp_judged in ('diterima','ditolak')),
      warnings jsonb not null default '[]',
      unique (case_id, role)
    );
    create index case_subjects_nik on case_subjects (nik);
    create index case_subjects_npwp15 on case_subjects (npwp15);
    create index case_subjects_npwp16 on case_subjects (npwp16);
    create index case_subjects_email on case_subjects (lower(email));
    create index case_subjects_phone on case_subjects (phone);
    create index case_subjects_user_id on case_subjects (lower(user_id_spse));
    create index case_subjects_name on case_subjects using gin (name_folded gin_trgm_ops);

    -- Append-only. Ids and codes; what was typed is in case_action_inputs, which can be erased.
    create table case_actions (
      id uuid primary key default uuidv7(),
      case_id uuid not null references cases,
      seq integer not null,
      action text not null,
      from_place text,
      to_place text not null,
      round integer not null,
      actor_kind text not null check (actor_kind in ('staf','pemohon','sistem')),
      actor_id uuid references users,
      ref text,
      outcome text,
      by_exception boolean not null default false,
      request_id text not null,
      input_sha256 text not null,
      at timestamptz not null,
      recorded_at timestamptz not null default clock_timestamp(),
      unique (case_id, seq),
      unique (case_id, request_id)
    );
    create index case_actions_at on case_actions (at);
    create table case_action_inputs (
      action_id uuid primary key references case_actions,
      case_id uuid not null references cases,
      input jsonb not null
    );
    create index case_action_inputs_case on case_action_inputs (case_id);

    create table case_claims (
      id uuid primary key default uuidv7(),
      case_id uuid not null references cases,
      user_id uuid not null references users,
      claimed_at timestamptz not null,
      released_at timestamptz,
      release_reason text
    );
    create unique index case_claims_open on case_claims (case_id) where released_at is null;
    create index case_claims_case on case_claims (case_id, claimed_at);

    -- A visit: from entering a step to leaving it. Minutes are office minutes.
    create table step_visits (
      id uuid primary key default uuidv7(),
      case_id uuid not null references cases,
      office_id uuid not null references offices,
      procedure text not null,
      sop_version integer not null,
      step text not null,
      round integer not null,
      entered_at timestamptz not null,
      left_at timestamptz,
      working_minutes double precision not null default 0,
      waiting_minutes double precision not null default 0,
      stopped_minutes double precision not null default 0,
      closed_by uuid references users,
      close_action_id uuid references case_actions
    );
    create unique index step_visits_open on step_visits (case_id) where left_at is null;
    create index step_visits_report on step_visits (office_id, left_at, procedure, step);
    -- The stretches of a visit: a step may have places where the clock stands still.
    create table place_stays (
      id uuid primary key default uuidv7(),
      case_id uuid not null references cases,
      visit_id uuid references step_visits,
      place text not null,
      clock text not null,
      entered_at timestamptz not null,
      clock_resumes_at timestamptz,
      left_at timestamptz
    );
    create unique index place_stays_open on place_stays (case_id) where left_at is null;
    create index place_stays_visit on place_stays (visit_id);

    create table case_deviations (
      id uuid primary key default uuidv7(),
      case_id uuid not null references cases,
      kind text not null check (kind in ('perlengkapan','waktu','output')),
      step text,
      round integer not null,
      explanation text not null,
      subject text,
      recorded_by uuid references users,
      at timestamptz not null
    );
    create index case_deviations_case on case_deviations (case_id);

    create table case_exceptions (
      id uuid primary key default uuidv7(),
      case_id uuid not null references cases,
      action text not null,
      user_id uuid not null references users,
      round integer not null,
      granted_by uuid not null references users,
      reason text not null,
      at timestamptz not null
    );
    create index case_exceptions_case on case_exceptions (case_id);

    create table case_timers (
      case_id uuid not null references cases,
      stay_id uuid not null references place_stays,
      key text not null,
      fired_at timestamptz not null,
      primary key (stay_id, key)
    );

    -- Answers already given to a request key, so that a repeat gets the same one.
    create table given_answers (
      scope text not null,
      key text not null,
      request_sha256 text not null,
      status integer not null,
      -- json, not jsonb: the first answer to the letter, keys in their order
      body json not null,
      at timestamptz not null default now(),
      primary key (scope, key)
    );

    create table outbox (
      id uuid primary key default uuidv7(),
      effect text not null,
      case_id uuid references cases,
      ref_id uuid,
      created_at timestamptz not null default clock_timestamp(),
      available_at timestamptz not null default clock_timestamp(),
      handed_at timestamptz,
      done_at timestamptz,
      attempts integer not null default 0,
      last_error text,
      failed_at timestamptz
    );
    create index outbox_open on outbox (available_at) where done_at is null and failed_at is null;
    create index outbox_case on outbox (case_id);

    -- rate-limiter-flexible; made here because the app's role makes no tables.
    create table rate_limits (key text primary key, points integer not null default 0, expire bigint);

    create table audit_events (
      id bigint generated always as identity primary key,
      at timestamptz not null default clock_timestamp(),
      office_id uuid,
      actor_kind text not null,
      actor_id uuid,
      event text not null,
      case_id uuid,
      ref text,
      request_id text,
      ip_hash text,
      detail jsonb not null default '{}'
    );
    create index audit_events_case on audit_events (case_id, at);
    create index audit_events_actor on audit_events (actor_id, at);
    create index audit_events_ref on audit_events (ref, at);
    create index audit_events_office on audit_events (office_id, at desc, id desc);
  `);
}

export async function down(knex: Knex): Promise<void> {
  await knex.raw(`drop table audit_events, rate_limits, outbox, given_answers, case_timers, case_exceptions, case_deviations, place_stays, step_visits, case_claims,
    case_action_inputs, case_actions, case_subjects, cases`);
}
