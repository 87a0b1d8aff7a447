import { createHash } from 'node:crypto';
import type { Knex } from 'knex';
import { accountTokenOf } from '../links/index.ts';

const VALID_HOURS = 48;

export function hashToken(token: string): Buffer {
  return createHash('sha256').update(token).digest();
}

export interface NewAccountLink { userId: string; purpose: 'undangan' | 'atur_ulang'; by: string | null; /** LOKET_SECRET */ secret: string }

/** Ends the links this person has not used yet. */
async function endEarlier(trx: Knex.Transaction, userId: string): Promise<void> {
  await trx('account_links').where({ user_id: userId }).whereNull('used_at').whereNull('revoked_at').update({ revoked_at: trx.raw('clock_timestamp()') });
}

const validUntil = (trx: Knex.Transaction) => trx.raw('clock_timestamp() + make_interval(hours => ?)', [VALID_HOURS]);

/** A link that a mail can repeat: its token is derived from the row's id and the secret, and stands in no table. */
export async function createMailableLink(trx: Knex.Transaction, { userId, purpose, by, secret }: NewAccountLink): Promise<{ id: string; token: string }> {
  await endEarlier(trx, userId);
  const { rows } = await trx.raw<{ rows: { id: string }[] }>('select uuidv7() as id');
  const id = rows[0]?.id;
  if (!id) throw new Error('the database made no id');
  const token = accountTokenOf(secret, id);
  await trx('account_links').insert({ id, user_id: userId, token_hash: hashToken(token), purpose, created_by: by, expires_at: validUntil(trx) });
  return { id, token };
}

/**
 * The token of the first admin, whom no mail can reach yet. The one that is open is told again and lives on: several processes start at once, and each prints it.
 * One that lapsed is followed by a new one; so is one that this secret does not derive (the secret was changed, or the version before drew it by lot): told
 * again it would open nothing, and each start would keep it alive.
 */
export async function firstAdminToken(trx: Knex.Transaction, userId: string, secret: string): Promise<string> {
  const open = await trx('account_links').where({ user_id: userId }).whereNull('used_at').whereNull('revoked_at').whereRaw('expires_at > clock_timestamp()').select<{ id: string; token_hash: Buffer }[]>('id', 'token_hash');
  const ours = open.find((link) => hashToken(accountTokenOf(secret, link.id)).equals(link.token_hash));
  if (!ours) return (await createMailableLink(trx, { userId, purpose: 'undangan', by: null, secret })).token;
  await trx('account_links').where({ id: ours.id }).update({ expires_at: validUntil(trx) });
  return accountTokenOf(secret, ours.id);
}
