/** The lists that grow with the cases, at a million of them: as their screens open them, in every order both ways, with every filter there is. */
import { archiveList } from '../../server/archive/archive.routes.ts';
import { auditList } from '../../server/audit/audit.routes.ts';
import { checkList } from '../../server/checks/checks.view.ts';
import { documentList } from '../../server/documents/documents.view.ts';
import { visitList } from '../../server/intake/visits.routes.ts';
import { letterList } from '../../server/letters/letters.view.ts';
import { inboundList } from '../../server/mail/inbox.view.ts';
import { mailList } from '../../server/mail/mail.view.ts';
import { noticeList } from '../../server/notices/notices.routes.ts';
import type { ListSpec } from '../../server/platform/http/list.ts';
import { appointmentList } from '../../server/scheduling/appointments.routes.ts';
import { deviationList, exceptionList, stepVisitList } from '../../server/supervision/supervision-lists.ts';
import { taskList } from '../../server/tasks/tasks.routes.ts';
import type { Client } from '../../server/testing/client.ts';
import type { Figure } from './figure.ts';
import type { Setting } from './setting.ts';
import { slowestKind } from './slowest-kind.ts';

const OPENED_MS = 50;
const ANY_MS = 150;

interface Screen { spec: ListSpec; as: 'helpdesk' | 'penyelia' | 'arsiparis' | 'admin'; opened: object; table: string; /** asked of one case and never of an office */ ofCase?: true }
/** `opened`: the filter its screen begins with; `table`: the table and its name in the columns of the list. */
const SCREENS: Screen[] = [
  { spec: taskList, as: 'helpdesk', opened: { state: 'terbuka' }, table: 'tasks as t' }, { spec: letterList, as: 'helpdesk', opened: { numbered: true }, table: 'letters as l' },
  { spec: mailList, as: 'helpdesk', opened: {}, table: 'emails as e' }, { spec: inboundList, as: 'helpdesk', opened: { state: 'baru' }, table: 'inbound_mails as i' },
  { spec: noticeList, as: 'helpdesk', opened: {}, table: 'notices as n' }, { spec: visitList, as: 'helpdesk', opened: {}, table: 'visits as v' },
  { spec: appointmentList, as: 'helpdesk', opened: {}, table: 'appointments as a', ofCase: true }, { spec: checkList, as: 'helpdesk', opened: {}, table: 'checks as k', ofCase: true },
  { spec: documentList, as: 'helpdesk', opened: {}, table: 'documents as d', ofCase: true },
  { spec: archiveList, as: 'arsiparis', opened: {}, table: 'archive_files as f' }, { spec: auditList, as: 'admin', opened: {}, table: 'audit_events as a' },
  { spec: stepVisitList, as: 'penyelia', opened: {}, table: 'step_visits as v' }, { spec: deviationList, as: 'penyelia', opened: {}, table: 'case_deviations as d' },
  { spec: exceptionList, as: 'penyelia', opened: {}, table: 'case_exceptions as e' },
];
type Question = { screen: Screen; filter: object; sort?: [string, string] };

export async function everyList(setting: Setting, url: string): Promise<Figure[]> {
  const clients = new Map<string, Client>();
  for (const { as } of SCREENS) if (!clients.has(as)) clients.set(as, await setting.login(url, `${as}@loket.test`));
  const ask = async ({ screen: { spec, as }, filter, sort = spec.defaultSort }: Question) => {
    const query = { filter: JSON.stringify(filter), sort: JSON.stringify(sort), range: '[0,24]' };
    const answer = await clients.get(as)?.request('GET', `/api/${spec.name}?${new URLSearchParams(query).toString()}`);
    if (answer?.status !== 200) throw new Error(`${spec.name} ${query.filter} ${query.sort}: ${answer?.status}`);
  };
  const { id: caseId } = await setting.database.db('cases').whereNull('archived_at').orderBy('received_at').first<{ id: string }>('id');
  const within = ({ screen, filter, sort }: Question): Question => ({ screen, filter: screen.ofCase ? { ...filter, caseId } : filter, ...(sort ? { sort } : {}) });
  const filters = (await Promise.all(SCREENS.map(async (screen) => (await valuesOf(setting, screen)).map((filter) => within({ screen, filter }))))).flat();
  const sorts = SCREENS.flatMap((screen) => Object.keys(screen.spec.sorts).flatMap((key) => ['ASC', 'DESC'].map((way) => within({ screen, filter: {}, sort: [key, way] }))));
  const say = ({ screen: { spec }, filter, sort = spec.defaultSort }: Question) => `${spec.name} ${JSON.stringify(filter)} ${sort.join(' ')}`;
  const slowest = (name: string, target: number, questions: Question[]) => slowestKind(name, target, { questions, ask, say });
  return [
    await slowest('lists_as_opened', OPENED_MS, SCREENS.map((screen) => within({ screen, filter: screen.opened }))), await slowest('lists_any_sort', ANY_MS, sorts), await slowest('lists_any_filter', ANY_MS, filters),
  ];
}

/** For each filter of a list: of its column the commonest and the rarest value of some thousand rows, and one that no row has; of a question of yes and no, both. */
async function valuesOf({ database }: Setting, { spec, table }: Screen): Promise<object[]> {
  const { ownerDb } = database;
  const each = await Promise.all(Object.entries(spec.filters).map(async ([key, { column, op, type }]) => {
    if (op === 'ada' || type.safeParse(true).success) return [true, false].map((value) => ({ [key]: value }));
    const { rows: seen } = await ownerDb.raw<{ rows: { value: unknown }[] }>(`select value from (select ${column} as value from ${table} where ${column} is not null limit 5000) as seen group by value order by count(*)`);
    const values = [seen.at(0)?.value, seen.at(-1)?.value].map((value) => (value instanceof Date ? value.toISOString() : key === 'id' && /^\d+$/.test(String(value)) ? Number(value) : value));
    const unknown = ['00000000-0000-7000-8000-000000000000', 'tidak_ada'].find((value) => type.safeParse(value).success);
    return [...values, unknown].filter((value) => type.safeParse(value).success).map((value) => ({ [key]: value }));
  }));
  return each.flat();
}
