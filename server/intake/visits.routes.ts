import type { Knex } from 'knex';
import { z } from 'zod';
import { visitItem } from '../domain/contract/intake.ts';
import { listQuery, parseList, runList, type ListSpec } from '../platform/http/list.ts';
import { officerOf, route, type Route } from '../platform/http/route.ts';

export const visitList: ListSpec = {
  name: 'visits',
  filters: {
    id: { column: 'v.id', type: z.uuid() }, caseId: { column: 'v.case_id', type: z.uuid() }, round: { column: 'v.round', type: z.int().min(1).max(99) },
    via: { column: 'v.via', type: z.enum(['tautan', 'loket']) },
    from: { column: 'v.at', type: z.iso.datetime({ offset: true }), op: '>=' }, before: { column: 'v.at', type: z.iso.datetime({ offset: true }), op: '<' },
  },
  sorts: { at: 'v.at', round: 'v.round', id: 'v.id' }, defaultSort: ['at', 'DESC'], tieBreak: 'v.id',
};
interface Row { id: string; case_id: string; number: string; round: number; name: string; purpose: string; via: string; recorder: string | null; at: Date }

/** Buku Tamu: one visit per round of a case. */
export function visitRoutes({ db }: { db: Knex }): Route[] {
  return [
    route({
      method: 'get', path: '/api/visits', summary: 'Guest book', query: listQuery, reply: z.array(visitItem),
      handle: (call) => runList<Row, z.output<typeof visitItem>>(visitList, parseList(visitList, call.query), () => db('visits as v').where('v.office_id', officerOf(call).officeId),
        (rows) => rows.select('v.*', db.raw('(select c.number from cases c where c.id = v.case_id) as number'), db.raw('(select u.name from users u where u.id = v.recorded_by) as recorder')),
        (row) => ({
          id: row.id, caseId: row.case_id, caseNumber: row.number, round: row.round, name: row.name, purpose: row.purpose, via: row.via, recordedBy: row.recorder, at: row.at.toISOString(),
        })),
    }),
  ];
}
