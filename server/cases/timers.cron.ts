/**
 * Timers of the definitions: what happens by itself to a case that stands at a place. Running twice, also at once, is harmless: each
 * firing takes the row lock of the case and writes its (stay, key) row in `case_timers` in the transaction that acts, so a stay sees
 * each timer once.
 */
import type { Knex } from 'knex';
import type { Logger } from '../platform/log.ts';
import type { TimedJob } from '../platform/timed-jobs.ts';
import { allSops, getSop } from '../domain/sop/catalogue.ts';
import type { LetterId, Sop, TimerSpec } from '../domain/sop/model.ts';
import { addWorkingDays, workingDaysBefore } from '../domain/working-time.ts';
import { standardEnd } from '../domain/sop/standard-end.ts';
import type { CaseDoor } from './case-door.ts';
import { appendAction, lockCase, updateCase, type CaseRow } from './cases.repository.ts';
import { gatherFacts } from './gather-facts.ts';
import { SYSTEM } from './outside-actors.ts';
import { performAction } from './perform-action.ts';

export interface TimersDeps {
  db: Knex;
  door: CaseDoor;
  log: Logger;
  /** Whether the applicant opened a private link of this case at or after the moment (step 4 of seed 003). */
  wasOpenedSince(trx: Knex.Transaction, caseId: string, since: Date): Promise<boolean>;
}

type Waiting = CaseRow & { stay_id: string; stay_entered_at: Date };

/** Lets every timer go off whose time has come; returns how many did. One that fails is logged and tried again next time. `wanted`: only these. */
export async function fireTimers(deps: TimersDeps, wanted: (timer: TimerSpec) => boolean = () => true): Promise<number> {
  let fired = 0;
  for (const sop of allSops) {
    for (const [place, { timers = [] }] of Object.entries(sop.places)) {
      for (const timer of timers.filter(wanted)) {
        for (const row of await waitingAt(deps, sop, place, timer)) fired += await tryOne(deps, sop, timer, row);
      }
    }
  }
  return fired;
}

export function timerSchedules(deps: TimersDeps): TimedJob[] {
  const every = 5 * 60_000;
  return [
    // Somebody waits in front of a camera; of these only the next few are looked at.
    { id: 'penanda-janji', lane: 'jam', every, run: async () => { await fireTimers(deps, isOfAppointment); } },
    // Of days: each waiting case is looked at.
    { id: 'penanda-waktu', lane: 'lama', every, run: async () => { await fireTimers(deps, (timer) => !isOfAppointment(timer)); } },
  ];
}

const isOfAppointment = (timer: TimerSpec) => timer.from === 'janji';

/** Cases at the place that have not seen this timer during their present stay. */
async function waitingAt({ db, door }: TimersDeps, sop: Sop, place: string, timer: TimerSpec): Promise<Waiting[]> {
  const waiting = db('cases as c').join('place_stays as s', 's.case_id', 'c.id').whereNull('s.left_at').whereNull('c.archived_at')
    .where({ 'c.procedure': sop.code, 'c.sop_version': sop.version, 'c.place': place })
    .whereRaw('not exists (select 1 from case_timers t where t.stay_id = s.id and t.key = ? and t.withdrawn_at is null)', [timer.key])
    .orderBy('s.entered_at').select<Waiting[]>('c.*', 's.id as stay_id', 's.entered_at as stay_entered_at');
  if (timer.from !== 'janji') return waiting;
  // A case that waits for its appointment is due when that begins; of a hundred thousand only the next few are looked at.
  const now = door.clock.now();
  return waiting.whereBetween('c.due_at', [minutesAfter(now, timer.until), minutesAfter(now, timer.minutesBefore)]);
}

const minutesAfter = (at: Date, minutes: number) => new Date(at.getTime() + minutes * 60_000);

async function tryOne(deps: TimersDeps, sop: Sop, timer: TimerSpec, row: Waiting): Promise<number> {
  try {
    return await deps.db.transaction((trx) => fireOne(trx, deps, sop, timer, row));
  } catch (error) {
    deps.log.error({ err: error, caseId: row.id, timer: timer.key }, 'timer failed');
    return 0;
  }
}

async function fireOne(trx: Knex.Transaction, deps: TimersDeps, sop: Sop, timer: TimerSpec, seen: Waiting): Promise<number> {
  const now = deps.door.clock.now();
  if (!await hasCome(trx, deps.door, timer, seen, now)) return 0;
  const row = await lockCase(trx, seen.id, null);
  const stay = await trx('place_stays').where({ case_id: row.id, id: seen.stay_id }).whereNull('left_at').first<{ id: string } | undefined>('id');
  // Asked again under the lock: the case may have moved, or its deadline with it, between the list and here.
  if (!stay || !await hasCome(trx, deps.door, timer, { ...row, stay_entered_at: seen.stay_entered_at }, now)) return 0;
  if (timer.waitsWhile?.(await gatherFacts(trx, deps.door, row))) return 0;
  const { rows: [marked] } = await trx.raw<{ rows: { firings: number }[] }>(
    `insert into case_timers as t (case_id, stay_id, key, fired_at) values (?, ?, ?, ?)
     on conflict (stay_id, key) do update set fired_at = excluded.fired_at, firings = t.firings + 1, withdrawn_at = null where t.withdrawn_at is not null returning firings`, [row.id, stay.id, timer.key, now]);
  if (!marked || await isNeedless(trx, deps, timer, row, seen.stay_entered_at)) return 0;
  const key = `${stay.id}:${timer.key}${marked.firings > 1 ? `:${marked.firings}` : ''}`;
  if ('remind' in timer.then) await remind(trx, deps.door, sop, row, timer.then.remind, key);
  else {
    await performAction(trx, deps.door, SYSTEM, {
      caseId: row.id, action: timer.then.act, requestId: `waktu:${key}`, seenVersion: null, input: {}, officeId: null,
    });
  }
  return 1;
}

/** Whether the timer's time has come; never, where what it counts from does not exist. */
async function hasCome(trx: Knex.Transaction, door: CaseDoor, timer: TimerSpec, row: CaseRow & { stay_entered_at: Date }, now: Date): Promise<boolean> {
  if (timer.from === 'janji') {
    const start = await appointedStart(trx, door, row, now);
    if (!start) return false;
    // An appointment made later than the reminder's time needs none: its invitation has just gone out.
    return now >= minutesAfter(start, -timer.minutesBefore) && now < minutesAfter(start, -timer.until) && row.stay_entered_at <= minutesAfter(start, -timer.minutesBefore);
  }
  const from = timer.from === 'masuk' ? row.stay_entered_at : await repairDeadline(trx, door, row, now);
  if (!from) return false;
  if (timer.workingDaysBefore) {
    const calendar = await door.calendarOf(trx, row.office_id);
    const quiet = addWorkingDays(calendar, row.stay_entered_at, 1);
    const moment = timer.workingDaysBefore.map((days) => workingDaysBefore(calendar, from, days)).find((at) => at > quiet);
    return moment !== undefined && now >= moment && now < from;
  }
  const due = standardEnd(await door.calendarOf(trx, row.office_id), timer.after, from);
  return due !== null && due.getTime() <= now.getTime();
}

/**
 * A repair has longer than it had: what went off before its deadline, and would not yet by the new one, counts as not gone off. So the reminder goes out again with
 * the new date. The caller holds the lock of the case.
 */
export async function withdrawTimers(trx: Knex.Transaction, door: CaseDoor, row: CaseRow, now: Date): Promise<void> {
  const stay = await trx('place_stays').where({ case_id: row.id }).whereNull('left_at').first<{ id: string; entered_at: Date } | undefined>('id', 'entered_at');
  const timers = getSop(row.procedure, row.sop_version).places[row.place]?.timers?.filter((timer) => timer.from === 'batas_perbaikan') ?? [];
  for (const timer of stay ? timers : []) {
    if (await hasCome(trx, door, timer, { ...row, stay_entered_at: stay?.entered_at ?? now }, now)) continue;
    await trx('case_timers').where({ stay_id: stay?.id, key: timer.key }).whereNull('withdrawn_at').update({ withdrawn_at: now });
  }
}

/** When the appointment that stands now begins, read again each time it is asked. */
async function appointedStart(trx: Knex.Transaction, door: CaseDoor, row: CaseRow, now: Date): Promise<Date | null> {
  const source = door.facts.find((candidate) => candidate.key === 'janji');
  const appointment = await source?.read(trx, { caseId: row.id, round: row.round, identityVersion: row.identity_version, contactVersion: row.contact_version, now }) as { state: string; start: Date } | null | undefined;
  return appointment && (appointment.state === 'diusulkan' || appointment.state === 'dikonfirmasi') ? appointment.start : null;
}

/** Of the open repair request, as the feature that owns it tells. */
async function repairDeadline(trx: Knex.Transaction, door: CaseDoor, row: CaseRow, now: Date): Promise<Date | null> {
  const source = door.facts.find((candidate) => candidate.key === 'perbaikan');
  const open = await source?.read(trx, { caseId: row.id, round: row.round, identityVersion: row.identity_version, contactVersion: row.contact_version, now }) as { dueAt: Date | null } | null | undefined;
  return open?.dueAt ?? null;
}

/** Needless: its own condition says so, or it would remind somebody, counted from entering, of what he has looked at since. */
async function isNeedless(trx: Knex.Transaction, deps: TimersDeps, timer: TimerSpec, row: CaseRow, since: Date): Promise<boolean> {
  if (timer.unless?.(await gatherFacts(trx, deps.door, row))) return true;
  return 'remind' in timer.then && timer.from === 'masuk' && deps.wasOpenedSince(trx, row.id, since);
}

/** A reminder is a line of the history and a letter; nothing else changes. */
async function remind(trx: Knex.Transaction, door: CaseDoor, sop: Sop, row: CaseRow, letter: LetterId, key: string): Promise<void> {
  const at = door.clock.now();
  const actionRowId = await appendAction(trx, {
    case_id: row.id, action: 'ingatkan', from_place: row.place, to_place: row.place, round: row.round, actor_kind: SYSTEM.kind, actor_id: null, ref: letter,
    outcome: null, by_exception: false, request_id: `waktu:${key}`, input_sha256: '', at,
  }, {});
  const facts = await gatherFacts(trx, door, row);
  const changed = await updateCase(trx, row.id, {});
  await door.issueLetter(trx, {
    case: changed, sop, actionId: 'ingatkan', action: { to: 'tetap', letters: [letter] }, actionRowId, actor: SYSTEM, input: {}, facts, at, round: row.round,
  }, letter);
}
