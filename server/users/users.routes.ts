import type { Knex } from 'knex';
import { z } from 'zod';
import { listQuery, parseList, runList, type ListSpec } from '../platform/http/list.ts';
import { officerOf, route, type Route } from '../platform/http/route.ts';

export const userList: ListSpec = {
  name: 'users',
  filters: { id: { column: 'u.id', type: z.uuid() }, active: { column: 'u.is_active', type: z.boolean() } },
  sorts: { name: 'u.name', id: 'u.id' }, defaultSort: ['name', 'ASC'], tieBreak: 'u.id',
};
interface UserRow { id: string; name: string; email: string; is_active: boolean; roles: string[] }

export function userRoutes({ db }: { db: Knex }): Route[] {
  return [
    route({
      method: 'get', path: '/api/users', summary: 'Accounts of the office', query: listQuery,
      handle: (call) => runList<UserRow, object>(userList, parseList(userList, call.query), () => db('users as u').where('u.office_id', officerOf(call).officeId),
        (rows) => rows.select('u.id', 'u.name', 'u.email', 'u.is_active', db.raw('(select coalesce(array_agg(r.role order by r.role), \'{}\') from user_roles r where r.user_id = u.id) as roles')),
        (row) => ({ id: row.id, name: row.name, email: row.email, active: row.is_active, roles: row.roles })),
    }),
    route({
      method: 'get', path: '/api/officers', summary: 'Names and parts of colleagues', query: listQuery,
      handle: (call) => runList<UserRow, object>({ ...userList, name: 'officers' }, parseList(userList, call.query),
        () => db('users as u').where({ 'u.office_id': officerOf(call).officeId, 'u.is_active': true }),
        (rows) => rows.select('u.id', 'u.name', db.raw('(select coalesce(array_agg(r.role order by r.role), \'{}\') from user_roles r where r.user_id = u.id) as roles')),
        (row) => ({ id: row.id, name: row.name, roles: row.roles })),
    }),
  ];
}
