import type { Knex } from 'knex';
import type { ActContext } from '../cases/index.ts';
import { InvalidError } from '../platform/errors.ts';

/** Keeps a picture an officer uploaded during the call. @throws InvalidError on `gambar`: unknown, of another office, used or outlived */
export async function keepCallPicture(trx: Knex.Transaction, context: ActContext): Promise<void> {
  const { gambar, keterangan } = context.input as { gambar: string; keterangan?: string };
  const used = await trx('uploads').where({ id: gambar, office_id: context.case.office_id, source: 'petugas' }).whereNull('used_at')
    .andWhere((fresh) => fresh.whereNull('expires_at').orWhere('expires_at', '>', context.at)).update({ used_at: context.at, expires_at: null });
  if (used !== 1) throw new InvalidError({ gambar: { key: 'galat.portal.gambar' } });
  await trx('verification_evidence').insert({
    case_id: context.case.id, round: context.round, upload_id: gambar, note: keterangan ?? null, added_by: context.actor.id, added_at: context.at,
  });
}

export interface CallPicture { id: string; uploadId: string; note: string | null; by: string; at: Date; sha256: string }

export async function callPicturesOf(trx: Knex | Knex.Transaction, caseId: string): Promise<CallPicture[]> {
  return trx('verification_evidence as v').join('users as u', 'u.id', 'v.added_by').join('uploads as f', 'f.id', 'v.upload_id').where('v.case_id', caseId)
    .orderBy('v.added_at').select<CallPicture[]>('v.id', 'v.upload_id as uploadId', 'v.note', 'u.name as by', 'v.added_at as at', 'f.stored_sha256 as sha256');
}
