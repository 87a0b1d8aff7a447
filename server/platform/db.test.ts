import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { APP_ROLE } from '../testing/test-cluster.ts';
import { createTestDatabase } from '../testing/test-db.ts';
import type { TestDatabase } from '../testing/test-db.ts';
import { grantAppRole, isDatabaseAlive, migrate, openDatabase, seedReference } from './db.ts';

let test: TestDatabase;
let folder: string;

beforeAll(async () => {
  test = await createTestDatabase({ empty: true });
  folder = mkdtempSync(path.join(tmpdir(), 'loket-db-test-'));
  mkdirSync(path.join(folder, 'migrations'));
  mkdirSync(path.join(folder, 'seeds'));
  writeFileSync(path.join(folder, 'migrations', '001_start.ts'), `import type { Knex } from 'knex';
export async function up(db: Knex): Promise<void> {
  await db.raw('create table notes (id bigint generated always as identity primary key, body text not null)');
  await db.raw('create table audit_events (id bigint generated always as identity primary key, code text not null)');
  await db.raw('create table case_actions (id bigint generated always as identity primary key, code text not null)');
}
export async function down(): Promise<void> { throw new Error('forward only'); }
`);
  writeFileSync(path.join(folder, 'seeds', '01_notes.ts'), `import type { Knex } from 'knex';
export async function seed(db: Knex): Promise<void> { await db('notes').insert({ body: 'seeded' }); }
`);
});

afterAll(async () => {
  await test.drop();
  rmSync(folder, { recursive: true, force: true });
});

describe('value types', () => {
  it.each([
    ['a day stays the text of that day', `select '2026-01-31'::date as value`, '2026-01-31'],
    ['a timestamp without zone stays text', `select '2026-01-31 08:00'::timestamp as value`, '2026-01-31 08:00:00'],
    ['a timestamptz is an instant', `select '2026-01-31 08:00+08'::timestamptz as value`, new Date('2026-01-31T00:00:00Z')],
    ['a count is a number', 'select count(*) as value from generate_series(1, 3)', 3],
    ['an int8 beyond 2^53 keeps every digit', 'select 9007199254740993::int8 as value', '9007199254740993'],
  ])('%s', async (_name, sql, expected) => {
    const { rows } = await test.db.raw<{ rows: { value: unknown }[] }>(sql);
    expect(rows[0]?.value).toEqual(expected);
  });
});

describe('migrations and grants', () => {
  it('migrates and seeds from TypeScript files, and a second run finds nothing to do', async () => {
    expect(await migrate(test.ownerDb, path.join(folder, 'migrations'))).toEqual(['001_start.ts']);
    expect(await migrate(test.ownerDb, path.join(folder, 'migrations'))).toEqual([]);
    expect(await seedReference(test.ownerDb, path.join(folder, 'seeds'))).toHaveLength(1);
    expect(await test.ownerDb('notes').count({ n: '*' }).first()).toEqual({ n: 1 });
  });

  it('goes on after a migration that was killed and left its lock row', async () => {
    await test.ownerDb('knex_migrations_lock').update({ is_locked: 1 });
    expect(await migrate(test.ownerDb, path.join(folder, 'migrations'))).toEqual([]);
  });

  it('two starts at once both succeed', async () => {
    const second = openDatabase(test.ownerUrl, { max: 3 });
    try {
      await test.ownerDb.raw('delete from knex_migrations');
      await test.ownerDb.raw('drop table notes, audit_events, case_actions');
      const ran = await Promise.all([test.ownerDb, second].map((db) => migrate(db, path.join(folder, 'migrations'))));
      expect(ran.flat()).toEqual(['001_start.ts']);
    } finally {
      await second.destroy();
    }
  });

  it('lets the app write, but not rewrite history nor change the schema', async () => {
    expect(await grantAppRole(test.ownerDb, APP_ROLE)).toBe(true);
    expect(await grantAppRole(test.ownerDb, APP_ROLE)).toBe(true);
    await test.db('notes').insert({ body: 'x' });
    await test.db('notes').update({ body: 'y' });
    await test.db('notes').delete();
    const denied = { code: '42501' };
    for (const table of ['audit_events', 'case_actions']) {
      await test.db(table).insert({ code: 'x' });
      expect(await test.db(table).select('code')).toEqual([{ code: 'x' }]);
      await expect(test.db(table).update({ code: 'y' })).rejects.toMatchObject(denied);
      await expect(test.db(table).delete()).rejects.toMatchObject(denied);
      await expect(test.db.raw('truncate ??', [table])).rejects.toMatchObject(denied);
    }
    await expect(test.db.raw('create table pwned (a int)')).rejects.toMatchObject(denied);
    await expect(test.db('knex_migrations').delete()).rejects.toMatchObject(denied);
  });

  it('takes back a right that was given to history by hand', async () => {
    await test.ownerDb.raw('grant update on audit_events to ??', [APP_ROLE]);
    await test.db('audit_events').update({ code: 'z' });
    await grantAppRole(test.ownerDb, APP_ROLE);
    await expect(test.db('audit_events').update({ code: 'y' })).rejects.toMatchObject({ code: '42501' });
  });
});

describe('outage', () => {
  it('a dead server is an error within seconds, not a wait', async () => {
    const dead = openDatabase('postgres://nobody:x@127.0.0.1:1/none', { log: { warn: () => undefined, error: () => undefined } });
    try {
      const started = Date.now();
      expect(await isDatabaseAlive(dead)).toBe(false);
      expect(Date.now() - started).toBeLessThan(2_500);
      expect(await isDatabaseAlive(test.db)).toBe(true);
    } finally {
      await dead.destroy();
    }
  });

  it('a pool whose connections were cut goes on with new ones', async () => {
    const quiet = { warn: () => undefined, error: () => undefined };
    const [cut, cutter] = [openDatabase(test.url, { max: 1, log: quiet }), openDatabase(test.url, { max: 1 })];
    try {
      const { rows: [session] } = await cut.raw<{ rows: { pid: number }[] }>('select pg_backend_pid() as pid');
      const { rows } = await cutter.raw<{ rows: { done: boolean }[] }>('select pg_terminate_backend(?, 2000) as done', [session?.pid ?? 0]);
      expect(rows).toEqual([{ done: true }]);
      const { rows: [next] } = await cut.raw<{ rows: { pid: number }[] }>('select pg_backend_pid() as pid');
      expect(next?.pid).not.toBe(session?.pid);
    } finally {
      await cut.destroy();
      await cutter.destroy();
    }
  });
});
