import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { startTestLoket, type TestLoket } from '../testing/start-loket.ts';
import type { Client } from '../testing/client.ts';

/** R4: whatever `sort`, `range` and `filter` hold, nothing of it becomes SQL, and no answer is a fault of ours. */
const LISTS = ['cases', 'documents', 'checks', 'tasks', 'appointments', 'visits', 'emails', 'blacklist-imports', 'blacklist-entries', 'providers', 'archive-files', 'users',
  'offices', 'holidays', 'letters', 'document-twins', 'audit-events', 'sla-steps', 'letter-templates', 'stuck-cases', 'case-deviations', 'case-exceptions', 'officer-load', 'step-visits', 'failed-effects', 'absences', 'notices', 'registry-imports', 'screenings', 'bulk-screenings', 'standing-hits'];
const MARK = 'zzjahat';
const RUNS = Number(process.env.LOKET_FAULT_RUNS ?? 15);

describe.each(LISTS)('list parameters of %s', (list) => {
  let test: TestLoket;
  let client: Client;
  const statements: string[] = [];
  const hear = (query: { sql: string }) => { statements.push(query.sql); };
  beforeAll(async () => {
    test = shared ?? await start();
    client = await test.world.officer(['users', 'offices', 'audit-events', 'failed-effects'].includes(list) ? 'admin' : ['sla-steps', 'blacklist-imports', 'letter-templates', 'stuck-cases', 'case-deviations', 'case-exceptions', 'officer-load', 'step-visits'].includes(list) ? 'penyelia' : 'verifikator');
    test.db.on('query', hear);
  }, 60_000);
  afterAll(() => { test.db.off('query', hear); });

  const ask = async (parameters: Record<string, string>) => {
    statements.length = 0;
    const answer = await client.request('GET', `/api/${list}?${new URLSearchParams(parameters).toString()}`);
    expect({ parameters, status: answer.status >= 500 ? answer.status : 'ok' }).toEqual({ parameters, status: 'ok' });
    expect(statements.filter((sql) => sql.includes(MARK))).toEqual([]);
    return answer;
  };
  const hostile = fc.oneof(
    fc.constantFrom(`${MARK}`, `id"; drop table ${MARK};--`, `${MARK}' or 1=1--`, `c.id asc, (select 1 as ${MARK})`, '__proto__', 'constructor', 'password_hash'),
    fc.string().map((text) => `${MARK}${text}`));
  const json = fc.oneof(
    fc.tuple(hostile, fc.constantFrom('ASC', 'DESC', `asc; ${MARK}`)),
    fc.record({ column: hostile, order: hostile, nulls: fc.constant(`first; create table ${MARK}(a int)`) }).map((sort) => [sort]),
    fc.dictionary(hostile, fc.oneof(fc.anything({ maxDepth: 2 }), hostile)), fc.jsonValue());

  it('never become SQL nor a 5xx', async () => {
    await fc.assert(fc.asyncProperty(json, json, fc.oneof(fc.jsonValue(), fc.tuple(fc.integer(), fc.integer())), async (sort, filter, range) => {
      await ask({ sort: JSON.stringify(sort), filter: JSON.stringify(filter) ?? '', range: JSON.stringify(range) });
    }), { numRuns: RUNS });
  }, 60_000 + RUNS * 200);

  it('refuses an unknown key, a list of two hundred and one, and broken JSON with a sentence', async () => {
    expect((await ask({ filter: JSON.stringify({ [MARK]: 1 }) })).status).toBe(422);
    expect((await ask({ sort: '["nama","ASC' })).status).toBe(422);
    const wide = await ask({ range: '[0,200]' });
    expect(wide.status).toBe(422);
    const broken = await ask({ filter: '{' });
    expect(broken.status).toBe(422);
    expect((broken.body as { message: string }).message).toMatch(/\S/);
  });

  it('tells how many there are', async () => {
    const answer = await ask({});
    expect(answer.headers.get('content-range')).toMatch(new RegExp(`^${list} \\d+-\\d+/\\d+$`));
  });
});

let shared: TestLoket | undefined;
async function start(): Promise<TestLoket> {
  shared = await startTestLoket({ seed: 31 });
  return shared;
}
afterAll(() => shared?.stop());
