import type { Knex } from 'knex';
import { z } from 'zod';
import type { Clock } from '../domain/clock.ts';
import { noticeItem, readNoticesBody, type NoticeItem } from '../domain/contract/ownership.ts';
import { translate } from '../domain/messages/translate.ts';
import { listQuery, parseList, runList, type ListSpec } from '../platform/http/list.ts';
import { officerOf, route, type Route } from '../platform/http/route.ts';

export const noticeList: ListSpec = {
  name: 'notices',
  filters: {
    id: { column: 'n.id', type: z.uuid() },
    read: { column: 'n.read_at', type: z.boolean(), op: 'ada' },
    kind: { column: 'n.kind', type: z.string().regex(/^[a-z_]{1,40}$/) },
    caseId: { column: 'n.case_id', type: z.uuid() },
  },
  sorts: { at: 'n.at', id: 'n.id' }, defaultSort: ['at', 'DESC'], tieBreak: 'n.id',
};
interface Row { id: string; kind: string; case_id: string | null; case_number: string | null; text_key: string; params: Record<string, string>; at: Date; read_at: Date | null }

export function noticeRoutes({ db, clock }: { db: Knex; clock: Clock }): Route[] {
  return [
    route({
      method: 'get', path: '/api/notices', summary: 'What I have been told', query: listQuery, reply: z.array(noticeItem),
      handle: (call) => runList<Row, NoticeItem>(noticeList, parseList(noticeList, call.query),
        () => db('notices as n').where('n.user_id', officerOf(call).id),
        (rows) => rows.select('n.*', db.raw('(select c.number from cases c where c.id = n.case_id) as case_number')),
        (row) => ({
          id: row.id, kind: row.kind, caseId: row.case_id, caseNumber: row.case_number, text: translate(row.text_key, row.params, call.locale),
          at: row.at.toISOString(), readAt: row.read_at?.toISOString() ?? null,
        })),
    }),
    route({
      method: 'post', path: '/api/notices/read', summary: 'I have read these, or all', body: readNoticesBody,
      handle: async (call) => {
        const mine = db('notices').where({ user_id: officerOf(call).id }).whereNull('read_at');
        await (call.body.ids ? mine.whereIn('id', call.body.ids) : mine).update({ read_at: clock.now() });
        return { status: 204 };
      },
    }),
  ];
}
