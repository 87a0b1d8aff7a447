import type { Knex } from 'knex';

export interface PortalLookRow {
  id: string; case_id: string; round: number; looked_at: Date; query: string; result: 'tidak_ditemukan' | 'ditemukan'; picture_upload_id: string | null;
  /** For whom: `subjectRef`. Null of looks from before files were about several, which were for the first. */
  subject_ref: string | null;
  /** Of what was found. */
  sk_number: string | null; starts_on: string | null; ends_on: string | null;
  recorded_by: string; recorded_at: Date;
}

export async function insertPortalLook(trx: Knex.Transaction, look: Omit<PortalLookRow, 'id'>): Promise<PortalLookRow> {
  const [row] = await trx<PortalLookRow>('portal_looks').insert(look).returning('*');
  if (!row) throw new Error('portal look was not written');
  return row;
}

export async function portalLooksOf(trx: Knex.Transaction, caseId: string, round: number): Promise<PortalLookRow[]> {
  return trx<PortalLookRow>('portal_looks').where({ case_id: caseId, round }).orderBy([{ column: 'looked_at' }, { column: 'id' }]);
}

/** What was found there in any round: a repair takes no sanction away, and what nobody judged yet must not get lost by it. */
export async function portalFindsOf(trx: Knex.Transaction, caseId: string): Promise<PortalLookRow[]> {
  return trx<PortalLookRow>('portal_looks').where({ case_id: caseId, result: 'ditemukan' }).orderBy([{ column: 'looked_at' }, { column: 'id' }]);
}
