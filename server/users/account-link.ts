import { createHash, randomBytes } from 'node:crypto';
import type { Knex } from 'knex';

const VALID_HOURS = 48;

export function hashToken(token: string): Buffer {
  return createHash('sha256').update(token).digest();
}

/** A one-time token to set a password; the row holds only its hash. Earlier ones of this person end. */
export async function createAccountLink(trx: Knex.Transaction, userId: string): Promise<string> {
  const token = randomBytes(32).toString('base64url');
  await trx('account_links').where({ user_id: userId }).whereNull('used_at').del();
  await trx('account_links').insert({ user_id: userId, token_hash: hashToken(token), expires_at: trx.raw('clock_timestamp() + make_interval(hours => ?)', [VALID_HOURS]) });
  return token;
}
