import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { Knex } from 'knex';
import { openDatabase } from '../platform/db.ts';
import { createTestDatabase, type TestDatabase } from '../testing/test-db.ts';
import { copyInto } from './copy-into.ts';

/** Enough to fill the socket several times over. */
const MANY = 4_000;
const line = (n: number) => `${n}\t${'x'.repeat(2_000)}\n`;

describe('a COPY that does not end well', () => {
  let database: TestDatabase;
  /** One connection: whoever comes next gets the one that was copied over. */
  let db: Knex;
  beforeAll(async () => {
    database = await createTestDatabase();
    await database.ownerDb.raw('create table salinan (n integer primary key, teks text)');
    await database.ownerDb.raw('grant select, insert on salinan to public');
    db = openDatabase(database.url, { max: 1 });
  });
  afterAll(async () => {
    await db.destroy();
    await database.drop();
  });

  const copy = (lines: () => AsyncGenerator<string>) => db.transaction(async (trx) => {
    const { rows: [{ pid }] } = await trx.raw<{ rows: [{ pid: number }] }>('select pg_backend_pid() as pid');
    await copyInto(trx, 'copy salinan (n, teks) from stdin', lines());
    return pid;
  });
  async function* good(from: number): AsyncGenerator<string> {
    for (let n = from; n < from + 100; n += 1) yield line(n);
  }
  async function* withOne(bad: string, at: number): AsyncGenerator<string> {
    for (let n = 0; n < MANY; n += 1) yield n === at ? bad : line(n);
  }
  async function* throwing(at: number): AsyncGenerator<string> {
    for (let n = 0; n < at; n += 1) yield line(n);
    throw new RangeError('baris ini tidak ada');
  }

  /** Forty questions at once within a transaction, each answered with its own number; then the next import. */
  const worksOn = async (from: number) => {
    const { rows: [{ pid }] } = await db.raw<{ rows: [{ pid: number }] }>('select pg_backend_pid() as pid');
    const answers = await db.transaction((trx) => Promise.all(Array.from({ length: 40 }, async (_, n) => (await trx.raw<{ rows: [{ n: number }] }>('select ?::int as n', [n])).rows[0].n)));
    expect(answers).toEqual(Array.from({ length: 40 }, (_, n) => n));
    expect(await copy(() => good(from))).toBe(pid);
    expect(await db('salinan').whereBetween('n', [from, from + 99]).count()).toEqual([{ count: 100 }]);
    return pid;
  };

  it.each([
    { name: 'the lines threw before the first', lines: () => throwing(0), error: /baris ini tidak ada/ },
    { name: 'the lines threw half-way', lines: () => throwing(MANY), error: /baris ini tidak ada/ },
    { name: 'the database refused the first line and the rest was on its way', lines: () => withOne('bukan angka\tx\n', 0), error: /invalid input syntax/ },
    { name: 'the database refused a line in the middle', lines: () => withOne('bukan angka\tx\n', MANY / 2), error: /invalid input syntax/ },
    { name: 'the database refused it all at the end', lines: () => withOne(line(0), MANY - 1), error: /duplicate key/ },
    { name: 'there is no such table', lines: () => good(0), error: /does not exist/, statement: 'copy tidak_ada from stdin' },
  ])('$name: nothing is left, and the same connection goes on', async ({ lines, error, statement }) => {
    const before = await worksOn(1_000_000 + Math.floor(performance.now()) * 100);
    const failed = statement ? db.transaction((trx) => copyInto(trx, statement, lines())) : copy(lines);
    await expect(failed).rejects.toThrow(error);
    expect(await db('salinan').where('n', '<', MANY).count()).toEqual([{ count: 0 }]);
    expect(await worksOn(2_000_000 + Math.floor(performance.now()) * 100)).toBe(before);
  }, 60_000);

  it('a pooled connection is pipelined again after a good one and after a bad one', async () => {
    const pipelined = () => db.transaction(async (trx) => ((await (trx.client as unknown as { acquireConnection(): Promise<{ pipeline: boolean }> }).acquireConnection()).pipeline));
    expect(await pipelined()).toBe(true);
    await copy(() => good(5_000_000));
    expect(await pipelined()).toBe(true);
    await expect(copy(() => throwing(3))).rejects.toThrow(RangeError);
    expect(await pipelined()).toBe(true);
  });
});
