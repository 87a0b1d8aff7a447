import type { Knex } from 'knex';
import { z } from 'zod';
import type { Clock } from '../domain/clock.ts';
import { idParams } from '../domain/contract/cases.ts';
import { calendarStanding as standingShape, holidayBody, importedHolidays, officeEdit, officeRecord, weekBody, weekItem, type OfficeRecord, type WeekItem } from '../domain/contract/offices.ts';
import { translate, type Locale } from '../domain/messages/translate.ts';
import { allSops } from '../domain/sop/catalogue.ts';
import type { Config } from '../platform/config.ts';
import { InvalidError } from '../platform/errors.ts';
import { listQuery, parseList, runList, type ListSpec } from '../platform/http/list.ts';
import { officerOf, route, type Call, type Route } from '../platform/http/route.ts';
import { editOffice, type LargestUploads, type PlaceChange } from './edit-office.ts';
import { importHolidays } from './import-holidays.ts';
import { getOffice } from './offices.repository.ts';
import { addHoliday, calendarStanding, removeHoliday, removeWeek, storeWeek } from './working-calendar.ts';

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

export const weekList: ListSpec = {
  name: 'working-weeks', filters: { id: { column: 'w.id', type: z.uuid() } }, sorts: { from: 'w.valid_from', id: 'w.id' }, defaultSort: ['from', 'ASC'], tieBreak: 'w.id',
};

/** As the table Loket lays in beneath the first one of an office is stored (`storeWeek`). */
const OWN_WEEK = translate('kalender.jam_baku', {}, 'id');

interface WeekRow { id: string; name: string; valid_from: string; valid_to: string | null; days: WeekItem['days'] }
interface OfficeRow { id: string; code: string; name: string; zone: string; is_open: boolean; settings: { secondFactor?: string } }
interface HolidayRow { id: string; date: string; name: string; kind: string; basis: string; office_id: string | null }
interface RegionRow { code: string; name: string; is_current: boolean }

export interface OfficeRouteDeps { placeChanged: PlaceChange; db: Knex; clock: Clock; config: Pick<Config, 'maxUploadBytes' | 'maxStaffUploadBytes'> }

export function officeRoutes({ db, clock, config, placeChanged }: OfficeRouteDeps): Route[] {
  const megabytes = (bytes: number) => Math.floor(bytes / 1024 / 1024);
  const largest: LargestUploads = { largestUpload: megabytes(config.maxUploadBytes), largestStaffUpload: megabytes(config.maxStaffUploadBytes) };
  const by = (call: Call) => ({ officer: officerOf(call), requestId: call.requestId, ipHash: call.ipHash });
  return [
    route({
      method: 'get', path: '/api/office-settings', summary: 'The own office with every setting', reply: officeRecord,
      handle: async (call) => ({ body: await officeOf(db, officerOf(call).officeId, largest, call.locale) }),
    }),
    route({
      method: 'post', path: '/api/office-settings', summary: 'Change the own office; each changed value is in the audit trail', body: officeEdit, reply: officeRecord,
      handle: async (call) => {
        await db.transaction((trx) => editOffice(trx, by(call), call.body, { largest, placeChanged }));
        return { body: await officeOf(db, officerOf(call).officeId, largest, call.locale) };
      },
    }),
    route({
      method: 'get', path: '/api/calendar-standing', summary: 'How far the holidays are known, and whether somebody must enter a year', reply: standingShape,
      handle: async (call) => ({ body: await calendarStanding(db, officerOf(call).officeId, clock.now()) }),
    }),
    route({
      method: 'get', path: '/api/working-weeks', summary: 'Week tables of the office; later ones win', query: listQuery, reply: z.array(weekItem),
      handle: (call) => runList<WeekRow, WeekItem>(weekList, parseList(weekList, call.query), () => db('working_weeks as w').where('w.office_id', officerOf(call).officeId), (rows) => rows.select('w.*'),
        (row) => ({ id: row.id, name: row.name, label: row.name === OWN_WEEK ? translate('kalender.jam_baku', {}, call.locale) : row.name, from: row.valid_from, to: row.valid_to, days: row.days, weeklyMinutes: weeklyMinutes(row.days) })),
    }),
    route({
      method: 'post', path: '/api/working-weeks', summary: 'A further week table', body: weekBody, reply: z.object({ id: z.uuid() }),
      handle: async (call) => ({
        status: 201, body: { id: await db.transaction((trx) => storeWeek(trx, by(call), call.body, clock.now(), OWN_WEEK)) },
      }),
    }),
    route({
      method: 'post', path: '/api/working-weeks/:id', summary: 'Change a week table; minutes counted before stay', params: idParams, body: weekBody, reply: z.object({ id: z.uuid() }),
      handle: async (call) => ({
        body: { id: await db.transaction((trx) => storeWeek(trx, by(call), call.body, clock.now(), OWN_WEEK, call.params.id)) },
      }),
    }),
    route({
      method: 'post', path: '/api/working-weeks/:id/remove', summary: 'Remove a week table', params: idParams,
      handle: async (call) => {
        await db.transaction((trx) => removeWeek(trx, by(call), call.params.id));
        return { status: 204 };
      },
    }),
    route({
      method: 'post', path: '/api/holidays', summary: 'A day off', body: holidayBody, reply: z.object({ id: z.uuid() }),
      handle: async (call) => {
        const id = await db.transaction((trx) => addHoliday(trx, by(call), call.body, clock.now()));
        if (!id) throw new InvalidError({ date: { key: 'galat.libur.ada' } });
        return { status: 201, body: { id } };
      },
    }),
    route({
      method: 'post', path: '/api/holidays/import', summary: 'Days off from a CSV; refused rows are told with their reason', reply: importedHolidays,
      body: z.strictObject({ text: z.string().min(1).max(400_000), everywhere: z.boolean().default(false) }),
      handle: async (call) => ({ body: await db.transaction((trx) => importHolidays(trx, by(call), { ...call.body, at: clock.now(), locale: call.locale })) }),
    }),
    route({
      method: 'post', path: '/api/holidays/:id/remove', summary: 'Remove a day off', params: idParams,
      handle: async (call) => {
        await db.transaction((trx) => removeHoliday(trx, by(call), call.params.id));
        return { status: 204 };
      },
    }),
    route({
      method: 'get', path: '/api/offices', summary: 'Offices', query: listQuery,
      // A system admin sees every office; anybody else his own.
      handle: (call) => {
        const officer = officerOf(call);
        const all = officer.roles.includes('admin_sistem');
        return runList<OfficeRow, object>(officeList, parseList(officeList, call.query),
          () => (all ? db('offices as o') : db('offices as o').where('o.id', officer.officeId)), (rows) => rows.select('o.*'),
          (row) => ({ id: row.id, code: row.code, name: row.name, zone: row.zone, open: row.is_open, ...(all ? { secondFactor: row.settings.secondFactor ?? 'pilihan' } : {}) }));
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

async function officeOf(db: Knex, id: string, largest: LargestUploads, locale: Locale): Promise<OfficeRecord> {
  const office = await getOffice(db, id);
  const numbered = [...new Set(allSops.flatMap((sop) => sop.letters.filter((letter) => letter.numbered).map((letter) => letter.id)))];
  return {
    id: office.id, version: office.version, code: office.code, name: office.name, zone: office.zone, open: office.isOpen, letterhead: office.letterhead, settings: office.settings, ...largest,
    numberedLetters: numbered.map((letter) => ({ letter, label: translate(`surat.${letter}`, {}, locale) })),
  };
}

function weeklyMinutes(days: WeekItem['days']): number {
  const minutes = (text: string) => Number(text.slice(0, 2)) * 60 + Number(text.slice(3));
  return Object.values(days).flat().reduce((sum, window) => sum + minutes(window.end) - minutes(window.start), 0);
}
