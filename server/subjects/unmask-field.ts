import type { Knex } from 'knex';
import { recordAudit } from '../audit/index.ts';
import { findCase } from '../cases/index.ts';
import { NotFoundError } from '../platform/errors.ts';
import type { Officer } from '../platform/http/route.ts';
import type { SubjectsDeps } from './subjects.routes.ts';
import { COLUMN_OF } from './subject-columns.ts';
import { getApplicant } from './subjects.repository.ts';

export interface Unmasking { caseId: string; field: string; requestId: string; ipHash: string }

/**
 * Shows one masked value in full. Every look is a line of its own in the audit trail, a repeated one too: what was seen twice was seen twice.
 * @throws NotFoundError for a case of another office, or where no such value is
 */
export async function unmaskField(trx: Knex.Transaction, officer: Officer, { caseId, field, requestId, ipHash }: Unmasking, proposed?: SubjectsDeps['proposed']): Promise<string | null> {
  const row = await findCase(trx, caseId, officer.officeId);
  const column = COLUMN_OF[field];
  const waiting = column || !row ? undefined : await proposed?.(trx, caseId);
  if (!row || (!column && !(waiting && field in waiting))) throw new NotFoundError();
  const value = column ? (await getApplicant(trx, caseId))[column] as string | null : waiting?.[field];
  await recordAudit(trx, {
    event: 'buka_samaran', actorKind: 'staf', actorId: officer.id, officeId: officer.officeId, caseId, ref: `isian:${field}`, requestId, ipHash, detail: { isian: field },
  });
  return value ?? null;
}
