import { randomBytes } from 'node:crypto';
import { createServer, connect } from 'node:net';
import type { AddressInfo, Socket } from 'node:net';
import { setTimeout as pause } from 'node:timers/promises';
import { afterAll, afterEach, beforeAll, describe, expect, it } from '@jest/globals';
import { APP_ROLE } from '../testing/test-cluster.ts';
import { createTestDatabase } from '../testing/test-db.ts';
import type { TestDatabase } from '../testing/test-db.ts';
import { grantAppRole } from './db.ts';
import { createLogger } from './log.ts';
import { QueueUnavailableError, createQueues, migrateQueueSchema } from './queue.ts';
import type { QueuedJob, Queues } from './queue.ts';

const redisUrl = process.env.LOKET_TEST_REDIS_URL;
const backends: ('postgres' | 'redis')[] = redisUrl ? ['postgres', 'redis'] : ['postgres'];
const silent = createLogger({ level: 'silent' });

async function until(what: () => boolean | Promise<boolean>, ms = 10_000): Promise<void> {
  for (const end = Date.now() + ms; ;) {
    if (await what()) return;
    if (Date.now() > end) throw new Error('it did not happen in time');
    await pause(20);
  }
}

describe.each(backends)('queues on %s', (queueBackend) => {
  let test: TestDatabase;
  let prefix: string;
  const open: Queues[] = [];
  const openQueues = (url?: string): Queues => {
    const queues = createQueues({ config: { queueBackend, redisUrl: queueBackend === 'redis' ? url ?? redisUrl : undefined, databaseUrl: url ?? test.url }, log: silent, prefix });
    open.push(queues);
    return queues;
  };

  beforeAll(async () => {
    test = await createTestDatabase({ empty: true });
    await migrateQueueSchema(test.ownerUrl);
    await migrateQueueSchema(test.ownerUrl);
    await grantAppRole(test.ownerDb, APP_ROLE);
    prefix = `t${randomBytes(4).toString('hex')}`;
  });
  afterEach(async () => { for (const queues of open.splice(0)) await queues.close(); });
  afterAll(() => test.drop());

  it('hands a job with its data to the worker, under the role of the app', async () => {
    const queues = openQueues();
    const got: QueuedJob[] = [];
    await queues.worker('hand', async (job) => { got.push(job); await Promise.resolve(); });
    await queues.queue('hand').add('send', { emailId: 'e1' }, { jobId: 'outbox-1' });
    await until(() => got.length === 1);
    expect(got[0]).toEqual({ id: 'outbox-1', name: 'send', data: { emailId: 'e1' }, attempt: 1 });
    expect(queues.backend).toBe(queueBackend);
    expect(await queues.isAlive()).toBe(true);
  });

  it('ignores a second job with the id of one that waits, and takes it again once that one is done', async () => {
    const queues = openQueues();
    const queue = queues.queue('twice');
    await queue.add('a', {}, { jobId: 'outbox-7' });
    await queue.add('a', {}, { jobId: 'outbox-7' });
    expect(await queue.counts()).toEqual({ waiting: 1, active: 0, delayed: 0 });
    let done = 0;
    await queues.worker('twice', async () => { done += 1; await Promise.resolve(); });
    await until(async () => done === 1 && (await queue.counts()).active === 0);
    await queue.add('a', {}, { jobId: 'outbox-7' });
    await until(() => done === 2);
  });

  it('tries again after a failure, and takes an id again that was given up', async () => {
    const queues = openQueues();
    const attempts: number[] = [];
    await queues.worker('fail', (job) => { attempts.push(job.attempt); return Promise.reject(new Error('no')); });
    const add = () => queues.queue('fail').add('a', {}, { jobId: 'outbox-9', attempts: 2, backoffMs: 10 });
    await add();
    await until(async () => attempts.length === 2 && (await queues.queue('fail').counts()).active === 0);
    await pause(50);
    await add();
    await until(() => attempts.length === 4);
    expect(attempts).toEqual([1, 2, 1, 2]);
  });

  it('delays, and can be emptied', async () => {
    const queue = openQueues().queue('later');
    await queue.add('a', {}, { delay: 60_000 });
    await queue.add('b', {});
    expect(await queue.counts()).toEqual({ waiting: 1, active: 0, delayed: 1 });
    await queue.empty();
    expect(await queue.counts()).toEqual({ waiting: 0, active: 0, delayed: 0 });
  });

  it('registers exactly the listed schedules and runs them', async () => {
    const queues = openQueues();
    const runs: string[] = [];
    await queues.worker('cron', async (job) => { runs.push(job.name); await Promise.resolve(); });
    await queues.upsertSchedulers([
      { id: 'fast', queue: 'cron', jobName: 'fast', every: 100 },
      { id: 'daily', queue: 'cron', jobName: 'daily', pattern: '0 7 * * *', tz: 'Asia/Makassar' },
    ]);
    await until(() => runs.filter((name) => name === 'fast').length >= 2);
    await queues.upsertSchedulers([{ id: 'daily', queue: 'cron', jobName: 'daily', pattern: '0 7 * * *', tz: 'Asia/Makassar' }]);
    await pause(150);
    const after = runs.length;
    await pause(350);
    expect(runs.length).toBe(after);
    await until(async () => (await queues.queue('cron').counts()).delayed === 1);
    await queues.upsertSchedulers([]);
    expect((await queues.queue('cron').counts()).delayed).toBe(0);
  });

  it('waits at closing for the job that runs', async () => {
    const queues = openQueues();
    let state = 'idle';
    await queues.worker('slow', async () => { state = 'running'; await pause(400); state = 'done'; });
    await queues.queue('slow').add('a', {});
    await until(() => state === 'running');
    await queues.close();
    expect(state).toBe('done');
  });

  it('answers an outage within seconds and goes on after it', async () => {
    const target = new URL(queueBackend === 'redis' ? redisUrl ?? '' : test.url);
    const sockets = new Set<Socket>();
    let isDown = false;
    const relay = createServer((client) => {
      if (isDown) { client.destroy(); return; }
      const server = connect(Number(target.port), target.hostname);
      for (const [one, other] of [[client, server], [server, client]] as const) {
        sockets.add(one);
        one.on('error', () => other.destroy());
        one.on('close', () => { sockets.delete(one); other.destroy(); });
        one.pipe(other);
      }
    });
    await new Promise<void>((resolve) => { relay.listen(0, '127.0.0.1', resolve); });
    const through = new URL(target);
    through.port = String((relay.address() as AddressInfo).port);
    const queues = openQueues(through.href);
    let done = 0;
    await queues.worker('outage', async () => { done += 1; await Promise.resolve(); });
    await queues.ready();
    isDown = true;
    for (const socket of sockets) socket.destroy();
    const started = Date.now();
    await expect(queues.queue('outage').add('lost', {}, { jobId: 'outbox-o' })).rejects.toThrow();
    expect(await queues.isAlive()).toBe(false);
    expect(Date.now() - started).toBeLessThan(5_000);
    isDown = false;
    await until(() => queues.isAlive());
    await queues.queue('outage').add('again', {}, { jobId: 'outbox-p' });
    await until(() => done >= 1);
    await queues.close();
    relay.close();
  }, 40_000);

  it('gives up in time when the backend never answers', async () => {
    const sockets = new Set<Socket>();
    const mute = createServer((socket) => { sockets.add(socket); socket.on('error', () => undefined); });
    await new Promise<void>((resolve) => { mute.listen(0, '127.0.0.1', resolve); });
    const url = `${queueBackend === 'redis' ? 'redis' : 'postgres'}://x:y@127.0.0.1:${(mute.address() as AddressInfo).port}/z`;
    const queues = openQueues(url);
    const started = Date.now();
    await expect(queues.queue('mute').add('a', {})).rejects.toBeInstanceOf(QueueUnavailableError);
    expect(Date.now() - started).toBeLessThan(3_000);
    await queues.close(500);
    for (const socket of sockets) socket.destroy();
    mute.close();
  });
});

describe('connections in PostgreSQL', () => {
  it('two queues and three workers stay within eight', async () => {
    const test = await createTestDatabase({ empty: true });
    await migrateQueueSchema(test.ownerUrl);
    await grantAppRole(test.ownerDb, APP_ROLE);
    const queues = createQueues({ config: { queueBackend: 'postgres', redisUrl: undefined, databaseUrl: test.url }, log: silent });
    try {
      let done = 0;
      for (const name of ['one', 'two', 'one']) await queues.worker(name, async () => { done += 1; await Promise.resolve(); }, { concurrency: 5 });
      await Promise.all(Array.from({ length: 100 }, (_, n) => queues.queue(n % 2 ? 'one' : 'two').add('a', { n })));
      await until(() => done === 100);
      const { rows } = await test.ownerDb.raw<{ rows: { n: number }[] }>(
        `select count(*) as n from pg_stat_activity where datname = current_database() and usename = ?`, [APP_ROLE]);
      expect(rows[0]?.n).toBeGreaterThanOrEqual(4);
      expect(rows[0]?.n).toBeLessThanOrEqual(8);
    } finally {
      await queues.close();
      await test.drop();
    }
  });

  it('a schema that was never migrated is an error at once, not a loop', async () => {
    const test = await createTestDatabase({ empty: true });
    const queues = createQueues({ config: { queueBackend: 'postgres', redisUrl: undefined, databaseUrl: test.url }, log: silent });
    try {
      await expect(queues.worker('none', () => Promise.resolve())).rejects.toThrow(/bullmq/i);
    } finally {
      await queues.close();
      await test.drop();
    }
  });
});
