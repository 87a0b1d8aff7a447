import type { Request } from 'express';
import type { Knex } from 'knex';
import type { Role } from '../domain/permissions.ts';
import type { Officer } from '../platform/http/route.ts';
import { ABSOLUTE_MS, IDLE_MS } from './session.ts';

/** Who is calling, read anew at each request: a lost role or a disabled account counts at once. */
export async function findOfficer(db: Knex, req: Request, now: Date): Promise<Officer | null> {
  const { userId, loggedInAt, seenAt } = req.session ?? {};
  if (!userId || !loggedInAt) return null;
  if (now.getTime() - loggedInAt > ABSOLUTE_MS || now.getTime() - (seenAt ?? loggedInAt) > IDLE_MS) return null;
  const user = await db('users as u').where({ 'u.id': userId, 'u.is_active': true }).whereNotNull('u.office_id')
    .first<{ id: string; name: string; email: string; office_id: string; roles: Role[] } | undefined>('u.id', 'u.name', 'u.email', 'u.office_id',
      db.raw('(select coalesce(array_agg(r.role), \'{}\') from user_roles r where r.user_id = u.id) as roles'));
  if (!user) return null;
  // The store writes on every change; once a minute is enough to measure idleness.
  if (now.getTime() - (seenAt ?? 0) > 60_000) req.session.seenAt = now.getTime();
  return { id: user.id, name: user.name, email: user.email, officeId: user.office_id, roles: user.roles };
}
