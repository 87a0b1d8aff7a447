import type { Knex } from 'knex';

export interface AddressCorrectionRow {
  id: string; case_id: string; email: string | null; phone: string | null; identity_how: string; identity_note: string;
  state: 'diusulkan' | 'diterapkan' | 'ditolak'; proposed_by: string; proposed_at: Date; decided_by: string | null; decided_at: Date | null;
  links_revoked: number | null; letters_resent: number | null;
}

export async function insertProposal(trx: Knex.Transaction, row: Pick<AddressCorrectionRow,
  'case_id' | 'email' | 'phone' | 'identity_how' | 'identity_note' | 'proposed_by' | 'proposed_at'>): Promise<void> {
  await trx('address_corrections').insert({ ...row, state: 'diusulkan' });
}

/** The one that waits for its second person. */
export async function findProposal(trx: Knex | Knex.Transaction, caseId: string): Promise<AddressCorrectionRow | undefined> {
  return trx<AddressCorrectionRow>('address_corrections').where({ case_id: caseId, state: 'diusulkan' }).first();
}

/** Decided: the address goes out of this table. */
export async function decideProposal(trx: Knex.Transaction, id: string, decided: Pick<AddressCorrectionRow, 'state' | 'decided_by' | 'decided_at'> & Partial<Pick<AddressCorrectionRow, 'links_revoked' | 'letters_resent'>>): Promise<void> {
  await trx<AddressCorrectionRow>('address_corrections').where({ id }).update({ ...decided, email: null, phone: null });
}
