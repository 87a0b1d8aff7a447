import type { Knex } from 'knex';
import type { EvidenceLevel, ScreeningReason, ScreeningSubject } from '../domain/screening/screening.ts';
import { maskedWithRegion } from './masked-question.ts';
import { earlierVerdicts } from './checks.repository.ts';
import { cleanCell } from './query-row.ts';
import { openTaskOfHit } from './standing-hit-task.ts';
import { insertStandingHit } from './standing-hits.repository.ts';

export interface StandingHit {
  kind: 'daftar_hitam' | 'lpse_lain';
  row: { office_id: string; case_id: string | null; provider_id: string | null; name: string };
  subject: ScreeningSubject; hash: string; importId: string; dataDate: string; entryId: string | null; targetKey: string;
  level: EvidenceLevel; score: number; inForce: boolean; reasons: ScreeningReason[]; shown: Record<string, unknown>; at: Date;
}

/**
 * A row for the pair and a task for a verifikator, once. A pair that was last judged "bukan yang sama", in a file or here, with the same
 * identity, asks nobody again.
 */
export async function noteStandingHit(trx: Knex.Transaction, hit: StandingHit): Promise<void> {
  const { row } = hit;
  const [last] = await earlierVerdicts(trx, { officeId: row.office_id, subjectHashes: [hit.hash], targetKeys: [hit.targetKey] });
  if (last?.verdict === 'bukan_yang_sama') return;
  const noted = await insertStandingHit(trx, {
    kind: hit.kind, office_id: row.office_id, import_id: hit.importId, data_date: hit.dataDate, entry_id: hit.entryId, case_id: row.case_id, provider_id: row.provider_id,
    subject_hash: hit.hash, target_key: hit.targetKey, asked: maskedWithRegion(hit.subject, cleanCell(row.name) || null), level: hit.level, score: hit.score,
    in_force: hit.inForce, reasons: hit.reasons, shown: hit.shown, found_at: hit.at,
  });
  if (noted && row.case_id) await openTaskOfHit(trx, { caseId: row.case_id, hitId: noted, at: hit.at });
}
