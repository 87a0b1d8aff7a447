import type { Knex } from 'knex';
import { mailboxOf } from '../domain/identity/email.ts';
import { askedNameKeys } from '../domain/names/name-keys.ts';
import type { KnownProvider } from '../domain/screening/match-provider.ts';
import type { ScreeningSubject } from '../domain/screening/screening.ts';

/** Of those who share a key of the name. */
const MOST_BY_NAME = 50;
/** Files in which everybody was born on 1 January exist. */
const MOST_BY_BIRTH_DATE = 40;

export interface RegistryRow extends KnownProvider {
  /** Of the supplier or the file; of a row of an imported registry its version and line. */
  id: string;
  /** Approved here or at a sister office; another open file; a row of the imported registry. */
  kind: 'penyedia' | 'berkas' | 'registri';
  /** Where it is known: the LPSE's name. */
  lpse: string;
  officeId: string | null;
  caseNumber: string | null;
  /** When it became known there, or was received here; of an imported row the day of the data. */
  since: Date;
  /** Of an open file: where it stands. */
  place: string | null;
  regency: string | null;
}
interface Row {
  id: string; kind: RegistryRow['kind']; lpse: string; office_id: string | null; case_number: string | null; since: Date; place: string | null; name: string;
  nik: string | null; npwp15: string | null; npwp16: string | null; nib: string | null; email: string | null; phone: string | null; user_id: string | null; regency_code: string | null;
  regency: string | null; birth_date: string | null;
}

/** The keys of domain.md 1.11 and what supports a name, each an index of its own. */
const byKey = (table: string, id: string, within = '') => `
  select ${id} from ${table} where left(npwp15, 9) = left(:npwp15, 9) ${within}
  union all select ${id} from ${table} where npwp16 in (:npwp16, :nik) ${within}
  union all select ${id} from ${table} where lower(email) in (lower(:email), :mailbox) ${within}
  union all select ${id} from ${table} where lower(user_id_spse) = lower(nullif(:userId, '')) ${within}
  union all select ${id} from ${table} where nik in (:nik, :npwp16) ${within}
  union all select ${id} from ${table} where nib = :nib ${within}
  union all select ${id} from ${table} where phone = :phone ${within}
  union all (select ${id} from ${table} where birth_date = :birthDate ${within} order by similarity(name_folded, :name) desc, ${id} limit ${MOST_BY_BIRTH_DATE})
  union all (select ${id} from ${table} where name_keys && :nameKeys::integer[] and regency_code = :regency ${within} order by similarity(name_folded, :name) desc, ${id} limit ${MOST_BY_NAME})`;

const IMPORTED = `
  select e.import_id || '/' || e.file_row as id, 'registri' as kind,
    e.lpse, null::uuid as office_id, null as case_number, (select i.data_date::timestamptz from registry_imports i where i.id = e.import_id) as since, null as place,
    e.name, e.nik, e.npwp15, e.npwp16, e.nib, e.email, e.phone, e.user_id_spse as user_id, e.regency_code, e.regency, e.birth_date
  from registry_entries e where e.import_id = :registry and e.file_row in (${byKey('registry_entries', 'file_row', 'and import_id = :registry')})`;
const KNOWN = `
  select p.id::text, 'penyedia' as kind, p.lpse, p.office_id, c.number as case_number, p.since, null as place, p.name, p.nik, p.npwp15, p.npwp16, p.nib, p.email, p.phone,
    p.user_id_spse as user_id, p.regency_code, (select r.name from regions r where r.code = p.regency_code) as regency, p.birth_date
  from providers p left join cases c on c.id = p.case_id
  where p.id in (${byKey('providers', 'id')}) and p.case_id is distinct from :caseId::uuid and p.withdrawn_at is null`;
const OPEN_FILES = `
  select c.id::text, 'berkas' as kind, o.name as lpse, c.office_id, c.number as case_number, c.received_at as since, c.place, s.name, s.nik, s.npwp15, s.npwp16, s.nib, s.email, s.phone,
    s.user_id_spse as user_id, s.regency_code, (select r.name from regions r where r.code = s.regency_code) as regency, s.birth_date
  from case_subjects s join cases c on c.id = s.case_id join offices o on o.id = c.office_id
  where s.id in (${byKey('case_subjects', 'id')}) and c.office_id = :officeId and c.id is distinct from :caseId::uuid and c.outcome is null and c.archived_at is null
    and s.name is not null`;

/**
 * Suppliers known anywhere – approved here, or in the imported registry in force – and other open files of this office that share a
 * key with the subject, a birth date, or a name within its kabupaten. `caseId` null asks beyond any file.
 */
export async function registryCandidates(trx: Knex.Transaction, of: { caseId: string | null; officeId: string; subject: ScreeningSubject; registry: { id: string } | undefined }): Promise<RegistryRow[]> {
  const { registry } = of;
  return ask(trx, [KNOWN, OPEN_FILES, ...(registry ? [IMPORTED] : [])], of.subject, { caseId: of.caseId, officeId: of.officeId, ...(registry ? { registry: registry.id } : {}) });
}

/** The same in one version of the imported registry alone. */
export function importedCandidates(trx: Knex.Transaction, registryId: string, subject: ScreeningSubject): Promise<RegistryRow[]> {
  return ask(trx, [IMPORTED], subject, { registry: registryId });
}

async function ask(trx: Knex.Transaction, parts: string[], subject: ScreeningSubject, of: Record<string, string | null>): Promise<RegistryRow[]> {
  // Comparing two arrays costs far more than the planner believes: in a table of some 10,000 rows it would read them all, five times as long as the index.
  await trx.raw('set local enable_seqscan to off');
  const { rows } = await trx.raw<{ rows: Row[] }>(
    parts.join('\nunion all\n'),
    {
      ...of, npwp15: subject.npwp15, npwp16: subject.npwp16, nik: subject.nik, nib: subject.nib, email: subject.email, mailbox: mailboxOf(subject.email), userId: subject.userId, phone: subject.phone,
      birthDate: subject.birthDate, regency: subject.regencyCode, name: subject.name.folded, nameKeys: askedNameKeys(subject.name, subject.regencyCode),
    });
  await trx.raw('set local enable_seqscan to default');
  return rows.map((row) => ({
    id: row.id, kind: row.kind, lpse: row.lpse, officeId: row.office_id, caseNumber: row.case_number, since: row.since, place: row.place, name: row.name,
    nik: row.nik, npwp15: row.npwp15, npwp16: row.npwp16, nib: row.nib, email: row.email, phone: row.phone, userId: row.user_id || null, regencyCode: row.regency_code, regency: row.regency,
    birthDate: row.birth_date,
  }));
}
