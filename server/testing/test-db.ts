/** A database of its own for one test file, cloned from the migrated and seeded template in about 30 ms. */
import { randomBytes } from 'node:crypto';
import type { Knex } from 'knex';
import pg from 'pg';
import { openDatabase } from '../platform/db.ts';
import { APP_ROLE, OWNER_ROLE, TEMPLATE_DATABASE, urlOf } from './test-cluster.ts';

export interface TestDatabase {
  /** As the app sees it: no DDL, history is append-only. */
  db: Knex;
  /** As migrations see it. */
  ownerDb: Knex;
  url: string;
  ownerUrl: string;
  /** Closes both pools and removes the database. */
  drop(): Promise<void>;
}

/** Call in beforeAll, `drop()` in afterAll. `empty` starts from a database without any table. */
export async function createTestDatabase({ max = 10, empty = false } = {}): Promise<TestDatabase> {
  const clusterUrl = process.env.LOKET_TEST_CLUSTER;
  if (!clusterUrl) throw new Error('No test database cluster. Run the tests with: npm test -- <file>');
  const name = `t${process.env.JEST_WORKER_ID ?? '0'}_${process.pid}_${randomBytes(4).toString('hex')}`;
  await asSuperuser(clusterUrl, empty
    ? `create database ${name} owner ${OWNER_ROLE}`
    : `create database ${name} template ${TEMPLATE_DATABASE} owner ${OWNER_ROLE} strategy file_copy`);
  const url = urlOf(clusterUrl, name, APP_ROLE);
  const ownerUrl = urlOf(clusterUrl, name, OWNER_ROLE);
  const db = openDatabase(url, { max });
  const ownerDb = openDatabase(ownerUrl, { max: 3 });
  return {
    db, ownerDb, url, ownerUrl,
    async drop() {
      await db.destroy();
      await ownerDb.destroy();
      await asSuperuser(clusterUrl, `drop database if exists ${name} with (force)`);
    },
  };
}

async function asSuperuser(clusterUrl: string, sql: string): Promise<void> {
  const client = new pg.Client({ connectionString: clusterUrl });
  await client.connect();
  try {
    await client.query(sql);
  } finally {
    await client.end();
  }
}
