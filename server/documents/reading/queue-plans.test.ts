/** What the reader asks again and again goes by indexes that hold what is open, however many uploads there are. */
import { beforeAll, describe, expect, it } from '@jest/globals';
import { statementsOf } from '../../../scripts/bench/setting.ts';
import { anOfficeDatabase } from '../../testing/an-office-database.ts';
import { keepLooks } from '../../testing/card-scans/keep-look.ts';
import { nextUnsought } from '../twins/twins.repository.ts';
import { nextWanted, settleReadings } from './readings.repository.ts';

const test = anOfficeDatabase();
const MANY = 6_000;

/** The tables that a plan reads from one end to the other. */
async function readWhole(work: () => Promise<unknown>): Promise<{ whole: string[]; indexes: string[] }> {
  const [whole, indexes] = [new Set<string>(), new Set<string>()];
  for (const { text, values } of await statementsOf(test.db, work)) {
    const { rows } = await test.db.raw<{ rows: { 'QUERY PLAN': object }[] }>(`explain (format json) ${text.replace(/\$\d+/g, '?')}`, values as string[]);
    for (const [, table] of JSON.stringify(rows).matchAll(/"Node Type":"Seq Scan"[^{}]*?"Relation Name":"(\w+)"/g)) whole.add(table ?? '');
    for (const [, index] of JSON.stringify(rows).matchAll(/"Index Name":"(\w+)"/g)) indexes.add(index ?? '');
  }
  return { whole: [...whole].sort(), indexes: [...indexes] };
}

describe('among thousands of uploads that were read', () => {
  beforeAll(async () => {
    const ids = await keepLooks(test.db, await test.newCase(), Array.from({ length: MANY }, () => ({ hashes: [] })));
    await test.db.raw('update uploads set reading_wanted_at = now(), reading_settled_for = now()');
    await test.db.raw('update documents set twins_sought_at = now()');
    await test.db('uploads').where({ id: ids[0] }).update({ reading_settled_for: null });
    await test.db('documents').where({ upload_id: ids[1] }).update({ twins_sought_at: null });
    for (const table of ['uploads', 'documents', 'upload_readings', 'cases']) await test.ownerDb.raw('vacuum analyze ??', [table]);
  }, 240_000);

  it.each([
    ['the next to be read', () => nextWanted(test.db), 'uploads_reading_open'],
    ['the next to be compared', () => nextUnsought(test.db), 'documents_twins_unsought'],
  ])('%s is found by its index', async (_what, ask, index) => {
    const { whole, indexes } = await readWhole(ask);
    // What hangs on a row may still be looked up in a table as small as this in any way.
    expect([whole.filter((table) => ['uploads', 'documents'].includes(table)), indexes.includes(index)]).toEqual([[], true]);
  }, 60_000);

  it('what is left is marked a piece at a time, each found by the index of what is open', async () => {
    const { whole, indexes } = await readWhole(() => settleReadings(test.db));
    expect([whole.includes('uploads'), indexes.includes('uploads_reading_open')]).toEqual([false, true]);
    expect(await test.db('uploads').whereNull('reading_settled_for').pluck('id')).toEqual([]);
  }, 60_000);

  it('also where more are open than are looked at in one piece, with one wish among them all', async () => {
    await test.db.raw('update uploads set reading_settled_for = null');
    await settleReadings(test.db);
    expect(await test.db('uploads').whereNull('reading_settled_for').count({ n: '*' })).toEqual([{ n: 0 }]);
  }, 120_000);
});
