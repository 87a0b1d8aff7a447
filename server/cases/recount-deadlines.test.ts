/** A new calendar concerns every open case of every office: reckoning them anew takes its turn among the other timed work, and no office waits for another. */
import { afterAll, beforeAll, beforeEach, expect, it } from '@jest/globals';
import { noteRecounted, officesToRecount, readCalendar } from '../offices/index.ts';
import { createLogger } from '../platform/log.ts';
import { aCaseAt, anOffice, MONDAY_TEN, type TestOffice } from '../testing/a-case.ts';
import { aClock, aDoor } from '../testing/door-fakes.ts';
import { createTestDatabase, type TestDatabase } from '../testing/test-db.ts';
import { recountDeadlines, type RecountDeps } from './index.ts';

let test: TestDatabase;
let offices: TestOffice[];
let broken: Set<string>;
beforeAll(async () => { test = await createTestDatabase(); });
afterAll(() => test.drop());
beforeEach(async () => {
  await test.db('offices').update({ recounted_edition: test.db.ref('calendar_edition') });
  broken = new Set();
  offices = [await anOffice(test.db), await anOffice(test.db)];
  for (const { id } of offices) await test.db('offices').where({ id }).update({ calendar_edition: 2, calendar_changed_at: test.db.raw(`now() - interval '1 hour'`) });
});

const deps: RecountDeps = {
  get db() { return test.db; }, door: aDoor({ clock: aClock(MONDAY_TEN), parts: [] }), log: createLogger({ level: 'silent' }),
  calendars: { read: readCalendar, behind: officesToRecount, settled: (db, id, edition) => noteRecounted(db, id, edition, 60_000) },
  tell: (_trx, row) => (broken.has(row.id) ? Promise.reject(new Error('nobody to tell')) : Promise.resolve()),
};
/** Files whose deadline was reckoned with the calendar before, and wrongly. */
async function behind(office: TestOffice | undefined, many: number): Promise<string[]> {
  const ids: string[] = [];
  for (let n = 0; n < many; n += 1) ids.push((await aCaseAt(test.db, 'diterima', { office, at: MONDAY_TEN })).row.id);
  await test.db('cases').whereIn('id', ids).update({ due_edition: 1, due_from: MONDAY_TEN, due_at: MONDAY_TEN });
  return ids.sort();
}
const left = async () => Promise.all(offices.map(async ({ id }) => Number((await test.db('cases').where({ office_id: id, due_edition: 1 }).count({ n: '*' }).first<{ n: string }>()).n)));
const run = (budget: { cases: number; ms: number }, failed?: Set<string>) => recountDeadlines(deps, budget, failed);

it('a run does what its budget allows, some of each office; the runs after finish, and only then is an office settled', async () => {
  for (const office of offices) await behind(office, 5);
  expect(await run({ cases: 4, ms: 60_000 })).toBe(4);
  expect(await left()).toEqual([3, 3]);
  await run({ cases: 4, ms: 60_000 });
  await run({ cases: 4, ms: 60_000 });
  expect([await left(), (await officesToRecount(test.db)).length]).toEqual([[0, 0], 2]);
  await run({ cases: 4, ms: 60_000 });
  expect(await officesToRecount(test.db)).toEqual([]);
});

it('a run ends when its time is over, yet never without having done something', async () => {
  await behind(offices[0], 2);
  await behind(offices[1], 2);
  for (let done = 1; done <= 4; done += 1) {
    expect(await run({ cases: 100, ms: 0 })).toBe(1);
    expect((await left()).reduce((a, b) => a + b)).toBe(4 - done);
  }
});

it('a small office does not wait for a large one', async () => {
  await behind(offices[0], 9);
  await behind(offices[1], 1);
  await run({ cases: 4, ms: 60_000 });
  expect(await left()).toEqual([7, 0]);
});

it('cases that fail stand in nobody’s way, and are tried again when nobody else of their office waits', async () => {
  const ids = await behind(offices[0], 4);
  broken = new Set(ids.slice(0, 2));
  await test.db('offices').where({ id: offices[1]?.id }).update({ recounted_edition: 2 });
  const failed = new Set<string>();
  for (let n = 0; n < 3; n += 1) await run({ cases: 2, ms: 60_000 }, failed);
  expect((await test.db('cases').whereIn('id', ids).where({ due_edition: 1 }).orderBy('id').pluck('id'))).toEqual(ids.slice(0, 2));
  broken = new Set();
  await run({ cases: 2, ms: 60_000 }, failed);
  expect(await left()).toEqual([0, 0]);
});
