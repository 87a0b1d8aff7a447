/**
 * The embedded default: a real PostgreSQL 18 in the data folder, with two roles: `loket_owner` owns the schema, `loket_app` only works
 * with the rows. It survives kill -9 of Loket and of PostgreSQL.
 */
import { randomBytes } from 'node:crypto';
import { existsSync, mkdirSync, readFileSync, renameSync, rmSync, statSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import pg from 'pg';
import { binariesFor } from './embedded-postgres-binaries.ts';
import { freePort, initCluster, isCluster, runSingleUser, startCluster, stopCluster } from './embedded-postgres-cluster.ts';
import type { Cluster } from './embedded-postgres-cluster.ts';
import { homeOf } from './embedded-postgres-home.ts';
import { keepRunning, type ClusterKeeper } from './embedded-postgres-keeper.ts';
import type { InstanceLock } from './instance-lock.ts';

export const EMBEDDED_OWNER_ROLE = 'loket_owner';
export const EMBEDDED_APP_ROLE = 'loket_app';
const DATABASE = 'loket';

export interface EmbeddedPostgres {
  /** Owner of the schema: migrations, BullMQ's schema, grants. */
  ownerUrl: string;
  /** The app's role. */
  appUrl: string;
  /** Folder of the cluster. */
  clusterDir: string;
  /** From now on it is started again whenever it ends by itself. */
  keepRunning(): void;
  /** Stops PostgreSQL; open transactions are rolled back. */
  stop(): Promise<void>;
}

interface Options {
  /** Folder of the checkout. */
  root: string;
  /** Proof that no other Loket works on the data folder; it names the folder. */
  lock: InstanceLock;
  /** LOKET_DATA_DIR was set: the cluster stays in the lock's folder or the start fails. */
  dataDirIsChosen?: boolean;
  log: (message: string) => void;
}

/** Starts the cluster of the data folder, making it on the first start. Throws a sentence when it cannot. */
export async function startEmbeddedPostgres({ root, lock, dataDirIsChosen = false, log }: Options): Promise<EmbeddedPostgres> {
  const home = homeOf({ root, dataDir: lock.dataDir, dataDirIsChosen, passwordsExist: existsSync(passwordsFile(lock.dataDir)), log });
  const clusterDir = path.join(home.folder, 'postgres');
  const cluster: Cluster = { dir: clusterDir, binaries: binariesFor(home.account, path.join(home.folder, 'postgres-programs')), account: home.account, log };
  const passwords = await readyCluster(cluster, passwordsFile(lock.dataDir));
  const portFile = path.join(lock.dataDir, 'postgres.port');
  const port = await freePort(existsSync(portFile) ? Number(readFileSync(portFile, 'utf8')) : 0);
  await startCluster(cluster, port);
  try {
    writeFileSync(portFile, String(port));
    const url = (role: string, password: string, database: string) => `postgres://${role}:${password}@127.0.0.1:${port}/${database}`;
    await prepareDatabase(url('postgres', passwords.superuser, 'postgres'), passwords);
    let keeper: ClusterKeeper | undefined;
    return {
      ownerUrl: url(EMBEDDED_OWNER_ROLE, passwords.owner, DATABASE),
      appUrl: url(EMBEDDED_APP_ROLE, passwords.app, DATABASE),
      clusterDir,
      keepRunning: () => { keeper ??= keepRunning(cluster, port); },
      stop: async () => {
        await keeper?.stop();
        await stopCluster(cluster);
      },
    };
  } catch (error) {
    await stopCluster(cluster);
    throw error;
  }
}

/** The owner's address of the cluster that a running Loket keeps on this data folder; undefined where none was ever made. Whether it answers is seen by asking. */
export function findRunningOwnerUrl(dataDir: string): string | undefined {
  const [passwords, port] = [passwordsFile(dataDir), path.join(dataDir, 'postgres.port')];
  if (!existsSync(passwords) || !existsSync(port)) return undefined;
  const { owner } = JSON.parse(readFileSync(passwords, 'utf8')) as Passwords;
  return `postgres://${EMBEDDED_OWNER_ROLE}:${owner}@127.0.0.1:${readFileSync(port, 'utf8').trim()}/${DATABASE}`;
}

interface Passwords { superuser: string; owner: string; app: string }

const passwordsFile = (dataDir: string) => path.join(dataDir, 'secret', 'postgres.json');

/** Makes the cluster on the first start. It is made beside its place and renamed, so that a killed first start leaves nothing half made. */
async function readyCluster(cluster: Cluster, file: string): Promise<Passwords> {
  if (isCluster(cluster.dir)) {
    refuseForeignCluster(cluster);
    if (existsSync(file)) return JSON.parse(readFileSync(file, 'utf8')) as Passwords;
    cluster.log(`The passwords of the database (${file}) are missing; new ones are set.`);
    const passwords = newPasswords();
    // Single-user mode refuses a cluster that runs, and one that was killed: start and stop bring it to rest.
    await startCluster(cluster, await freePort());
    await stopCluster(cluster);
    await runSingleUser(cluster, `alter role postgres password '${passwords.superuser}'`);
    keepPasswords(file, passwords);
    return passwords;
  }
  if (existsSync(cluster.dir)) throw new Error(`${cluster.dir} exists and is not a PostgreSQL cluster; move it away and start again.`);
  const passwords = newPasswords();
  const half: Cluster = { ...cluster, dir: `${cluster.dir}.new` };
  rmSync(half.dir, { recursive: true, force: true });
  await initCluster(half, passwords.superuser);
  keepPasswords(file, passwords);
  renameSync(half.dir, cluster.dir);
  return passwords;
}

function refuseForeignCluster(cluster: Cluster): void {
  const owner = statSync(cluster.dir).uid;
  const runsAs = cluster.account?.uid ?? process.getuid?.();
  if (runsAs !== undefined && owner !== runsAs) throw new Error(`The database in ${cluster.dir} belongs to another account (number ${owner}). Start Loket as that account or as root.`);
}

function newPasswords(): Passwords {
  const make = () => randomBytes(24).toString('base64url');
  return { superuser: make(), owner: make(), app: make() };
}

function keepPasswords(file: string, passwords: Passwords): void {
  mkdirSync(path.dirname(file), { recursive: true, mode: 0o700 });
  writeFileSync(`${file}.new`, JSON.stringify(passwords), { mode: 0o600, flush: true });
  renameSync(`${file}.new`, file);
}

/** Roles and database; harmless to repeat, so a start that was killed in between is finished by the next. */
async function prepareDatabase(superuserUrl: string, passwords: Passwords): Promise<void> {
  const client = new pg.Client({ connectionString: superuserUrl });
  await client.connect();
  try {
    for (const [role, password] of [[EMBEDDED_OWNER_ROLE, passwords.owner], [EMBEDDED_APP_ROLE, passwords.app]]) {
      const { rowCount } = await client.query('select 1 from pg_roles where rolname = $1', [role]);
      await client.query(`${rowCount ? 'alter' : 'create'} role ${role} login nosuperuser nocreatedb nocreaterole password '${password}'`);
    }
    const { rowCount } = await client.query('select 1 from pg_database where datname = $1', [DATABASE]);
    if (!rowCount) await client.query(`create database ${DATABASE} owner ${EMBEDDED_OWNER_ROLE}`);
  } finally {
    await client.end();
  }
}
