/** Many invented rows, written straight into the tables: what years of work leave behind. */
import type { Knex } from 'knex';
import { inventPerson } from '../../seeds/scenarios/people.ts';
import { foldName } from '../../server/domain/names/fold-name.ts';
import { currentSop } from '../../server/domain/sop/catalogue.ts';
import { hashPassword } from '../../server/users/index.ts';
import { PASSWORD } from './setting.ts';

const PROCEDURE = 'registrasi_perseorangan';

/** Cases of one office, three in ten still open at every place there is, with an applicant each. Dead rows are cleared as autovacuum would. */
export async function fillCases(ownerDb: Knex, officeId: string, count: number): Promise<void> {
  const sop = currentSop(PROCEDURE);
  if (!sop) throw new Error(`no procedure ${PROCEDURE}`);
  const open = Object.entries(sop.places).filter(([, place]) => !place.final).map(([place, { step, turn, clock, workspace }], nth) => ({ nth, place, step, turn, clock, workspace }));
  await ownerDb.raw(
    `insert into cases (office_id, number, procedure, sop_version, place, step, turn, workspace, clock, outcome, origin, is_urgent, received_at, place_entered_at, step_entered_at, due_at, ended_at, archived_at)
     select ?, 'UKUR-' || n, ?, ?, coalesce(p.place, 'diarsipkan'), p.step, p.turn, coalesce(p.workspace, 'terkunci'), coalesce(p.clock, 'berhenti'),
       case when p.place is null then 'disetujui' end, 'tautan', p.place is not null and n % 97 = 0, at, at, at,
       case when p.clock = 'jalan' then at + interval '10 minutes' end, case when p.place is null then at + interval '3 days' end, case when p.place is null then at + interval '4 days' end
     from generate_series(1, ?::int) n cross join lateral (select now() - n * interval '20 minutes' as at) received
     left join jsonb_to_recordset(?::jsonb) as p(nth int, place text, step text, turn text, clock text, workspace text) on n % 10 < 3 and p.nth = (n / 10) % ?::int`,
    [officeId, PROCEDURE, sop.version, count, JSON.stringify(open), open.length]);
  await ownerDb.raw(
    `insert into case_subjects (case_id, role, name, name_folded, nik, npwp_typed, npwp15, npwp16, email, phone, user_id_spse, regency_code)
     select id, 'pemohon', 'Contoh ' || number, 'contoh', '6472' || lpad(row_number() over ()::text, 12, '0'), '000000000000000', null, null,
       'contoh' || row_number() over () || '@surel.test', null, 'contoh' || row_number() over (), '6472' from cases`);
  for (const table of ['cases', 'case_subjects']) await ownerDb.raw('vacuum analyze ??', [table]);
}

export const officerEmail = (n: number) => `petugas${n}@ukur.test`;

/** Helpdesk officers of one office; all have the same password, whose hash is made once. */
export async function fillOfficers(ownerDb: Knex, officeId: string, count: number): Promise<void> {
  const passwordHash = await hashPassword(PASSWORD);
  const users = await ownerDb('users').insert(Array.from({ length: count }, (_, n) => ({ office_id: officeId, email: officerEmail(n), name: `Petugas ${n}`, password_hash: passwordHash })))
    .returning<{ id: string }[]>('id');
  await ownerDb('user_roles').insert(users.map((user) => ({ user_id: user.id, role: 'helpdesk' })));
}

interface Identity { name: string; name_folded: string; nik: string; npwp15: string; npwp16: string; email: string; phone: string; user_id_spse: string; regency_code: string; birth_date: string }

export function identityOf(number: number): Identity & { name_glued: string } {
  const person = inventPerson(number);
  const { folded, glued } = foldName(person.nama);
  return {
    name: person.nama, name_folded: folded, name_glued: glued, nik: person.nik, npwp15: person.npwp, npwp16: `0${person.npwp}`, email: person.email, phone: person.telepon,
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
