import type { Knex } from 'knex';
import { z } from 'zod';
import { listQuery, parseList, runList, type ListSpec } from '../platform/http/list.ts';
import { officerOf, route, type Route } from '../platform/http/route.ts';

const code = z.string().max(40);

export const officeList: ListSpec = {
  name: 'offices', filters: { id: { column: 'o.id', type: z.uuid() }, code: { column: 'o.code', type: code } },
  sorts: { name: 'o.name', code: 'o.code', id: 'o.id' }, defaultSort: ['name', 'ASC'], tieBreak: 'o.id',
};
export const holidayList: ListSpec = {
  name: 'holidays',
  filters: {
    id: { column: 'h.id', type: z.uuid() }, kind: { column: 'h.kind', type: code },
    from: { column: 'h.date', type: z.iso.date(), op: '>=' }, before: { column: 'h.date', type: z.iso.date(), op: '<' },
  },
  sorts: { date: 'h.date', id: 'h.id' }, defaultSort: ['date', 'ASC'], tieBreak: 'h.id',
};
export const regionList: ListSpec = {
  name: 'regions', filters: { id: { column: 'r.code', type: code }, code: { column: 'r.code', type: code }, current: { column: 'r.is_current', type: z.boolean() } },
  sorts: { id: 'r.code', code: 'r.code', name: 'r.name' }, defaultSort: ['code', 'ASC'], tieBreak: 'r.code',
};

interface OfficeRow { id: string; code: string; name: string; zone: string; is_open: boolean }
interface HolidayRow { id: string; date: string; name: string; kind: string; basis: string; office_id: string | null }
interface RegionRow { code: string; name: string; is_current: boolean }

export function officeRoutes({ db }: { db: Knex }): Route[] {
  return [
    route({
      method: 'get', path: '/api/offices', summary: 'Offices', query: listQuery,
      // A system admin sees every office; anybody else his own.
      handle: (call) => {
        const officer = officerOf(call);
        const all = officer.roles.includes('admin_sistem');
        return runList<OfficeRow, object>(officeList, parseList(officeList, call.query),
          () => (all ? db('offices as o') : db('offices as o').where('o.id', officer.officeId)), (rows) => rows.select('o.*'),
          (row) => ({ id: row.id, code: row.code, name: row.name, zone: row.zone, open: row.is_open }));
      },
    }),
    route({
      method: 'get', path: '/api/holidays', summary: 'National and own holidays', query: listQuery,
      handle: (call) => runList<HolidayRow, object>(holidayList, parseList(holidayList, call.query),
        () => db('holidays as h').where((scope) => scope.whereNull('h.office_id').orWhere('h.office_id', officerOf(call).officeId)), (rows) => rows.select('h.*'),
        (row) => ({ id: row.id, date: row.date, name: row.name, kind: row.kind, basis: row.basis, own: row.office_id !== null })),
    }),
    route({
      method: 'get', path: '/api/regions', summary: 'Region codes', query: listQuery,
      handle: (call) => runList<RegionRow, object>(regionList, parseList(regionList, call.query), () => db('regions as r'), (rows) => rows.select('r.*'),
        (row) => ({ id: row.code, code: row.code, name: row.name, current: row.is_current })),
    }),
  ];
}
