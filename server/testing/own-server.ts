/** A Loket in a process of its own, as `npm start` runs it without workers: for tests that weigh the server, not whoever sends to it. */
import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { makeDemoAccounts } from '../bootstrap.ts';
import { createClient, type Client } from './client.ts';
import { spawnLoket } from './spawn-loket.ts';
import { createTestDatabase, type TestDatabase } from './test-db.ts';

export interface OwnServer {
  url: string; database: TestDatabase; uploadsDir: string;
  client(): Client;
  /** Resident memory of the server's process, MiB. */
  memoryMb(): number;
  /** Highest resident memory it ever had, MiB. */
  peakMb(): number;
  /** How late its event loop was since this was last asked, by its own gauge; ms. */
  loopDelay(): Promise<{ p99: number; max: number }>;
  openFiles(): number;
  /** Files of requests under way. */
  scratchFiles(): number;
  stop(): Promise<void>;
}

export async function startOwnServer(): Promise<OwnServer> {
  const database = await createTestDatabase({ max: 4 });
  await makeDemoAccounts(database.ownerDb, 'kata-sandi-untuk-uji');
  const folder = mkdtempSync(path.join(tmpdir(), 'loket-uji-'));
  const loket = await spawnLoket({
    PORT: '0', DATABASE_URL: database.url, DATABASE_OWNER_URL: database.ownerUrl, LOKET_SECRET: 'rahasia-hanya-untuk-uji-0123456789', LOKET_DATA_DIR: folder,
    LOKET_PUBLIC_UPLOADS_PER_HOUR: '1000000', LOKET_PUBLIC_UPLOAD_BYTES_PER_HOUR: String(1024 ** 4), LOKET_CHILD: 'api',
  });
  const ofProcess = (name: string) => Number(new RegExp(`^${name}:\\s+(\\d+)`, 'm').exec(readFileSync(`/proc/${loket.pid}/status`, 'utf8'))?.[1] ?? NaN) / 1_024;
  return {
    url: loket.url.replace('localhost', '127.0.0.1'), database, uploadsDir: path.join(folder, 'uploads'),
    client: () => createClient(loket.url.replace('localhost', '127.0.0.1')),
    memoryMb: () => ofProcess('VmRSS'), peakMb: () => ofProcess('VmHWM'),
    loopDelay: () => loopDelayOf(loket.url),
    openFiles: () => readdirSync(`/proc/${loket.pid}/fd`).length, scratchFiles: () => readdirSync(path.join(folder, 'tmp')).length,
    stop: async () => { await loket.stop(); await database.drop(); rmSync(folder, { recursive: true, force: true }); },
  };
}

/** Asking begins the measurement anew (prom-client). */
export async function loopDelayOf(url: string): Promise<{ p99: number; max: number }> {
  const answer = await fetch(new URL('/metrics', url));
  const text = await answer.text();
  const gauge = (which: string) => Number(new RegExp(`^loket_nodejs_eventloop_lag_${which}_seconds (\\S+)$`, 'm').exec(text)?.[1] ?? NaN) * 1_000;
  const seen = { p99: gauge('p99'), max: gauge('max') };
  if (!Number.isFinite(seen.p99)) throw new Error(`/metrics: ${answer.status} without the delay of the event loop`);
  return seen;
}
