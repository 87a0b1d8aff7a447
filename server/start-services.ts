/** From a configuration to a running Loket, and back. */
import type { Server } from 'node:http';
import path from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { createLoket, type Loket } from './app.ts';
import { makeFirstAccounts } from './bootstrap.ts';
import { refoldNames } from './checks/index.ts';
import { fillSamples } from './fill-samples.ts';
import { createDocumentReader, createInspector } from './documents/index.ts';
import { storeBlankForms } from './intake/index.ts';
import { createMailer } from './mail/index.ts';
import type { Clock } from './domain/clock.ts';
import { systemClock } from './platform/clock.ts';
import type { Config } from './platform/config.ts';
import { grantAppRole, migrate, openDatabase, seedReference } from './platform/db.ts';
import { startEmbeddedPostgres, type EmbeddedPostgres } from './platform/embedded-postgres.ts';
import { acquireInstanceLock, type InstanceLock } from './platform/instance-lock.ts';
import { createHttpServer } from './platform/http/create-http-server.ts';
import { createLogger, type Logger } from './platform/log.ts';
import { createQueues, migrateQueueSchema } from './platform/queue.ts';
import { createStorage } from './platform/storage.ts';

/** How long requests that are under way may still take; jobs have the ten seconds of the queue after it. */
const REQUEST_GRACE_MS = 10_000;
/** Whatever hangs: a process that was told to stop is gone by then. */
const LONGEST_STOP_MS = 40_000;

export interface StartOptions {
  api: boolean;
  worker: boolean;
  say(line: string): void;
  clock?: Clock;
  /** Begun once no other Loket lives in this data folder, awaited before the address is printed: the pages must be there. */
  buildPages?: () => Promise<void>;
}
export interface Running { loket: Loket; url: string; /** part of the stop that is meant to last */ drainMs: number; stop(): Promise<void> }

export async function startServices(given: Config, options: StartOptions): Promise<Running> {
  const { say } = options;
  const log = createLogger({ level: given.logLevel });
  const ends: (() => Promise<void> | void)[] = [];
  try {
    const { config, ownerUrl, lock } = await openDatabases(given, ends, (message) => { log.info(message); });
    const pages = options.buildPages?.();
    pages?.catch(() => undefined); // told where it is awaited
    const demo = options.api ? await prepare(config, ownerUrl, say) : null;
    const db = openDatabase(config.databaseUrl ?? '', { max: 20, log: { warn: (m) => { log.warn(m); }, error: (m) => { log.error(m); } } });
    ends.unshift(() => db.destroy());
    const inspector = createInspector({ maxBytes: config.maxUploadBytes, log, pool: { compiledFolder: path.join(config.dataDir, 'compiled') } });
    ends.unshift(() => inspector.close());
    const queues = createQueues({ config, log });
    let progress: { done: number; total: number } | null = null;
    const loket = createLoket({
      config, db, clock: options.clock ?? systemClock, log, storage: await createStorage(config), queues, mailer: createMailer(config), inspector,
      setupProgress: () => progress, ...(options.worker ? { reader: createDocumentReader({ log }) } : {}),
    });
    ends.unshift(() => loket.close());
    if (options.worker) await loket.startWorking();
    await pages;
    const server = options.api ? await listen(loket, config) : null;
    if (server) ends.unshift(() => closeServer(server, () => { loket.beginStopping(); }, config.drainSeconds));
    const url = server ? addressOf(server, config) : '';
    lock?.announce(url);
    if (server) say(`Loket siap: ${url}\n  Petugas: ${url}/staf${demo ? `\n  Akun contoh: helpdesk@loket.test dan lainnya; kata sandi: ${demo}` : ''}`);
    if (server && config.demo && config.embeddedDatabase) {
      const samples = fillSamples({ config, password: demo ?? '', log, onProgress: (now) => { progress = now; } });
      ends.unshift(() => samples.stop());
    }
    return { loket, url, drainMs: config.drainSeconds * 1_000, stop: () => endAll(ends, log) };
  } catch (error) {
    await endAll(ends, log);
    throw error;
  }
}

/** The embedded database behind its lock, or the configured one; afterwards both addresses are known. */
async function openDatabases(given: Config, ends: (() => Promise<void> | void)[], log: (message: string) => void): Promise<{ config: Config; ownerUrl: string; lock: InstanceLock | null }> {
  if (!given.embeddedDatabase) {
    return { config: given, ownerUrl: given.databaseOwnerUrl ?? given.databaseUrl ?? '', lock: null };
  }
  const lock = await acquireInstanceLock(given.dataDir, () => `http://localhost:${given.port}`);
  ends.unshift(() => { lock.release(); });
  const postgres: EmbeddedPostgres = await startEmbeddedPostgres({ root: given.root, lock, dataDirIsChosen: given.dataDir !== path.join(given.root, '.data'), log });
  ends.unshift(() => postgres.stop());
  postgres.keepRunning();
  return { config: { ...given, databaseUrl: postgres.appUrl, databaseOwnerUrl: postgres.ownerUrl }, ownerUrl: postgres.ownerUrl, lock };
}

/** Schema, grants, reference data, first accounts. Returns the demo password when one was made or chosen. */
async function prepare(config: Config, ownerUrl: string, say: (line: string) => void): Promise<string | null> {
  const ownerDb = openDatabase(ownerUrl, { max: 4 });
  try {
    await migrate(ownerDb);
    await refoldNames(ownerDb, say);
    if (config.queueBackend === 'postgres') await migrateQueueSchema(ownerUrl);
    await seedReference(ownerDb);
    await storeBlankForms(ownerDb, await createStorage(config));
    await grantAppRole(ownerDb, decodeURIComponent(new URL(config.databaseUrl ?? '').username));
    return await makeFirstAccounts(config, ownerDb, say);
  } finally {
    await ownerDb.destroy();
  }
}

function listen(loket: Loket, config: Config): Promise<Server> {
  return new Promise((resolve, reject) => {
    const server = createHttpServer(loket.express);
    server.once('error', reject);
    server.listen(config.port, config.host, () => { server.off('error', reject); resolve(server); });
  });
}

function addressOf(server: Server, config: Config): string {
  const address = server.address();
  const port = typeof address === 'object' && address ? address.port : config.port;
  return `http://${config.host === '0.0.0.0' || config.host === '127.0.0.1' ? 'localhost' : config.host}:${port}`;
}

/**
 * First it says that it is not ready and still answers, so that a load balancer can turn away; then it takes no new connection and lets every request that is
 * under way end, up to ten seconds.
 */
async function closeServer(server: Server, sayNotReady: () => void, drainSeconds: number): Promise<void> {
  sayNotReady();
  if (drainSeconds > 0) await pause(drainSeconds * 1_000);
  const closed = new Promise<void>((resolve) => { server.close(() => { resolve(); }); });
  server.closeIdleConnections();
  const cut = setTimeout(() => { server.closeAllConnections(); }, REQUEST_GRACE_MS);
  await closed;
  clearTimeout(cut);
}

/** A second signal (Ctrl-C under npm sends two) does not cut the first one's work short. */
export function stopOnSignals(running: Running): void {
  let stopping = false;
  for (const signal of ['SIGINT', 'SIGTERM'] as const) {
    process.on(signal, () => {
      if (stopping) return;
      stopping = true;
      setTimeout(() => process.exit(1), LONGEST_STOP_MS + running.drainMs).unref();
      void running.stop().then(() => process.exit(0));
    });
  }
}

/** Each end is tried, whatever became of the one before: a queue that does not close must not leave PostgreSQL running. */
async function endAll(ends: (() => Promise<void> | void)[], log: Logger): Promise<void> {
  for (const end of ends.splice(0)) {
    try {
      await end();
    } catch (error) {
      log.error({ err: error }, 'stopping went on after a fault');
    }
  }
}
