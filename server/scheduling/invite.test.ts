import { execFileSync } from 'node:child_process';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { aCaseAt, anOffice, anOfficer } from '../testing/a-case.ts';
import { act } from '../testing/act.ts';
import { aClock, aDoor } from '../testing/door-fakes.ts';
import { createTestDatabase, type TestDatabase } from '../testing/test-db.ts';
import { inviteOf, schedulingDoorPart } from './index.ts';

let database: TestDatabase;
beforeAll(async () => { database = await createTestDatabase(); });
afterAll(() => database.drop());

/** Unfolded lines as name and value, as RFC 5545 3.1 says. */
function parse(ics: string): Record<string, string> {
  const lines = ics.replaceAll(/\r\n[ \t]/g, '').split('\r\n').filter(Boolean);
  return Object.fromEntries(lines.map((line) => [line.slice(0, /[;:]/.exec(line)?.index ?? 0), line.slice(line.indexOf(':') + 1)]));
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
    expect(await inviteOf(db, row.id)).toBeNull();

    await act(db, door, rina.actor, row.id, 'tawarkan_jadwal', slot('2026-03-03T10:00:00+08:00'));
    const first = parse(await inviteOf(db, row.id, 'Loket LPSE <loket@contoh.test>') ?? '');
    expect(first).toMatchObject({
      METHOD: 'REQUEST', SEQUENCE: '0', DTSTART: '20260303T020000Z', DTEND: '20260303T023000Z', DTSTAMP: '20260302T020000Z', STATUS: 'CONFIRMED',
      LOCATION: 'https://rapat.contoh.test/a', ORGANIZER: 'mailto:loket@contoh.test', ATTENDEE: 'MAILTO:rina@pemohon.test',
    });
    expect(first.SUMMARY).toContain(row.number);

    clock.pass(5);
    await act(db, door, rina.actor, row.id, 'jadwal_ulang', { alasan: 'JDW-02', catatan: 'Ada tugas luar' });
    expect(parse(await inviteOf(db, row.id) ?? '')).toMatchObject({ METHOD: 'CANCEL', UID: first.UID, SEQUENCE: '1', STATUS: 'CANCELLED' });

    clock.pass(5);
    await act(db, door, rina.actor, row.id, 'tawarkan_jadwal', slot('2026-03-04T10:00:00+08:00'));
    expect(parse(await inviteOf(db, row.id) ?? '')).toMatchObject({ METHOD: 'REQUEST', UID: first.UID, SEQUENCE: '2', DTSTART: '20260304T020000Z' });

    clock.set('2026-03-04T02:00:00Z');
    await act(db, door, rina.actor, row.id, 'catat_hadir');
    expect(await inviteOf(db, row.id)).toBeNull();
  });

  it.each(['UTC', 'Asia/Jakarta'])('says the same instant where the server runs in %s', async (zone) => {
    const { db } = database;
    const office = await anOffice(db);
    const rina = await anOfficer(db, office, ['verifikator']);
    const { row } = await aCaseAt(db, 'penjadwalan', { office, holder: rina });
    const door = aDoor({ clock: aClock('2026-03-02T02:00:00Z'), parts: [schedulingDoorPart()] });
    await act(db, door, rina.actor, row.id, 'tawarkan_jadwal', { mulai: '2026-03-03T10:00:00+08:00', menit: 45, saluran: 'luring', tempat: 'Ruang 1' });
    // A process of its own, since Node reads the zone when it starts.
    const program = `import { openDatabase } from '../platform/db.ts'; import { inviteOf } from './invite.view.ts';
      const db = openDatabase(process.env.INVITE_DB); process.stdout.write(await inviteOf(db, process.env.INVITE_CASE)); await db.destroy();`;
    const text = execFileSync(process.execPath, ['--input-type=module-typescript', '-e', program], {
      cwd: import.meta.dirname, encoding: 'utf8', env: { ...process.env, NODE_OPTIONS: '', TZ: zone, INVITE_DB: database.url, INVITE_CASE: row.id },
    });
    expect(parse(text)).toMatchObject({ DTSTART: '20260303T020000Z', DTEND: '20260303T024500Z' });
  });
});
