/** A page that was read, as a row of each table it stands in, without the way in: for thousands that only have to be found. */
import { randomUUID } from 'node:crypto';
import type { Knex } from 'knex';
import { keepFingerprint } from '../../documents/twins/fingerprints.repository.ts';
import type { PictureHash } from '../../documents/twins/picture-hash.ts';

/** A case that holds nothing but such pages. */
export async function caseForLooks(db: Knex, officeId: string, number: string): Promise<string> {
  const [row] = await db('cases').insert({
    office_id: officeId, number, procedure: 'registrasi_perseorangan', sop_version: 1, place: 'terjadwal', step: '15', turn: 'verifikator', workspace: 'jadwal', clock: 'berhenti_sampai_janji', origin: 'tautan',
    received_at: db.fn.now(), place_entered_at: db.fn.now(), step_entered_at: db.fn.now(),
  }).returning<{ id: string }[]>('id');
  return row?.id ?? '';
}

export async function keepLooks(db: Knex, caseId: string, looks: readonly { hashes: readonly PictureHash[]; numbers?: string[] }[]): Promise<string[]> {
  const ids = looks.map(() => randomUUID());
  await db.transaction(async (trx) => {
    await trx.batchInsert('uploads', ids.map((id) => ({ id, source: 'publik', original_name: 'ktp.jpg', type: 'jpeg', received_sha256: id, received_bytes: 1, stored_sha256: id, stored_bytes: 1, storage_key: id, page_count: 1, scan_state: 'bersih', used_at: trx.fn.now() })), 500);
    await trx.batchInsert('documents', ids.map((id) => ({ case_id: caseId, kind: `ktp-${id}`, version: 1, round: 1, upload_id: id, origin: 'tautan', received_at: trx.fn.now() })), 500);
    await trx.batchInsert('upload_readings', looks.map(({ numbers = [] }, n) => ({ upload_id: ids[n], state: 'terbaca', numbers })), 500);
    for (const [n, { hashes }] of looks.entries()) await keepFingerprint(trx, ids[n] ?? '', hashes);
  });
  return ids;
}
