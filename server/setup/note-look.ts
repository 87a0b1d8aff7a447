import type { Knex } from 'knex';
import { recordAudit } from '../audit/index.ts';
import type { LOOKED_AT_STEPS } from '../domain/contract/offices.ts';
import type { Officer } from '../platform/http/route.ts';

/** Somebody of the office has looked at what it came with. The first to do so is named; a second look changes and notes nothing. */
export async function noteLook(trx: Knex.Transaction, by: { officer: Officer; requestId: string; ipHash: string }, step: (typeof LOOKED_AT_STEPS)[number], at: Date): Promise<void> {
  const { officer } = by;
  const [first] = await trx('setup_looks').insert({ office_id: officer.officeId, step, looked_by: officer.id, looked_at: at }).onConflict(['office_id', 'step']).ignore().returning<{ step: string }[]>('step');
  if (!first) return;
  await recordAudit(trx, {
    event: 'periksa_persiapan', officeId: officer.officeId, actorKind: 'staf', actorId: officer.id, ref: `office:${officer.officeId}`, requestId: by.requestId, ipHash: by.ipHash, detail: { bagian: step },
  });
}
