import type { Knex } from 'knex';
import type { Sop } from '../domain/sop/model.ts';
import { InvalidError } from '../platform/errors.ts';

export interface Stating { caseId: string; round: number; at: Date; sop: Sop; /** reasons by kind of document */ reasons: Record<string, string> }

/**
 * What the applicant says he does not have. A file of that kind that was there stays as an earlier version: he takes it back.
 * @throws InvalidError on `dokumen.<kind>` where the list of this case does not let it be missing
 */
export async function stateAbsences(trx: Knex.Transaction, { caseId, round, at, sop, reasons }: Stating): Promise<void> {
  for (const [kind, reason] of Object.entries(reasons)) {
    if (!sop.docs.find((doc) => doc.kind === kind)?.mayLack) throw new InvalidError({ [`dokumen.${kind}`]: { key: 'galat.isian.dokumen_harus_ada' } });
    await trx('documents').where({ case_id: caseId, kind }).whereNull('superseded_at').update({ superseded_at: at });
    // Said anew, it is judged anew: what an officer accepted before no longer counts.
    await trx('document_absences').where({ case_id: caseId, kind }).delete();
    await trx('stated_absences').insert({ case_id: caseId, kind, round, reason, stated_at: at }).onConflict(['case_id', 'kind', 'round']).merge();
  }
}
