/**
 * The supervisor's table counted a second time, from the history alone: who moved a case when (`case_actions`), who held it when
 * (`case_claims`) and laid it aside (`case_holds`), when it was called (`appointments`), and the calendar rows. It knows nothing of `step_visits`, of the definition of
 * the procedure or of the calendar code: places, clocks and printed minutes stand here as they stand on the paper, and time is counted
 * as sets of ranges.
 */
import type { Knex } from 'knex';

/** Places of seed 003 with the step they belong to and whether the clock runs there (domain.md 10.1). */
const PLACES = `values
  ('diterima', '6', 'jalan'), ('cek_unggahan', '6', 'jalan'), ('cek_daftar_hitam', '7', 'jalan'), ('ditolak_daftar_hitam', '8', 'jalan'),
  ('cek_kelengkapan', '9', 'jalan'), ('pengembalian', '10', 'jalan'), ('menunggu_perbaikan', '4', 'diam'), ('diteruskan', '11', 'jalan'),
  ('cek_lpse_lain', '12', 'jalan'), ('gunakan_id_ada', '13', 'jalan'), ('penjadwalan', '15', 'jalan'), ('terjadwal', '15', 'janji'),
  ('verifikasi', '15', 'jalan'), ('disetujui', '17', 'jalan'), ('tidak_lolos', '18', 'jalan'), ('pengarsipan', '19', 'jalan'), ('diarsipkan', null, 'diam')`;

/** Printed minutes (seed 003 lines 32–54) of the steps an office is measured by: 4 is the applicant's, 11 happens by itself. */
const STANDARDS = `values
  ('6', 5), ('7', 5), ('8', 5), ('9', 10), ('10', 5), ('12', 5), ('13', 5), ('15', 10), ('17', 5), ('18', 5), ('19', 10)`;

/** Perpres 21/2023: what an office works that set no week of its own. */
const USUAL_WEEK = `'{
  "1": [{"start": "07:30", "end": "12:00"}, {"start": "13:00", "end": "16:00"}], "2": [{"start": "07:30", "end": "12:00"}, {"start": "13:00", "end": "16:00"}],
  "3": [{"start": "07:30", "end": "12:00"}, {"start": "13:00", "end": "16:00"}], "4": [{"start": "07:30", "end": "12:00"}, {"start": "13:00", "end": "16:00"}],
  "5": [{"start": "07:30", "end": "11:30"}, {"start": "13:00", "end": "16:30"}], "6": [], "7": []}'::jsonb`;

const VISITS = `
  places(place, step, clock) as (${PLACES}),
  weeks as (
    select office_id, valid_from, coalesce(valid_to, 'infinity'::date) as valid_to, days from working_weeks
    union all
    select id, '-infinity', 'infinity', ${USUAL_WEEK} from offices o where not exists (select from working_weeks w where w.office_id = o.id)),
  days as (
    select distinct on (o.id, d.day) o.id as office_id, o.zone, d.day, w.days -> extract(isodow from d.day)::int::text as windows
    from offices o cross join (select generate_series(cast(:first as date), cast(:last as date), interval '1 day')::date as day) d
    join weeks w on w.office_id = o.id and d.day between w.valid_from and w.valid_to
    order by o.id, d.day, w.valid_from desc),
  hours as (
    select d.office_id, range_agg(tstzrange((d.day + (w ->> 'start')::time) at time zone d.zone, (d.day + (w ->> 'end')::time) at time zone d.zone)) as open
    from days d cross join jsonb_array_elements(d.windows) w
    where not exists (select from holidays h where h.date = d.day and (h.office_id is null or h.office_id = d.office_id))
    group by d.office_id),
  aside as (
    select case_id, range_agg(tstzrange(from_at, coalesce(ended_at, until_at))) as laid from case_holds group by case_id),
  held as (
    select k.case_id, range_agg(tstzrange(k.claimed_at, k.released_at)) - coalesce((select a.laid from aside a where a.case_id = k.case_id), '{}') as by_somebody
    from case_claims k group by k.case_id),
  moves as (
    select a.case_id, a.seq, a.to_place, a.at as entered_at, lead(a.at) over history as left_at,
      1 + count(*) filter (where a.action = 'kirim_perbaikan') over history as round
    from case_actions a where a.from_place is distinct from a.to_place
    window history as (partition by a.case_id order by a.seq)),
  stays as (
    select m.*, p.step, p.clock, c.office_id, c.number,
      lag(p.step) over history is distinct from p.step or lag(m.round) over history is distinct from m.round as begins_visit
    from moves m join places p on p.place = m.to_place join cases c on c.id = m.case_id
    where c.procedure = 'registrasi_perseorangan'
    window history as (partition by m.case_id order by m.seq)),
  numbered as (
    select s.*, sum(s.begins_visit::int) over (partition by s.case_id order by s.seq) as visit from stays s),
  measured as (
    select n.*, h.open * tstzmultirange(tstzrange(n.entered_at, n.left_at)) as whole,
      h.open * case n.clock
        when 'jalan' then tstzmultirange(tstzrange(n.entered_at, n.left_at))
        when 'janji' then tstzmultirange(tstzrange(least(greatest(called.starts_at, n.entered_at), n.left_at), n.left_at))
        else '{}'::tstzmultirange end as running,
      coalesce(held.by_somebody, '{}') as by_somebody
    from numbered n join hours h on h.office_id = n.office_id left join held on held.case_id = n.case_id
    left join lateral (
      select a.starts_at from appointments a where a.case_id = n.case_id and a.created_at <= n.entered_at order by a.created_at desc, a.sequence desc limit 1) called on true
    where n.left_at is not null),
  visits as (
    select m.office_id, m.case_id, m.number, m.step, m.round, min(m.entered_at) as entered_at, max(m.left_at) as left_at,
      sum((select coalesce(sum(extract(epoch from upper(r) - lower(r))), 0) / 60 from unnest(m.running * m.by_somebody) r))::float8 as working,
      sum((select coalesce(sum(extract(epoch from upper(r) - lower(r))), 0) / 60 from unnest(m.running - m.by_somebody) r))::float8 as waiting,
      sum((select coalesce(sum(extract(epoch from upper(r) - lower(r))), 0) / 60 from unnest(m.whole - m.running) r))::float8 as stopped
    from measured m
    where m.step is not null
      -- A visit that still has an open stay is not closed.
      and not exists (select from numbered o where o.case_id = m.case_id and o.visit = m.visit and o.left_at is null)
    group by m.office_id, m.case_id, m.number, m.step, m.round, m.visit)`;

export interface CountedVisit { number: string; step: string; round: number; working: number; waiting: number; stopped: number }
export interface CountedStep {
  step: string; visits: number; workingP50: number; workingP90: number; waitingP50: number; waitingP90: number; stoppedP50: number;
  standard: number | null; within: number; withinShare: number | null; overruns: number;
}
/** Days whose calendar is looked at. */
export interface CountedDays { first: string; last: string }

/** Every closed visit of an office, from the history alone. */
export async function recountVisits(db: Knex, officeId: string, days: CountedDays): Promise<CountedVisit[]> {
  const { rows } = await db.raw<{ rows: CountedVisit[] }>(
    `with ${VISITS} select number, step, round::int as round, working, waiting, stopped from visits where office_id = :officeId order by number, entered_at`, { ...days, officeId });
  return rows;
}

/** The table, one row per step that has closed visits. Percentiles between two values lie on the line between them. */
export async function recountSteps(db: Knex, officeId: string, days: CountedDays): Promise<CountedStep[]> {
  const { rows } = await db.raw<{ rows: CountedStep[] }>(
    `with ${VISITS},
     standards(step, minutes) as (${STANDARDS}),
     own as (select v.*, coalesce((select o.minutes from standard_overrides o where o.office_id = v.office_id and o.procedure = 'registrasi_perseorangan' and o.step = v.step), s.minutes) as standard,
         s.minutes is not null as compared
       from visits v left join standards s on s.step = v.step where v.office_id = :officeId),
     ranked as (
       select o.step, of.measure, of.minutes, row_number() over place - 1 as nth, count(*) over (partition by o.step, of.measure) - 1 as top
       from own o cross join lateral (values ('working', o.working), ('waiting', o.waiting), ('stopped', o.stopped)) of(measure, minutes)
       window place as (partition by o.step, of.measure order by of.minutes)),
     points as (
       select r.step, r.measure, p.share, sum(r.minutes * greatest(0, 1 - abs(r.nth - r.top * p.share)))::float8 as minutes
       from ranked r cross join (values (0.5), (0.9)) p(share) group by r.step, r.measure, p.share)
     select o.step, count(*)::int as visits,
       (select minutes from points p where p.step = o.step and measure = 'working' and share = 0.5) as "workingP50",
       (select minutes from points p where p.step = o.step and measure = 'working' and share = 0.9) as "workingP90",
       (select minutes from points p where p.step = o.step and measure = 'waiting' and share = 0.5) as "waitingP50",
       (select minutes from points p where p.step = o.step and measure = 'waiting' and share = 0.9) as "waitingP90",
       (select minutes from points p where p.step = o.step and measure = 'stopped' and share = 0.5) as "stoppedP50",
       max(o.standard)::int as standard,
       count(*) filter (where o.compared and o.working <= o.standard + 0.001)::int as within,
       case when bool_and(o.compared) then count(*) filter (where o.working <= o.standard + 0.001)::float8 / count(*) end as "withinShare",
       count(*) filter (where o.compared and o.working > o.standard + 0.001)::int as overruns
     from own o group by o.step order by o.step`, { ...days, officeId });
  return rows;
}
