/**
 * Queues of jobs, on Redis where REDIS_URL is set and in PostgreSQL otherwise, with one behaviour. A job carries ids, never personal data. The
 * queue may be emptied at any moment: what must happen is a row in the outbox, a job only says "look now".
 */
import { randomUUID } from 'node:crypto';
import { Queue, Worker, createPostgresBackend, runMigrations, withBackend } from 'bullmq';
import type { Job } from 'bullmq';
import { Redis } from 'ioredis';
import pg from 'pg';
import type { Config } from './config.ts';
import type { Logger } from './log.ts';

export interface QueuedJob { id: string; name: string; data: unknown; /** 1 at the first try. */ attempt: number }
export type JobHandler = (job: QueuedJob) => Promise<void>;

export interface JobOptions {
  /** A job with an id that still waits is not added again. Not only digits, no ':'. */
  jobId?: string;
  /** Milliseconds. */
  delay?: number;
  /** Tries before it is given up (and the outbox offers it again); waits double from `backoffMs`. */
  attempts?: number;
  backoffMs?: number;
}

export interface JobQueue {
  /** Resolves when the backend has the job; QueueUnavailableError after two seconds without an answer. */
  add(name: string, data: Record<string, unknown>, options?: JobOptions): Promise<void>;
  /** The same for many at once. */
  addMany(jobs: readonly { name: string; data: Record<string, unknown>; options?: JobOptions }[]): Promise<void>;
  /** How many jobs are in which state. */
  counts(): Promise<{ waiting: number; active: number; delayed: number }>;
  /** Throws every job away. */
  empty(): Promise<void>;
}

/** A recurring run. Give `pattern` (cron, read in `tz`) or `every` (milliseconds). */
export interface Schedule { id: string; queue: string; jobName: string; pattern?: string; tz?: string; every?: number }

export interface Queues {
  backend: Config['queueBackend'];
  queue(name: string): JobQueue;
  /** Starts working on a queue once its schema is known to be there; without that BullMQ would ask in a hot loop. */
  worker(name: string, handler: JobHandler, options?: { concurrency?: number }): Promise<void>;
  /** Registers exactly these schedules: new ones are added, changed ones replaced, unlisted ones removed, the rest left to their next run. */
  upsertSchedulers(schedules: Schedule[]): Promise<void>;
  /** Waits until every queue named so far can be used; rejects after ten seconds. */
  ready(): Promise<void>;
  /** Whether the backend answers within two seconds. */
  isAlive(): Promise<boolean>;
  /** Waits for running jobs up to `graceMs` (10 s), then cuts the connections. */
  close(graceMs?: number): Promise<void>;
}

/** The queue's backend gave no answer; nothing is known about the job. */
export class QueueUnavailableError extends Error {
  constructor(what: string, cause?: unknown) {
    super(`The queue does not answer (${what}).`, { cause });
    this.name = 'QueueUnavailableError';
  }
}

const SCHEMA = 'bullmq';
const ANSWER_MS = 2_000;
const ANSWER_MANY_MS = 10_000;
const READY_MS = 10_000;
/**
 * A worker that was killed renews its jobs' locks no more: they are taken up again within half a minute or so. One that only stood still does its job
 * a second time, which no effect minds.
 */
const LOST_JOBS = { lockDuration: 15_000, stalledInterval: 10_000, maxStalledCount: 3 };
/** Connections of the shared pool for short queries; each worker holds one more for ever (its LISTEN). */
const POOL_BASE = 5;

/** Brings BullMQ's own schema up to date; needs the owner's URL, and grants to the app's role after it. Repeatable, safe for two at once. */
export async function migrateQueueSchema(ownerUrl: string): Promise<void> {
  const client = new pg.Client({ connectionString: ownerUrl });
  await client.connect();
  try {
    await runMigrations(client, SCHEMA);
  } finally {
    await client.end();
  }
}

/** The promise, or QueueUnavailableError after `ms`. Redis keeps commands while it is away, so they would wait for ever. */
async function withDeadline<T>(what: string, ms: number, promise: Promise<T>): Promise<T> {
  let timer: NodeJS.Timeout | undefined;
  const deadline = new Promise<never>((_resolve, reject) => { timer = setTimeout(() => { reject(new QueueUnavailableError(what)); }, ms); });
  try {
    return await Promise.race([promise, deadline]);
  } finally {
    clearTimeout(timer);
  }
}

/** An outage raises the same error hundreds of times a second: each message is logged once per five seconds, with the number left out. */
function errorLog(log: Logger) {
  const seen = new Map<string, { at: number; left: number }>();
  return (where: string) => (err: Error) => {
    const key = `${where} ${err.message}`;
    const last = seen.get(key);
    if (last && Date.now() - last.at < 5_000) {
      last.left += 1;
      return;
    }
    if (seen.size > 100) seen.clear();
    seen.set(key, { at: Date.now(), left: 0 });
    log.warn({ err, where, repeated: last?.left ?? 0 }, 'queue connection error');
  };
}

interface Backend {
  newQueue(name: string): Queue;
  newWorker(name: string, work: (job: Job) => Promise<void>, concurrency: number): Worker;
  ping(): Promise<unknown>;
  end(): Promise<void>;
  /** Drops the connections without waiting. */
  cut(): void;
}

function postgresBackend(url: string, onError: (err: Error) => void): Backend {
  // The search path selects BullMQ's schema on a pool it did not make itself.
  const pool = new pg.Pool({ connectionString: url, max: POOL_BASE, options: `-c search_path=${SCHEMA},public`, connectionTimeoutMillis: 5_000, application_name: 'loket-queue', keepAlive: true });
  pool.on('error', onError);
  const clients = new Set<pg.PoolClient>();
  pool.on('connect', (client) => { clients.add(client); client.on('error', onError); });
  pool.on('remove', (client) => { clients.delete(client); });
  const bound = withBackend(createPostgresBackend);
  return {
    // The class differs from Queue only in the type of its connection, which nobody asks for again.
    newQueue: (name) => new bound.Queue(name, { connection: pool }) as unknown as Queue,
    newWorker(name, work, concurrency) {
      pool.options.max += 1;
      return new bound.Worker(name, work, { connection: pool, concurrency, ...LOST_JOBS }) as unknown as Worker;
    },
    ping: () => pool.query('select 1'),
    end: () => pool.end(),
    cut() { for (const client of clients) (client as unknown as { connection: { stream: { destroy(): void } } }).connection.stream.destroy(); },
  };
}

function redisBackend(url: string, prefix: string, onError: (err: Error) => void): Backend {
  const redis = new Redis(url, { maxRetriesPerRequest: null });
  redis.on('error', onError);
  return {
    newQueue: (name) => new Queue(name, { connection: redis, prefix }),
    newWorker: (name, work, concurrency) => new Worker(name, work, { connection: redis, prefix, concurrency, ...LOST_JOBS }),
    ping: () => redis.ping(),
    end: async () => { await redis.quit(); },
    cut: () => { redis.disconnect(); },
  };
}

interface CreateOptions {
  config: Pick<Config, 'queueBackend' | 'redisUrl' | 'databaseUrl'>;
  log: Logger;
  /** Names the keys in Redis; only tests need another. */
  prefix?: string;
}

/** Opens the backend of the configuration. For PostgreSQL `databaseUrl` is the app's role and `migrateQueueSchema` has run. */
export function createQueues({ config, log, prefix = 'loket' }: CreateOptions): Queues {
  const onError = errorLog(log);
  const url = config.queueBackend === 'redis' ? config.redisUrl : config.databaseUrl;
  if (!url) throw new Error(`No address for the ${config.queueBackend} queue.`);
  const backend = config.queueBackend === 'redis' ? redisBackend(url, prefix, onError('redis')) : postgresBackend(url, onError('pool'));
  const queues = new Map<string, Queue>();
  const workers: Worker[] = [];

  function rawQueue(name: string): Queue {
    let queue = queues.get(name);
    if (!queue) {
      queue = backend.newQueue(name);
      queue.on('error', onError(`queue ${name}`));
      queues.set(name, queue);
    }
    return queue;
  }
  const waitFor = (queue: Queue) => withDeadline(`${queue.name} ready`, READY_MS, queue.waitUntilReady());

  return {
    backend: config.queueBackend,
    queue: (name) => jobQueue(rawQueue(name)),
    async worker(name, handler, { concurrency = 1 } = {}) {
      await waitFor(rawQueue(name));
      const worker = backend.newWorker(name, (job) => handler({ id: job.id ?? '', name: job.name, data: job.data as unknown, attempt: job.attemptsMade + 1 }), concurrency);
      worker.on('error', onError(`worker ${name}`));
      worker.on('failed', (job, err) => { log.warn({ err, queue: name, job: job?.id, name: job?.name, attempt: job?.attemptsMade }, 'job failed'); });
      workers.push(worker);
      await withDeadline(`worker ${name} ready`, READY_MS, worker.waitUntilReady());
    },
    async upsertSchedulers(schedules) {
      for (const name of new Set([...queues.keys(), ...schedules.map((schedule) => schedule.queue)])) {
        await replaceSchedules(rawQueue(name), schedules.filter((schedule) => schedule.queue === name));
      }
    },
    async ready() { await Promise.all([...queues.values()].map(waitFor)); },
    async isAlive() {
      try {
        await withDeadline('ping', ANSWER_MS, backend.ping());
        return true;
      } catch (error) {
        onError('ping')(error as Error);
        return false;
      }
    },
    async close(graceMs = 10_000) {
      const gracefully = async () => {
        await Promise.all(workers.map((worker) => worker.close()));
        await Promise.all([...queues.values()].map((queue) => queue.close()));
        await backend.end();
      };
      try {
        await withDeadline('close', graceMs, gracefully());
      } catch (err) {
        // Jobs that still run are offered again after their lock has run out.
        log.warn({ err }, 'queue was cut off while closing');
        backend.cut();
      }
    },
  };
}

// Always an id of our own: for its own ids BullMQ makes a sequence in PostgreSQL, which the app's role may not.
const bullOptions = ({ jobId = `job-${randomUUID()}`, delay, attempts = 3, backoffMs = 1_000 }: JobOptions = {}) => ({
  jobId, delay, attempts, backoff: { type: 'exponential', delay: backoffMs },
  // The outbox remembers what was done. A finished job that stayed would swallow the next offer under the same id.
  removeOnComplete: true, removeOnFail: true,
});

function jobQueue(queue: Queue): JobQueue {
  return {
    async add(name, data, options) { await withDeadline(`add to ${queue.name}`, ANSWER_MS, queue.add(name, data, bullOptions(options))); },
    async addMany(jobs) {
      // Not `addBulk`: in PostgreSQL that makes a sequence and temporary tables, which the app's role may not; Redis gets them in one write all the same.
      await withDeadline(`add to ${queue.name}`, ANSWER_MANY_MS, Promise.all(jobs.map(({ name, data, options }) => queue.add(name, data, bullOptions(options)))));
    },
    async counts() {
      const counts = await withDeadline(`count ${queue.name}`, ANSWER_MS, queue.getJobCounts('waiting', 'active', 'delayed'));
      return { waiting: counts.waiting ?? 0, active: counts.active ?? 0, delayed: counts.delayed ?? 0 };
    },
    empty: () => queue.obliterate({ force: true }),
  };
}

/** A schedule that did not change keeps its next run: one that came due while Loket was off then runs at start. */
async function replaceSchedules(queue: Queue, schedules: Schedule[]): Promise<void> {
  await withDeadline(`${queue.name} ready`, READY_MS, queue.waitUntilReady());
  const registered = new Map((await queue.getJobSchedulers(0, -1)).map((scheduler) => [scheduler.key, scheduler]));
  for (const { id, jobName, pattern, tz, every } of schedules) {
    const old = registered.get(id);
    registered.delete(id);
    const same = old && old.name === jobName && (old.pattern ?? undefined) === pattern && (old.tz ?? undefined) === tz && (old.every ? Number(old.every) : undefined) === every;
    if (same) continue;
    await queue.upsertJobScheduler(id, { pattern, tz, every }, { name: jobName, opts: { attempts: 3, backoff: { type: 'exponential', delay: 1_000 }, removeOnComplete: true, removeOnFail: true } });
  }
  for (const id of registered.keys()) await queue.removeJobScheduler(id);
}
