import type { Knex } from 'knex';
import { z } from 'zod';
import type { CaseDoor } from '../cases/index.ts';
import { availabilityBody, availabilityItem, leaveBody, leaveReply, roomBody, roomItem, type AvailabilityItem, type RoomItem } from '../domain/contract/scheduling.ts';
import { translate, type Locale } from '../domain/messages/translate.ts';
import { dayIn, everyDay } from '../domain/working-time.ts';
import { calendarOf } from '../offices/index.ts';
import { NotAllowedError, NotFoundError } from '../platform/errors.ts';
import { officerOf, route, type Officer, type Route } from '../platform/http/route.ts';
import { deleteException, exceptionsOf, findAvailability, findVerifikator, saveAvailability, verifikatorsOf } from './availability.repository.ts';
import { changeRoom } from './change-room.ts';
import { roomsOf, type RoomRow } from './rooms.repository.ts';
import { affectedBy, takeLeave, type Leave } from './take-leave.ts';

export interface AvailabilityDeps { db: Knex; door: CaseDoor }

const idParams = z.object({ id: z.uuid() });
const supervises = (officer: Officer) => officer.roles.some((role) => role === 'penyelia' || role === 'admin_kantor');

/** Somebody's own times, or as supervisor anybody's of the office. @throws NotFoundError, NotAllowedError */
async function verifikatorOf(db: Knex | Knex.Transaction, officer: Officer, userId: string): Promise<{ id: string; name: string }> {
  const row = await findVerifikator(db, officer.officeId, userId);
  if (!row) throw new NotFoundError();
  if (userId !== officer.id && !supervises(officer)) throw new NotAllowedError('galat.bukan_bagian_anda');
  return row;
}

async function itemOf(db: Knex | Knex.Transaction, officeId: string, person: { id: string; name: string }, now: Date): Promise<AvailabilityItem> {
  const { zone } = await calendarOf(db, officeId);
  const exceptions = await exceptionsOf(db, [person.id], dayIn(zone, now), '9999-12-31');
  const own = await findAvailability(db, person.id);
  return {
    ...person, availability: own ? { ...own, days: own.days as never, channels: [...own.channels] } : null,
    exceptions: exceptions.map(({ id, date, windows, note }) => ({ id, date, windows: windows.map(({ start, end }) => ({ start, end })), note })),
  };
}

export function availabilityRoutes({ db, door }: AvailabilityDeps): Route[] {
  const now = () => door.clock.now();
  return [
    route({
      method: 'get', path: '/api/availabilities', summary: 'When each verifikator of the office can be booked', reply: z.array(availabilityItem),
      async handle(call) {
        const { officeId } = officerOf(call);
        const body = await Promise.all((await verifikatorsOf(db, officeId)).map((person) => itemOf(db, officeId, person, now())));
        return { body, headers: { 'Content-Range': `availabilities 0-${Math.max(0, body.length - 1)}/${body.length}` } };
      },
    }),
    route({
      method: 'put', path: '/api/availabilities/:id', summary: 'Set somebody\'s weekly times', params: idParams, body: availabilityBody, reply: availabilityItem,
      handle: (call) => db.transaction(async (trx) => {
        const officer = officerOf(call);
        const person = await verifikatorOf(trx, officer, call.params.id);
        await saveAvailability(trx, { userId: person.id, officeId: officer.officeId, by: officer.id, at: now() }, call.body);
        return { body: await itemOf(trx, officer.officeId, person, now()) };
      }),
    }),
    route({
      method: 'post', path: '/api/availabilities/:id/leave', summary: 'Days away, or with other hours; what was booked is put into other hands or offered anew', params: idParams, body: leaveBody, reply: leaveReply,
      async handle(call) {
        const officer = officerOf(call);
        const person = await verifikatorOf(db, officer, call.params.id);
        const { from, to, windows, note, confirmed } = call.body;
        const leave: Leave = { userId: person.id, officeId: officer.officeId, by: officer.id, days: everyDay(from, to), windows, note };
        const affected = confirmed ? await takeLeave(db, door, leave)
          : (await affectedBy(db, leave, door.clock.now())).map((slot) => ({ caseId: slot.case_id, caseNumber: slot.case_number, startsAt: slot.starts_at.toISOString(), done: 'akan' as const }));
        return { body: { affected } };
      },
    }),
    route({
      method: 'delete', path: '/api/availability-exceptions/:id', summary: 'The day is an ordinary one again', params: idParams,
      handle: (call) => db.transaction(async (trx) => {
        const officer = officerOf(call);
        if (!await deleteException(trx, officer.officeId, call.params.id, supervises(officer) ? null : officer.id)) throw new NotFoundError();
        return { status: 204 };
      }),
    }),
    route({
      method: 'get', path: '/api/rooms', summary: 'Rooms and call accounts of the office', reply: z.array(roomItem),
      async handle(call) {
        const rows = await roomsOf(db, officerOf(call).officeId);
        return { body: rows.map((row) => roomShape(row, call.locale)), headers: { 'Content-Range': `rooms 0-${Math.max(0, rows.length - 1)}/${rows.length}` } };
      },
    }),
    ...(['post', 'put'] as const).map((method) => route({
      method, path: method === 'post' ? '/api/rooms' : '/api/rooms/:id', summary: method === 'post' ? 'Add a room' : 'Change a room',
      ...(method === 'put' ? { params: idParams } : {}), body: roomBody, reply: roomItem,
      handle: (call) => db.transaction(async (trx) => {
        const { name, channel, linkKind, address, active, booked } = call.body;
        const id = (call.params as { id?: string } | undefined)?.id;
        const row = { ...(id === undefined ? {} : { id }), office_id: officerOf(call).officeId, name, channel, link_kind: linkKind, address, is_active: active };
        const saved = await changeRoom(trx, row, { booked, now: now() });
        return { status: method === 'post' ? 201 : 200, body: roomShape(saved, call.locale) };
      }),
    })),
  ];
}

const roomShape = (row: RoomRow, locale: Locale): RoomItem => ({
  id: row.id, name: row.name, channel: row.channel, linkKind: row.link_kind, linkKindLabel: translate(`ruang_jenis.${row.link_kind}`, {}, locale), address: row.address, active: row.is_active,
});
