import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { Knex } from 'knex';
import { openDatabase } from './db.ts';
import { passingFault } from './passing-fault.ts';
import { createTestDatabase, type TestDatabase } from '../testing/test-db.ts';

let database: TestDatabase;
let db: Knex;
beforeAll(async () => {
  database = await createTestDatabase();
  db = openDatabase(database.url, { max: 1 });
  await database.ownerDb.raw('create table catatan_uji (id int primary key, isi text); insert into catatan_uji select n, n::text from generate_series(1, 50) n; grant select on catatan_uji to public');
});
afterAll(async () => {
  await db.destroy();
  await database.drop();
});
const prepared = async (trx: Knex): Promise<string[]> => (await trx.raw<{ rows: { statement: string }[] }>("select statement from pg_prepared_statements where name like 'sering%' order by prepare_time")).rows.map(({ statement }) => statement);
const one = (trx: Knex, id: number) => trx('catatan_uji').where({ id }).first<Record<string, unknown>>();

describe('what is asked often', () => {
  it('within a transaction is prepared, once, and answers for each value', async () => {
    await db.transaction(async (trx) => {
      expect([await one(trx, 1), await one(trx, 2), await one(trx, 3), await one(trx, 4)].map((row) => row?.isi)).toEqual(['1', '2', '3', '4']);
      expect((await Promise.all([5, 6, 7].map((id) => one(trx, id)))).map((row) => row?.isi)).toEqual(['5', '6', '7']);
      expect(await prepared(trx)).toEqual([expect.stringContaining('catatan_uji')]);
    });
  });

  it('outside of one is planned each time, for the values that are asked for', async () => {
    for (let id = 1; id < 8; id += 1) await db('catatan_uji').where({ isi: String(id) }).select('id');
    expect((await prepared(db)).filter((text) => text.includes('isi'))).toEqual([]);
  });

  it('is asked anew when a column came meanwhile: one question fails, the next is answered whole', async () => {
    for (let id = 1; id < 5; id += 1) await db.transaction((trx) => one(trx, id));
    await database.ownerDb.raw('alter table catatan_uji add column tambahan int default 7');
    const fault: unknown = await db.transaction((trx) => one(trx, 1)).catch((error: unknown) => error);
    expect([String(fault), passingFault(fault)]).toEqual([expect.stringContaining('cached plan'), 'bersamaan']);
    expect(await db.transaction((trx) => one(trx, 1))).toEqual({ id: 1, isi: '1', tambahan: 7 });
  });
});

it('questions asked at once go out in one write', async () => {
  await db.transaction(async (trx) => {
    await trx.raw('select 1');
    const connection = await (trx.client as { acquireConnection(): Promise<{ connection: { stream: { _writev: unknown } } }> }).acquireConnection();
    const { stream } = connection.connection;
    const writev = (stream._writev as (chunks: unknown[], done: unknown) => void).bind(stream);
    const writes: number[] = [];
    stream._writev = (chunks: unknown[], done: unknown) => { writes.push(chunks.length); writev(chunks, done); };
    await Promise.all(Array.from({ length: 20 }, (_, n) => trx.raw('select ?::int as n', [n])));
    delete (stream as { _writev?: unknown })._writev;
    expect(writes).toHaveLength(1);
  });
});
