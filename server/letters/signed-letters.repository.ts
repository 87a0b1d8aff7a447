import type { Knex } from 'knex';

interface SignedLetterRow { id: string; letter_id: string; upload_id: string; sha256: string; how: 'basah' | 'stempel' | 'bsre'; added_by: string | null; added_at: Date }

export type NewSigned = Omit<SignedLetterRow, 'id' | 'added_by'> & { added_by: string };

export async function insertSigned(trx: Knex.Transaction, row: NewSigned): Promise<string> {
  const [stored] = await trx('signed_letters').insert(row).returning<{ id: string }[]>('id');
  if (!stored) throw new Error('the signed letter was not kept');
  return stored.id;
}

/** A file signed electronically is an upload that went through no cleaning: its bytes must stay as they are. */
export async function insertCertifiedUpload(trx: Knex.Transaction, file: { id: string; officeId: string; by: string; name: string; sha256: string; bytes: number; storageKey: string; at: Date }): Promise<void> {
  await trx('uploads').insert({
    id: file.id, source: 'petugas', office_id: file.officeId, uploaded_by: file.by, original_name: file.name, type: 'application/pdf', received_sha256: file.sha256, received_bytes: file.bytes,
    stored_sha256: file.sha256, stored_bytes: file.bytes, storage_key: file.storageKey, page_count: 1, scan_state: 'bersih', used_at: file.at,
  });
}

export async function newestSigned(db: Knex, letterId: string): Promise<(SignedLetterRow & { storage_key: string; scan_state: string }) | undefined> {
  return db('signed_letters as s').join('uploads as u', 'u.id', 's.upload_id').where('s.letter_id', letterId).orderBy([{ column: 's.added_at', order: 'desc' }, { column: 's.id', order: 'desc' }])
    .first<(SignedLetterRow & { storage_key: string; scan_state: string }) | undefined>('s.*', 'u.storage_key', 'u.scan_state');
}
