import type { AuditEventName } from '../domain/audit-events.ts';
import type { Clock } from '../domain/clock.ts';
import { codeBody, loginBody, me as meShape, recoveryStanding, secondFactorBegun, secondFactorConfirmed, unlockBody } from '../domain/contract/users.ts';
import type { Config } from '../platform/config.ts';
import { ActionClosedError, InvalidError, TransportError } from '../platform/errors.ts';
import { officerOf, route, type Call, type Officer, type Route } from '../platform/http/route.ts';
import { mustEnrol } from './find-officer.ts';
import { isPassword } from './password.ts';
import { freshSession } from './fresh-session.ts';
import { showOwnPassword, takeTryOrThrow, type OwnPasswordDeps } from './own-password.ts';
import { markLocked, markOpened } from './session-marks.ts';
import { beginSecondFactor, confirmSecondFactor, hasSecondFactor, passesSecondFactor, recoveryCodesLeft, renewRecoveryCodes } from './second-factor.ts';

export interface AuthDeps extends OwnPasswordDeps {
  clock: Clock;
  config: Pick<Config, 'secret'>;
}

interface UserRow { id: string; name: string; email: string; office_id: string | null; password_hash: string | null; is_active: boolean }

export function authRoutes({ clock, config, ...own }: AuthDeps): Route[] {
  const { db, audit, giveBackLoginTry } = own;
  const me = async (officer: Officer, locked: boolean) => {
    const office = await db('offices').where({ id: officer.officeId }).first<{ id: string; code: string; name: string; zone: string }>('id', 'code', 'name', 'zone');
    return {
      id: officer.id, name: officer.name, email: officer.email, roles: officer.roles, office, locked,
      mustEnrol: await mustEnrol(db, officer.id), secondFactor: await hasSecondFactor(db, officer.id),
    };
  };
  const note = (call: Call, event: AuditEventName, actorId: string | null, officeId: string | null) =>
    audit({ event, actorId, officeId, requestId: call.requestId, ipHash: call.ipHash });
  /** The password was right; whoever has a second factor shows that too. */
  const secondFactorOrThrow = async (call: Call, user: UserRow, code: string | undefined) => {
    if (!await hasSecondFactor(db, user.id)) return;
    if (!code) throw new InvalidError({ code: { key: 'galat.dua_langkah.diminta' } }, 'galat.dua_langkah.diminta');
    const passed = await db.transaction((trx) => passesSecondFactor(trx, config.secret, user.id, code, clock.now()));
    if (passed === 'pemulihan') await note(call, 'kode_pemulihan_dipakai', user.id, user.office_id);
    if (passed) return;
    await note(call, 'masuk_ditolak', user.id, user.office_id);
    throw new InvalidError({ code: { key: 'galat.dua_langkah.salah' } }, 'galat.dua_langkah.salah');
  };

  return [
    route({
      method: 'post', path: '/api/auth/login', summary: 'Log in', body: loginBody, reply: meShape, limit: { name: 'masuk', points: 200, seconds: 900, by: 'ip' },
      handle: async (call) => {
        const email = call.body.email.toLowerCase();
        await takeTryOrThrow(own, email);
        const user = await db('users').whereRaw('lower(email) = ?', [email]).first<UserRow | undefined>();
        const right = await isPassword(user?.password_hash ?? null, call.body.password);
        if (!user?.is_active || !user.office_id || !right) {
          await note(call, 'masuk_ditolak', user?.id ?? null, user?.office_id ?? null);
          throw new TransportError(401, 'galat.masuk_gagal');
        }
        await secondFactorOrThrow(call, user, call.body.code);
        await giveBackLoginTry(email);
        await freshSession(call.req, user.id);
        await note(call, 'masuk', user.id, user.office_id);
        const roles = await db('user_roles').where({ user_id: user.id }).pluck<Officer['roles']>('role');
        return { body: await me({ id: user.id, name: user.name, email: user.email, officeId: user.office_id, roles }, false) };
      },
    }),
    route({
      method: 'post', path: '/api/auth/logout', summary: 'Log out',
      handle: async (call) => {
        const officer = officerOf(call);
        await new Promise<void>((resolve, reject) => call.req.session.destroy((error: unknown) => { if (error instanceof Error) reject(error); else resolve(); }));
        await note(call, 'keluar', officer.id, officer.officeId);
        return { status: 204 };
      },
    }),
    route({ method: 'get', path: '/api/auth/me', summary: 'Who am I', reply: meShape, handle: async (call) => ({ body: await me(officerOf(call), officerOf(call).locked === true) }) }),
    route({
      method: 'post', path: '/api/auth/lock', summary: 'Lock the screen: the session opens nothing until the password was given again',
      handle: async (call) => {
        const officer = officerOf(call);
        await markLocked(db, call.req.sessionID, Date.now());
        await note(call, 'kunci_layar', officer.id, officer.officeId);
        return { status: 204 };
      },
    }),
    route({
      method: 'post', path: '/api/auth/unlock', summary: 'Open a locked screen with the password', body: unlockBody, limit: { name: 'buka_kunci', points: 30, seconds: 900, by: 'officer' },
      handle: async (call) => {
        const officer = officerOf(call);
        await showOwnPassword(own, call, call.body.password, { event: 'buka_kunci_ditolak', field: 'password', key: 'galat.buka_kunci' });
        await markOpened(db, call.req.sessionID, Date.now());
        await note(call, 'buka_kunci', officer.id, officer.officeId);
        return { status: 204 };
      },
    }),
    route({
      method: 'post', path: '/api/auth/second-factor/begin', summary: 'A fresh secret for the app of the telephone; in force when a code of it was typed', reply: secondFactorBegun,
      limit: { name: 'dua_langkah', points: 20, seconds: 900, by: 'officer' },
      handle: async (call) => {
        const begun = await db.transaction((trx) => beginSecondFactor(trx, config.secret, officerOf(call)));
        if (!begun) throw new ActionClosedError([{ key: 'hambatan.dua_langkah_ada' }]);
        return { body: begun };
      },
    }),
    route({
      method: 'post', path: '/api/auth/second-factor/confirm', summary: 'Put the second factor in force; tells the recovery codes once', body: codeBody, reply: secondFactorConfirmed,
      limit: { name: 'dua_langkah', points: 20, seconds: 900, by: 'officer' },
      handle: async (call) => {
        const officer = officerOf(call);
        const codes = await db.transaction(async (trx) => {
          if (await hasSecondFactor(trx, officer.id)) throw new ActionClosedError([{ key: 'hambatan.dua_langkah_ada' }]);
          return confirmSecondFactor(trx, config.secret, officer.id, call.body.code, clock.now());
        });
        if (!codes) throw new InvalidError({ code: { key: 'galat.dua_langkah.salah' } }, 'galat.dua_langkah.salah');
        await note(call, 'dua_langkah_dipasang', officer.id, officer.officeId);
        return { body: { recoveryCodes: codes } };
      },
    }),
    route({
      method: 'get', path: '/api/auth/recovery-codes', summary: 'How many recovery codes I have left', reply: recoveryStanding,
      handle: async (call) => ({ body: { left: await recoveryCodesLeft(db, officerOf(call).id) } }),
    }),
    route({
      method: 'post', path: '/api/auth/recovery-codes', summary: 'New recovery codes instead of the old ones, for a code of the app; told once', body: codeBody, reply: secondFactorConfirmed,
      limit: { name: 'dua_langkah', points: 20, seconds: 900, by: 'officer' },
      handle: async (call) => {
        const officer = officerOf(call);
        const codes = await db.transaction((trx) => renewRecoveryCodes(trx, config.secret, officer.id, call.body.code, clock.now()));
        await note(call, codes ? 'kode_pemulihan_baru' : 'kode_pemulihan_ditolak', officer.id, officer.officeId);
        if (!codes) throw new InvalidError({ code: { key: 'galat.dua_langkah.salah' } }, 'galat.dua_langkah.salah');
        return { body: { recoveryCodes: codes } };
      },
    }),
  ];
}
