import type { Knex } from 'knex';

export interface ArchiveFileRow {
  id: string; case_id: string; office_id: string; number: string; classification_code: string; description: string; location: string; copy_status: string; outcome: string;
  period_from: string; period_to: string; active_until: string; inactive_until: string; annex_until: string; disposition: string; trigger: string; trigger_date: string;
  filed_by: string | null; filed_at: Date; sealed_at: Date | null; record_manifest_key: string | null; record_manifest_sha256: string | null;
  annex_manifest_key: string | null; annex_manifest_sha256: string | null; verified_at: Date | null; is_intact: boolean | null;
  /** The case was opened again and is not yet filed anew. */
  reopened_at: Date | null;
}
/** `catatan`: a note; `tindakan`: an act on the closed case; `lanjutan`: all that happened until the case was filed again; `surat`: a letter came back signed or stamped. */
export type SupplementKind = 'catatan' | 'tindakan' | 'lanjutan' | 'surat';
/** What made a supplement: an act of the case, or a signed paper that was kept. */
export type SupplementOrigin = { action_id: string } | { signed_letter_id: string };
export interface SupplementRow {
  id: string; archive_file_id: string; n: number; kind: SupplementKind; action_id: string | null; signed_letter_id: string | null; added_by: string | null; added_at: Date; text: string; manifest_key: string | null; manifest_sha256: string | null;
}
export type NewArchiveFile = Omit<ArchiveFileRow, 'id' | 'sealed_at' | 'record_manifest_key' | 'record_manifest_sha256' | 'annex_manifest_key' | 'annex_manifest_sha256' | 'verified_at' | 'is_intact' | 'reopened_at'>;

export async function insertArchiveFile(trx: Knex.Transaction, row: NewArchiveFile): Promise<void> {
  await trx('archive_files').insert(row);
}

export async function archiveOfCase(trx: Knex | Knex.Transaction, caseId: string): Promise<ArchiveFileRow | undefined> {
  return trx<ArchiveFileRow>('archive_files').where({ case_id: caseId }).first();
}

/** `officeId` null is the system's way in. */
export async function findArchiveFile(db: Knex | Knex.Transaction, id: string, officeId: string | null): Promise<ArchiveFileRow | undefined> {
  return db<ArchiveFileRow>('archive_files').where({ id, ...(officeId === null ? {} : { office_id: officeId }) }).first();
}

/** Takes the right to seal for some minutes; false while somebody else has it. The database clock decides, since it is a lease. */
export async function takeSealingLease(db: Knex, id: string): Promise<boolean> {
  const taken = await db('archive_files').where({ id }).whereNull('sealed_at').andWhereRaw('(sealing_until is null or sealing_until < clock_timestamp())')
    .update({ sealing_until: db.raw(`clock_timestamp() + interval '10 minutes'`) });
  return taken > 0;
}

export async function endSealingLease(db: Knex, id: string): Promise<void> {
  await db('archive_files').where({ id }).update({ sealing_until: null });
}

/** Writes down where the sealed parts are; does nothing to a file that is sealed already. */
export async function markSealed(trx: Knex.Transaction, id: string, sealed: Pick<ArchiveFileRow,
  'sealed_at' | 'record_manifest_key' | 'record_manifest_sha256' | 'annex_manifest_key' | 'annex_manifest_sha256'>): Promise<void> {
  await trx<ArchiveFileRow>('archive_files').where({ id }).whereNull('sealed_at').update(sealed);
}

export async function markVerified(db: Knex, id: string, at: Date, isIntact: boolean): Promise<void> {
  await db<ArchiveFileRow>('archive_files').where({ id }).update({ verified_at: at, is_intact: isIntact });
}

/** Filed again: the entry of the list tells how the case ended at last; number, place of the sealed parts and their hashes stay. */
export async function renewArchiveFile(trx: Knex.Transaction, id: string, renewed: Partial<NewArchiveFile>): Promise<void> {
  await trx<ArchiveFileRow>('archive_files').where({ id }).update({ ...renewed, reopened_at: null });
}

export async function markReopened(trx: Knex.Transaction, id: string, at: Date): Promise<void> {
  await trx<ArchiveFileRow>('archive_files').where({ id }).update({ reopened_at: at });
}

/** The next number within the file; the caller holds the lock of the case. */
export async function insertSupplement(trx: Knex.Transaction, row: Omit<SupplementRow, 'id' | 'n' | 'action_id' | 'signed_letter_id' | 'manifest_key' | 'manifest_sha256'> & SupplementOrigin): Promise<void> {
  const { rows } = await trx.raw<{ rows: { next: number }[] }>('select coalesce(max(n), 0) + 1 as next from archive_supplements where archive_file_id = ?', [row.archive_file_id]);
  await trx('archive_supplements').insert({ ...row, n: rows[0]?.next ?? 1 });
}

export async function supplementsOf(db: Knex | Knex.Transaction, archiveFileId: string): Promise<SupplementRow[]> {
  return db<SupplementRow>('archive_supplements').where({ archive_file_id: archiveFileId }).orderBy('n');
}

export async function supplementOf(db: Knex | Knex.Transaction, origin: SupplementOrigin): Promise<SupplementRow | undefined> {
  return db<SupplementRow>('archive_supplements').where(origin).first();
}

export async function markSupplementSealed(trx: Knex.Transaction, id: string, sealed: { manifest_key: string; manifest_sha256: string }): Promise<void> {
  await trx<SupplementRow>('archive_supplements').where({ id }).whereNull('manifest_key').update(sealed);
}
