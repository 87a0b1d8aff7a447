import type { Knex } from 'knex';
import { z } from 'zod';
import { findCase } from '../cases/index.ts';
import type { Clock } from '../domain/clock.ts';
import { appointmentItem, calendarQuery, calendarShape, callPicture, offeredSlot, type AppointmentItem } from '../domain/contract/scheduling.ts';
import { reasonText } from '../domain/messages/reasons.ts';
import { officeReasons, type OfficeReason } from '../reasons/index.ts';
import { translate, type Locale } from '../domain/messages/translate.ts';
import { InvalidError, NotFoundError } from '../platform/errors.ts';
import { listQuery, parseList, runList, type ListSpec } from '../platform/http/list.ts';
import { officerOf, route, type Route } from '../platform/http/route.ts';
import { isOver, stateWords, type AppointmentRow } from './appointments.repository.ts';
import { officeCalendar } from './calendar.view.ts';
import { callPicturesOf } from './call-evidence.ts';
import { slotsForCase } from './free-slots.view.ts';

const moment = z.iso.datetime({ offset: true });
const idParams = z.object({ id: z.uuid() });
const LONGEST_MS = 45 * 86_400_000;

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

type Row = AppointmentRow & { case_number: string; verifikator_name: string; closed_by_name: string | null };

export function appointmentRoutes({ db, clock }: { db: Knex; clock: Clock }): Route[] {
  return [
    route({
      method: 'get', path: '/api/appointments', summary: 'Appointments', query: listQuery, reply: z.array(appointmentItem),
      handle: async (call) => {
        const reasons = await officeReasons(db, officerOf(call).officeId);
        return runList<Row, AppointmentItem>(appointmentList, parseList(appointmentList, call.query),
        () => db('appointments as a').where('a.office_id', officerOf(call).officeId),
        (query) => query.select('a.*', db.raw('(select number from cases where id = a.case_id) as case_number'), db.raw('(select name from users where id = a.verifikator_id) as verifikator_name'),
          db.raw('(select name from users where id = a.closed_by) as closed_by_name')),
        (row) => shape(row, reasons, clock.now(), call.locale));
      },
    }),
    route({
      method: 'get', path: '/api/calendar', summary: 'The office\'s appointments between two instants, and when somebody cannot be booked', query: calendarQuery, reply: calendarShape,
      async handle(call) {
        const [from, to] = [new Date(call.query.from), new Date(call.query.to)];
        if (to <= from || to.getTime() - from.getTime() > LONGEST_MS) throw new InvalidError({ to: { key: 'galat.daftar.nilai' } });
        return { body: await officeCalendar(db, { officeId: officerOf(call).officeId, from, to, ...(call.query.verifikatorId ? { verifikatorId: call.query.verifikatorId } : {}) }, clock.now(), call.locale) };
      },
    }),
    route({
      method: 'get', path: '/api/cases/:id/slots', summary: 'Free slots that may be given or chosen', params: idParams, reply: z.array(offeredSlot),
      handle: (call) => db.transaction(async (trx) => {
        const row = await findCase(trx, call.params.id, officerOf(call).officeId);
        if (!row) throw new NotFoundError();
        return { body: (await slotsForCase(trx, row, clock.now())).slice(0, 200).map(({ start, end, channel, personId, personName, roomId }) => ({
          start: start.toISOString(), end: end.toISOString(), channel, personId, personName, roomId,
        })) };
      }),
    }),
    route({
      method: 'get', path: '/api/cases/:id/call-pictures', summary: 'Pictures kept from the verification', params: idParams, reply: z.array(callPicture),
      handle: (call) => db.transaction(async (trx) => {
        const row = await findCase(trx, call.params.id, officerOf(call).officeId);
        if (!row) throw new NotFoundError();
        return { body: (await callPicturesOf(trx, row.id)).map(({ at, sha256: _hash, ...picture }) => ({ ...picture, at: at.toISOString() })) };
      }),
    }),
  ];
}

function shape(row: Row, reasons: readonly OfficeReason[], now: Date, locale: Locale): AppointmentItem {
  return {
    id: row.id, caseId: row.case_id, caseNumber: row.case_number, round: row.round, startsAt: row.starts_at.toISOString(), endsAt: row.ends_at.toISOString(),
    channel: row.channel, location: row.location, roomId: row.room_id, verifikatorId: row.verifikator_id, verifikatorName: row.verifikator_name,
    state: row.state, stateLabel: translate(stateWords(row, now), {}, locale), over: isOver(row, now), answer: row.answer, wish: row.wish, calendarAnswer: row.calendar_answer, calendarAnsweredAt: row.calendar_answer_at?.toISOString() ?? null, sequence: row.sequence,
    closedReason: row.closed_reason, closedReasonLabel: reasonLabel(row.closed_reason, reasons, locale), closedByKind: row.closed_by_kind, closedByName: row.closed_by_name,
    createdAt: row.created_at.toISOString(), closedAt: row.closed_at?.toISOString() ?? null,
  };
}

/** A reason code, or the act that ended the case. */
function reasonLabel(reason: string | null, reasons: readonly OfficeReason[], locale: Locale): string | null {
  if (reason === null) return null;
  return reasons.some(({ code }) => code === reason) ? reasonText(reasons, reason, locale) : translate(`aksi.${reason}`, {}, locale);
}
