import type { Knex } from 'knex';
import { tokenOf } from './token.ts';

export interface LinkAddress { address: string; purpose: 'berkas' | 'unggah' }

/** What a letter or a message says: made from the row's id and the secret when it is sent, stored nowhere. */
export async function linkAddress(db: Knex | Knex.Transaction, { secret, publicUrl }: { secret: string; publicUrl: string }, linkId: string): Promise<LinkAddress> {
  const { purpose } = await db('private_links').where({ id: linkId }).first<{ purpose: LinkAddress['purpose'] }>('purpose');
  return { purpose, address: `${publicUrl}/${purpose}/${tokenOf(secret, linkId)}` };
}
