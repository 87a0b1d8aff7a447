/** Setting one's password: by a one-time link, or by showing the present one. Either way every other session of the account ends. */
import type { Knex } from 'knex';
import { changePasswordBody, setPasswordBody } from '../domain/contract/users.ts';
import { InvalidError, TransportError } from '../platform/errors.ts';
import { officerOf, route, type Route } from '../platform/http/route.ts';
import { hashToken } from './account-link.ts';
import type { AuthDeps } from './auth.routes.ts';
import { freshSession } from './fresh-session.ts';
import { isEasilyGuessed } from './password-strength.ts';
import { hashPassword, isPassword } from './password.ts';

/** @throws InvalidError for one that is tried first */
async function replacePassword(trx: Knex.Transaction, userId: string, password: string): Promise<void> {
  const { words } = await trx('users as u').leftJoin('offices as o', 'o.id', 'u.office_id').where('u.id', userId)
    .first<{ words: (string | null)[] }>(trx.raw('array[u.name, u.email, o.name, o.code] as words'));
  if (await isEasilyGuessed(password, words.filter((word) => word !== null))) throw new InvalidError({ password: { key: 'galat.sandi_mudah' } }, 'galat.sandi_mudah');
  await trx('users').where({ id: userId }).update({ password_hash: await hashPassword(password) });
  await trx('session').whereRaw(`sess->>'userId' = ?`, [userId]).del();
}

export function passwordRoutes({ db, audit, takeLoginTry, giveBackLoginTry }: Pick<AuthDeps, 'db' | 'audit' | 'takeLoginTry' | 'giveBackLoginTry'>): Route[] {
  return [
    route({
      method: 'post', path: '/api/auth/set-password', summary: 'Set a password by a one-time link', body: setPasswordBody,
      limit: { name: 'sandi', points: 20, seconds: 900, by: 'ip' },
      handle: (call) => db.transaction(async (trx) => {
        const link = await trx('account_links as l').join('users as u', 'u.id', 'l.user_id').where({ 'l.token_hash': hashToken(call.body.token), 'u.is_active': true })
          .whereNull('l.used_at').whereNull('l.revoked_at').whereRaw('l.expires_at > clock_timestamp()').forUpdate('l')
          .first<{ id: string; user_id: string; office_id: string | null } | undefined>('l.id', 'l.user_id', 'u.office_id');
        if (!link) throw new InvalidError({ token: { key: 'galat.tautan_akun' } }, 'galat.tautan_akun');
        await trx('account_links').where({ id: link.id }).update({ used_at: trx.raw('clock_timestamp()') });
        await replacePassword(trx, link.user_id, call.body.password);
        await audit({ event: 'sandi_dibuat', actorId: link.user_id, officeId: link.office_id, requestId: call.requestId, ipHash: call.ipHash }, trx);
        return { status: 204 };
      }),
    }),
    route({
      method: 'post', path: '/api/auth/change-password', summary: 'Change my password, showing the present one', body: changePasswordBody,
      limit: { name: 'ganti_sandi', points: 20, seconds: 900, by: 'officer' },
      handle: async (call) => {
        const officer = officerOf(call);
        const note = { actorId: officer.id, officeId: officer.officeId, requestId: call.requestId, ipHash: call.ipHash };
        // The counter of the locked screen: whoever guesses at an open desk has as many tries as at a locked one, not twice as many.
        const tries = `kunci:${officer.id}`;
        const wait = await takeLoginTry(tries);
        if (wait !== null) throw new TransportError(429, 'galat.terlalu_sering', { detik: wait }, { 'Retry-After': String(wait) });
        const changed = await db.transaction(async (trx) => {
          // Held until the new one stands: of two changes at once the second has to show what the first has set.
          const user = await trx('users').where({ id: officer.id }).forNoKeyUpdate().first<{ password_hash: string | null }>('password_hash');
          if (!await isPassword(user.password_hash, call.body.current)) return false;
          if (call.body.password === call.body.current) throw new InvalidError({ password: { key: 'galat.sandi_sama' } }, 'galat.sandi_sama');
          await replacePassword(trx, officer.id, call.body.password);
          await audit({ event: 'sandi_diganti', ...note }, trx);
          return true;
        });
        if (!changed) {
          await audit({ event: 'ganti_sandi_ditolak', ...note });
          throw new InvalidError({ current: { key: 'galat.sandi_sekarang' } }, 'galat.sandi_sekarang');
        }
        await giveBackLoginTry(tries);
        // His own session ended with the others; this desk goes on under a new id.
        await freshSession(call.req, officer.id);
        return { status: 204 };
      },
    }),
  ];
}
