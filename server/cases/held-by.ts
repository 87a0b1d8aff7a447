/** What stands against somebody who would write on a file that is not his, or that changed since he looked. */
import type { Knex } from 'knex';
import { getSop } from '../domain/sop/catalogue.ts';
import { serves } from '../domain/workflow.ts';
import { ActionClosedError } from '../platform/errors.ts';
import type { Officer } from '../platform/http/route.ts';
import type { CaseRow } from './cases.repository.ts';

export function servesPlace(row: CaseRow, roles: readonly string[]): boolean {
  return serves(getSop(row.procedure, row.sop_version), row.place, roles);
}

/** The refusal that names the holder. */
export async function heldBy(trx: Knex.Transaction, row: CaseRow): Promise<ActionClosedError> {
  const holder = await trx('users').where({ id: row.holder_id }).first<{ name: string } | undefined>('name');
  return new ActionClosedError([{ key: 'hambatan.dipegang_orang_lain', params: { nama: holder?.name ?? '' } }], { holder: holder?.name ?? null, version: row.version });
}

/** @throws ActionClosedError naming the holder, or saying that nobody took it */
export async function requireHolder(trx: Knex.Transaction, row: CaseRow, officer: Officer): Promise<void> {
  if (row.holder_id === officer.id) return;
  if (row.holder_id) throw await heldBy(trx, row);
  throw new ActionClosedError([{ key: 'hambatan.belum_diambil' }], { version: row.version });
}

/** @throws ActionClosedError when the case changed since it was looked at */
export function refuseStale(row: CaseRow, seenVersion: number | null): void {
  if (seenVersion !== null && seenVersion !== row.version) throw new ActionClosedError([{ key: 'hambatan.sudah_berubah' }], { version: row.version });
}
