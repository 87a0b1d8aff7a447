/** Taking a file, giving it back, and "Ambil berikutnya". A held file is written by its holder only. */
import type { Knex } from 'knex';
import { getSop } from '../domain/sop/catalogue.ts';
import { serves } from '../domain/workflow.ts';
import { ActionClosedError, NotAllowedError } from '../platform/errors.ts';
import type { Officer } from '../platform/http/route.ts';
import { lockCase, updateCase, type CaseRow } from './cases.repository.ts';
import { endClaim } from './move-case.ts';

/** @throws ActionClosedError naming the holder; NotAllowedError when there is nothing here for this person's parts */
export async function claimCase(trx: Knex.Transaction, officer: Officer, caseId: string, at: Date): Promise<CaseRow> {
  const row = await lockCase(trx, caseId, officer.officeId);
  if (row.holder_id === officer.id) return row;
  if (row.holder_id) throw await heldBy(trx, row);
  if (!servesPlace(row, officer)) throw new NotAllowedError('galat.bukan_giliran_anda');
  return hold(trx, row, officer.id, at);
}

/** Given back to the queue; the minutes worked so far stay with the visit. */
export async function releaseCase(trx: Knex.Transaction, officer: Officer, caseId: string, at: Date): Promise<CaseRow> {
  const row = await lockCase(trx, caseId, officer.officeId);
  if (!row.holder_id) return row;
  if (row.holder_id !== officer.id && !officer.roles.includes('penyelia')) throw await heldBy(trx, row);
  await endClaim(trx, caseId, at, row.holder_id === officer.id ? 'dilepas' : 'dilepas_penyelia');
  return updateCase(trx, caseId, { holder_id: null });
}

/** My open file first; else the one meant for me, else urgent, else earliest due. Two people never get the same row. */
export async function claimNext(trx: Knex.Transaction, officer: Officer, at: Date): Promise<CaseRow | null> {
  const own = await trx<CaseRow>('cases').where({ holder_id: officer.id, office_id: officer.officeId }).whereNull('archived_at').andWhere((now) => isWaiting(now, at))
    .orderBy('due_at').first();
  if (own) return own;
  const waiting = (): Knex.QueryBuilder<CaseRow> => trx<CaseRow>('cases').where({ office_id: officer.officeId }).andWhere((now) => isWaiting(now, at))
    .whereIn('turn', officer.roles).whereNull('holder_id').whereNull('archived_at')
    .orderBy([{ column: 'is_urgent', order: 'desc' }, { column: 'due_at' }, { column: 'id' }]).limit(1).forUpdate().skipLocked() as Knex.QueryBuilder<CaseRow>;
  const meant = await waiting().andWhere({ preferred_holder_id: officer.id }) as CaseRow[];
  const row = meant[0] ?? (await waiting() as CaseRow[])[0];
  return row ? hold(trx, row, officer.id, at) : null;
}

/** Something to do now: the clock runs, or the appointment it waited for has come (its due time is the appointment's). */
function isWaiting(query: Knex.QueryBuilder, at: Date): void {
  void query.where({ clock: 'jalan' }).orWhere((appointed) => { void appointed.where({ clock: 'berhenti_sampai_janji' }).andWhere('due_at', '<=', at); });
}

async function hold(trx: Knex.Transaction, row: CaseRow, userId: string, at: Date): Promise<CaseRow> {
  await trx('case_claims').insert({ case_id: row.id, user_id: userId, claimed_at: at });
  return updateCase(trx, row.id, { holder_id: userId });
}

function servesPlace(row: CaseRow, officer: Officer): boolean {
  return serves(getSop(row.procedure, row.sop_version), row.place, officer.roles);
}

async function heldBy(trx: Knex.Transaction, row: CaseRow): Promise<ActionClosedError> {
  const holder = await trx('users').where({ id: row.holder_id }).first<{ name: string } | undefined>('name');
  return new ActionClosedError([{ key: 'hambatan.dipegang_orang_lain', params: { nama: holder?.name ?? '' } }], { holder: holder?.name ?? null, version: row.version });
}
