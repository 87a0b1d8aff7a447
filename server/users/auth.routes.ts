import type { Request } from 'express';
import type { Knex } from 'knex';
import { z } from 'zod';
import type { Clock } from '../domain/clock.ts';
import { ROLES } from '../domain/permissions.ts';
import { InvalidError, TransportError } from '../platform/errors.ts';
import { officerOf, route, type Call, type Officer, type Route } from '../platform/http/route.ts';
import { hashToken } from './account-link.ts';
import { hashPassword, isPassword, PASSWORD_MAX, PASSWORD_MIN } from './password.ts';

export interface AuthDeps {
  db: Knex;
  clock: Clock;
  audit(event: { event: string; actorId: string | null; officeId: string | null; requestId: string; ipHash: string }): Promise<void>;
  /** Seconds to wait, or null when a try may be made; counted per account as well as per address. */
  takeLoginTry(account: string): Promise<number | null>;
}

const meShape = z.object({
  id: z.uuid(), name: z.string(), email: z.string(), roles: z.array(z.enum(ROLES)),
  office: z.object({ id: z.uuid(), code: z.string(), name: z.string(), zone: z.string() }),
}).meta({ id: 'Saya' });
const loginBody = z.strictObject({ email: z.string().trim().min(3).max(254), password: z.string().min(1).max(400) });
const passwordBody = z.strictObject({ token: z.string().min(20).max(100), password: z.string().min(PASSWORD_MIN).max(PASSWORD_MAX) });

export function authRoutes({ db, clock, audit, takeLoginTry }: AuthDeps): Route[] {
  const me = async (officer: Officer) => {
    const office = await db('offices').where({ id: officer.officeId }).first<{ id: string; code: string; name: string; zone: string }>('id', 'code', 'name', 'zone');
    return { id: officer.id, name: officer.name, email: officer.email, roles: officer.roles, office };
  };
  const note = (call: Call, event: string, actorId: string | null, officeId: string | null) =>
    audit({ event, actorId, officeId, requestId: call.requestId, ipHash: call.ipHash });

  return [
    route({
      method: 'post', path: '/api/auth/login', summary: 'Log in', body: loginBody, reply: meShape, limit: { name: 'masuk', points: 60, seconds: 900, by: 'ip' },
      handle: async (call) => {
        const email = call.body.email.toLowerCase();
        const wait = await takeLoginTry(email);
        if (wait !== null) throw new TransportError(429, 'galat.terlalu_sering', { detik: wait }, { 'Retry-After': String(wait) });
        const user = await db('users').whereRaw('lower(email) = ?', [email])
          .first<{ id: string; name: string; email: string; office_id: string | null; password_hash: string | null; is_active: boolean } | undefined>();
        const right = await isPassword(user?.password_hash ?? null, call.body.password);
        if (!user?.is_active || !user.office_id || !right) {
          await note(call, 'masuk_ditolak', user?.id ?? null, user?.office_id ?? null);
          throw new TransportError(401, 'galat.masuk_gagal');
        }
        await freshSession(call.req, user.id, clock.now().getTime());
        await note(call, 'masuk', user.id, user.office_id);
        const roles = await db('user_roles').where({ user_id: user.id }).pluck<Officer['roles']>('role');
        return { body: await me({ id: user.id, name: user.name, email: user.email, officeId: user.office_id, roles }) };
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
    route({ method: 'get', path: '/api/auth/me', summary: 'Who am I', reply: meShape, handle: async (call) => ({ body: await me(officerOf(call)) }) }),
    route({
      method: 'post', path: '/api/auth/set-password', summary: 'Set a password by a one-time link', body: passwordBody,
      limit: { name: 'sandi', points: 20, seconds: 900, by: 'ip' },
      handle: (call) => db.transaction(async (trx) => {
        const link = await trx('account_links').where({ token_hash: hashToken(call.body.token) }).whereNull('used_at')
          .whereRaw('expires_at > clock_timestamp()').forUpdate().first<{ id: string; user_id: string } | undefined>('id', 'user_id');
        if (!link) throw new InvalidError({ token: { key: 'galat.tautan_akun' } }, 'galat.tautan_akun');
        await trx('account_links').where({ id: link.id }).update({ used_at: trx.raw('clock_timestamp()') });
        await trx('users').where({ id: link.user_id }).update({ password_hash: await hashPassword(call.body.password) });
        await trx('session').whereRaw(`sess->>'userId' = ?`, [link.user_id]).del();
        await audit({ event: 'sandi_dibuat', actorId: link.user_id, officeId: null, requestId: call.requestId, ipHash: call.ipHash });
        return { status: 204 };
      }),
    }),
  ];
}

/** A new session id at each login, so that an id planted before is worth nothing. */
async function freshSession(req: Request, userId: string, now: number): Promise<void> {
  await new Promise<void>((resolve, reject) => req.session.regenerate((error: unknown) => { if (error instanceof Error) reject(error); else resolve(); }));
  req.session.userId = userId;
  req.session.loggedInAt = now;
  req.session.seenAt = now;
  await new Promise<void>((resolve, reject) => req.session.save((error: unknown) => { if (error instanceof Error) reject(error); else resolve(); }));
}
