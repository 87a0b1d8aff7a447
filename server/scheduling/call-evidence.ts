import type { Knex } from 'knex';
import type { ActContext } from '../cases/index.ts';
import { DRAWING, keepStaffUpload, LACKING_PAGES, SHOWN_PAGES } from '../documents/index.ts';
import { InvalidError } from '../platform/errors.ts';

/** Keeps a picture an officer uploaded during the call. @throws InvalidError on `gambar`: unknown, of another office, used or outlived */
export async function keepCallPicture(trx: Knex.Transaction, context: ActContext): Promise<void> {
  const { gambar, keterangan } = context.input as { gambar: string; keterangan?: string };
  if (!await keepStaffUpload(trx, { uploadId: gambar, officeId: context.case.office_id, at: context.at })) throw new InvalidError({ gambar: { key: 'galat.panggilan.gambar' } });
  await trx('verification_evidence').insert({
    case_id: context.case.id, round: context.round, upload_id: gambar, note: keterangan ?? null, added_by: context.actor.id, added_at: context.at,
  });
}

export interface CallPicture { id: string; uploadId: string; pages: number; lackingPages: number[]; drawing: boolean; note: string | null; by: string; at: Date; sha256: string }

export async function callPicturesOf(trx: Knex | Knex.Transaction, caseId: string): Promise<CallPicture[]> {
  return trx('verification_evidence as v').join('users as n', 'n.id', 'v.added_by').join('uploads as u', 'u.id', 'v.upload_id').where('v.case_id', caseId)
    .orderBy('v.added_at').select<CallPicture[]>('v.id', trx.raw(`${SHOWN_PAGES} as pages`), trx.raw(`${LACKING_PAGES} as "lackingPages"`), trx.raw(`${DRAWING} as drawing`), 'v.upload_id as uploadId', 'v.note', 'n.name as by', 'v.added_at as at', 'u.stored_sha256 as sha256');
}
