/** Putting a file aside for a while, and taking it up again. The holder stays the holder; the time is not counted as work. */
import type { Knex } from 'knex';
import { ActionClosedError, InvalidError } from '../platform/errors.ts';
import type { Officer } from '../platform/http/route.ts';
import { lockCase, updateCase, type CaseRow } from './cases.repository.ts';
import { refuseStale, requireHolder } from './held-by.ts';
import { endHold, insertHold } from './holds.repository.ts';

const LONGEST_DAYS = 60;

export interface HoldRequest { caseId: string; seenVersion: number; reason: string; until: Date }

/** @throws ActionClosedError stale, held by another or already over; InvalidError an end that is past or too far away */
export async function holdCase(trx: Knex.Transaction, officer: Officer, { caseId, seenVersion, reason, until }: HoldRequest, at: Date): Promise<CaseRow> {
  const row = await lockCase(trx, caseId, officer.officeId);
  await requireHolder(trx, row, officer);
  refuseStale(row, seenVersion);
  if (row.archived_at) throw new ActionClosedError([{ key: 'hambatan.sudah_diarsipkan' }], { version: row.version });
  if (until.getTime() <= at.getTime()) throw new InvalidError({ until: { key: 'galat.tunda.sudah_lewat' } });
  if (until.getTime() > at.getTime() + LONGEST_DAYS * 86_400_000) throw new InvalidError({ until: { key: 'galat.tunda.terlalu_lama', params: { hari: LONGEST_DAYS } } });
  if (row.on_hold_until) await endHold(trx, caseId, at, 'dilanjutkan');
  await insertHold(trx, { case_id: caseId, user_id: officer.id, reason, from_at: at, until_at: until });
  return updateCase(trx, caseId, { on_hold_until: until });
}

/** @throws ActionClosedError stale, or held by another */
export async function resumeCase(trx: Knex.Transaction, officer: Officer, { caseId, seenVersion }: { caseId: string; seenVersion: number }, at: Date): Promise<CaseRow> {
  const row = await lockCase(trx, caseId, officer.officeId);
  await requireHolder(trx, row, officer);
  // It came back by itself a moment ago: what was wanted is so.
  if (!row.on_hold_until) return row;
  refuseStale(row, seenVersion);
  await endHold(trx, caseId, at, 'dilanjutkan');
  return updateCase(trx, caseId, { on_hold_until: null });
}
