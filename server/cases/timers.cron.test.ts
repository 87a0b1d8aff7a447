import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import type { Knex } from 'knex';
import pino from 'pino';
import { aCaseAt, anOffice, type TestCase, type TestOffice } from '../testing/a-case.ts';
import { aClock, aDoor, type MovableClock } from '../testing/door-fakes.ts';
import { repairOf } from '../testing/facts-builder.ts';
import { createTestDatabase, type TestDatabase } from '../testing/test-db.ts';
import { factSource, type DoorPart } from './case-door.ts';
import { fireTimers, type TimersDeps } from './timers.cron.ts';

let database: TestDatabase;
let db: Knex;
let office: TestOffice;
let clock: MovableClock;
let deadline: Date | null;
let proposed: Set<string>;
let looked: boolean;
let logged: string[];
let door: ReturnType<typeof aDoor>;
let deps: TimersDeps;

beforeAll(async () => { database = await createTestDatabase(); db = database.db; });
afterAll(() => database.drop());
beforeEach(async () => {
  // Cases of an earlier test stand at no place of the procedure any more.
  await db('cases').update({ place: 'diarsipkan', archived_at: new Date() });
  office = await anOffice(db);
  clock = aClock('2026-03-02T02:00:00Z'); // Monday, 10:00 WITA
  deadline = null;
  proposed = new Set();
  looked = false;
  logged = [];
  const repairs: DoorPart = {
    facts: [factSource('perbaikan', (_trx, { caseId }) => Promise.resolve(deadline ? repairOf({ dueAt: deadline, expiryProposed: proposed.has(caseId) }) : null))],
    now: { usulkan_kedaluwarsa: (_trx, context) => { proposed.add(context.case.id); return Promise.resolve(); } },
  };
  door = aDoor({ clock, parts: [repairs] });
  deps = { db, door, log: pino({ level: 'error' }, { write: (line) => { logged.push(line); } }), wasOpenedSince: () => Promise.resolve(looked) };
});

const waiting = (): Promise<TestCase> => aCaseAt(db, 'menunggu_perbaikan', { office });
const acts = (caseId: string) => db('case_actions').where({ case_id: caseId }).orderBy('seq').pluck('action');
/** Tuesday, end of the working day in WITA: one working day after Monday. */
const ONE_WORKING_DAY = '2026-03-03T08:00:00Z';

describe('a reminder', () => {
  it('waits for its time, then comes once: a letter, a line of history, a new version', async () => {
    const { row } = await waiting();
    clock.set('2026-03-03T07:59:59Z');
    expect(await fireTimers(deps)).toBe(0);
    clock.set(ONE_WORKING_DAY);
    expect([await fireTimers(deps), await fireTimers(deps)]).toEqual([1, 0]);
    expect(door.letters).toEqual([{ caseId: row.id, letter: 'pengingat_perbaikan' }]);
    expect(await acts(row.id)).toEqual(['ajukan', 'ingatkan']);
    expect(await db('cases').where({ id: row.id }).first()).toMatchObject({ version: row.version + 1, place: 'menunggu_perbaikan', clock: 'berhenti' });
  });

  it('does not come to somebody who has looked, not even later in the same stay', async () => {
    const { row } = await waiting();
    clock.set(ONE_WORKING_DAY);
    looked = true;
    expect(await fireTimers(deps)).toBe(0);
    looked = false;
    expect(await fireTimers(deps)).toBe(0);
    expect(await acts(row.id)).toEqual(['ajukan']);
  });

  it.each([{ open: true, letters: ['pengingat_pilih_jadwal'] }, { open: false, letters: [] }])('to choose a time comes only where a choice is open ($open)', async ({ open, letters }) => {
    door = aDoor({ clock, parts: [], facts: { pilihanJadwal: open } });
    await aCaseAt(db, 'penjadwalan', { office });
    clock.set('2026-03-03T07:59:59Z');
    expect(await fireTimers({ ...deps, door })).toBe(0);
    clock.set(ONE_WORKING_DAY);
    await fireTimers({ ...deps, door });
    expect(door.letters.map(({ letter }) => letter)).toEqual(letters);
  });

  it('comes once more when two working days are left, to somebody who has looked too', async () => {
    const { row } = await waiting();
    looked = true;
    deadline = new Date('2026-03-09T08:00:00Z'); // Monday: two working days before are Thursday and Friday
    clock.set('2026-03-04T23:29:00Z');
    expect(await fireTimers(deps)).toBe(0);
    clock.set('2026-03-05T00:00:00Z'); // Thursday, 8 in the morning
    expect([await fireTimers(deps), await fireTimers(deps)]).toEqual([1, 0]);
    expect(door.letters).toEqual([{ caseId: row.id, letter: 'pengingat_perbaikan' }]);
  });

  it.each([
    { what: 'three days: one day before, when two would be the day after it was asked', due: '2026-03-05T08:00:00Z', quiet: '2026-03-03T09:00:00Z', comes: '2026-03-04T01:00:00Z', letters: 1 },
    { what: 'two days: none, the request itself has just gone out', due: '2026-03-04T08:00:00Z', quiet: '2026-03-03T09:00:00Z', comes: '2026-03-04T07:00:00Z', letters: 0 },
  ])('before the deadline leaves a working day after the request ($what)', async ({ due, quiet, comes, letters }) => {
    await waiting();
    looked = true;
    deadline = new Date(due);
    clock.set(quiet);
    await fireTimers(deps);
    expect(door.letters).toHaveLength(0);
    clock.set(comes);
    await fireTimers(deps);
    expect(door.letters).toHaveLength(letters);
  });

  it('comes again in another stay', async () => {
    const { row, stayId } = await waiting();
    clock.set(ONE_WORKING_DAY);
    await fireTimers(deps);
    await db('place_stays').where({ id: stayId }).update({ left_at: clock.now() });
    await db('place_stays').insert({ case_id: row.id, place: 'menunggu_perbaikan', clock: 'berhenti', entered_at: clock.now() });
    clock.set('2026-03-04T08:00:00Z');
    expect(await fireTimers(deps)).toBe(1);
    expect(door.letters).toHaveLength(2);
  });

  it('comes once when two run at the same time', async () => {
    const { row } = await waiting();
    clock.set(ONE_WORKING_DAY);
    // Both have read the list before either may write: the row of the case is held until both wait for it.
    const gate = await db.transaction();
    await gate('cases').where({ id: row.id }).forUpdate().first();
    const runs = Promise.all([fireTimers(deps), fireTimers(deps)]);
    try {
      await untilTwoWait();
    } finally {
      await gate.rollback();
    }
    expect((await runs).reduce((a, b) => a + b)).toBe(1);
    expect(logged).toEqual([]); // the second found it done; it did not run into an error
    expect(door.letters).toHaveLength(1);
  });
});

async function untilTwoWait(): Promise<void> {
  for (let tries = 0; tries < 400; tries += 1) {
    const { rows } = await db.raw<{ rows: { n: number }[] }>(`select count(distinct l.pid) as n from pg_locks l join pg_stat_activity a on a.pid = l.pid where not l.granted and a.datname = current_database()`);
    if (Number(rows[0]?.n) === 2) return;
    await new Promise((resolve) => { setTimeout(resolve, 10); });
  }
  throw new Error('two runs did not wait for each other');
}

describe('a deadline', () => {
  it('lets the system act once it has passed, once per stay', async () => {
    const { row } = await waiting();
    looked = true;
    deadline = new Date('2026-03-09T08:00:00Z');
    clock.set('2026-03-06T02:00:00Z');
    await fireTimers(deps); // the reminder before the deadline
    clock.set('2026-03-09T07:59:59Z');
    expect(await fireTimers(deps)).toBe(0);
    clock.set(deadline);
    expect([await fireTimers(deps), proposed.has(row.id), await fireTimers(deps)]).toEqual([1, true, 0]);
    expect(await db('case_actions').where({ case_id: row.id, action: 'usulkan_kedaluwarsa' }).first()).toMatchObject({ actor_kind: 'sistem', actor_id: null, at: deadline });
  });

  it('does nothing where its condition already holds', async () => {
    const { row } = await waiting();
    looked = true;
    deadline = new Date('2026-03-09T08:00:00Z');
    proposed.add(row.id);
    clock.set(deadline);
    expect(await fireTimers(deps)).toBe(0);
    expect(await acts(row.id)).toEqual(['ajukan']);
  });

  it('of one case that fails leaves the others their turn, and is tried again', async () => {
    await waiting();
    const second = await waiting();
    looked = true;
    deadline = new Date('2026-03-09T08:00:00Z');
    clock.set(deadline);
    // A line of history under the same key makes the first insert fail.
    const stay = await db('place_stays').where({ case_id: second.row.id }).first<{ id: string }>('id');
    await db('case_actions').insert({
      case_id: second.row.id, seq: 2, action: 'ingatkan', to_place: 'menunggu_perbaikan', round: 1, actor_kind: 'sistem', request_id: `waktu:${stay.id}:usul_kedaluwarsa`,
      input_sha256: randomUUID(), at: clock.now(),
    });
    expect([await fireTimers(deps), logged.length]).toEqual([1, 1]);
    expect(await db('case_timers').where({ case_id: second.row.id, key: 'usul_kedaluwarsa' })).toEqual([]);
  });
});
