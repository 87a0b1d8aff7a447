import { z } from 'zod';
import type { Clock } from '../domain/clock.ts';
import { idParams } from '../domain/contract/cases.ts';
import { accountBody, accountItem, accountLinkReply, inviteBody, ALWAYS_SECOND_FACTOR, NEEDS_SECOND_FACTOR, removeSecondFactorBody, resetBody, type AccountItem, type AuditorGrant } from '../domain/contract/users.ts';
import type { Role } from '../domain/permissions.ts';
import { listQuery, parseList, runList, type ListSpec } from '../platform/http/list.ts';
import { officerOf, route, type Call, type Route } from '../platform/http/route.ts';
import { showOwnPassword, type OwnPasswordDeps } from './own-password.ts';
import { editAccount, endSessionsOf, inviteAccount, resetAccount, takeSecondFactor, type AccountDeps } from './accounts.ts';

export const userList: ListSpec = {
  name: 'users',
  filters: { id: { column: 'u.id', type: z.uuid() }, active: { column: 'u.is_active', type: z.boolean() }, name: { column: 'u.name', type: z.string().max(120), op: 'bagian' } },
  sorts: { name: 'u.name', email: 'u.email', id: 'u.id' }, defaultSort: ['name', 'ASC'], tieBreak: 'u.id',
};
/** Everybody logged in may ask it: the order by address would tell what the rows do not. */
const officerList: ListSpec = { ...userList, name: 'officers', sorts: { name: 'u.name', id: 'u.id' } };

interface OfficerRow { id: string; name: string; roles: Role[] }
interface UserRow extends OfficerRow {
  email: string; version: number; is_active: boolean; is_demo: boolean; has_password: boolean; enrolled: boolean; wanted: boolean; last_login: Date | null; sessions: number; held: number;
  invited_until: Date | null; auditor: AuditorGrant | null;
}

const ROLES_OF = `(select coalesce(array_agg(r.role order by r.role), '{}') from user_roles r where r.user_id = u.id) as roles`;
/** Sub-queries of the rows shown only. */
const STANDING = `u.id, u.version, u.name, u.email, u.is_active, u.is_demo, u.password_hash is not null as has_password, ${ROLES_OF},
  exists (select 1 from second_factors f where f.user_id = u.id and f.confirmed_at is not null) as enrolled,
  exists (select 1 from offices o where o.id = u.office_id and o.settings->>'secondFactor' = 'wajib') as wanted,
  (select max(a.at) from audit_events a where a.actor_id = u.id and a.event = 'masuk') as last_login,
  (select count(*)::int from session s where s.sess->>'userId' = u.id::text and s.expire > localtimestamp) as sessions,
  (select count(*)::int from cases c where c.holder_id = u.id) as held,
  (select max(l.expires_at) from account_links l where l.user_id = u.id and l.used_at is null and l.revoked_at is null and l.expires_at > clock_timestamp()) as invited_until,
  (select jsonb_build_object('from', g.period_from, 'to', g.period_to, 'expiresOn', ((g.expires_at at time zone o.zone) - interval '1 second')::date,
      'caseNumbers', case when g.all_cases then null else (select coalesce(jsonb_agg(c.number order by c.number), '[]') from auditor_grant_cases gc join cases c on c.id = gc.case_id where gc.user_id = u.id) end)
     from auditor_grants g join offices o on o.id = u.office_id where g.user_id = u.id) as auditor`;

export interface UserRouteDeps extends AccountDeps { clock: Clock; own: OwnPasswordDeps }

export function userRoutes({ clock, own, ...deps }: UserRouteDeps): Route[] {
  const { db } = own;
  const by = (call: Call) => ({ officer: officerOf(call), requestId: call.requestId, ipHash: call.ipHash });
  return [
    route({
      method: 'get', path: '/api/users', summary: 'Accounts of the office', query: listQuery, reply: z.array(accountItem),
      handle: (call) => runList<UserRow, AccountItem>(userList, parseList(userList, call.query), () => db('users as u').where('u.office_id', officerOf(call).officeId),
        (rows) => rows.select(db.raw(STANDING)),
        (row) => ({
          id: row.id, version: row.version, name: row.name, email: row.email, active: row.is_active, roles: row.roles, demo: row.is_demo, hasPassword: row.has_password, secondFactor: row.enrolled,
          needsSecondFactor: !row.is_demo && row.roles.some((role) => role === ALWAYS_SECOND_FACTOR || (row.wanted && (NEEDS_SECOND_FACTOR as readonly Role[]).includes(role))),
          lastLogin: row.last_login?.toISOString() ?? null, openSessions: row.sessions, heldCases: row.held, invitedUntil: row.invited_until?.toISOString() ?? null, auditor: row.auditor,
        })),
    }),
    route({
      method: 'post', path: '/api/users', summary: 'Invite a colleague', body: inviteBody, reply: accountLinkReply, limit: { name: 'undang', points: 60, seconds: 3600, by: 'officer' },
      handle: async (call) => {
        const made = await db.transaction((trx) => inviteAccount(trx, deps, by(call), { officeId: officerOf(call).officeId, as: 'admin_kantor' }, call.body, clock.now()));
        return { status: 201, body: { ...made, hours: 48 } };
      },
    }),
    route({
      method: 'post', path: '/api/users/:id', summary: 'Name, parts and standing of an account', params: idParams, body: accountBody,
      handle: async (call) => {
        await db.transaction((trx) => editAccount(trx, deps, by(call), call.params.id, call.body, clock.now()));
        return { status: 204 };
      },
    }),
    route({
      method: 'post', path: '/api/users/:id/reset', summary: 'A one-time link for a new password, by mail or to be printed', params: idParams, body: resetBody, reply: accountLinkReply,
      limit: { name: 'undang', points: 60, seconds: 3600, by: 'officer' },
      handle: async (call) => ({ body: { ...await db.transaction((trx) => resetAccount(trx, deps, by(call), call.params.id, call.body.via, clock.now())), hours: 48 } }),
    }),
    route({
      method: 'post', path: '/api/users/:id/end-sessions', summary: 'Log an account out of every browser', params: idParams,
      handle: async (call) => {
        await db.transaction((trx) => endSessionsOf(trx, by(call), call.params.id));
        return { status: 204 };
      },
    }),
    route({
      method: 'post', path: '/api/users/:id/second-factor-reset', summary: 'The telephone is lost: the person enrols anew', params: idParams, body: removeSecondFactorBody,
      limit: { name: 'lepas_dua_langkah', points: 20, seconds: 900, by: 'officer' },
      handle: async (call) => {
        await showOwnPassword(own, call, call.body.password, { event: 'lepas_dua_langkah_ditolak', field: 'password', key: 'galat.akun.sandi_anda' });
        await db.transaction((trx) => takeSecondFactor(trx, deps, by(call), call.params.id, clock.now()));
        return { status: 204 };
      },
    }),
    route({
      method: 'get', path: '/api/officers', summary: 'Names and parts of colleagues', query: listQuery,
      handle: (call) => runList<OfficerRow, object>(officerList, parseList(officerList, call.query),
        () => db('users as u').where({ 'u.office_id': officerOf(call).officeId, 'u.is_active': true }),
        (rows) => rows.select('u.id', 'u.name', db.raw(ROLES_OF)), (row) => ({ id: row.id, name: row.name, roles: row.roles })),
    }),
  ];
}
