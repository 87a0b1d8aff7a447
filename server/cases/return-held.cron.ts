/**
 * A file put aside comes back at its moment: to its holder, or, when he is away, to his substitute or the queue. Running twice, also at
 * once, is harmless: each return takes the lock of the case and does nothing when the hold it saw is over or was moved.
 */
import type { Knex } from 'knex';
import type { Logger } from '../platform/log.ts';
import type { TimedJob } from '../platform/timed-jobs.ts';
import type { CaseDoor } from './case-door.ts';
import { lockCase, updateCase, type CaseRow } from './cases.repository.ts';
import { keepColleague, standInFor } from './colleagues.repository.ts';
import { give } from './hand-over-case.ts';
import { servesPlace } from './held-by.ts';
import { endHold } from './holds.repository.ts';

export interface ReturnDeps { db: Knex; door: CaseDoor; log: Logger }

/** Returns how many came back. One that fails is logged and tried again next time. */
export async function returnHeld({ db, door, log }: ReturnDeps): Promise<number> {
  const now = door.clock.now();
  const due = await db<CaseRow>('cases').where('on_hold_until', '<=', now).orderBy('on_hold_until').limit(500).pluck<string[]>('id');
  let returned = 0;
  for (const caseId of due) {
    try {
      returned += await db.transaction((trx) => returnOne(trx, door, caseId, now));
    } catch (error) {
      log.error({ err: error, caseId }, 'a file on hold did not come back');
    }
  }
  return returned;
}

export function holdSchedules(deps: ReturnDeps): TimedJob[] {
  return [{ id: 'kembali-dari-tunda', lane: 'jam', every: 60_000, run: async () => { await returnHeld(deps); } }];
}

async function returnOne(trx: Knex.Transaction, door: CaseDoor, caseId: string, now: Date): Promise<number> {
  // Whoever will have it, before the lock of the case; asked again below, for what may have changed between.
  const seen = await trx<CaseRow>('cases').where({ id: caseId }).first();
  if (seen?.holder_id) await keepColleague(trx, seen.office_id, await standInFor(trx, seen.holder_id, (roles) => servesPlace(seen, roles), now));
  const row = await lockCase(trx, caseId, null);
  // Asked again under the lock: somebody may have acted, or moved the end, between the list and here.
  if (!row.on_hold_until || row.on_hold_until.getTime() > now.getTime() || !row.holder_id) return 0;
  await endHold(trx, caseId, now, 'waktu');
  const back = await updateCase(trx, caseId, { on_hold_until: null });
  const keeperId = await standInFor(trx, row.holder_id, (roles) => servesPlace(row, roles), now);
  if (keeperId === row.holder_id) {
    await door.notify(trx, { officeId: row.office_id, userId: row.holder_id, kind: 'tunda_berakhir', caseId, textKey: 'pemberitahuan.tunda_berakhir', params: { nomor: row.number }, at: now });
    return 1;
  }
  const keeper = keeperId ? await trx('users').where({ id: keeperId }).first<{ id: string; name: string }>('id', 'name') : null;
  await give(trx, door, back, { to: keeper, by: null, reason: null, at: now, kind: 'absen', chosen: false });
  return 1;
}
