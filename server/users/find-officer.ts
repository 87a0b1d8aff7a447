import type { Request } from 'express';
import type { Knex } from 'knex';
import { ALWAYS_SECOND_FACTOR, NEEDS_SECOND_FACTOR } from '../domain/contract/users.ts';
import type { Role } from '../domain/permissions.ts';
import type { Officer } from '../platform/http/route.ts';
import { markLocked, markSeen } from './session-marks.ts';
import { ABSOLUTE_MS, IDLE_MS, LOCK_MS } from './session.ts';

/**
 * This account needs a second factor and there is none yet: the office asks for it, and of a system admin always. Accounts of the demo are exempt: they
 * exist only in the embedded default, whose password is printed at the start.
 */
const MUST_ENROL = `(not u.is_demo and exists (select 1 from user_roles r where r.user_id = u.id and r.role = any(?)
    and (r.role = '${ALWAYS_SECOND_FACTOR}' or exists (select 1 from offices o where o.id = u.office_id and o.settings->>'secondFactor' = 'wajib')))
  and not exists (select 1 from second_factors f where f.user_id = u.id and f.confirmed_at is not null))`;
const NEEDS = [...NEEDS_SECOND_FACTOR] as unknown as string;

/** An auditor whose time is over is nobody; one who was given no bounds yet is somebody who sees nothing. */
const AUDIT_IS_OVER = `exists (select 1 from auditor_grants g where g.user_id = u.id and g.expires_at <= clock_timestamp())`;

/** Who is calling, read anew at each request: a lost role or a disabled account counts at once. */
export async function findOfficer(db: Knex, req: Request, now: Date): Promise<Officer | null> {
  const { userId, loggedInAt, seenAt, lockedAt } = req.session ?? {};
  if (!userId || !loggedInAt) return null;
  const idle = now.getTime() - (seenAt ?? loggedInAt);
  if (now.getTime() - loggedInAt > ABSOLUTE_MS || idle > IDLE_MS) return null;
  const user = await db('users as u').where({ 'u.id': userId, 'u.is_active': true }).whereNotNull('u.office_id')
    .first<{ id: string; name: string; email: string; office_id: string; roles: Role[]; must_enrol: boolean; over: boolean } | undefined>('u.id', 'u.name', 'u.email', 'u.office_id',
      db.raw('(select coalesce(array_agg(r.role), \'{}\') from user_roles r where r.user_id = u.id) as roles'), db.raw(`${MUST_ENROL} as must_enrol`, [NEEDS]), db.raw(`${AUDIT_IS_OVER} as over`));
  if (!user || (user.over && user.roles.includes('pemeriksa'))) return null;
  const locked = lockedAt !== undefined || idle > LOCK_MS;
  if (lockedAt === undefined && locked) await markLocked(db, req.sessionID, now.getTime());
  const seen = now.getTime() - saidIdleMs(req);
  // Once a minute is enough to measure idleness. A locked screen that still asks does not keep itself alive.
  if (!locked && seen - (seenAt ?? 0) > 60_000) await markSeen(db, req.sessionID, seen);
  return {
    id: user.id, name: user.name, email: user.email, officeId: user.office_id, roles: user.roles,
    ...(user.must_enrol ? { mustEnrol: true } : {}), ...(locked ? { locked: true } : {}),
  };
}

/** The screen tells how long ago somebody touched it, so that what it asks by itself keeps nobody seen. Whoever does not tell is there now. */
function saidIdleMs(req: Request): number {
  const seconds = Number(req.get('x-loket-idle') ?? 0);
  return Number.isFinite(seconds) && seconds > 0 ? seconds * 1_000 : 0;
}

export async function mustEnrol(db: Knex, userId: string): Promise<boolean> {
  const row = await db('users as u').where({ 'u.id': userId }).first<{ must: boolean } | undefined>(db.raw(`${MUST_ENROL} as must`, [NEEDS]));
  return row?.must ?? false;
}
