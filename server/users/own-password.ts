/** Somebody who is logged in shows his password once more: to open his screen, to change it, to take a colleague's second factor off. */
import type { Knex } from 'knex';
import type { AuditEventName } from '../domain/audit-events.ts';
import { InvalidError, TransportError } from '../platform/errors.ts';
import { officerOf, type Call } from '../platform/http/route.ts';
import { isPassword } from './password.ts';

export interface OwnPasswordDeps {
  db: Knex;
  audit(event: { event: AuditEventName; actorId: string | null; officeId: string | null; requestId: string; ipHash: string }, within?: Knex.Transaction): Promise<void>;
  /** Seconds to wait, or null when a try may be made; counted per account as well as per address. */
  takeLoginTry(account: string): Promise<number | null>;
  /** A right password was no try. */
  giveBackLoginTry(account: string): Promise<void>;
}

/** @throws TransportError 429 when this name was tried too often */
export async function takeTryOrThrow(deps: Pick<OwnPasswordDeps, 'takeLoginTry'>, name: string): Promise<void> {
  const wait = await deps.takeLoginTry(name);
  if (wait !== null) throw new TransportError(429, 'galat.terlalu_sering', { detik: wait }, { 'Retry-After': String(wait) });
}

/**
 * One counter for whoever sits at this desk, whatever he tries the password at, apart from that of the log-in: whoever knows the address and guesses
 * there keeps no colleague's screen shut. Returns the hash it was compared with. @throws TransportError 429; InvalidError on `field`, noted as `event`
 */
export async function showOwnPassword(deps: OwnPasswordDeps, call: Call, password: string, wrong: { event: AuditEventName; field: string; key: string }): Promise<string> {
  const officer = officerOf(call);
  const tries = `kunci:${officer.id}`;
  await takeTryOrThrow(deps, tries);
  const { password_hash: stored } = await deps.db('users').where({ id: officer.id }).first<{ password_hash: string | null }>('password_hash');
  if (!await isPassword(stored, password) || stored === null) {
    await deps.audit({ event: wrong.event, actorId: officer.id, officeId: officer.officeId, requestId: call.requestId, ipHash: call.ipHash });
    throw new InvalidError({ [wrong.field]: { key: wrong.key } }, wrong.key);
  }
  await deps.giveBackLoginTry(tries);
  return stored;
}
