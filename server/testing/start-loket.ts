/** A whole Loket for tests: real PostgreSQL, real files, a clock that moves, mails kept in memory; the outbox is carried out on demand. */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import type { Server } from 'node:http';
import type { Knex } from 'knex';
import { createLoket, type Loket } from '../app.ts';
import { makeDemoAccounts, makeFirstAdmin } from '../bootstrap.ts';
import { createInspector, type DocumentReader, type Inspector } from '../documents/index.ts';
import { createMailer, type Mailer, type OutgoingMail } from '../mail/index.ts';
import { forgetCalendars } from '../offices/index.ts';
import { loadConfig, type Config } from '../platform/config.ts';
import { createLogger } from '../platform/log.ts';
import { createQueues } from '../platform/queue.ts';
import { createStorage, type FileStorage } from '../platform/storage.ts';
import type { World } from '../../seeds/scenarios/world.ts';
import { createWorld } from '../../seeds/scenarios/walker.ts';
import { createClient, type Client } from './client.ts';
import { idleQueues } from './idle-queues.ts';
import { movedClock, type MovedClock } from './moved-clock.ts';
import { createTestDatabase, type TestDatabase } from './test-db.ts';

export const TEST_PASSWORD = 'kata-sandi-untuk-uji';
/** Monday, 10 a.m. in Samarinda (WITA). */
export const TEST_START = new Date('2026-03-02T02:00:00Z');

export interface TestLoket {
  url: string; loket: Loket; db: Knex; database: TestDatabase; clock: MovedClock; mails: OutgoingMail[]; config: Config;
  /** Somebody's browser. */
  client(): Client;
  world: World;
  /** One-time link of the first admin, where there is one. */
  firstToken: string | null;
  stop(): Promise<void>;
}
export interface TestLoketOptions {
  /** No demo: as a first start leaves it, with one admin who has a one-time link. */
  firstAdmin?: { email: string; officeCode: string };
  /** Real queue and workers on this backend, real SMTP to this address; else the outbox is carried out on demand and mails stay in memory. */
  real?: { backend: 'postgres' | 'redis'; smtpUrl: string };
  /** Mails go to this server, though the outbox is carried out on demand. */
  smtpUrl?: string;
  /** Reads scans at once; without one nothing is read. */
  reader?: DocumentReader;
  seed?: number; /** count requests as in production */ limits?: boolean; env?: Record<string, string>; start?: Date;
  /** Hears the log, to the last line. */
  hear?: (line: string) => void;
  /** Stands between Loket and its files. */
  storage?: (real: FileStorage) => FileStorage;
  /** Stands between Loket and what opens its uploads. */
  inspector?: (real: Inspector) => Inspector }

export async function startTestLoket({ firstAdmin, reader, seed = 1, limits = false, env = {}, start = TEST_START, real, smtpUrl, hear, storage: between = (store) => store, inspector: before = (real) => real }: TestLoketOptions = {}): Promise<TestLoket> {
  forgetCalendars();
  const database = await createTestDatabase({ max: 16 });
  const folder = mkdtempSync(path.join(tmpdir(), 'loket-uji-'));
  const config = loadConfig({
    DATABASE_URL: database.url, DATABASE_OWNER_URL: database.ownerUrl, LOKET_SECRET: 'rahasia-hanya-untuk-uji-0123456789', LOKET_DATA_DIR: folder, LOKET_LOG_LEVEL: 'fatal',
    ...(limits ? {} : { LOKET_PUBLIC_UPLOADS_PER_HOUR: '1000000' }),
    ...(smtpUrl === undefined ? {} : { SMTP_URL: smtpUrl, MAIL_FROM: 'loket@kantor.test' }),
    ...(real ? { SMTP_URL: real.smtpUrl, MAIL_FROM: 'loket@kantor.test', ...(real.backend === 'redis' ? { REDIS_URL: process.env.LOKET_TEST_REDIS_URL ?? '' } : {}) } : {}), ...env,
  }, { root: path.resolve(import.meta.dirname, '..', '..') });
  const firstToken = firstAdmin ? await makeFirstAdmin(database.ownerDb, { ...firstAdmin, secret: config.secret }) : null;
  if (!firstAdmin) await makeDemoAccounts(database.ownerDb, TEST_PASSWORD);
  const log = hear ? createLogger({ level: 'trace', destination: { write: hear } }) : createLogger({ level: config.logLevel });
  const clock = movedClock(start);
  // One process ready is enough for a walk; of three, two were killed unused at the end of every file.
  const inspector = createInspector({ maxBytes: config.maxUploadBytes, log, pool: { compiledFolder: process.env.LOKET_TEST_COMPILED, spares: 1 } });
  const mails: OutgoingMail[] = [];
  const memory: Mailer = { send: (mail) => { mails.push(mail); return Promise.resolve({ result: 'terkirim' }); }, close: () => undefined };
  const loket = createLoket({
    readAtOnce: reader !== undefined, ...(reader ? { reader } : {}),
    config, db: database.db, clock, log, storage: between(await createStorage(config)), queues: real ? createQueues({ config, log, prefix: `uji-${path.basename(folder)}` }) : idleQueues(),
    mailer: config.smtpUrl === undefined ? memory : createMailer(config), inspector: before(inspector),
    ...(limits ? {} : { rateLimits: { take: () => Promise.resolve(null), giveBack: () => Promise.resolve() } }),
  });
  if (real) await loket.startWorking();
  const server: Server = await new Promise((resolve) => { const listening = loket.express.listen(0, '127.0.0.1', () => { resolve(listening); }); });
  const address = server.address();
  const url = `http://127.0.0.1:${typeof address === 'object' && address ? address.port : 0}`;
  return {
    url, loket, firstToken, db: database.db, database, clock, mails, config, client: () => createClient(url),
    world: createWorld({ url, password: TEST_PASSWORD, seed, clock, settle: () => (real ? drained(database.db) : loket.workOnce()) }),
    async stop() {
      server.closeAllConnections();
      await new Promise((resolve) => { server.close(resolve); });
      await loket.close();
      await inspector.close();
      await database.drop();
      rmSync(folder, { recursive: true, force: true });
    },
  };
}

/** Waits until the workers have done everything that was written down. */
async function drained(db: Knex): Promise<void> {
  for (let tries = 0; tries < 600; tries += 1) {
    const [open] = await db('outbox').whereNull('done_at').count<{ n: number }[]>({ n: '*' });
    if (Number(open?.n) === 0) return;
    // A try that failed (a letter still without its PDF) backs off for seconds; a test need not wait for that.
    await db('outbox').whereNull('done_at').update({ available_at: db.raw('clock_timestamp()') });
    await pause(100);
  }
  throw new Error('the outbox was not carried out in a minute');
}
