import type { Knex } from 'knex';
import type { KnownProvider } from '../domain/screening/match-provider.ts';
import type { ScreeningSubject } from '../domain/screening/screening.ts';
import { NAME_SIMILARITY } from './blacklist-candidates.view.ts';

const MOST_BY_NAME = 50;

export interface RegistryRow extends KnownProvider {
  id: string;
  kind: 'penyedia' | 'berkas';
  /** Where it is known: the LPSE's name. */
  lpse: string;
  officeId: string | null;
  caseNumber: string | null;
  /** When it became known there, or was received here. */
  since: Date;
  /** Of an open file: where it stands. */
  place: string | null;
}
interface Row {
  id: string; kind: RegistryRow['kind']; lpse: string; office_id: string | null; case_number: string | null; since: Date; place: string | null; name: string;
  nik: string | null; npwp15: string | null; npwp16: string | null; email: string | null; user_id: string | null; regency_code: string | null; birth_date: string | null;
}

/** The keys of domain.md 1.11, each an index of its own; `u` is the user-ID column. */
const byKey = (table: string, id: string) => `
  select ${id} from ${table} where npwp15 = :npwp15
  union all select ${id} from ${table} where npwp16 in (:npwp16, :nik)
  union all select ${id} from ${table} where lower(email) = lower(:email)
  union all select ${id} from ${table} where lower(user_id_spse) = lower(:userId)
  union all select ${id} from ${table} where nik in (:nik, :npwp16)
  union all (select ${id} from ${table} where regency_code = :regency and name_folded % :name order by similarity(name_folded, :name) desc, ${id} limit ${MOST_BY_NAME})`;

/**
 * Suppliers known anywhere and other open files of this office that share a key with the subject, or a name within its kabupaten.
 */
export async function registryCandidates(trx: Knex.Transaction, of: { caseId: string; officeId: string; subject: ScreeningSubject }): Promise<RegistryRow[]> {
  const { subject } = of;
  await trx.raw(`select set_config('pg_trgm.similarity_threshold', ?, true)`, [String(NAME_SIMILARITY)]);
  const { rows } = await trx.raw<{ rows: Row[] }>(
    `select p.id, 'penyedia' as kind, p.lpse, p.office_id, c.number as case_number, p.since, null as place, p.name, p.nik, p.npwp15, p.npwp16, p.email,
       p.user_id_spse as user_id, p.regency_code, p.birth_date
     from providers p left join cases c on c.id = p.case_id
     where p.id in (${byKey('providers', 'id')}) and p.case_id is distinct from :caseId and p.withdrawn_at is null
     union all
     select c.id, 'berkas', o.name, c.office_id, c.number, c.received_at, c.place, s.name, s.nik, s.npwp15, s.npwp16, s.email,
       s.user_id_spse, s.regency_code, s.birth_date
     from case_subjects s join cases c on c.id = s.case_id join offices o on o.id = c.office_id
     where s.id in (${byKey('case_subjects', 'id')}) and c.office_id = :officeId and c.id <> :caseId and c.outcome is null and c.archived_at is null
       and s.name is not null`,
    {
      caseId: of.caseId, officeId: of.officeId, npwp15: subject.npwp15, npwp16: subject.npwp16, nik: subject.nik, email: subject.email, userId: subject.userId,
      regency: subject.regencyCode, name: subject.name.folded,
    });
  return rows.map((row) => ({
    id: row.id, kind: row.kind, lpse: row.lpse, officeId: row.office_id, caseNumber: row.case_number, since: row.since, place: row.place, name: row.name,
    nik: row.nik, npwp15: row.npwp15, npwp16: row.npwp16, email: row.email, userId: row.user_id, regencyCode: row.regency_code, birthDate: row.birth_date,
  }));
}
