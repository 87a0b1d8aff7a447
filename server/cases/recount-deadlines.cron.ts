/**
 * Deadlines reckoned anew after the calendar of an office changed: its holidays were entered, a week table was added. Running twice, also at once, is harmless: each
 * case is reckoned under its lock from what its deadlines began with, and each deadline remembers the edition of the calendar it was reckoned with. Until its turn
 * comes it is called provisional (`domain/provisional.ts`).
 */
import type { Knex } from 'knex';
import { getSop } from '../domain/sop/catalogue.ts';
import { standardEnd } from '../domain/sop/standard-end.ts';
import type { Logger } from '../platform/log.ts';
import type { TimedJob } from '../platform/timed-jobs.ts';
import type { CaseDoor, DeadlineCalendar, DeadlineKeeper, MovedDeadline } from './case-door.ts';
import { lockCase, updateCase, type CaseRow } from './cases.repository.ts';
import { withdrawTimers } from './timers.cron.ts';

export interface RecountDeps {
  db: Knex;
  door: CaseDoor;
  log: Logger;
  calendars: {
    /** As it stands now, nothing kept. */
    read(trx: Knex | Knex.Transaction, officeId: string): Promise<DeadlineCalendar>;
    /** Offices whose calendar changed since everything was reckoned. */
    behind(db: Knex): Promise<string[]>;
    /** Nothing is left of earlier editions. */
    settled(db: Knex, officeId: string, edition: number): Promise<void>;
  };
  /** What moved is told, in the transaction that moved it. */
  tell(trx: Knex.Transaction, row: CaseRow, moved: MovedDeadline[], zone: string): Promise<void>;
}

/** Of one run, which other timed work of its lane waits for: cases of all offices together, and milliseconds, of which the first case is free. */
export interface RecountBudget { cases: number; ms: number }
const BUDGET: RecountBudget = { cases: 2_000, ms: 10_000 };

export function recountSchedules(deps: RecountDeps): TimedJob[] {
  const failed = new Set<string>();
  return [{ id: 'hitung-ulang-tenggat', lane: 'lama', every: 60_000, run: async () => { await recountDeadlines(deps, BUDGET, failed); } }];
}

/**
 * Returns how many deadlines moved. A national holiday concerns every open case of every office: a run does as much as its budget allows, some of each office, and
 * the next one goes on. A case that fails is logged, stays provisional and is tried again once none of its office waits that did not (`failed`).
 */
export async function recountDeadlines(deps: RecountDeps, budget: RecountBudget = BUDGET, failed = new Set<string>()): Promise<number> {
  const until = performance.now() + budget.ms;
  const keepers = [caseDeadlines, ...deps.door.deadlines];
  const offices = await deps.calendars.behind(deps.db);
  const share = Math.ceil(budget.cases / Math.max(1, offices.length));
  const waiting: string[][] = [];
  for (const officeId of offices) waiting.push(await waitingIn(deps, keepers, officeId, share, failed));
  let moved = 0;
  for (let turn = 0; turn < share; turn += 1) {
    for (const caseId of waiting.flatMap((cases) => cases.slice(turn, turn + 1))) {
      moved += await tryOne(deps, keepers, caseId, failed);
      if (performance.now() >= until) return moved;
    }
  }
  return moved;
}

/** So many cases of the office as are its turn; where there is none at all, nothing is left of earlier calendars. */
async function waitingIn({ db, calendars }: RecountDeps, keepers: DeadlineKeeper[], officeId: string, share: number, failed: Set<string>): Promise<string[]> {
  const { edition } = await calendars.read(db, officeId);
  const found = await Promise.all(keepers.map((keeper) => keeper.behind(db, officeId, edition, share + failed.size)));
  const all = [...new Set(found.flat())].sort();
  if (all.length === 0) await calendars.settled(db, officeId, edition);
  const untried = all.filter((caseId) => !failed.has(caseId));
  if (untried.length > 0) return untried.slice(0, share);
  for (const caseId of all) failed.delete(caseId);
  return all.slice(0, share);
}

async function tryOne(deps: RecountDeps, keepers: DeadlineKeeper[], caseId: string, failed: Set<string>): Promise<number> {
  try {
    const moved = await deps.db.transaction((trx) => recountOne(trx, deps, keepers, caseId));
    failed.delete(caseId);
    return moved;
  } catch (error) {
    failed.add(caseId);
    deps.log.error({ err: error, caseId }, 'deadlines were not reckoned anew');
    return 0;
  }
}

async function recountOne(trx: Knex.Transaction, { door, calendars, tell }: RecountDeps, keepers: DeadlineKeeper[], caseId: string): Promise<number> {
  const row = await lockCase(trx, caseId, null);
  const at = door.clock.now();
  const calendar = await calendars.read(trx, row.office_id);
  const moved: MovedDeadline[] = [];
  for (const keeper of keepers) moved.push(...await keeper.recount(trx, { case: row, calendar, at }));
  if (moved.length === 0) return 0;
  if (moved.some(({ what }) => what === 'perbaikan')) await withdrawTimers(trx, door, row, at);
  await tell(trx, await updateCase(trx, row.id, {}), moved, calendar.zone);
  return moved.length;
}

/** The standard of the step the case stands at. An appointment is no standard: it stays where it was agreed. */
const caseDeadlines: DeadlineKeeper = {
  behind: (db, officeId, edition, most) => db<CaseRow>('cases').where({ office_id: officeId }).whereNull('archived_at').whereNotNull('due_at').where('due_edition', '<', edition).orderBy('id').limit(most).pluck('id'),
  async recount(trx, { case: row, calendar }) {
    if (row.archived_at || !row.due_at || row.due_edition >= calendar.edition) return [];
    const standard = row.clock === 'jalan' && row.step !== null ? getSop(row.procedure, row.sop_version).steps[row.step]?.standard : undefined;
    const reckoned = standard ? standardEnd(calendar, standard, row.due_from ?? row.step_entered_at) : null;
    // Where nobody wrote down when the time began, and where it is the applicant's own, it is never made shorter.
    const mayShorten = row.due_from !== null && row.turn !== 'pemohon';
    const moves = reckoned !== null && (mayShorten ? reckoned.getTime() !== row.due_at.getTime() : reckoned > row.due_at);
    await trx<CaseRow>('cases').where({ id: row.id }).update({ due_edition: calendar.edition, ...(moves ? { due_at: reckoned } : {}) });
    return moves ? [{ what: 'berkas', from: row.due_at, to: reckoned }] : [];
  },
};
