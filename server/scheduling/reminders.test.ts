/** Reminders a day and an hour before: the right ones, once, whatever the zone and however the clock runs. */
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { Knex } from 'knex';
import { fireTimers, timerSchedules } from '../cases/index.ts';
import { aCaseAt, anOffice, anOfficer } from '../testing/a-case.ts';
import { act } from '../testing/act.ts';
import { aClock, aDoor } from '../testing/door-fakes.ts';
import { createTestDatabase, type TestDatabase } from '../testing/test-db.ts';
import { createLogger } from '../platform/log.ts';
import { schedulingDoorPart } from './index.ts';

let database: TestDatabase;
let db: Knex;
beforeAll(async () => { database = await createTestDatabase(); db = database.db; });
afterAll(() => database.drop());

const applicant = { kind: 'pemohon' as const, id: null, name: 'Pemohon', roles: ['pemohon' as const] };

async function aDesk(zone = 'Asia/Makassar', now = '2026-03-02T02:00:00Z') {
  const clock = aClock(now);
  const door = aDoor({ clock, parts: [schedulingDoorPart()] });
  const office = await anOffice(db, { zone });
  const rina = await anOfficer(db, office, ['verifikator']);
  const deps = { db, door, log: createLogger({ level: 'silent' }), wasOpenedSince: () => Promise.resolve(false) };
  const fire = () => fireTimers(deps);
  const give = async (mulai: string) => {
    const { row } = await aCaseAt(db, 'penjadwalan', { office, holder: rina, at: clock.now() });
    await act(db, door, rina.actor, row.id, 'tawarkan_jadwal', { mulai, menit: 30, saluran: 'daring', tempat: `https://x.test/${row.id}`, alasanDiLuarJam: 'Disepakati' });
    return row.id;
  };
  const reminded = (caseId: string) => door.letters.filter((sent) => sent.caseId === caseId && sent.letter === 'pengingat_jadwal').length;
  return { clock, door, deps, rina, fire, give, reminded };
}

describe('reminders', () => {
  it.each([['Asia/Jakarta', '+07:00'], ['Asia/Makassar', '+08:00'], ['Asia/Jayapura', '+09:00']])('come a day and an hour before, once each, in %s', async (zone, offset) => {
    const { clock, fire, give, reminded } = await aDesk(zone);
    const id = await give(`2026-03-05T10:00:00${offset}`);
    const start = Date.parse(`2026-03-05T10:00:00${offset}`);
    const seen: number[] = [];
    // The timers run every five minutes; here at the minutes that could go wrong, two workers at each.
    for (const minute of [-2880, -1441, -1440, -1435, -720, -61, -60, -55, -1, 0, 5, 1440]) {
      clock.set(new Date(start + minute * 60_000));
      await Promise.all([fire(), fire()]);
      if (reminded(id) > seen.length) seen.push(minute);
    }
    expect(seen).toEqual([-1440, -60]);
    expect(reminded(id)).toBe(2);
  }, 90_000);

  it('stand in the lane of those that go by the hour; those of days, which look at each waiting case, in the other', async () => {
    const { clock, deps, give, reminded } = await aDesk();
    const id = await give('2026-03-05T10:00:00+08:00');
    clock.set('2026-03-04T10:05:00+08:00');
    const jobs = timerSchedules(deps);
    await jobs.find(({ lane }) => lane === 'lama')?.run();
    expect(reminded(id)).toBe(0);
    await jobs.find(({ lane }) => lane === 'jam')?.run();
    expect([reminded(id), jobs.map(({ lane }) => lane)]).toEqual([1, ['jam', 'lama']]);
  });

  it('look at the appointment when they go off, not when it was made', async () => {
    const { clock, door, rina, fire, give, reminded } = await aDesk();
    const moved = await give('2026-03-05T10:00:00+08:00');
    const gone = await give('2026-03-05T11:00:00+08:00');
    await act(db, door, applicant, moved, 'minta_jadwal_lain', { keinginan: 'Jumat' });
    clock.pass(1);
    await act(db, door, rina.actor, moved, 'tawarkan_jadwal', { mulai: '2026-03-06T10:00:00+08:00', menit: 30, saluran: 'daring', tempat: 'https://x.test/b' });
    await act(db, door, rina.actor, gone, 'jadwal_ulang', { alasan: 'JDW-02', catatan: 'Tugas luar' });
    clock.set('2026-03-04T10:05:00+08:00');
    await fire();
    expect([reminded(moved), reminded(gone)]).toEqual([0, 0]);
    clock.set('2026-03-05T10:05:00+08:00');
    await fire();
    expect([reminded(moved), reminded(gone)]).toEqual([1, 0]);
  });

  it('that come too late do not come: not after the start, not both at once, not right after the invitation', async () => {
    const { clock, fire, give, reminded } = await aDesk();
    const [slept, soon] = [await give('2026-03-05T10:00:00+08:00'), await give('2026-03-02T15:00:00+08:00')];
    await fire();
    expect(reminded(soon)).toBe(0);
    clock.set('2026-03-02T14:00:00+08:00');
    await fire();
    expect(reminded(soon)).toBe(1);
    clock.set('2026-03-05T09:10:00+08:00'); // everything stood still for days
    await fire();
    await fire();
    expect(reminded(slept)).toBe(1);
    clock.set('2026-03-05T10:00:01+08:00');
    await fire();
    expect(reminded(slept)).toBe(1);
  });

  it('a clock that goes back does not send again', async () => {
    const { clock, fire, give, reminded } = await aDesk();
    const id = await give('2026-03-05T10:00:00+08:00');
    for (const at of ['2026-03-04T10:00:00+08:00', '2026-03-04T09:00:00+08:00', '2026-03-04T10:01:00+08:00', '2026-03-03T10:00:00+08:00', '2026-03-04T11:00:00+08:00']) {
      clock.set(at);
      await fire();
    }
    expect(reminded(id)).toBe(1);
  });

  it('of many at once each gets its own', async () => {
    const { clock, fire, give, reminded } = await aDesk();
    const ids: string[] = [];
    for (let n = 0; n < 6; n += 1) ids.push(await give(`2026-03-05T${String(8 + n).padStart(2, '0')}:00:00+08:00`));
    clock.set('2026-03-04T10:30:00+08:00');
    await Promise.all([fire(), fire()]);
    expect(ids.map(reminded)).toEqual([1, 1, 1, 0, 0, 0]);
  });
});
