import type { Knex } from 'knex';
import { recordAudit } from '../audit/index.ts';
import type { HitVerdict } from '../domain/sop/facts.ts';
import { NotFoundError } from '../platform/errors.ts';
import type { Officer } from '../platform/http/route.ts';
import { closeTaskOfHit } from './standing-hit-task.ts';

export interface StandingVerdict { id: string; verdict: HitVerdict; reason: string; at: Date; requestId: string; ipHash: string }

/**
 * What a verifikator makes of a hit in a newer list. The file itself is decided where it stands, through its own acts: an open one is
 * closed at step 17 until it is screened again, an approved supplier is followed up in SPSE.
 * @throws NotFoundError also for a hit of another office, and one whose list was withdrawn
 */
export async function judgeStandingHit(trx: Knex.Transaction, officer: Officer, { id, verdict, reason, at, requestId, ipHash }: StandingVerdict): Promise<void> {
  const [hit] = await trx('standing_hits').where({ id, office_id: officer.officeId }).whereNull('withdrawn_at').update({ verdict, verdict_reason: reason, judged_by: officer.id, judged_at: at }).returning<{ case_id: string | null }[]>('case_id');
  if (!hit) throw new NotFoundError();
  if (hit.case_id) await closeTaskOfHit(trx, { caseId: hit.case_id, officeId: officer.officeId, hitId: id }, { by: officer.id, at, verdict, reason });
  await recordAudit(trx, {
    event: 'nilai_temuan_pemantauan', officeId: officer.officeId, caseId: hit.case_id, actorKind: 'staf', actorId: officer.id, ref: `standing-hit:${id}`, requestId, ipHash, detail: { hasil: verdict },
  });
}
