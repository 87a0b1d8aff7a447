import type { Knex } from 'knex';
import { foldName } from '../domain/names/fold-name.ts';
import { nameKeys } from '../domain/names/name-keys.ts';
import type { Sop } from '../domain/sop/model.ts';
import { NotFoundError } from '../platform/errors.ts';
import type { FieldWarning } from './check-identity.ts';
import type { SubjectColumns } from './subject-columns.ts';

export interface SubjectRow extends SubjectColumns { id: string; case_id: string; role: string; npwp_judged: 'diterima' | 'ditolak' | null; warnings: FieldWarning[] }

/** Who applies is the first subject a procedure names: a person in one, a company in another. @throws Error when it names nobody */
export function applicantRole(sop: Sop): string {
  const [applicant] = sop.subjects;
  if (!applicant) throw new Error(`${sop.code} v${sop.version} is about nobody`);
  return applicant.role;
}

function keysOf(of: Partial<SubjectColumns>): number[] {
  return nameKeys(foldName(of.name ?? ''), of.regency_code ?? null);
}

export async function insertSubject(trx: Knex.Transaction, subject: { caseId: string; role: string; isApplicant: boolean; columns: Partial<SubjectColumns>; warnings: FieldWarning[] }): Promise<void> {
  await trx('case_subjects').insert({ case_id: subject.caseId, role: subject.role, is_applicant: subject.isApplicant, ...subject.columns, name_keys: keysOf(subject.columns), warnings: JSON.stringify(subject.warnings) });
}

export async function findApplicant(trx: Knex | Knex.Transaction, caseId: string): Promise<SubjectRow | undefined> {
  return trx('case_subjects').where({ case_id: caseId, is_applicant: true }).first<SubjectRow | undefined>();
}

export async function getApplicant(trx: Knex | Knex.Transaction, caseId: string): Promise<SubjectRow> {
  const row = await findApplicant(trx, caseId);
  if (!row) throw new NotFoundError();
  return row;
}

export async function updateApplicant(trx: Knex.Transaction, caseId: string, change: Partial<SubjectColumns> & { npwp_judged?: string | null }, warnings?: FieldWarning[]): Promise<void> {
  const { id, ...present } = await getApplicant(trx, caseId);
  await trx('case_subjects').where({ id }).update({ ...change, name_keys: keysOf({ ...present, ...change }), ...(warnings ? { warnings: JSON.stringify(warnings) } : {}) });
}

/** Fields of a procedure that do not describe a person. */
export async function mergeExtraFields(trx: Knex.Transaction, caseId: string, extra: Record<string, string>): Promise<void> {
  if (Object.keys(extra).length === 0) return;
  await trx('cases').where({ id: caseId }).update({ extra_fields: trx.raw('extra_fields || ?::jsonb', [JSON.stringify(extra)]) });
}

/** Who somebody is changed: what was judged against the old identity no longer holds. */
export async function raiseIdentityVersion(trx: Knex.Transaction, caseId: string): Promise<void> {
  await trx('cases').where({ id: caseId }).update({ identity_version: trx.raw('identity_version + 1') });
}

/** How he is reached changed: only what compared the addresses no longer holds (step 12). */
export async function raiseContactVersion(trx: Knex.Transaction, caseId: string): Promise<void> {
  await trx('cases').where({ id: caseId }).update({ contact_version: trx.raw('contact_version + 1') });
}
