import type { Knex } from 'knex';
import { recordAudit } from '../audit/index.ts';
import { raiseVersion } from '../cases/index.ts';
import { standingHitDraft } from '../domain/draft-key.ts';
import type { HitVerdict } from '../domain/sop/facts.ts';
import { deleteDraft } from '../drafts/index.ts';
import { NotFoundError } from '../platform/errors.ts';
import type { Officer } from '../platform/http/route.ts';
import { closeTaskOfHit } from './standing-hit-task.ts';
import { findStandingHit, judgeStanding } from './standing-hits.repository.ts';

export interface StandingVerdict { id: string; verdict: HitVerdict; reason: string; at: Date; requestId: string; ipHash: string }

/**
 * What a verifikator makes of a hit in a newer list. The file itself is decided where it stands, through its own acts: an open one is
 * closed at step 17 until it is screened again or the hit is judged somebody else's, an approved supplier is followed up in SPSE.
 * @throws NotFoundError also for a hit of another office, and one whose list was withdrawn
 */
export async function judgeStandingHit(trx: Knex.Transaction, officer: Officer, { id, verdict, reason, at, requestId, ipHash }: StandingVerdict): Promise<void> {
  const found = await findStandingHit(trx, { id, officeId: officer.officeId });
  if (found?.case_id) await raiseVersion(trx, found.case_id, officer.officeId);
  const judgement = { verdict, reason, by: officer.id, at };
  const hit = await judgeStanding(trx, { id, officeId: officer.officeId }, judgement);
  if (!hit) throw new NotFoundError();
  if (hit.case_id) {
    await closeTaskOfHit(trx, { caseId: hit.case_id, hitId: id }, judgement);
    await deleteDraft(trx, { case_id: hit.case_id, key: standingHitDraft(id) });
  }
  await recordAudit(trx, {
    event: 'nilai_temuan_pemantauan', officeId: officer.officeId, caseId: hit.case_id, actorKind: 'staf', actorId: officer.id, ref: `standing-hit:${id}`, requestId, ipHash, detail: { hasil: verdict },
  });
}
