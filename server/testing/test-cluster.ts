/**
 * The throw-away PostgreSQL of one test run. `scripts/test.ts` starts it before Jest and stops it after; each test file clones the
 * template database (test-db.ts). Durability is off, since nobody needs these rows tomorrow, except for measurements.
 */
import { randomBytes } from 'node:crypto';
import { chownSync, existsSync, mkdtempSync, readdirSync, realpathSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import pg from 'pg';
import { grantAppRole, migrate, openDatabase, seedReference } from '../platform/db.ts';
import { binariesFor, canWalkInto, postgresAccount } from '../platform/embedded-postgres-binaries.ts';
import { freePort, initCluster, isAlive, livingProcesses, startCluster, stopCluster } from '../platform/embedded-postgres-cluster.ts';
import type { Cluster } from '../platform/embedded-postgres-cluster.ts';
import { migrateQueueSchema } from '../platform/queue.ts';

export const TEMPLATE_DATABASE = 'loket_template';
export const OWNER_ROLE = 'loket_owner';
export const APP_ROLE = 'loket_app';

const PREFIX = 'loket-test-';

export interface TestCluster {
  /** Log-in of role `postgres`; the roles of the tests have the same password. */
  url: string;
  stop(): Promise<void>;
}

/** Where the account of PostgreSQL can walk: TMPDIR may lie in somebody's private folder. */
function temporaryFolder(account: ReturnType<typeof postgresAccount>): string {
  const found = [tmpdir(), '/tmp', '/var/tmp'].filter((folder) => existsSync(folder)).map((folder) => realpathSync(folder))
    .find((folder) => canWalkInto(folder, account));
  if (!found) throw new Error('No temporary folder that the account of PostgreSQL can reach.');
  return found;
}

/** A killed test run leaves its cluster running; the next run puts it away (its folder name carries the number of the run's process). */
async function sweep(temporary: string): Promise<void> {
  for (const name of readdirSync(temporary)) {
    const owner = new RegExp(`^${PREFIX}(\\d+)-`).exec(name)?.[1];
    if (!owner || isAlive(Number(owner))) continue;
    const home = path.join(temporary, name);
    const account = postgresAccount(path.join(home, 'cluster'));
    for (const pid of await livingProcesses({ dir: path.join(home, 'cluster'), account })) {
      if (isAlive(pid)) process.kill(pid, 'SIGQUIT');
    }
    rmSync(home, { recursive: true, force: true, maxRetries: 10, retryDelay: 100 });
  }
}

/** What docker-compose.yml gives PostgreSQL; what is measured is measured with it. */
export const OFFICE_SETTINGS = ['shared_buffers=1GB', 'max_wal_size=4GB', 'checkpoint_timeout=15min'];
const HASTY_SETTINGS = ['fsync=off', 'full_page_writes=off', 'synchronous_commit=off', 'max_connections=200'];

/**
 * Starts a cluster in a temporary folder and fills the template: the queue's schema, migrations, reference seeds, grants. `durable`
 * is set up as in an office: a measured write waits for the disk.
 */
export async function startTestCluster(log: (message: string) => void = () => undefined, { durable = false } = {}): Promise<TestCluster> {
  const account = postgresAccount();
  const temporary = temporaryFolder(account);
  await sweep(temporary);
  const home = mkdtempSync(path.join(temporary, `${PREFIX}${process.pid}-`));
  if (account) chownSync(home, account.uid, account.gid);
  const cluster: Cluster = { dir: path.join(home, 'cluster'), binaries: binariesFor(account, path.join(home, 'programs')), account, log };
  const stop = async () => {
    await stopCluster(cluster);
    rmSync(home, { recursive: true, force: true, maxRetries: 10, retryDelay: 100 });
  };
  try {
    const password = randomBytes(18).toString('base64url');
    await initCluster(cluster, password, durable ? [] : ['--no-sync']);
    const port = await freePort();
    await startCluster(cluster, port, (durable ? OFFICE_SETTINGS : HASTY_SETTINGS).map((setting) => `-c ${setting}`));
    const url = `postgres://postgres:${password}@127.0.0.1:${port}/postgres`;
    await fillTemplate(url, password);
    return { url, stop };
  } catch (error) {
    await stop();
    throw error;
  }
}

async function fillTemplate(url: string, password: string): Promise<void> {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  try {
    for (const role of [OWNER_ROLE, APP_ROLE]) await client.query(`create role ${role} login password '${password}'`);
    await client.query(`create database ${TEMPLATE_DATABASE} owner ${OWNER_ROLE}`);
  } finally {
    await client.end();
  }
  const ownerUrl = urlOf(url, TEMPLATE_DATABASE, OWNER_ROLE);
  await migrateQueueSchema(ownerUrl);
  const ownerDb = openDatabase(ownerUrl, { max: 3 });
  try {
    await migrate(ownerDb);
    await seedReference(ownerDb);
    await grantAppRole(ownerDb, APP_ROLE);
  } finally {
    await ownerDb.destroy(); // a session left on the template makes every clone fail (55006)
  }
}

/** The same server, another database and another role. */
export function urlOf(clusterUrl: string, database: string, role: string): string {
  const url = new URL(clusterUrl);
  url.pathname = `/${database}`;
  url.username = role;
  return url.href;
}
