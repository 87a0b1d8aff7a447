/** Rows that name a file: all text columns called `…_key` whose values look like keys of the store, so that a new table is looked at without being listed here. */
import type pg from 'pg';

/** Columns of that name that mean something else. */
const NO_FILES = ['emails.unique_key', 'check_hits.target_key', 'blacklist_entries.mask_key'];
/** Files that wait to be worked off and are removed then: the key stays as a trace of it. */
const WORKED_OFF = ['blacklist_imports.file_key', 'registry_imports.file_key', 'bulk_screenings.file_key'];
const KEY = '^[A-Za-z0-9_][A-Za-z0-9._-]*(/[A-Za-z0-9_][A-Za-z0-9._-]*)+$';

export interface MissingFiles {
  /** `table.column` → how many rows point to a file that was not copied. */
  lost: Record<string, number>;
  /**
   * Drafts nobody used, and lists whose import ended: their file may be swept between the snapshot and the copy. Nothing is lost by that; a list that was
   * being taken at that very moment is brought anew.
   */
  sweptDrafts: number;
}

/** Compares the rows of the open snapshot with the keys that were copied. */
export async function findMissingFiles(client: pg.Client, copied: ReadonlySet<string>): Promise<MissingFiles> {
  const { rows: columns } = await client.query<{ table: string; column: string }>(
    `select table_name::text as table, column_name::text as column from information_schema.columns
     where table_schema = 'public' and data_type = 'text' and column_name like '%\\_key' and (table_name || '.' || column_name)::text <> all ($1) order by 1, 2`, [NO_FILES]);
  const found: MissingFiles = { lost: {}, sweptDrafts: 0 };
  for (const { table, column } of columns) {
    const draft = WORKED_OFF.includes(`${table}.${column}`) ? 'true' : table === 'uploads' ? 't.used_at is null' : table === 'upload_pages' ? '(select u.used_at is null from public.uploads u where u.id = t.upload_id)' : 'false';
    const { rows } = await client.query<{ key: string; draft: boolean }>(`select t."${column}" as key, ${draft} as draft from public."${table}" t where t."${column}" ~ $1`, [KEY]);
    for (const { key, draft: isDraft } of rows) {
      if (copied.has(key)) continue;
      if (isDraft) found.sweptDrafts += 1;
      else found.lost[`${table}.${column}`] = (found.lost[`${table}.${column}`] ?? 0) + 1;
    }
  }
  return found;
}
