/** The second factor: TOTP (RFC 6238) of an app on the telephone, and recovery codes on paper for the day it is lost. */
import { createCipheriv, createDecipheriv, createHmac, hkdfSync, randomBytes, randomInt } from 'node:crypto';
import type { Knex } from 'knex';
import { Secret, TOTP } from 'otpauth';

const PERIOD = 30;
/** Clocks of telephones differ: one step to either side. */
const WINDOW = 1;
const RECOVERY_CODES = 8;
/** Without signs that are read for one another. */
const ALPHABET = 'ABCDEFGHJKMNPQRSTUVWXYZ23456789';

const keyOf = (secret: string) => Buffer.from(hkdfSync('sha256', secret, '', 'loket:dua-langkah', 32));

function seal(secret: string, userId: string, plain: string): Buffer {
  const nonce = randomBytes(12);
  const cipher = createCipheriv('aes-256-gcm', keyOf(secret), nonce);
  // Bound to its person: a row copied to another account opens nothing.
  cipher.setAAD(Buffer.from(userId));
  const body = Buffer.concat([cipher.update(plain, 'utf8'), cipher.final()]);
  return Buffer.concat([nonce, cipher.getAuthTag(), body]);
}

function unseal(secret: string, userId: string, sealed: Buffer): string {
  const decipher = createDecipheriv('aes-256-gcm', keyOf(secret), sealed.subarray(0, 12));
  decipher.setAAD(Buffer.from(userId));
  decipher.setAuthTag(sealed.subarray(12, 28));
  return Buffer.concat([decipher.update(sealed.subarray(28)), decipher.final()]).toString('utf8');
}

const totpOf = (base32: string, account = '') => new TOTP({ issuer: 'Loket LPSE', label: account, algorithm: 'SHA1', digits: 6, period: PERIOD, secret: Secret.fromBase32(base32) });
const recoveryHash = (secret: string, code: string) => createHmac('sha256', secret).update(`pemulihan:${code.toUpperCase().replace(/[^A-Z0-9]/g, '')}`).digest();

export async function hasSecondFactor(db: Knex | Knex.Transaction, userId: string): Promise<boolean> {
  return await db('second_factors').where({ user_id: userId }).whereNotNull('confirmed_at').first<{ user_id: string } | undefined>('user_id') !== undefined;
}

/** A fresh secret, not in force until a code of it was typed. Null when one is in force already: it is not replaced by whoever sits at an open screen. */
export async function beginSecondFactor(trx: Knex.Transaction, secret: string, person: { id: string; email: string }): Promise<{ address: string; key: string } | null> {
  const fresh = new Secret({ size: 20 });
  const sealed = seal(secret, person.id, fresh.base32);
  // Asked in the statement that writes: one that is being put in force at this moment is waited for, and stays.
  const begun = await trx('second_factors').insert({ user_id: person.id, sealed_secret: sealed })
    .onConflict('user_id').merge({ sealed_secret: sealed, last_step: null }).whereNull('second_factors.confirmed_at').returning<{ user_id: string }[]>('user_id');
  if (begun.length === 0) return null;
  return { address: totpOf(fresh.base32, person.email).toString(), key: fresh.base32.replace(/(.{4})(?=.)/g, '$1 ') };
}

/** Puts it in force. Returns the recovery codes, told this once; null for a wrong code. */
export async function confirmSecondFactor(trx: Knex.Transaction, secret: string, userId: string, code: string, now: Date): Promise<string[] | null> {
  const factor = await lockFactor(trx, userId);
  if (!factor || factor.confirmed_at !== null || !await takeStep(trx, secret, userId, factor, code, now)) return null;
  await trx('second_factors').where({ user_id: userId }).update({ confirmed_at: now });
  return freshRecoveryCodes(trx, secret, userId);
}

/** How many of the recovery codes were not used yet. */
export async function recoveryCodesLeft(db: Knex, userId: string): Promise<number> {
  return Number((await db('recovery_codes').where({ user_id: userId }).whereNull('used_at').count<{ n: string }[]>('* as n'))[0]?.n ?? 0);
}

/** New recovery codes for whoever shows a code of his app or one of the old ones; those are worth nothing any more. Null for a wrong code. */
export async function renewRecoveryCodes(trx: Knex.Transaction, secret: string, userId: string, code: string, now: Date): Promise<string[] | null> {
  return await passesSecondFactor(trx, secret, userId, code, now) ? freshRecoveryCodes(trx, secret, userId) : null;
}

async function freshRecoveryCodes(trx: Knex.Transaction, secret: string, userId: string): Promise<string[]> {
  await trx('recovery_codes').where({ user_id: userId }).del();
  const codes = Array.from({ length: RECOVERY_CODES }, () => Array.from({ length: 12 }, () => ALPHABET[randomInt(ALPHABET.length)]).join('').replace(/(.{4})(?=.)/g, '$1-'));
  await trx('recovery_codes').insert(codes.map((one) => ({ user_id: userId, code_hash: recoveryHash(secret, one) })));
  return codes;
}

/** Whether the code opens: of the app (each step once), or one of the recovery codes (each once). */
export async function passesSecondFactor(trx: Knex.Transaction, secret: string, userId: string, code: string, now: Date): Promise<'aplikasi' | 'pemulihan' | null> {
  const factor = await lockFactor(trx, userId);
  if (!factor || factor.confirmed_at === null) return null;
  if (/^\s*\d{3}\s?\d{3}\s*$/.test(code)) return await takeStep(trx, secret, userId, factor, code, now) ? 'aplikasi' : null;
  const used = await trx('recovery_codes').where({ user_id: userId, code_hash: recoveryHash(secret, code) }).whereNull('used_at').update({ used_at: now });
  return used === 1 ? 'pemulihan' : null;
}

interface Factor { sealed_secret: Buffer; last_step: string | null; confirmed_at: Date | null }

/** Held before any of its recovery codes is touched, by all who show one, make new ones or take them away: two at once follow one another. */
async function lockFactor(trx: Knex.Transaction, userId: string): Promise<Factor | undefined> {
  return trx('second_factors').where({ user_id: userId }).forUpdate().first<Factor | undefined>('sealed_secret', 'last_step', 'confirmed_at');
}

async function takeStep(trx: Knex.Transaction, secret: string, userId: string, factor: Factor, code: string, now: Date): Promise<boolean> {
  const totp = totpOf(unseal(secret, userId, factor.sealed_secret));
  // 0 is success: the very step of now.
  const delta = totp.validate({ token: code.replace(/\s/g, ''), timestamp: now.getTime(), window: WINDOW });
  if (delta === null) return false;
  const step = Math.floor(now.getTime() / 1000 / PERIOD) + delta;
  if (factor.last_step !== null && step <= Number(factor.last_step)) return false;
  await trx('second_factors').where({ user_id: userId }).update({ last_step: step });
  return true;
}

/** The telephone is lost: the person enrols anew at the next login. */
export async function removeSecondFactor(trx: Knex.Transaction, userId: string): Promise<boolean> {
  // First the factor, as `lockFactor` has it: whoever renews his codes just now is waited for, and his new ones go too.
  const had = await trx('second_factors').where({ user_id: userId }).del() > 0;
  await trx('recovery_codes').where({ user_id: userId }).del();
  return had;
}
