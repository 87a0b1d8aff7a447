/** The trail grows by every look at a file: a page of an old week, or of one colleague, is found by its index and not by walking there from the newest. */
import { beforeAll, expect, it } from '@jest/globals';
import { statementsOf } from '../../scripts/bench/setting.ts';
import { parseList, runList } from '../platform/http/list.ts';
import { anOfficeDatabase } from '../testing/an-office-database.ts';
import { auditList } from './audit.routes.ts';

const test = anOfficeDatabase();
const EVENTS = 30_000;
let busy: string;

/** Kinds of work in the plan of the page (the count is another question), and the indexes it uses. */
async function planOf(filter: object, sort?: string): Promise<{ sorts: boolean; indexes: string[]; days: string[] }> {
  const request = parseList(auditList, { filter: JSON.stringify(filter), ...(sort ? { sort } : {}) });
  const days: string[] = [];
  const asked = await statementsOf(test.db, async () => {
    await runList<{ at: Date }, void>(auditList, request, () => test.db('audit_events as a').where('a.office_id', test.office), (rows) => rows.select('a.*'), (row) => { days.push(row.at.toISOString().slice(0, 10)); });
  });
  const page = asked.find(({ text }) => text.includes('order by'));
  const { rows } = await test.db.raw<{ rows: object[] }>(`explain (format json) ${page?.text.replace(/\$\d+/g, '?') ?? ''}`, page?.values as string[]);
  const plan = JSON.stringify(rows);
  return { sorts: plan.includes('"Node Type":"Sort"'), indexes: [...plan.matchAll(/"Index Name":"(\w+)"/g)].map(([, index]) => index ?? ''), days: [...new Set(days)] };
}

beforeAll(async () => {
  const people = await test.db('users').where({ office_id: test.office }).orderBy('email').pluck<string[]>('id');
  busy = people[0] ?? '';
  // Written in another order than they happened, as two requests at once do.
  await test.ownerDb.raw(`
    insert into audit_events (at, event, actor_kind, actor_id, office_id, detail)
    select timestamptz '2026-01-01' + make_interval(mins => 10 * (n # 1)), 'lihat_berkas', 'staf', (?::uuid[])[1 + n % ?], ?, '{}' from generate_series(0, ?) n`, [people, people.length, test.office, EVENTS]);
  await test.ownerDb.raw('vacuum analyze audit_events');
}, 120_000);

it('an old week is read from the index of the office, newest first', async () => {
  const { sorts, indexes, days } = await planOf({ from: '2026-02-02T00:00:00Z', before: '2026-02-09T00:00:00Z' });
  expect({ sorts, indexes, days }).toEqual({ sorts: false, indexes: ['audit_events_office'], days: ['2026-02-08'] });
});

it('as the screen asks for it', async () => {
  expect(await planOf({ before: '2026-02-09T00:00:00Z' }, '["at","DESC"]')).toEqual({ sorts: false, indexes: ['audit_events_office'], days: ['2026-02-08'] });
});

it('what one colleague did is read from the index of those who act, and not put in order whole', async () => {
  const { sorts, indexes } = await planOf({ actorId: busy });
  expect({ sorts, indexes }).toEqual({ sorts: false, indexes: ['audit_events_actor'] });
});
