import type { Knex } from 'knex';
import { recordAudit } from '../audit/index.ts';
import { ActionClosedError, NotFoundError } from '../platform/errors.ts';
import type { Officer } from '../platform/http/route.ts';
import { enqueueEffects } from '../platform/outbox.ts';
import { findImport, markRevoked, newestFinishedImport, type ImportRow } from './blacklist.repository.ts';
import { forgetScreenedSince, holdVersionsOf } from './screened-versions.repository.ts';
import { callOffHitsOf } from './standing-hit-task.ts';

export interface Revocation { importId: string; reason: string; at: Date; requestId: string; ipHash: string }

/**
 * Withdraws a wrong version of the list. The newest one left is in force again; files checked against the withdrawn one must be checked anew,
 * which the door asks of them (`check-facts.ts`), and what it said about those we know asks nobody for work, until the version left in force says so, too. The list is national and belongs to no office, so any office's supervision may do it.
 * @throws NotFoundError; ActionClosedError when it is withdrawn already
 */
export async function revokeBlacklist(trx: Knex.Transaction, officer: Officer, { importId, reason, at, requestId, ipHash }: Revocation): Promise<ImportRow> {
  await holdVersionsOf(trx, 'blacklist_imports');
  const found = await findImport(trx, importId);
  if (!found) throw new NotFoundError();
  if (found.state !== 'selesai' && found.state !== 'gagal') throw new ActionClosedError([{ key: 'hambatan.daftar_sudah_dicabut' }]);
  const row = await markRevoked(trx, importId, { userId: officer.id, reason, at });
  await forgetScreenedSince(trx, 'blacklist_imports', importId);
  const calledOff = await callOffHitsOf(trx, importId, { userId: officer.id, at });
  // What the version left in force says was asked against the withdrawn one, or not at all.
  const inForce = await newestFinishedImport(trx);
  if (inForce) await enqueueEffects(trx, [{ effect: 'tapis_terus', officeId: officer.officeId, refId: inForce.id }]);
  await recordAudit(trx, {
    event: 'cabut_daftar_hitam', officeId: officer.officeId, actorKind: 'staf', actorId: officer.id, ref: `blacklist-import:${importId}`, requestId, ipHash,
    detail: { baris: row.row_count, tanggalData: row.data_date, temuanGugur: calledOff },
  });
  return row;
}
