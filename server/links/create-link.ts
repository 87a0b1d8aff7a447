import type { Knex } from 'knex';
import { insertLink, nextLinkId } from './links.repository.ts';
import { tokenHash, tokenOf } from './token.ts';

export interface NewLink {
  /** null: a link for scans that stands before there is a case. */
  caseId: string | null;
  /** The letter that carries the link; null for the one shown on screen after sending. */
  letterId: string | null;
  /** A link that takes scans and nothing else, until then. */
  uploadsUntil?: Date;
  at: Date;
  /** LOKET_SECRET */
  secret: string;
}

/** A link of its own for one letter. The row keeps only the hash of the token. */
export async function createLink(trx: Knex.Transaction, { secret, ...link }: NewLink): Promise<{ id: string; token: string }> {
  const id = await nextLinkId(trx);
  const token = tokenOf(secret, id);
  await insertLink(trx, id, tokenHash(token), link);
  return { id, token };
}
