/** One day of an office on one sheet: who comes, who came, which papers changed hands, what is due. */
import type { Knex } from 'knex';
import type { DayDocket } from '../domain/contract/counter.ts';
import { isProvisional } from '../domain/provisional.ts';
import { translate, type Locale } from '../domain/messages/translate.ts';
import { calendarOf, getOffice, type OfficeCalendar } from '../offices/index.ts';

/** More does not fit on a sheet that somebody reads. */
const MOST = 300;
interface Line { case_id: string; number: string }

export async function dayDocket(db: Knex, officeId: string, date: string, now: Date, locale: Locale): Promise<DayDocket> {
  const office = await getOffice(db, officeId);
  const say = (key: string) => translate(key, {}, locale);
  // The day begins and ends at midnight on the office's wall.
  const within = (column: string): [string, string[]] => [`${column} >= (?::date)::timestamp at time zone ? and ${column} < (?::date + 1)::timestamp at time zone ?`, [date, office.zone, date, office.zone]];
  const rows = async <T>(query: Knex.QueryBuilder): Promise<T[]> => (await query.limit(MOST + 1)) as T[];
  const person = `(select s.name from case_subjects s where s.case_id = c.id and s.is_applicant) as name`;

  const appointments = await rows<Line & { id: string; starts_at: Date; ends_at: Date; channel: string; location: string; room: string | null; name: string | null; officer: string; state: string }>(
    db('appointments as a').join('cases as c', 'c.id', 'a.case_id').join('users as u', 'u.id', 'a.verifikator_id').leftJoin('rooms as r', 'r.id', 'a.room_id').where('a.office_id', officeId)
      .whereRaw(...within('a.starts_at')).whereIn('a.state', ['diusulkan', 'dikonfirmasi', 'hadir', 'tidak_hadir']).orderBy(['a.starts_at', 'a.id'])
      .select('a.id', 'a.case_id', 'c.number', 'a.starts_at', 'a.ends_at', 'a.channel', 'a.location', 'r.name as room', 'u.name as officer', 'a.state', db.raw(person)));
  const visits = await rows<Line & { id: string; at: Date; name: string; purpose: string; via: string }>(
    db('visits as v').join('cases as c', 'c.id', 'v.case_id').where('v.office_id', officeId).whereRaw(...within('v.at')).orderBy(['v.at', 'v.id']).select('v.id', 'v.case_id', 'c.number', 'v.at', 'v.name', 'v.purpose', 'v.via'));
  const papers = async (direction: 'masuk' | 'keluar') => {
    const [at, by, who] = direction === 'masuk' ? ['p.received_at', 'p.received_by', 'p.received_from'] : ['p.returned_at', 'p.returned_by', 'p.returned_to'];
    const found = await rows<Line & { id: string; at: Date; paper: string; form: string; person: string; officer: string }>(
      db('case_papers as p').join('cases as c', 'c.id', 'p.case_id').join('users as u', 'u.id', by).where('c.office_id', officeId).whereRaw(...within(at)).orderBy([at, 'p.id'])
        .select('p.id', 'p.case_id', 'c.number', `${at} as at`, 'p.name as paper', 'p.form', `${who} as person`, 'u.name as officer'));
    return found.map((row) => ({
      id: `${row.id}:${direction}`, caseId: row.case_id, caseNumber: row.number, at: row.at.toISOString(), direction, directionLabel: say(`lembar.${direction}`), paper: row.paper, formLabel: say(`nilai.bentuk_${row.form}`), person: row.person, officer: row.officer,
    }));
  };
  const due = await dueOn(db, { id: officeId, calendar: await calendarOf(db, officeId) }, within, rows, say);
  const [{ n: originalsHeld } = { n: 0 }] = (await db.raw<{ rows: { n: number }[] }>(
    `select count(*)::int as n from case_papers p join cases c on c.id = p.case_id where c.office_id = ? and p.form = 'asli' and p.returned_at is null`, [officeId])).rows;
  // In the same minute what came in stands before what went out.
  const handed = [...await papers('masuk'), ...await papers('keluar')].sort((a, b) => a.at.localeCompare(b.at));
  return {
    date, zone: office.zone, zoneLabel: say(`zona.${office.zone}`), officeName: office.name, printedAt: now.toISOString(), originalsHeld,
    more: [appointments, visits, handed, due].some((part) => part.length > MOST),
    appointments: appointments.slice(0, MOST).map((row) => ({
      id: row.id, caseId: row.case_id, caseNumber: row.number, startsAt: row.starts_at.toISOString(), endsAt: row.ends_at.toISOString(), channelLabel: say(`saluran.${row.channel}`),
      room: row.room ?? row.location, name: row.name, officer: row.officer, stateLabel: say(`nilai.${row.state}`),
    })),
    visits: visits.slice(0, MOST).map((row) => ({ id: row.id, caseId: row.case_id, caseNumber: row.number, at: row.at.toISOString(), name: row.name, purpose: row.purpose, viaLabel: say(`asal.${row.via}`) })),
    papers: handed.slice(0, MOST), due: due.slice(0, MOST),
  };
}

type Within = (column: string) => [string, string[]];
type Rows = <T>(query: Knex.QueryBuilder) => Promise<T[]>;

/** Files whose standard time ends that day, SPSE tasks, repairs an applicant still owes. */
async function dueOn(db: Knex, { id: officeId, calendar }: { id: string; calendar: OfficeCalendar }, within: Within, rows: Rows, say: (key: string) => string): Promise<DayDocket['due']> {
  interface Due extends Line { id: string; due_at: Date; due_edition: number; text: string; holder: string | null }
  const holder = '(select u.name from users u where u.id = c.holder_id) as holder';
  const files = await rows<Due>(db('cases as c').where('c.office_id', officeId).whereNull('c.archived_at').where('c.clock', 'jalan').whereRaw(...within('c.due_at')).orderBy(['c.due_at', 'c.id'])
    .select('c.id', 'c.id as case_id', 'c.number', 'c.due_at', 'c.due_edition', 'c.place as text', db.raw(holder)));
  const tasks = await rows<Due>(db('tasks as t').join('cases as c', 'c.id', 't.case_id').where({ 't.office_id': officeId, 't.state': 'terbuka' }).whereRaw(...within('t.due_at')).orderBy(['t.due_at', 't.id'])
    .select('t.id', 't.case_id', 'c.number', 't.due_at', 't.due_edition', 't.kind as text', db.raw('(select u.name from users u where u.id = t.meant_for) as holder')));
  const repairs = await rows<Due>(db('repair_requests as r').join('cases as c', 'c.id', 'r.case_id').where('c.office_id', officeId).whereNull('r.closed_at').whereRaw(...within('r.due_at')).orderBy(['r.due_at', 'r.id'])
    .select('r.id', 'r.case_id', 'c.number', 'r.due_at', 'r.due_edition', 'c.place as text', db.raw(holder)));
  const shown = (what: DayDocket['due'][number]['what'], words: (text: string) => string) => (row: Due) => ({
    id: row.id, what, whatLabel: say(`lembar.${what}`), caseId: row.case_id, caseNumber: row.number, dueAt: row.due_at.toISOString(), dueProvisional: isProvisional(calendar, row.due_at, row.due_edition), text: say(words(row.text)), holder: row.holder,
  });
  return [...files.map(shown('berkas', (place) => `tempat.${place}`)), ...tasks.map(shown('tugas', (kind) => `tugas.${kind}`)), ...repairs.map(shown('perbaikan', (place) => `tempat.${place}`))]
    .sort((a, b) => a.dueAt.localeCompare(b.dueAt) || a.id.localeCompare(b.id));
}
