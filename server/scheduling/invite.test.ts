import { execFileSync } from 'node:child_process';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import ICAL from 'ical.js';
import { aCaseAt, anOffice, anOfficer } from '../testing/a-case.ts';
import { act } from '../testing/act.ts';
import { aClock, aDoor } from '../testing/door-fakes.ts';
import { createTestDatabase, type TestDatabase } from '../testing/test-db.ts';
import { inviteOf, schedulingDoorPart } from './index.ts';

let database: TestDatabase;
beforeAll(async () => { database = await createTestDatabase(); });
afterAll(() => database.drop());

/** As a mail program reads it: by a parser that is not the writer's. */
function parse(ics: string | null) {
  const calendar = new ICAL.Component(ICAL.parse(ics ?? '') as never);
  const event = calendar.getFirstSubcomponent('vevent') as InstanceType<typeof ICAL.Component>;
  const read = new ICAL.Event(event);
  const start = event.getFirstProperty('dtstart');
  return {
    method: calendar.getFirstPropertyValue('method'), zones: calendar.getAllSubcomponents('vtimezone').map((zone) => zone.getFirstPropertyValue('tzid')),
    uid: read.uid, sequence: read.sequence, summary: read.summary, location: read.location, organizer: read.organizer, attendees: read.attendees.map((who) => who.getFirstValue()),
    status: event.getFirstPropertyValue('status'), stamp: String(event.getFirstPropertyValue('dtstamp')), zone: start?.getParameter('tzid'),
    start: read.startDate.toJSDate().toISOString(), end: read.endDate.toJSDate().toISOString(),
  };
}

describe('inviteOf', () => {
  it('follows the appointment: request, cancellation, request again; nothing once it took place', async () => {
    const { db } = database;
    const clock = aClock('2026-03-02T02:00:00Z');
    const door = aDoor({ clock, parts: [schedulingDoorPart()] });
    const office = await anOffice(db);
    const rina = await anOfficer(db, office, ['verifikator']);
    const { row } = await aCaseAt(db, 'penjadwalan', { office, holder: rina });
    const slot = (mulai: string) => ({ mulai, menit: 30, saluran: 'daring', tempat: 'https://rapat.contoh.test/a' });
    expect(await inviteOf(db, row.id, clock.now())).toBeNull();

    await act(db, door, rina.actor, row.id, 'tawarkan_jadwal', slot('2026-03-03T10:00:00+08:00'));
    const first = parse(await inviteOf(db, row.id, clock.now(), { sender: 'Loket LPSE <loket@contoh.test>' }));
    expect(first).toMatchObject({
      method: 'REQUEST', sequence: 0, zones: ['Asia/Makassar'], zone: 'Asia/Makassar', start: '2026-03-03T02:00:00.000Z', end: '2026-03-03T02:30:00.000Z',
      stamp: '2026-03-02T02:00:00Z', status: 'CONFIRMED', location: 'https://rapat.contoh.test/a', organizer: 'mailto:loket@contoh.test', attendees: ['MAILTO:rina@pemohon.test'],
    });
    expect(first.summary).toContain(row.number);

    clock.pass(5);
    await act(db, door, rina.actor, row.id, 'jadwal_ulang', { alasan: 'JDW-02', catatan: 'Ada tugas luar' });
    expect(parse(await inviteOf(db, row.id, clock.now()))).toMatchObject({ method: 'CANCEL', uid: first.uid, sequence: 1, status: 'CANCELLED' });

    clock.pass(5);
    await act(db, door, rina.actor, row.id, 'tawarkan_jadwal', slot('2026-03-04T10:00:00+08:00'));
    expect(parse(await inviteOf(db, row.id, clock.now()))).toMatchObject({ method: 'REQUEST', uid: first.uid, sequence: 2, start: '2026-03-04T02:00:00.000Z' });

    clock.pass(2);
    const budi = await anOfficer(db, office, ['verifikator'], 'Budi Contoh');
    await act(db, door, rina.actor, row.id, 'alihkan_jadwal', { verifikatorId: budi.id, alasan: 'JDW-02', catatan: 'Cuti' });
    expect(parse(await inviteOf(db, row.id, clock.now()))).toMatchObject({ method: 'REQUEST', uid: first.uid, sequence: 3, start: '2026-03-04T02:00:00.000Z', stamp: '2026-03-02T02:12:00Z' });

    clock.set('2026-03-04T02:00:00Z');
    await act(db, door, rina.actor, row.id, 'catat_hadir');
    expect(await inviteOf(db, row.id, clock.now())).toBeNull();
  });

  it.each([['UTC', 'Asia/Jayapura'], ['Asia/Jakarta', 'Asia/Jayapura'], ['UTC', 'Asia/Jakarta'], ['Asia/Jakarta', 'Asia/Makassar'], ['America/New_York', 'Asia/Makassar']])(
    'where the server runs in %s, an office of %s says the same instant', async (zone, officeZone) => {
      const { db } = database;
      const office = await anOffice(db, { zone: officeZone });
      const rina = await anOfficer(db, office, ['verifikator']);
      const { row } = await aCaseAt(db, 'penjadwalan', { office, holder: rina });
      const door = aDoor({ clock: aClock('2026-03-02T02:00:00Z'), parts: [schedulingDoorPart()] });
      await act(db, door, rina.actor, row.id, 'tawarkan_jadwal', { mulai: '2026-03-03T10:00:00+08:00', menit: 45, saluran: 'luring', tempat: 'Ruang 1' });
      // Written and read in a process of its own, since Node reads the zone when it starts.
      const program = `import { openDatabase } from '../platform/db.ts'; import { inviteOf } from './invite.view.ts'; import ICAL from 'ical.js';
        const db = openDatabase(process.env.INVITE_DB); const text = await inviteOf(db, process.env.INVITE_CASE, new Date()); await db.destroy();
        const event = new ICAL.Event(new ICAL.Component(ICAL.parse(text)).getFirstSubcomponent('vevent'));
        process.stdout.write(JSON.stringify({ text, start: event.startDate.toJSDate(), end: event.endDate.toJSDate(), zone: event.startDate.zone.tzid }));`;
      const told = JSON.parse(execFileSync(process.execPath, ['--input-type=module-typescript', '-e', program], {
        cwd: import.meta.dirname, encoding: 'utf8', env: { ...process.env, NODE_OPTIONS: '', TZ: zone, INVITE_DB: database.url, INVITE_CASE: row.id },
      })) as { text: string };
      expect(told).toMatchObject({ start: '2026-03-03T02:00:00.000Z', end: '2026-03-03T02:45:00.000Z', zone: officeZone });
      expect(parse(told.text)).toMatchObject({ start: '2026-03-03T02:00:00.000Z', end: '2026-03-03T02:45:00.000Z', zones: [officeZone] });
    });
});
