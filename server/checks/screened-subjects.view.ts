import type { Knex } from 'knex';
import { splitLegalForm } from '../domain/names/legal-form.ts';
import { screeningSubject, type ScreeningSubject } from '../domain/screening/screening.ts';
import type { Sop } from '../domain/sop/model.ts';
import { subjectHash } from './identity-hash.ts';
import { maskedQuestion } from './masked-question.ts';

export interface ScreenedSubject {
  role: string;
  /** Among those of one part, from 1. */
  ordinal: number;
  /** As typed, for the evidence. */
  name: string;
  subject: ScreeningSubject;
  /** Equal as long as the identity is (`identity-hash.ts`). */
  hash: string;
}

interface Row {
  role: string; ordinal: number; name: string | null; nik: string | null; npwp15: string | null; npwp16: string | null; nib: string | null; npwp_mask: string | null; email: string | null; phone: string | null;
  user_id_spse: string | null; regency_code: string | null; birth_date: string | null; regency: string | null; province: string | null;
}

/** Of a file its part says so; of an approved supplier, which has none, its legal form. */
export function isPerson({ role, name }: { role: string | null; name: string | null }): boolean {
  return role === null ? splitLegalForm(name ?? '').form === null : role !== 'perusahaan';
}

/** Who of a case is screened against a list, as the procedure says. Somebody without a name yet is left out. */
export async function screenedSubjects(trx: Knex.Transaction, of: { caseId: string; sop: Sop; list: 'daftar_hitam' | 'lpse_lain'; secret: string }): Promise<ScreenedSubject[]> {
  const roles = of.sop.subjects.filter((subject) => subject.screen.includes(of.list)).map((subject) => subject.role as string);
  const { rows } = await trx.raw<{ rows: Row[] }>(
    `select s.role, s.ordinal, s.name, s.nik, s.npwp15, s.npwp16, s.nib, s.npwp_mask, s.email, s.phone, s.user_id_spse, s.regency_code, s.birth_date,
       k.name as regency, p.name as province
     from case_subjects s left join regions k on k.code = s.regency_code left join regions p on p.code = left(s.regency_code, 2)
     where s.case_id = ? and s.role = any(?) order by s.role, s.ordinal`, [of.caseId, roles]);
  return rows.flatMap((row) => {
    if (!row.name) return [];
    const subject = screeningSubject({
      name: row.name, isPerson: isPerson(row), nik: row.nik, npwp15: row.npwp15, npwp16: row.npwp16, nib: row.nib, maskKey: row.npwp_mask, email: row.email, phone: row.phone,
      userId: row.user_id_spse, regencyCode: row.regency_code, regency: row.regency, province: row.province, birthDate: row.birth_date,
    });
    const hash = subjectHash(of.secret, of.list, subject);
    return [{ role: row.role, ordinal: row.ordinal, name: row.name, subject, hash }];
  });
}

/** One of those a file is about, as acts and rows name him. */
export const subjectRef = ({ role, ordinal }: Pick<ScreenedSubject, 'role' | 'ordinal'>): string => `${role}:${ordinal}`;

/** What was asked, as evidence: numbers masked. */
export function askedOf({ role, ordinal, name, subject, hash }: ScreenedSubject): Record<string, string | null> {
  return { peran: role, siapa: subjectRef({ role, ordinal }), ...maskedQuestion(subject, name), wilayah: [subject.regency, subject.province].filter((part) => part !== null).join(', ') || null, sidik: hash };
}
