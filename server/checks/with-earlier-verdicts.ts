import type { Knex } from 'knex';
import { earlierVerdicts, type NewHit } from './checks.repository.ts';

/**
 * Puts beside each hit what this office judged about the same pair before. The verdict itself is not taken over: each run is
 * judged by a person who looks at it (decision 3).
 */
export async function withEarlierVerdicts(trx: Knex.Transaction, officeId: string, hits: NewHit[]): Promise<NewHit[]> {
  const known = await earlierVerdicts(trx, { officeId, subjectHashes: [...new Set(hits.map((hit) => hit.subjectHash))], targetKeys: [...new Set(hits.map((hit) => hit.targetKey))] });
  return hits.map((hit) => {
    const earlier = known.find((verdict) => verdict.subjectHash === hit.subjectHash && verdict.targetKey === hit.targetKey);
    return earlier ? { ...hit, shown: { ...hit.shown, penilaianSebelumnya: { hasil: earlier.verdict, alasan: earlier.reason, oleh: earlier.by, pada: earlier.at.toISOString(), berkas: earlier.caseNumber } } } : hit;
  });
}
