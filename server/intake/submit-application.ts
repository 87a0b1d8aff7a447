import type { Knex } from 'knex';
import { recordAudit } from '../audit/index.ts';
import { openCase, type CaseDoor, type CaseRow } from '../cases/index.ts';
import type { ActorIdentity } from '../domain/sop/model.ts';
import { findApplicant, type FieldWarning } from '../subjects/index.ts';
import type { Submission } from './read-submission.ts';

export interface NewApplication extends Submission {
  origin: 'tautan' | 'loket' | 'email' | 'whatsapp';
  /** Draft ids by kind of document. */
  documents: Record<string, string>;
  actor: ActorIdentity;
  requestId: string;
  ipHash: string;
}

/** One way in for the public page and the counter: the case begins and the features store what came with it. */
export async function submitApplication(trx: Knex.Transaction, door: CaseDoor, application: NewApplication): Promise<{ row: CaseRow; warnings: FieldWarning[] }> {
  const { sop, office, origin, fields, documents, lacking, agreed, actor, requestId, ipHash } = application;
  const typed = Object.fromEntries(Object.entries(fields).filter(([key]) => sop.intake.fields.some((field) => field.key === key)));
  const row = await openCase(trx, door, actor, { sop, office, origin, input: { isian: typed, dokumen: documents, tidakPunya: lacking, persetujuan: agreed, asal: origin }, requestId });
  await recordAudit(trx, {
    event: 'permohonan_masuk', actorKind: actor.kind, actorId: actor.id, officeId: office.id, caseId: row.id, ref: `asal:${origin}`, requestId, ipHash,
    detail: { prosedur: sop.code, dokumen: Object.keys(documents).length },
  });
  const subject = await findApplicant(trx, row.id);
  return { row, warnings: subject?.warnings ?? [] };
}
