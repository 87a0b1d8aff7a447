import type { Knex } from 'knex';

/** What became of an entry from one version to the next: `12 baru, 3 dicabut, 1 ditunda`. A longer period may block again somebody who was free. */
export const CHANGE_KINDS = ['baru', 'dicabut', 'ditunda', 'tayang_kembali', 'masa_berubah', 'berakhir', 'hilang'] as const;
export type ChangeKind = (typeof CHANGE_KINDS)[number];
export type ChangeCounts = Partial<Record<ChangeKind, number>>;
export interface ListChange { kind: ChangeKind; entryId: string; name: string; skNumber: string; statusBefore: string | null; statusNow: string | null; startsOn: string | null; endsOn: string | null; startsBefore: string | null; endsBefore: string | null }

/**
 * An entry is the same across versions when decree, name and mask are. Of rows that share all three (an export repeats itself) the
 * last counts.
 */
const CHANGES = `with
  now as (select distinct on (sk_number, name_glued, mask_key) * from blacklist_entries where import_id = :version order by sk_number, name_glued, mask_key, file_row desc),
  before as (select distinct on (sk_number, name_glued, mask_key) * from blacklist_entries where import_id = :against order by sk_number, name_glued, mask_key, file_row desc),
  changes as (
    select case
        when b.id is null then 'baru'
        when n.id is null then 'hilang'
        when n.status = b.status then 'masa_berubah'
        when n.status = 'CANCELED' then 'dicabut'
        when n.status = 'CANCELED_TEMPORARY' then 'ditunda'
        when n.status = 'EXPIRED' then 'berakhir'
        else 'tayang_kembali' end as kind,
      coalesce(n.id, b.id) as entry_id, coalesce(n.name, b.name) as name, coalesce(n.sk_number, b.sk_number) as sk_number, b.status as status_before, n.status as status_now,
      coalesce(n.starts_on, b.starts_on) as starts_on, coalesce(n.ends_on, b.ends_on) as ends_on, b.starts_on as starts_before, b.ends_on as ends_before
    from now n full join before b on b.sk_number = n.sk_number and b.name_glued = n.name_glued and b.mask_key is not distinct from n.mask_key
    where n.id is null or b.id is null or n.status <> b.status or (n.starts_on, n.ends_on) is distinct from (b.starts_on, b.ends_on))`;

/** How many entries of each kind changed. */
export async function changesAgainst(trx: Knex | Knex.Transaction, version: string, against: string): Promise<ChangeCounts> {
  const { rows } = await trx.raw<{ rows: { kind: ChangeKind; count: number }[] }>(`${CHANGES} select kind, count(*)::int as count from changes group by kind`, { version, against });
  return Object.fromEntries(rows.map(({ kind, count }) => [kind, count]));
}

/**
 * Entries shown in force that the version before did not have just so: also those that merely gained a number or a region, by which somebody is found now,
 * and rows beside others of the same decree. Of these the list of changes counts one.
 */
export async function entriesToldAnew(trx: Knex | Knex.Transaction, of: { version: string; against: string }): Promise<string[]> {
  const { rows } = await trx.raw<{ rows: { id: string }[] }>(
    `select n.id from blacklist_entries n where n.import_id = :version and n.status = 'PUBLISHED' and not exists (
       select 1 from blacklist_entries b where b.import_id = :against and b.status = n.status and b.sk_number = n.sk_number and b.name_glued = n.name_glued
         and (b.mask_key, b.npwp15, b.nik, b.nib, b.regency, b.province, b.starts_on, b.ends_on) is not distinct from (n.mask_key, n.npwp15, n.nik, n.nib, n.regency, n.province, n.starts_on, n.ends_on))`, of);
  return rows.map(({ id }) => id);
}

/** The entries that changed, what blocks first; at most `limit`. */
export async function listChanges(trx: Knex | Knex.Transaction, of: { version: string; against: string; limit: number }): Promise<ListChange[]> {
  const { rows } = await trx.raw<{ rows: { kind: ChangeKind; entry_id: string; name: string; sk_number: string; status_before: string | null; status_now: string | null; starts_on: string | null; ends_on: string | null; starts_before: string | null; ends_before: string | null }[] }>(
    `${CHANGES} select * from changes order by array_position(array['baru','tayang_kembali','masa_berubah','dicabut','ditunda','berakhir','hilang'], kind), name, entry_id limit :limit`, of as unknown as Record<string, string>);
  return rows.map((row) => ({
    kind: row.kind, entryId: row.entry_id, name: row.name, skNumber: row.sk_number, statusBefore: row.status_before, statusNow: row.status_now, startsOn: row.starts_on, endsOn: row.ends_on,
    startsBefore: row.starts_before, endsBefore: row.ends_before,
  }));
}
