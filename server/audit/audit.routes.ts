import type { Knex } from 'knex';
import { z } from 'zod';
import { translate, type Locale } from '../domain/messages/translate.ts';
import { listQuery, parseList, runList, type ListSpec } from '../platform/http/list.ts';
import { officerOf, route, type Route } from '../platform/http/route.ts';

export const auditList: ListSpec = {
  name: 'audit-events',
  filters: {
    id: { column: 'a.id', type: z.int() },
    event: { column: 'a.event', type: z.string().regex(/^[a-z_]{1,60}$/) },
    caseId: { column: 'a.case_id', type: z.uuid() },
    actorId: { column: 'a.actor_id', type: z.uuid() },
    ref: { column: 'a.ref', type: z.string().max(80) },
    from: { column: 'a.at', type: z.iso.datetime({ offset: true }), op: '>=' },
    before: { column: 'a.at', type: z.iso.datetime({ offset: true }), op: '<' },
  },
  sorts: { at: 'a.at', id: 'a.id' },
  // As `audit_events_office` and `audit_events_actor` have it: the number of a row finds no day.
  defaultSort: ['at', 'DESC'],
  tieBreak: 'a.id',
};

type Detail = Record<string, string | number | boolean | null>;
interface Row {
  id: number; at: Date; event: string; actor_kind: string; actor_id: string | null; actor_name: string | null; case_id: string | null; case_number: string | null;
  ref: string | null; request_id: string | null; detail: Detail;
}

/** Groups of words for the codes a detail may hold. */
const WORDS: Record<string, string> = {
  rute: 'rute', aksi: 'aksi', dari: 'tempat', ke: 'tempat', isian: 'isian', prosedur: 'prosedur', dicari: 'jejak.cari', cocok: 'jejak.cari',
  cara: 'jejak.cara', peran: 'peran', peran_dulu: 'peran', saluran: 'saluran', efek: 'efek', surat: 'surat',
};

/** The codes of a detail as a person reads them; what has no word stays as it is. */
function inWords(detail: Detail, locale: Locale): string[] {
  const say = (key: string, otherwise: string) => { const word = translate(key, {}, locale); return word === key ? otherwise : word; };
  const { dari, ke, ...rest } = detail;
  const move = dari === ke ? {} : { ...(dari === undefined ? {} : { dari }), ...(ke === undefined ? {} : { ke }) };
  return Object.entries({ ...rest, ...move }).filter(([, value]) => value !== null && value !== false && value !== '').map(([key, value]) => {
    const name = say(`jejak.${key}`, key);
    if (value === true) return name;
    const group = WORDS[key];
    return `${name}: ${group ? String(value).split(group === 'peran' ? ' ' : ',').map((each) => say(`${group}.${each}`, each)).join(', ') : String(value)}`;
  });
}

const LONG = /^([0-9a-f]{8})(-?[0-9a-f]{4}){3}-?[0-9a-f]{12}$/;

/** What an event is about, as a person reads it: the kind in words, a code too where it has one, of a long number its beginning. */
export function refInWords(ref: string | null, locale: Locale): string | null {
  if (ref === null) return null;
  const [, kind = ref, id = ''] = /^([^:]+):(.*)$/.exec(ref) ?? [];
  const say = (key: string) => { const word = translate(key, {}, locale); return word === key ? undefined : word; };
  const word = say(`acuan.${kind}`);
  return word ? [word, say(`${kind}.${id}`) ?? LONG.exec(id)?.[1] ?? id].filter(Boolean).join(' ') : ref;
}

export function auditRoutes({ db }: { db: Knex }): Route[] {
  return [
    route({
      method: 'get', path: '/api/audit-events', summary: 'Audit trail of the office', query: listQuery,
      handle: (call) => runList<Row, object>(auditList, parseList(auditList, call.query),
        () => db('audit_events as a').where('a.office_id', officerOf(call).officeId),
        (rows) => rows.select('a.*', db.raw('(select u.name from users u where u.id = a.actor_id) as actor_name'),
          db.raw('(select c.number from cases c where c.id = a.case_id) as case_number')),
        (row) => ({
          id: row.id, at: row.at.toISOString(), event: row.event, actorKind: row.actor_kind, actorId: row.actor_id, actorName: row.actor_name,
          caseId: row.case_id, caseNumber: row.case_number, ref: row.ref, refLabel: refInWords(row.ref, call.locale), requestId: row.request_id, detail: row.detail, about: inWords(row.detail, call.locale),
        })),
    }),
  ];
}
