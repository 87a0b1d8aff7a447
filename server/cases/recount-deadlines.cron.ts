/**
 * Deadlines reckoned anew after the calendar of an office changed: its holidays were entered, a week table was added. Running twice, also at once, is harmless: each
 * case is reckoned under its lock from what its deadlines began with, and each deadline remembers the edition of the calendar it was reckoned with. Until its turn
 * comes it is called provisional (`domain/provisional.ts`).
 */
import type { Knex } from 'knex';
import { getSop } from '../domain/sop/catalogue.ts';
import { standardEnd } from '../domain/sop/standard-end.ts';
import type { Logger } from '../platform/log.ts';
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

/** Cases of an office in one run; the next run goes on. */
const AT_ONCE = 5_000;

export function recountSchedules(deps: RecountDeps): { id: string; every: number; run: () => Promise<void> }[] {
  return [{ id: 'hitung-ulang-tenggat', every: 60_000, run: async () => { await recountDeadlines(deps); } }];
}

/** Returns how many deadlines moved. A case that fails is logged, stays provisional and is tried again next time. */
export async function recountDeadlines(deps: RecountDeps): Promise<number> {
  let moved = 0;
  for (const officeId of await deps.calendars.behind(deps.db)) {
    const { edition } = await deps.calendars.read(deps.db, officeId);
    const keepers = [caseDeadlines, ...deps.door.deadlines];
    const found = await Promise.all(keepers.map((keeper) => keeper.behind(deps.db, officeId, edition, AT_ONCE)));
    const waiting = [...new Set(found.flat())].sort();
    for (const caseId of waiting) {
      try {
        moved += await deps.db.transaction((trx) => recountOne(trx, deps, keepers, caseId));
      } catch (error) {
        deps.log.error({ err: error, caseId }, 'deadlines were not reckoned anew');
      }
    }
    if (waiting.length === 0) await deps.calendars.settled(deps.db, officeId, edition);
  }
  return moved;
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
