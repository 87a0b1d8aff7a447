/** Who has a file: the one place that writes it. The caller holds the lock of the case; the new version is raised here. */
import type { Knex } from 'knex';
import type { CaseDoor } from './case-door.ts';
import { updateCase, type CaseRow } from './cases.repository.ts';
import { keepActive } from './colleagues.repository.ts';
import { endHold } from './holds.repository.ts';

export type HolderDoor = Pick<CaseDoor, 'onHolder'>;
export interface HolderChange {
  toId: string | null;
  at: Date;
  /** Why the present holder's stretch ends, for `case_claims`. */
  because: string;
  /** Somebody chose this colleague: what cannot go along stands against it. Otherwise it stays where it is and he is told. */
  chosen: boolean;
}

/**
 * Ends the present stretch and begins the next; what belongs to the holder of a file (appointment, tasks) goes along.
 * @throws ActionClosedError when the account that would hold it is disabled
 */
export async function changeHolder(trx: Knex.Transaction, door: HolderDoor, row: CaseRow, { toId, at, because, chosen }: HolderChange): Promise<CaseRow> {
  if (row.on_hold_until) await endHold(trx, row.id, at, 'ganti_pemegang');
  if (row.holder_id) await endClaim(trx, row.id, at, because);
  // In one round trip; whatever of it fails takes the whole transaction back.
  const [changed] = await Promise.all([
    updateCase(trx, row.id, { holder_id: toId, on_hold_until: null }),
    toId && keepActive(trx, toId),
    toId && trx('case_claims').insert({ case_id: row.id, user_id: toId, claimed_at: at }),
  ]);
  for (const follow of door.onHolder) await follow(trx, { case: changed, fromId: row.holder_id, toId, at, chosen });
  return changed;
}

export async function endClaim(trx: Knex.Transaction, caseId: string, at: Date, reason: string): Promise<void> {
  await trx('case_claims').where({ case_id: caseId }).whereNull('released_at').update({ released_at: at, release_reason: reason });
}
