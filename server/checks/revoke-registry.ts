import type { Knex } from 'knex';
import { recordAudit } from '../audit/index.ts';
import { ActionClosedError, NotFoundError } from '../platform/errors.ts';
import type { Officer } from '../platform/http/route.ts';
import { enqueueEffects } from '../platform/outbox.ts';
import type { Revocation } from './revoke-blacklist.ts';
import { findRegistryImport, registryInForce, updateRegistryImport } from './registry.repository.ts';
import { forgetScreenedSince, holdVersionsOf } from './screened-versions.repository.ts';
import { callOffHitsOf } from './standing-hit-task.ts';

/**
 * Withdraws a wrong version of the registry of other LPSEs. The newest one left is asked again, and those we know are compared with it anew.
 * @throws NotFoundError; ActionClosedError when it is withdrawn already
 */
export async function revokeRegistry(trx: Knex.Transaction, officer: Officer, { importId, reason, at, requestId, ipHash }: Revocation): Promise<void> {
  await holdVersionsOf(trx, 'registry_imports');
  const found = await findRegistryImport(trx, importId);
  if (!found) throw new NotFoundError();
  if (found.state !== 'selesai') throw new ActionClosedError([{ key: 'hambatan.daftar_sudah_dicabut' }]);
  await updateRegistryImport(trx, found.id, { state: 'dicabut', revoked_by: officer.id, revoked_at: at, revoke_reason: reason });
  await forgetScreenedSince(trx, 'registry_imports', found.id);
  const calledOff = await callOffHitsOf(trx, found.id, { userId: officer.id, at });
  const inForce = await registryInForce(trx);
  if (inForce) await enqueueEffects(trx, [{ effect: 'tapis_registri', officeId: officer.officeId, refId: inForce.id }]);
  await recordAudit(trx, {
    event: 'cabut_registri', officeId: officer.officeId, actorKind: 'staf', actorId: officer.id, ref: `registry-import:${found.id}`, requestId, ipHash,
    detail: { baris: found.row_count, tanggalData: found.data_date, temuanGugur: calledOff },
  });
}
