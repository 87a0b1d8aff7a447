import type { Knex } from 'knex';

/**
 * An officer's upload becomes part of the record and is swept no more. Its end is judged by the database's clock, which set it.
 *
 * @returns undefined when there is no such upload of this office that is unused, not outlived and of this type
 */
export async function keepStaffUpload(trx: Knex.Transaction, of: { uploadId: string; officeId: string; at: Date; type?: string }): Promise<{ stored_sha256: string } | undefined> {
  const [kept] = await trx('uploads').where({ id: of.uploadId, office_id: of.officeId, source: 'petugas', ...(of.type ? { type: of.type } : {}) }).whereNull('used_at')
    .andWhere((fresh) => fresh.whereNull('expires_at').orWhere('expires_at', '>', trx.raw('clock_timestamp()')))
    .update({ used_at: of.at, expires_at: null }).returning<{ stored_sha256: string }[]>('stored_sha256');
  return kept;
}
