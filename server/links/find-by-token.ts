import type { Knex } from 'knex';
import { NotFoundError } from '../platform/errors.ts';
import { looksLikeToken, tokenHash } from './token.ts';

const DAYS_AFTER_ENDING = 30;

interface LinkRow { id: string; case_id: string; office_id: string; ended_at: Date | null; returned_until: Date | null }

export interface FoundLink {
  linkId: string;
  caseId: string;
  officeId: string;
  /** The case has ended: status, letters and own files may be read, nothing may be done. */
  readOnly: boolean;
}

/**
 * The case a link opens. Looked up by hash, so there is nothing to compare in constant time; unknown, revoked and outlived links
 * look the same from outside.
 * @throws NotFoundError unknown, revoked, or more than 30 days after the ending and past the day until which returned files were promised
 */
export async function findByToken(trx: Knex | Knex.Transaction, token: string, now: Date): Promise<FoundLink> {
  if (!looksLikeToken(token)) throw new NotFoundError('galat.tautan_tidak_berlaku');
  const row = await trx('private_links').join('cases', 'cases.id', 'private_links.case_id')
    .where({ 'private_links.token_hash': tokenHash(token), 'private_links.purpose': 'berkas' }).whereNull('private_links.revoked_at')
    .first<LinkRow | undefined>('private_links.id', 'private_links.case_id', 'cases.office_id', 'cases.ended_at',
      trx.raw('(select max(r.downloadable_until) from file_returns r where r.case_id = cases.id) as returned_until'));
  if (!row || outlived(row, now)) throw new NotFoundError('galat.tautan_tidak_berlaku');
  return { linkId: row.id, caseId: row.case_id, officeId: row.office_id, readOnly: row.ended_at !== null };
}

/** A letter promises returned files until a day the office sets (decision 7): the link lives to see it. */
function outlived({ ended_at: endedAt, returned_until: returnedUntil }: LinkRow, now: Date): boolean {
  return endedAt !== null && now.getTime() > Math.max(endedAt.getTime() + DAYS_AFTER_ENDING * 86_400_000, returnedUntil?.getTime() ?? 0);
}

/**
 * The link for scans behind a token; a link to a file is none, so neither opens what the other does.
 * @throws NotFoundError unknown, revoked or over
 */
export async function findUploadLink(trx: Knex | Knex.Transaction, token: string, now: Date): Promise<string> {
  const row = looksLikeToken(token)
    ? await trx('private_links').where({ token_hash: tokenHash(token), purpose: 'unggah' }).whereNull('revoked_at').where('expires_at', '>', now).first<{ id: string } | undefined>('id') : undefined;
  if (!row) throw new NotFoundError('galat.tautan_unggah_berakhir');
  return row.id;
}
