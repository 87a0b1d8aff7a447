import type { Knex } from 'knex';
import type { ActContext } from '../cases/index.ts';
import { foldName } from '../domain/names/fold-name.ts';
import { nameKeys } from '../domain/names/name-keys.ts';
import { enterProvider, markWithdrawn } from './providers.repository.ts';

interface SubjectRow {
  name: string | null; nik: string | null; npwp15: string | null; npwp16: string | null; nib: string | null; email: string | null; phone: string | null; user_id_spse: string | null;
  regency_code: string | null; birth_date: string | null;
}

/** Approval makes the supplier known to every LPSE (decision 10). Once per case; an approval after a withdrawn one says anew who and since when. */
export async function registerProvider(trx: Knex.Transaction, context: ActContext): Promise<void> {
  const subject = await trx<SubjectRow & { case_id: string; is_applicant: boolean }>('case_subjects').where({ case_id: context.case.id, is_applicant: true }).first();
  if (!subject?.name) return;
  const office = await trx('offices').where({ id: context.case.office_id }).first<{ name: string }>('name');
  // What stands in SPSE counts, not what was typed: the proof of the account task names it.
  const proof = await trx('tasks').where({ case_id: context.case.id, state: 'selesai' }).whereRaw(`proof->>'userIdSpse' is not null`).orderBy('closed_at', 'desc')
    .first<{ user_id: string } | undefined>(trx.raw(`proof->>'userIdSpse' as user_id`));
  const folded = foldName(subject.name);
  await enterProvider(trx, {
    office_id: context.case.office_id, case_id: context.case.id, lpse: office.name, user_id_spse: proof?.user_id ?? subject.user_id_spse ?? '', name: subject.name,
    name_folded: folded.folded, name_glued: folded.glued, name_keys: nameKeys(folded, subject.regency_code), nik: subject.nik, npwp15: subject.npwp15, npwp16: subject.npwp16, nib: subject.nib, email: subject.email, phone: subject.phone,
    regency_code: subject.regency_code, birth_date: subject.birth_date, since: context.at,
  });
}

/** The approval was taken back. */
export async function withdrawProvider(trx: Knex.Transaction, context: ActContext): Promise<void> {
  await markWithdrawn(trx, { caseId: context.case.id, at: context.at });
}
