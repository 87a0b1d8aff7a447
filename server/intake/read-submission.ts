import type { Knex } from 'knex';
import type { z } from 'zod';
import { applicationBody } from '../domain/contract/intake.ts';
import { currentSop } from '../domain/sop/catalogue.ts';
import type { Sop } from '../domain/sop/model.ts';
import { withChecklist } from '../domain/sop/checklist.ts';
import { dayIn } from '../domain/working-time.ts';
import { findChecklistOn } from '../documents/index.ts';
import { findOffice, type Office } from '../offices/index.ts';
import { InvalidError, type FieldError } from '../platform/errors.ts';
import { fieldErrors } from '../platform/field-errors.ts';
import { readFields } from '../subjects/index.ts';
import { currentAgreements } from './public-offices.view.ts';

export type Agreed = z.output<typeof applicationBody>['persetujuan'];
/** A sending whose address, words and agreements are in order. */
export interface Submission { office: Office; sop: Sop; fields: Record<string, string>; agreed: Agreed | null; lacking: Record<string, string> }
export interface TypedApplication { kantor: string; prosedur: string; persetujuan: Agreed; documents: Record<string, string>; /** reasons by kind */ lacking: Record<string, string>; fields: Record<string, string> }

/** The keys of the body apart from the fields of the procedure. @throws InvalidError */
export function parseApplication(body: unknown): TypedApplication {
  const parsed = applicationBody.safeParse(body ?? {});
  if (!parsed.success) throw new InvalidError(fieldErrors(parsed.error));
  const { kantor, prosedur, persetujuan, documents, lacking, ...fields } = parsed.data;
  return { kantor, prosedur, persetujuan, documents, lacking, fields };
}

/** @throws InvalidError when no such procedure is offered */
export function offeredSop(code: string): Sop {
  const sop = currentSop(code);
  if (!sop) throw new InvalidError({ prosedur: { key: 'galat.isian.prosedur' } });
  return sop;
}

/**
 * Everything that can be wrong with what an applicant typed, told at once; `kinds` are the documents that came along.
 * @throws InvalidError by key of the body: `kantor`, `persetujuan`, a field, `documents.<kind>`
 */
export async function readSubmission(db: Knex | Knex.Transaction, typed: TypedApplication, kinds: string[], now: Date): Promise<Submission> {
  const office = await findOffice(db, { code: typed.kantor });
  const offered = offeredSop(typed.prosedur);
  const sop = withChecklist(offered, office ? (await findChecklistOn(db, office.id, offered.code, dayIn(office.zone, now)))?.docs ?? null : null);
  const errors: Record<string, FieldError> = {};
  if (!office?.isOpen) errors.kantor = { key: 'galat.isian.kantor' };
  const agreements = await currentAgreements(db, now);
  if (agreements.some((text) => typed.persetujuan[text.kind] !== text.version)) errors.persetujuan = { key: 'galat.isian.persetujuan' };
  const read = await readFields(db, sop, typed.fields, { today: dayIn(office?.zone ?? 'Asia/Jakarta', now), whole: true });
  Object.assign(errors, documentErrors(sop, typed, kinds), read.errors);
  if (!office || Object.keys(errors).length > 0) throw new InvalidError(errors);
  return { office, sop, fields: typed.fields, agreed: typed.persetujuan, lacking: typed.lacking };
}

function documentErrors(sop: Sop, { fields, lacking }: TypedApplication, kinds: string[]): Record<string, FieldError> {
  const errors: Record<string, FieldError> = {};
  for (const { kind, mayLack, requiredWhen } of sop.docs) {
    const stated = kind in lacking;
    if (stated && (!mayLack || kinds.includes(kind))) errors[`documents.${kind}`] = { key: mayLack ? 'galat.isian.dokumen_dan_alasan' : 'galat.isian.dokumen_harus_ada' };
    else if (!stated && (requiredWhen?.(fields) ?? true) && !kinds.includes(kind)) errors[`documents.${kind}`] = { key: mayLack ? 'galat.isian.dokumen_atau_alasan' : 'galat.isian.dokumen_wajib' };
  }
  for (const kind of Object.keys(lacking)) if (!sop.docs.some((doc) => doc.kind === kind)) errors[`documents.${kind}`] = { key: 'galat.isian.dokumen_tidak_dikenal' };
  for (const kind of kinds) if (!sop.docs.some((doc) => doc.kind === kind)) errors[`documents.${kind}`] = { key: 'galat.isian.dokumen_tidak_dikenal' };
  return errors;
}
