import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { Knex } from 'knex';
import { z } from 'zod';
import { createTestDatabase, type TestDatabase } from '../../testing/test-db.ts';
import { parseList, runList, type ListSpec } from './list.ts';

const spec: ListSpec = {
  name: 'angka', filters: { n: { column: 'x.n', type: z.int(), op: '<' }, open: { column: 'x.n', type: z.boolean(), op: 'ada' } }, sorts: { n: 'x.n' }, defaultSort: ['n', 'ASC'], tieBreak: 'x.n',
};
let database: TestDatabase;
let db: Knex;
beforeAll(async () => { database = await createTestDatabase(); db = database.db; });
afterAll(() => database.drop());

const ask = async (rows: number, query: { range?: string; filter?: string } = {}, of: ListSpec = spec) => {
  const reply = await runList<{ n: number }, number>(of, parseList(of, query), () => db.from(db.raw('generate_series(1, ?::int) as x(n)', [rows]) as unknown as string), (page) => page.select('x.n'), (row) => row.n);
  return 'headers' in reply ? [reply.headers?.['Content-Range'], (reply as { body: unknown[] }).body.length] : reply;
};

describe('how many there are', () => {
  it.each([[0, '0'], [7, '7'], [10_000, '10000'], [10_001, '*'], [50_000, '*']])('of %i rows is told as %s: exactly, or not at all', async (rows, total) => {
    expect(await ask(rows)).toEqual([`angka 0-${Math.max(0, Math.min(24, rows - 1))}/${total}`, Math.min(25, rows)]);
  });

  it('is exact above that where the list counts all', async () => {
    const queue: ListSpec = { ...spec, countsAll: (filters) => filters.open === true };
    expect(await ask(20_000, { filter: '{"open":true}' }, queue)).toEqual(['angka 0-24/20000', 25]);
    expect(await ask(20_000, { filter: '{"n":15001}' }, queue)).toEqual(['angka 0-24/*', 25]);
    expect(await ask(20_000, { filter: '{"n":15}' }, queue)).toEqual(['angka 0-13/14', 14]);
  });
});

describe('how far one can page', () => {
  it('is row 10,000, beyond which the filter is to be narrowed', async () => {
    expect(await ask(20_000, { range: '[10000,10024]' })).toEqual(['angka 10000-10024/*', 25]);
    expect(() => parseList(spec, { range: '[10001,10025]' })).toThrow(expect.objectContaining({ status: 422, key: 'galat.daftar.terlalu_jauh' }));
  });
});

describe('what is missing', () => {
  const order = async (direction: 'ASC' | 'DESC', missingLast?: string[]) => {
    const of: ListSpec = { ...spec, sorts: { n: 'x.n', id: 'x.id' }, tieBreak: 'x.id', ...(missingLast ? { missingLast } : {}) };
    const reply = await runList<{ n: number | null }, number | null>(of, parseList(of, { sort: JSON.stringify(['n', direction]) }),
      () => db.from(db.raw('(values (1, 1), (2, null), (3, 3)) as x(id, n)') as unknown as string), (page) => page.select('x.n'), (row) => row.n);
    return (reply as { body: unknown }).body;
  };
  it('comes last going up and first going down, as an index has it both ways', async () => {
    expect([await order('ASC'), await order('DESC')]).toEqual([[1, 3, null], [null, 3, 1]]);
  });
  it('comes last both ways where the list says so', async () => {
    expect([await order('ASC', ['n']), await order('DESC', ['n'])]).toEqual([[1, 3, null], [3, 1, null]]);
    expect(await order('DESC', ['id'])).toEqual([null, 3, 1]);
  });
});
