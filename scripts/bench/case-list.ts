/** The queue's list of 25 with its count, at 100,000 cases: over HTTP as a browser asks, and the same SQL through bare pg, by turns. */
import { calendarOf } from '../../server/offices/index.ts';
import { listCases } from '../../server/cases/case-queue.view.ts';
import { fillCases } from './crowd.ts';
import { figure, percentile, timed, type Figure } from './figure.ts';
import { statementsOf, withBarePg, withSetting } from './setting.ts';

const CASES = 100_000;
const REQUESTS = 200;
const WARM_UP = 20;
/** As the tabs of the queue ask (admin-ui/cases/queue-tabs.ts). */
const LISTS: Record<string, { filter: object; sort: string }> = {
  case_list_my_part: { filter: { turn: ['helpdesk'], clock: 'jalan', archived: false }, sort: '["dueAt","ASC"]' },
  case_list_open: { filter: { archived: false }, sort: '["dueAt","ASC"]' },
  case_list_done: { filter: { ended: true }, sort: '["endedAt","DESC"]' },
  case_list_all: { filter: {}, sort: '["dueAt","ASC"]' },
};

export async function caseList(): Promise<Figure[]> {
  return withSetting(async ({ database, officeId, server, login }) => {
    await fillCases(database.ownerDb, officeId, CASES);
    const { url } = await server();
    const officer = { id: officeId, name: '', email: '', officeId, roles: [] };
    const calendar = await calendarOf(database.db, officeId);
    const helpdesk = await login(url, 'helpdesk@loket.test');
    return withBarePg(database.url, async (bare) => {
      const figures: Figure[] = [];
      for (const [name, { filter, sort }] of Object.entries(LISTS)) {
        const query = { filter: JSON.stringify(filter), sort, range: '[0,24]' };
        const statements = await statementsOf(database.db, () => listCases(database.db, { officer, calendar }, query, 'id'));
        const ask = async () => {
          const answer = await helpdesk.request<unknown[]>('GET', `/api/cases?${new URLSearchParams(query).toString()}`);
          if (answer.status !== 200 || answer.body.length !== 25) throw new Error(`${name}: ${answer.status}`);
        };
        const askBare = async () => { for (const statement of statements) await bare.query(statement); };
        const ours: number[] = [];
        const theirs: number[] = [];
        for (let n = -WARM_UP; n < REQUESTS; n += 1) {
          const [a, b] = [await timed(ask), await timed(askBare)];
          if (n >= 0) { ours.push(a); theirs.push(b); }
        }
        figures.push(figure({
          name, unit: 'ms', value: percentile(ours, 0.95), baseline: percentile(theirs, 0.95), target: 50, mostRatio: 2,
          seen: { p50: percentile(ours, 0.5), baselineP50: percentile(theirs, 0.5), requests: REQUESTS },
        }));
      }
      return figures;
    });
  });
}
