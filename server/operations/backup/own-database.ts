/** Which database a back-up or a restore speaks to: the configured one, or the embedded one, running or brought up for as long as it takes. */
import { existsSync } from 'node:fs';
import path from 'node:path';
import pg from 'pg';
import type { Config } from '../../platform/config.ts';
import { findRunningOwnerUrl, startEmbeddedPostgres } from '../../platform/embedded-postgres.ts';
import { acquireInstanceLock, AlreadyRunningError, type InstanceLock } from '../../platform/instance-lock.ts';
import { BackupError } from './manifest.ts';

export interface OwnDatabase { ownerUrl: string; release(): Promise<void> }

/** @param whileRunning a back-up may speak to the database of a Loket that works; a restore must have it alone */
export async function openOwnDatabase(config: Config, { whileRunning }: { whileRunning: boolean }): Promise<OwnDatabase> {
  if (!config.embeddedDatabase) return { ownerUrl: config.databaseOwnerUrl ?? '', release: () => Promise.resolve() };
  let lock: InstanceLock;
  try {
    lock = await acquireInstanceLock(config.dataDir, () => '(pemeliharaan)');
  } catch (error) {
    const ownerUrl = error instanceof AlreadyRunningError && whileRunning ? findRunningOwnerUrl(config.dataDir) : undefined;
    if (!ownerUrl) throw error instanceof AlreadyRunningError ? new BackupError(`${error.message}. Hentikan dahulu, lalu ulangi.`) : error;
    await ask(ownerUrl);
    return { ownerUrl, release: () => Promise.resolve() };
  }
  try {
    const postgres = await startEmbeddedPostgres({ root: config.root, lock, dataDirIsChosen: config.dataDir !== path.join(config.root, '.data'), log: () => undefined });
    return { ownerUrl: postgres.ownerUrl, async release() { await postgres.stop(); lock.release(); } };
  } catch (error) {
    lock.release();
    throw error;
  }
}

async function ask(url: string): Promise<void> {
  const client = new pg.Client({ connectionString: url, connectionTimeoutMillis: 5_000 });
  try {
    await client.connect();
    await client.query('select 1');
  } catch (error) {
    throw new BackupError(`Loket berjalan, tetapi basis datanya tidak menjawab: ${(error as Error).message}`);
  } finally {
    await client.end();
  }
}

/** The file of the secret that Loket made itself; null where the operator gave LOKET_SECRET and keeps it. */
export function ownSecretFile(config: Config, given: string | undefined): string | null {
  const file = path.join(config.dataDir, 'secret', 'loket-secret');
  return given?.trim() || !existsSync(file) ? null : file;
}
