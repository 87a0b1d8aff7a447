import type { Knex } from 'knex';
import type { Sop } from '../domain/sop/model.ts';
import { InvalidError } from '../platform/errors.ts';
import { readFields } from './read-fields.ts';
import { COLUMN_OF } from './subject-columns.ts';
import { applicantRole, insertSubject, mergeExtraFields } from './subjects.repository.ts';

export interface NewApplicant { caseId: string; sop: Sop; fields: Record<string, string>; /** `YYYY-MM-DD` in the office's zone */ today: string }

/** @throws InvalidError one error per field that cannot be accepted */
export async function storeApplicant(trx: Knex.Transaction, { caseId, sop, fields, today }: NewApplicant): Promise<void> {
  const read = await readFields(trx, sop, fields, { today, whole: true });
  if (Object.keys(read.errors).length > 0) throw new InvalidError(read.errors);
  await insertSubject(trx, { caseId, role: applicantRole(sop), isApplicant: true, columns: read.normalized, warnings: read.warnings });
  const keys = sop.intake.fields.map((field) => field.key).filter((key) => !(key in COLUMN_OF));
  await mergeExtraFields(trx, caseId, Object.fromEntries(keys.flatMap((key) => (fields[key] === undefined ? [] : [[key, fields[key]]]))));
}
