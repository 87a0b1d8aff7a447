import type { Knex } from 'knex';

export interface NewProvider {
  office_id: string; case_id: string; lpse: string; user_id_spse: string; name: string; name_folded: string; name_glued: string; name_keys: number[];
  nik: string | null; npwp15: string | null; npwp16: string | null; nib: string | null; email: string | null; phone: string | null; regency_code: string | null; birth_date: string | null; since: Date;
}

/** One row per file; one whose approval was taken back is written anew, one that stands is left as it is. */
export async function enterProvider(trx: Knex.Transaction, provider: NewProvider): Promise<void> {
  const row = { ...provider, withdrawn_at: null };
  await trx('providers').insert(row).onConflict('case_id').merge(row).whereNotNull('providers.withdrawn_at');
}

/** It stays as evidence of what was known, and is found no more. */
export async function markWithdrawn(trx: Knex.Transaction, of: { caseId: string; at: Date }): Promise<void> {
  await trx('providers').where({ case_id: of.caseId }).whereNull('withdrawn_at').update({ withdrawn_at: of.at });
}
