import type { Knex } from 'knex';

export interface PortalLookRow {
  id: string; case_id: string; round: number; looked_at: Date; query: string; result: 'tidak_ditemukan' | 'ditemukan'; picture_upload_id: string | null;
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

/** The picture stays: it is evidence now. False when there is no such unused upload of this office. */
export async function keepPicture(trx: Knex.Transaction, of: { uploadId: string; officeId: string; at: Date }): Promise<boolean> {
  const kept = await trx('uploads').where({ id: of.uploadId, office_id: of.officeId, source: 'petugas' }).whereNull('used_at')
    .andWhere((fresh) => fresh.whereNull('expires_at').orWhere('expires_at', '>', of.at)).update({ used_at: of.at, expires_at: null });
  return kept === 1;
}
