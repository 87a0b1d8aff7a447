/** Many invented rows, written straight into the tables: what years of work leave behind. */
import type { Knex } from 'knex';
import { inventPerson } from '../../seeds/scenarios/people.ts';
import { foldName } from '../../server/domain/names/fold-name.ts';
import { nameKeys } from '../../server/domain/names/name-keys.ts';
import { currentSop } from '../../server/domain/sop/catalogue.ts';
import { openDatabase } from '../../server/platform/db.ts';
import { urlOf } from '../../server/testing/test-cluster.ts';
import { hashPassword } from '../../server/users/index.ts';
import { PASSWORD } from './setting.ts';

export const PROCEDURE = 'registrasi_perseorangan';
/** All files come from one kota. */
const CROWDED = '6472';

/** As many as forty officers could possibly have waiting; the rest of a million is archived. */
const MOST_OPEN = 30_000;

/**
 * Cases of one office with an applicant each: the newest three in ten, at most 30,000, still open at every place there is. Names come from
 * the list of invented people, so that each word is borne by thousands. Dead rows are cleared as autovacuum would.
 */
export async function fillCases(ownerDb: Knex, officeId: string, count: number): Promise<void> {
  const indexes = await dropIndexes(ownerDb, ['cases', 'case_subjects']);
  await unchecked(ownerDb, (trx) => insertCases(trx, officeId, count));
  for (const index of indexes) await ownerDb.raw(index);
  for (const table of ['cases', 'case_subjects', 'letters', 'repair_requests', 'tasks']) await ownerDb.raw('vacuum analyze ??', [table]);
}

/** Built once over all rows they cost seconds, row by row many minutes. Those that hold a constraint stay. Answers how to make them again. */
export async function dropIndexes(ownerDb: Knex, tables: string[]): Promise<string[]> {
  const { rows } = await ownerDb.raw<{ rows: { indexname: string; indexdef: string }[] }>(
    `select indexname, indexdef from pg_indexes where schemaname = 'public' and tablename = any(?) and indexname not in (select conname from pg_constraint)`, [tables]);
  for (const { indexname } of rows) await ownerDb.raw('drop index ??', [indexname]);
  return rows.map((row) => row.indexdef);
}

/** Foreign keys are not asked row by row, which is most of what a million rows take, and no trigger fills a column; what is written here points to what was written before. */
export async function unchecked(ownerDb: Knex, work: (trx: Knex.Transaction) => Promise<void>): Promise<void> {
  const { rows: [here] } = await ownerDb.raw<{ rows: { name: string }[] }>('select current_database() as name');
  const superuser = openDatabase(urlOf(process.env.LOKET_TEST_CLUSTER ?? '', here?.name ?? '', 'postgres'), { max: 1 });
  try {
    await superuser.transaction(async (trx) => {
      await trx.raw('set local session_replication_role = replica');
      await work(trx);
    });
  } finally {
    await superuser.destroy();
  }
}

async function insertCases(ownerDb: Knex, officeId: string, count: number): Promise<void> {
  const sop = currentSop(PROCEDURE);
  if (!sop) throw new Error(`no procedure ${PROCEDURE}`);
  const open = Object.entries(sop.places).filter(([, place]) => !place.final).map(([place, { step, turn, clock, workspace }], nth) => ({ nth, place, step, turn, clock, workspace }));
  await ownerDb.raw(
    `insert into cases (office_id, number, procedure, sop_version, place, step, turn, workspace, clock, outcome, origin, round, is_urgent, received_at, place_entered_at, step_entered_at, due_at, ended_at, archived_at)
     select :officeId, 'UKUR-' || lpad(n::text, 7, '0'), :procedure, :version, coalesce(p.place, 'diarsipkan'), p.step, p.turn, coalesce(p.workspace, 'terkunci'), coalesce(p.clock, 'berhenti'),
       case when p.place is null then (array['disetujui', 'disetujui', 'disetujui', 'disetujui', 'ditolak_daftar_hitam', 'ditarik', 'kedaluwarsa'])[1 + n % 7] end,
       (array['tautan', 'tautan', 'loket', 'email', 'whatsapp'])[1 + n % 5], case when n % 1000 = 0 then 4 when n % 20 = 0 then 2 else 1 end, p.place is not null and n % 97 = 0, at, at, at,
       case when p.clock = 'jalan' then at + interval '10 minutes' end, case when p.place is null then at + interval '3 days' end, case when p.place is null then at + interval '4 days' end
     from generate_series(:count::int, 1, -1) n cross join lateral (select now() - n * interval '2 minutes' as at) received
     left join jsonb_to_recordset(:places::jsonb) as p(nth int, place text, step text, turn text, clock text, workspace text) on n <= :open::int and p.nth = n % :places_count::int`,
    { officeId, procedure: PROCEDURE, version: sop.version, count, open: Math.min(MOST_OPEN, Math.floor(count * 0.3)), places: JSON.stringify(open), places_count: open.length });
  const { first, last } = nameParts();
  const names = first.flatMap(([written, folded], f) => last.map(([behind, foldedBehind], l) => ({
    f, l, name: `${written} ${behind}`, folded: `${folded} ${foldedBehind}`, keys: nameKeys(foldName(`${written} ${behind}`), CROWDED),
  })));
  await ownerDb.raw(
    `insert into case_subjects (case_id, office_id, role, is_applicant, name, name_folded, name_keys, nik, npwp_typed, npwp15, npwp16, email, phone, user_id_spse, regency_code)
     select id, :officeId, 'pemohon', true, names.name, names.folded, names.keys, '6472' || lpad(n::text, 12, '0'), '000000000000000', null,
       lpad(n::text, 16, '0'), 'contoh' || n || '@surel.test', '+62812' || lpad(n::text, 8, '0'), 'contoh' || n, :regency
     from (select id, n, (n * 7919) % :firsts::int, (n * 104729 / 7) % :lasts::int from (select id, row_number() over (order by received_at desc) as n from cases) numbered) drawn(id, n, f, l)
     join (select f, l, name, folded, keys from jsonb_to_recordset(:names::jsonb) as known(f int, l int, name text, folded text, keys int[])) names using (f, l)`,
    { officeId, names: JSON.stringify(names), firsts: first.length, lasts: last.length, regency: CROWDED });
  // What a file of an office has behind it: a letter for each that is open, a request for those that wait for the applicant, a task now and then.
  await ownerDb.raw(
    `insert into letters (case_id, office_id, kind, recipient, template_id, state, subject, body, issued_at)
     select c.id, c.office_id, t.letter, 'pemohon', t.id, 'berlaku', 'Surat', 'Isi', c.received_at + k * interval '1 hour'
     from cases c cross join generate_series(1, 3) k cross join (select id, letter from letter_templates limit 1) t where c.archived_at is null`);
  await ownerDb.raw(
    `insert into repair_requests (case_id, round, items, opened_at, due_at) select id, 1, '[]', received_at, received_at + interval '7 days' from cases where place = 'menunggu_perbaikan'`);
  await ownerDb.raw(
    `insert into tasks (case_id, office_id, kind, actor, round, blocks, not_opener, opened_at, state) select id, office_id, 'spse_setujui_akun', 'verifikator', 1, '{}', false, received_at, 'terbuka' from cases where place = 'disetujui'`);
}

/** Each part of a name as it is written and as it is folded. */
function nameParts(): { first: [string, string][]; last: [string, string][] } {
  const people = Array.from({ length: 4_000 }, (_, n) => inventPerson(n).nama.split(' '));
  const pairs = (words: (string | undefined)[]): [string, string][] => [...new Set(words)].filter((word): word is string => word !== undefined).map((word) => [word, foldName(`${word} `).folded]);
  return { first: pairs(people.map((words) => words[0])), last: pairs(people.map((words) => words.at(-1))) };
}

export const officerEmail = (n: number) => `petugas${n}@ukur.test`;

/** Helpdesk officers of one office; all have the same password, whose hash is made once. */
export async function fillOfficers(ownerDb: Knex, officeId: string, count: number): Promise<void> {
  const passwordHash = await hashPassword(PASSWORD);
  const users = await ownerDb('users').insert(Array.from({ length: count }, (_, n) => ({ office_id: officeId, email: officerEmail(n), name: `Petugas ${n}`, password_hash: passwordHash })))
    .returning<{ id: string }[]>('id');
  await ownerDb('user_roles').insert(users.map((user) => ({ user_id: user.id, role: 'helpdesk' })));
}

interface Identity { name: string; name_folded: string; name_keys: number[]; nik: string; npwp15: string; npwp16: string; email: string; phone: string; user_id_spse: string; regency_code: string; birth_date: string }

export function identityOf(number: number): Identity & { name_glued: string } {
  const person = inventPerson(number);
  const folded = foldName(person.nama);
  return {
    name: person.nama, name_folded: folded.folded, name_glued: folded.glued, name_keys: nameKeys(folded, person.kabupaten), nik: person.nik, npwp15: person.npwp, npwp16: `0${person.npwp}`, email: person.email, phone: person.telepon,
    user_id_spse: person.userId, regency_code: person.kabupaten, birth_date: person.tanggalLahir,
  };
}

/** Suppliers of all LPSEs, crowded into six kabupaten: names collide far more than in life. */
export async function fillProviders(ownerDb: Knex, count: number): Promise<void> {
  for (let from = 0; from < count; from += 2_000) {
    await ownerDb('providers').insert(Array.from({ length: Math.min(2_000, count - from) }, (_, n) => ({ lpse: `LPSE Contoh ${(from + n) % 70}`, ...identityOf(from + n) })));
  }
  await ownerDb.raw('vacuum analyze providers');
}
