/** The list of cases at a million: the tabs of the queue beside the same SQL through bare pg, then every order and every filter there is. */
import { caseList as spec } from '../../server/cases/index.ts';
import { listCases } from '../../server/cases/case-queue.view.ts';
import { calendarOf } from '../../server/offices/index.ts';
import type { Client } from '../../server/testing/client.ts';
import { figure, percentile, timed, type Figure } from './figure.ts';
import { slowestKind } from './slowest-kind.ts';
import { statementsOf, withBarePg, type Setting } from './setting.ts';

const REQUESTS = 200;
const WARM_UP = 20;
const TARGET_MS = 50;
/** As the tabs of the queue ask (admin-ui/cases/queue-tabs.ts). */
type List = { filter: object; sort: string };
const listsOf = (me: string): Record<string, List> => ({
  case_list_my_part: { filter: { turn: ['helpdesk'], clock: 'jalan', archived: false }, sort: '["dueAt","ASC"]' },
  case_list_held: { filter: { holderId: me, archived: false }, sort: '["dueAt","ASC"]' },
  case_list_open: { filter: { archived: false }, sort: '["dueAt","ASC"]' },
  case_list_waiting: { filter: { clock: ['berhenti', 'berhenti_sampai_janji'], archived: false }, sort: '["dueAt","ASC"]' },
  case_list_done: { filter: { ended: true }, sort: '["endedAt","DESC"]' },
  case_list_all: { filter: {}, sort: '["dueAt","ASC"]' },
});
/** The last page a list gives; what lies behind it has to be narrowed. */
const LAST_PAGE = '[10000,10024]';
/** Those that are longer. */
const LONG = ['case_list_open', 'case_list_done', 'case_list_all'];
const daysAgo = (days: number) => new Date(Date.now() - days * 86_400_000).toISOString();
/** A value that many rows have and one that few or none have, for each filter of the list; a filter without a line here fails the run. */
const VALUES: Record<string, unknown[]> = {
  id: ['00000000-0000-7000-8000-000000000000'], number: ['UKUR-0500000', 'tidak-ada'], procedure: ['registrasi_perseorangan', 'permintaan_user_id'], place: ['diarsipkan', 'menunggu_perbaikan'],
  turn: ['helpdesk', 'arsiparis'], outcome: ['disetujui', 'ditarik'], urgent: [true, false], clock: ['jalan', 'berhenti'], held: [true, false],
  ended: [true, false], archived: [true, false], receivedFrom: [daysAgo(1), daysAgo(900)], receivedBefore: [daysAgo(1), daysAgo(900)], dueBefore: [daysAgo(0), daysAgo(900)],
};

export async function caseList({ database, officeId }: Setting, url: string, helpdesk: Client): Promise<Figure[]> {
  const ask = async (filter: object, sort: string, full = true, range = '[0,24]') => {
    const query = { filter: JSON.stringify(filter), sort, range };
    const answer = await helpdesk.request<unknown[]>('GET', `/api/cases?${new URLSearchParams(query).toString()}`);
    if (answer.status !== 200 || (full && answer.body.length !== 25)) throw new Error(`${JSON.stringify(filter)} ${sort} at ${url}: ${answer.status}`);
  };
  const me = await database.db('users').where({ email: 'helpdesk@loket.test' }).first<{ id: string }>('id');
  const lists = listsOf(me.id);
  const officer = { id: officeId, name: '', email: '', officeId, roles: [] };
  const calendar = await calendarOf(database.db, officeId);
  const tabs = await withBarePg(database.url, async (bare) => {
    const figures: Figure[] = [];
    for (const [name, { filter, sort }] of Object.entries(lists)) {
      const statements = await statementsOf(database.db, () => listCases(database.db, { officer, calendar }, { filter: JSON.stringify(filter), sort, range: '[0,24]' }, 'id'));
      const askBare = async () => { for (const statement of statements) await bare.query(statement); };
      const ours: number[] = [];
      const theirs: number[] = [];
      for (let n = -WARM_UP; n < REQUESTS; n += 1) {
        const [a, b] = [await timed(() => ask(filter, sort)), await timed(askBare)];
        if (n >= 0) { ours.push(a); theirs.push(b); }
      }
      figures.push(figure({
        name, unit: 'ms', value: percentile(ours, 0.95), baseline: percentile(theirs, 0.95), target: TARGET_MS, seen: { p50: percentile(ours, 0.5), baselineP50: percentile(theirs, 0.5), requests: REQUESTS },
      }));
    }
    return figures;
  });
  const slowest = (name: string, questions: List[], range?: string) => slowestKind(name, 3 * TARGET_MS, {
    questions, ask: ({ filter, sort }) => ask(filter, sort, false, range), say: ({ filter, sort }) => `${JSON.stringify(filter)} ${sort}`,
  });
  return [
    ...tabs, await slowest('case_list_any_sort', sorts()), await slowest('case_list_any_sort_of_a_tab', sortedTabs(lists)), await slowest('case_list_any_filter', filters(me.id)),
    await slowest('case_list_last_page', LONG.flatMap((name) => lists[name] ?? []), LAST_PAGE),
  ];
}

const sorts = () => Object.keys(spec.sorts).flatMap((key) => ['ASC', 'DESC'].map((direction) => ({ filter: {}, sort: JSON.stringify([key, direction]) })));
/** As somebody sees it who presses a column's head: every order under every tab, alone and with what is picked beside it. */
const sortedTabs = (lists: Record<string, List>) => Object.values(lists).flatMap(({ filter }) => [{}, { urgent: true }, { place: ['cek_unggahan'] }].flatMap((picked) => sorts().map(({ sort }) => ({ filter: { ...filter, ...picked }, sort }))));
const filters = (me: string) => Object.keys(spec.filters).flatMap((key) => {
  const values = key === 'holderId' ? [null, me, '00000000-0000-7000-8000-000000000000'] : VALUES[key];
  if (!values) throw new Error(`no value to measure filter ${key} with`);
  return values.map((value) => ({ filter: { [key]: value }, sort: '["dueAt","ASC"]' }));
});
