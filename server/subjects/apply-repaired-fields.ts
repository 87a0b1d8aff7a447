import type { Knex } from 'knex';
import type { Field, Sop } from '../domain/sop/model.ts';
import { InvalidError } from '../platform/errors.ts';
import { checkIdentity } from './check-identity.ts';
import { knownRegionsOf } from './known-regions.ts';
import { shapeErrors } from './read-fields.ts';
import { COLUMN_OF, fieldsOf, type SubjectColumns } from './subject-columns.ts';
import { getApplicant, mergeExtraFields, raiseContactVersion, raiseIdentityVersion, updateApplicant, type SubjectRow } from './subjects.repository.ts';

export interface RepairedFields { caseId: string; sop: Sop; fields: Record<string, string>; /** `YYYY-MM-DD` in the office's zone */ today: string }

/**
 * Takes mended fields into the case. The warnings are made anew over the whole form, because one field is judged beside another. Who somebody
 * is gets a new version when a field of the identity really changed, and so does how he is reached; an NPWP that changed waits for its judgement again.
 * @throws InvalidError one error per mended field, keyed `isian.<key>` as the input of the act names them
 */
export async function applyRepairedFields(trx: Knex.Transaction, { caseId, sop, fields, today }: RepairedFields): Promise<void> {
  if (Object.keys(fields).length === 0) return;
  const before = await getApplicant(trx, caseId);
  const whole = { ...fieldsOf(before), ...fields };
  const identity = checkIdentity(whole, { today, knownRegion: await knownRegionsOf(trx, whole) });
  const errors = { ...identity.errors, ...shapeErrors(sop, fields, { whole: false }) };
  const own = Object.entries(errors).filter(([key]) => key in fields);
  if (own.length > 0) throw new InvalidError(Object.fromEntries(own.map(([key, error]) => [`isian.${key}`, error])));

  // Both numbers speak about the NPWP: of a person the sixteen digits are the NIK.
  const npwpChanged = ('npwp' in fields && identity.normalized.npwp16 !== before.npwp16) || ('nik' in fields && identity.normalized.nik !== before.nik);
  await updateApplicant(trx, caseId, { ...identity.normalized, ...(npwpChanged ? { npwp_judged: null } : {}) }, identity.warnings);
  await mergeExtraFields(trx, caseId, Object.fromEntries(Object.entries(fields).filter(([key]) => !(key in COLUMN_OF))));
  const changed = changedFields(sop, fields, before, identity.normalized);
  if (changed.some((field) => field.identity)) await raiseIdentityVersion(trx, caseId);
  if (changed.some((field) => field.contact)) await raiseContactVersion(trx, caseId);
}

/** The form of a case as it stands, by field key. */
export async function typedFields(trx: Knex.Transaction, caseId: string): Promise<Record<string, string>> {
  const row = await trx('cases').where({ id: caseId }).first<{ extra_fields: Record<string, string> } | undefined>('extra_fields');
  return { ...row?.extra_fields, ...fieldsOf(await getApplicant(trx, caseId)) };
}

/** Of those that describe the person: the ones that now say something else. */
function changedFields(sop: Sop, fields: Record<string, string>, before: SubjectRow, after: Partial<SubjectColumns>): Field[] {
  return sop.intake.fields.filter((field) => {
    const column = COLUMN_OF[field.key];
    if (!(field.key in fields) || !column) return false;
    // The same NPWP typed with other dots is the same NPWP.
    return column === 'npwp_typed' ? before.npwp16 !== after.npwp16 : before[column] !== after[column];
  });
}
