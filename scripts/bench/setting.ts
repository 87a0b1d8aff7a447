/** What the figures are measured in: a database of its own on a durable cluster, and a real server as a process of its own. */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import type { Knex } from 'knex';
import pg from 'pg';
import { makeDemoAccounts } from '../../server/bootstrap.ts';
import { createClient, type Client } from '../../server/testing/client.ts';
import { spawnLoket, type SpawnedLoket } from '../../server/testing/spawn-loket.ts';
import { createTestDatabase, type TestDatabase } from '../../server/testing/test-db.ts';

export const PASSWORD = 'kata-sandi-untuk-ukur';

export interface Setting {
  database: TestDatabase;
  officeId: string;
  dataDir: string;
  /** Starts the server on the database; ended with the setting. */
  server(): Promise<SpawnedLoket>;
  /** Somebody's browser, logged in. */
  login(url: string, email: string): Promise<Client>;
}

/** A fresh database with one office and the sample accounts, for one figure. */
export async function withSetting<T>(measure: (setting: Setting) => Promise<T>): Promise<T> {
  const database = await createTestDatabase();
  const dataDir = mkdtempSync(path.join(tmpdir(), 'loket-ukur-'));
  const servers: SpawnedLoket[] = [];
  try {
    await makeDemoAccounts(database.ownerDb, PASSWORD);
    const office = await database.db('offices').where({ code: 'KALTIM' }).first<{ id: string }>('id');
    return await measure({
      database, dataDir, officeId: office.id,
      async server() {
        const server = await spawnLoket({
          PORT: '0', DATABASE_URL: database.url, DATABASE_OWNER_URL: database.ownerUrl, LOKET_SECRET: 'rahasia-hanya-untuk-ukur-0123456789', LOKET_DATA_DIR: dataDir,
        });
        servers.push(server);
        return server;
      },
      async login(url, email) {
        const client = createClient(url);
        await client.login(email, PASSWORD);
        return client;
      },
    });
  } finally {
    for (const server of servers) await server.stop();
    await database.drop();
    rmSync(dataDir, { recursive: true, force: true });
  }
}

export interface Statement { text: string; values: unknown[] }

/** The very SQL that some work of ours sends, so that it can be sent again without us. */
export async function statementsOf(db: Knex, work: () => Promise<unknown>): Promise<Statement[]> {
  const seen: Statement[] = [];
  const note = (query: { sql: string; bindings?: unknown[] }) => { seen.push({ text: query.sql, values: query.bindings ?? [] }); };
  db.on('query', note);
  try {
    await work();
  } finally {
    db.removeListener('query', note);
  }
  return seen;
}

/** What was filled in is on the disk before anything is measured: an office at work, not one that has just taken in gigabytes. */
export async function onDisk(): Promise<void> {
  const { LOKET_TEST_CLUSTER: cluster } = process.env;
  if (!cluster) throw new Error('no cluster to measure on');
  // As the cluster's own account: the office's may not.
  await withBarePg(cluster, (client) => client.query('checkpoint'));
}

/** One bare connection, as the role of the address. */
export async function withBarePg<T>(url: string, work: (client: pg.Client) => Promise<T>): Promise<T> {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  try {
    return await work(client);
  } finally {
    await client.end();
  }
}
