import type { Knex } from 'knex';
import type { Listed } from '../domain/screening/screen-list.ts';
import type { EntryRow } from './blacklist-candidates.view.ts';
import { comparableEntry } from './shown-entry.ts';

export type ListedEntry = Listed<EntryRow & ReturnType<typeof comparableEntry>>;

/** A whole version in memory, under the number of the decree; with `ids` only those entries. */
export async function entriesOf(db: Knex, importId: string, ids?: string[]): Promise<ListedEntry[]> {
  const query = db<EntryRow & { import_id: string }>('blacklist_entries').where({ import_id: importId });
  const rows = await (ids ? query.whereIn('id', ids) : query).orderBy('id')
    .select('id', 'name', 'npwp_masked', 'mask_key', 'npwp15', 'npwp16', 'nik', 'nib', 'nib_masked', 'name_glued', 'province', 'regency', 'address', 'sk_number', 'violation', 'agency', 'status', 'starts_on', 'ends_on');
  return (rows as EntryRow[]).map((row) => ({ key: row.sk_number, row: comparableEntry(row) }));
}
