/** Setting one's password: by a one-time link, or by showing the present one. Either way every other session of the account ends. */
import type { Knex } from 'knex';
import type { Clock } from '../domain/clock.ts';
import { changePasswordBody, setPasswordBody } from '../domain/contract/users.ts';
import type { Config } from '../platform/config.ts';
import { InvalidError } from '../platform/errors.ts';
import { officerOf, route, type Route } from '../platform/http/route.ts';
import { hashToken } from './account-link.ts';
import { freshSession } from './fresh-session.ts';
import { showOwnPassword, type OwnPasswordDeps } from './own-password.ts';
import { isEasilyGuessed } from './password-strength.ts';
import { hashPassword } from './password.ts';
import { tellOwner } from './tell-owner.ts';

export interface PasswordDeps extends OwnPasswordDeps { config: Pick<Config, 'mailFrom'>; clock: Clock }
interface Owner { password_hash: string | null; words: (string | null)[] }

/** Whoever had a password is told that it is another now: if it was not he, he hears of it. @throws InvalidError for one that is tried first */
async function replacePassword(trx: Knex.Transaction, { config, clock }: PasswordDeps, userId: string, password: string, requestId: string): Promise<void> {
  const owner = await trx('users as u').leftJoin('offices as o', 'o.id', 'u.office_id').where('u.id', userId)
    .first<Owner>('u.password_hash', trx.raw('array[u.name, u.email, o.name, o.code] as words'));
  if (await isEasilyGuessed(password, owner.words.filter((word) => word !== null))) throw new InvalidError({ password: { key: 'galat.sandi_mudah' } }, 'galat.sandi_mudah');
  await trx('users').where({ id: userId }).update({ password_hash: await hashPassword(password) });
  await trx('session').whereRaw(`sess->>'userId' = ?`, [userId]).del();
  if (owner.password_hash !== null) await tellOwner(trx, { userId, what: 'sandi', by: null, sender: config.mailFrom, requestId, at: clock.now() });
}

/**
 * Uses up the one-time link. Its account is locked before it, as by the admin who ends this link with a newer one: of the two the later waits.
 * @throws InvalidError for one that is unknown, used, ended or too old, or whose account is disabled
 */
async function takeLink(trx: Knex.Transaction, token: string): Promise<{ userId: string; officeId: string | null }> {
  const mine = trx('account_links').where({ token_hash: hashToken(token) });
  const owner = await trx('users').whereIn('id', mine.clone().select('user_id')).where({ is_active: true }).forNoKeyUpdate().first<{ id: string; office_id: string | null } | undefined>('id', 'office_id');
  const used = owner === undefined ? 0 : await mine.clone().whereNull('used_at').whereNull('revoked_at').whereRaw('expires_at > clock_timestamp()').update({ used_at: trx.raw('clock_timestamp()') });
  if (!owner || used !== 1) throw new InvalidError({ token: { key: 'galat.tautan_akun' } }, 'galat.tautan_akun');
  return { userId: owner.id, officeId: owner.office_id };
}

export function passwordRoutes(deps: PasswordDeps): Route[] {
  const { db, audit } = deps;
  return [
    route({
      method: 'post', path: '/api/auth/set-password', summary: 'Set a password by a one-time link', body: setPasswordBody,
      limit: { name: 'sandi', points: 20, seconds: 900, by: 'ip' },
      handle: (call) => db.transaction(async (trx) => {
        const { userId, officeId } = await takeLink(trx, call.body.token);
        await replacePassword(trx, deps, userId, call.body.password, call.requestId);
        await audit({ event: 'sandi_dibuat', actorId: userId, officeId, requestId: call.requestId, ipHash: call.ipHash }, trx);
        return { status: 204 };
      }),
    }),
    route({
      method: 'post', path: '/api/auth/change-password', summary: 'Change my password, showing the present one', body: changePasswordBody,
      limit: { name: 'ganti_sandi', points: 20, seconds: 900, by: 'officer' },
      handle: async (call) => {
        const officer = officerOf(call);
        const shown = await showOwnPassword(deps, call, call.body.current, { event: 'ganti_sandi_ditolak', field: 'current', key: 'galat.sandi_sekarang' });
        if (call.body.password === call.body.current) throw new InvalidError({ password: { key: 'galat.sandi_sama' } }, 'galat.sandi_sama');
        await db.transaction(async (trx) => {
          // Of two changes at once the second showed what is present no more.
          const still = await trx('users').where({ id: officer.id, password_hash: shown }).forNoKeyUpdate().first<{ id: string } | undefined>('id');
          if (!still) throw new InvalidError({ current: { key: 'galat.sandi_sekarang' } }, 'galat.sandi_sekarang');
          await replacePassword(trx, deps, officer.id, call.body.password, call.requestId);
          await audit({ event: 'sandi_diganti', actorId: officer.id, officeId: officer.officeId, requestId: call.requestId, ipHash: call.ipHash }, trx);
        });
        // His own session ended with the others; this desk goes on under a new id.
        await freshSession(call.req, officer.id);
        return { status: 204 };
      },
    }),
  ];
}
