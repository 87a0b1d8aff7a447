import type { Knex } from 'knex';
import { z } from 'zod';
import { appointmentItem, type AppointmentItem } from '../domain/contract/scheduling.ts';
import { translate } from '../domain/messages/translate.ts';
import { listQuery, parseList, runList, type ListSpec } from '../platform/http/list.ts';
import { officerOf, route, type Route } from '../platform/http/route.ts';
import type { AppointmentRow } from './appointments.repository.ts';

const moment = z.iso.datetime({ offset: true });

export const appointmentList: ListSpec = {
  name: 'appointments',
  filters: {
    id: { column: 'a.id', type: z.uuid() },
    caseId: { column: 'a.case_id', type: z.uuid() },
    state: { column: 'a.state', type: z.string().regex(/^[a-z_]{1,30}$/) },
    verifikatorId: { column: 'a.verifikator_id', type: z.uuid() },
    from: { column: 'a.starts_at', type: moment, op: '>=' },
    to: { column: 'a.starts_at', type: moment, op: '<' },
  },
  sorts: { startsAt: 'a.starts_at', createdAt: 'a.created_at', state: 'a.state', id: 'a.id' },
  defaultSort: ['startsAt', 'ASC'],
  tieBreak: 'a.id',
};

type Row = AppointmentRow & { case_number: string; verifikator_name: string };

export function schedulingRoutes({ db }: { db: Knex }): Route[] {
  return [
    route({
      method: 'get', path: '/api/appointments', summary: 'Appointments of the office', query: listQuery, reply: z.array(appointmentItem),
      handle: (call) => runList<Row, AppointmentItem>(appointmentList, parseList(appointmentList, call.query),
        () => db('appointments as a').where('a.office_id', officerOf(call).officeId),
        (rows) => rows.select('a.*', db.raw('(select c.number from cases c where c.id = a.case_id) as case_number'),
          db.raw('(select u.name from users u where u.id = a.verifikator_id) as verifikator_name')),
        (row) => ({
          id: row.id, caseId: row.case_id, caseNumber: row.case_number, round: row.round, startsAt: row.starts_at.toISOString(), endsAt: row.ends_at.toISOString(),
          channel: row.channel, location: row.location, verifikatorId: row.verifikator_id, verifikatorName: row.verifikator_name,
          state: row.state, stateLabel: translate(`nilai.${row.state}`, {}, call.locale), answer: row.answer, wish: row.wish, sequence: row.sequence,
          closedReason: row.closed_reason, createdAt: row.created_at.toISOString(), closedAt: row.closed_at?.toISOString() ?? null,
        })),
    }),
  ];
}
