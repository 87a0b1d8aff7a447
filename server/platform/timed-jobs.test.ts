import { randomBytes } from 'node:crypto';
import { afterAll, afterEach, beforeAll, describe, expect, it } from '@jest/globals';
import { APP_ROLE } from '../testing/test-cluster.ts';
import { createTestDatabase, type TestDatabase } from '../testing/test-db.ts';
import { grantAppRole } from './db.ts';
import { createLogger } from './log.ts';
import { createQueues, migrateQueueSchema, type Queues } from './queue.ts';
import { workTimed, type TimedJob } from './timed-jobs.ts';

const redisUrl = process.env.LOKET_TEST_REDIS_URL;
const backends: ('postgres' | 'redis')[] = redisUrl ? ['postgres', 'redis'] : ['postgres'];

describe.each(backends)('recurring work on %s', (queueBackend) => {
  let test: TestDatabase;
  const open: Queues[] = [];
  beforeAll(async () => {
    test = await createTestDatabase({ empty: true });
    await migrateQueueSchema(test.ownerUrl);
    await grantAppRole(test.ownerDb, APP_ROLE);
  });
  afterEach(async () => { for (const queues of open.splice(0)) await queues.close(); });
  afterAll(() => test.drop());

  async function work(jobs: TimedJob[], mayRun = () => Promise.resolve(true), prefix = `t${randomBytes(4).toString('hex')}`): Promise<void> {
    const queues = createQueues({ config: { queueBackend, redisUrl, databaseUrl: test.url }, log: createLogger({ level: 'silent' }), prefix });
    open.push(queues);
    await (await workTimed(queues, jobs, mayRun))();
  }
  /** Resolves after that many runs, with the time the last one began. */
  function counted(wanted: number): { run: () => Promise<void>; reached: Promise<number> } {
    const { promise: reached, resolve } = Promise.withResolvers<number>();
    let runs = 0;
    return { reached, run: () => { if ((runs += 1) === wanted) resolve(performance.now()); return Promise.resolve(); } };
  }

  it('keeps its hour beside a job that takes long, and the long one ends', async () => {
    const gate = Promise.withResolvers<undefined>();
    const begun = Promise.withResolvers<undefined>();
    let ended = false;
    const reminder = counted(5);
    await work([
      { id: 'baca-seluruh-arsip', lane: 'lama', every: 600_000, run: async () => { begun.resolve(undefined); await gate.promise; ended = true; } },
      { id: 'pengingat', lane: 'jam', every: 300, run: () => begun.promise.then(reminder.run) },
    ]);
    await begun.promise;
    const from = performance.now();
    // Five turns that are 300 ms apart; a slow machine has ten times that.
    expect(await reminder.reached - from).toBeLessThan(15_000);
    expect(ended).toBe(false);
    gate.resolve(undefined);
    await gate.promise;
  }, 30_000);

  it('of one lane goes one after the other', async () => {
    let atOnce = 0;
    let most = 0;
    const both = [counted(2), counted(2)];
    const slowly = (run: () => Promise<void>) => async () => {
      most = Math.max(most, atOnce += 1);
      await new Promise((resolve) => { setTimeout(resolve, 100); });
      atOnce -= 1;
      await run();
    };
    await work(both.map(({ run }, n) => ({ id: `lama-${n}`, lane: 'lama' as const, every: 50, run: slowly(run) })));
    await Promise.all(both.map(({ reached }) => reached));
    expect(most).toBe(1);
  }, 30_000);

  it('runs in its new lane once it was moved, and no more than that', async () => {
    const prefix = `t${randomBytes(4).toString('hex')}`;
    const before = counted(1);
    await work([{ id: 'pindah', lane: 'lama', every: 400, run: before.run }], undefined, prefix);
    await before.reached;
    await open.pop()?.close();
    const times: number[] = [];
    const after = counted(6);
    await work([{ id: 'pindah', lane: 'jam', every: 400, run: () => { times.push(performance.now()); return after.run(); } }], undefined, prefix);
    await after.reached;
    // Registered in both lanes, six runs would take three turns.
    expect((times.at(-1) ?? 0) - (times[0] ?? 0)).toBeGreaterThan(4 * 400);
  }, 30_000);

  it('does nothing while it may not', async () => {
    const asked = counted(3);
    let ran = 0;
    await work([{ id: 'jam-salah', lane: 'jam', every: 50, run: () => { ran += 1; return Promise.resolve(); } }], async () => { await asked.run(); return false; });
    await asked.reached;
    expect(ran).toBe(0);
  }, 30_000);
});
