import type { Knex } from 'knex';
import { foldedAlias } from '../domain/names/fold-name.ts';
import type { BlacklistEntry } from '../domain/screening/match-blacklist-entry.ts';
import type { ScreeningSubject } from '../domain/screening/screening.ts';

/** Below this trigram similarity no name reaches the lowest level of the comparison. */
const NAME_SIMILARITY = 0.4;
const MOST_BY_NAME = 200;

export interface EntryRow {
  id: string; name: string; npwp_masked: string | null; mask_key: string | null; npwp15: string | null; npwp16: string | null; nik: string | null; nib: string | null; nib_masked: string | null; name_glued: string;
  province: string | null; regency: string | null; address: string; sk_number: string; violation: string; agency: string;
  status: BlacklistEntry['status']; starts_on: string | null; ends_on: string | null;
}

/** Rows of one version worth comparing: by number, by mask, by name. Each branch is one index; the comparison itself is pure. */
export async function blacklistCandidates(trx: Knex.Transaction, importId: string, subject: ScreeningSubject): Promise<EntryRow[]> {
  await trx.raw(`select set_config('pg_trgm.similarity_threshold', ?, true)`, [String(NAME_SIMILARITY)]);
  const alias = foldedAlias(subject.name);
  const names = [subject.name.folded, ...(alias ? [alias] : [])];
  const { rows } = await trx.raw<{ rows: EntryRow[] }>(
    `select id, name, npwp_masked, mask_key, npwp15, npwp16, nik, nib, nib_masked, name_glued, province, regency, address, sk_number, violation, agency, status, starts_on, ends_on
     from blacklist_entries where id in (
       select id from blacklist_entries where import_id = :importId and mask_key = :mask
       union all select id from blacklist_entries where import_id = :importId and left(npwp15, 9) = left(:npwp15, 9)
       union all select id from blacklist_entries where import_id = :importId and nik = :nik
       union all select id from blacklist_entries where import_id = :importId and npwp16 = :npwp16
       union all select id from blacklist_entries where import_id = :importId and nib = :nib
       union all select id from blacklist_entries where import_id = :importId and name_glued = :glued
       ${names.flatMap((_, i) => ['name_folded', 'alias_folded'].map((column) => `union all (select id from blacklist_entries where import_id = :importId and ${column} % :name${i}
         order by similarity(${column}, :name${i}) desc, id limit ${MOST_BY_NAME})`)).join('\n')}
     )`,
    { importId, mask: subject.maskKey, npwp15: subject.npwp15, npwp16: subject.npwp16, nik: subject.nik, nib: subject.nib, glued: subject.name.glued, ...Object.fromEntries(names.map((name, i) => [`name${i}`, name])) });
  return rows;
}
