/**
 * Names are stored folded. When the rules of folding change, what was stored by the old ones would not be found by the new: a start folds such rows again
 * before anything asks them. As the owner of the tables, because a version of the registry is never written to by the app. Can run any number of times: a part
 * is marked once all of its rows are right, and one that was killed begins anew.
 */
import type { Knex } from 'knex';
import { foldedAlias, foldName } from '../domain/names/fold-name.ts';
import { FOLDING_VERSION, nameKeys } from '../domain/names/name-keys.ts';

interface Named { name: string; regency_code?: string | null }
type StoredRow = Named & Record<string, unknown>;
interface Part {
  /** Key of a row, in whose order the rows are walked. */
  key: string; of: string;
  columns: Record<string, { type: 'text' | 'integer[]'; from: (row: Named) => string | null }>;
}

const folded = { name_folded: { type: 'text', from: ({ name }: Named) => foldName(name).folded } } as const;
const alias = { alias_folded: { type: 'text', from: ({ name }: Named) => foldedAlias(foldName(name)) } } as const;
const glued = { name_glued: { type: 'text', from: ({ name }: Named) => foldName(name).glued } } as const;
const keys = { name_keys: { type: 'integer[]', from: ({ name, regency_code: regency }: Named) => `{${nameKeys(foldName(name), regency ?? null).join(',')}}` } } as const;

const TABLES: Record<string, Part['columns']> = {
  providers: { ...folded, ...glued, ...keys },
  case_subjects: { ...folded, ...keys },
  blacklist_entries: { ...folded, ...glued },
};
const BATCH = 2_000;
const LOCK = 7303280;

/** Answers how many rows were folded again, by part. `version` is the one of the program; a test pretends another. */
export async function refoldNames(ownerDb: Knex, say: (line: string) => void = () => undefined, version = FOLDING_VERSION): Promise<Record<string, number>> {
  return ownerDb.transaction(async (lock) => {
    await lock.raw('select pg_advisory_xact_lock(?)', [LOCK]);
    const done = new Map((await lock('folded_names').select<{ part: string; version: number }[]>('part', 'version')).map((row) => [row.part, row.version]));
    const changed: Record<string, number> = {};
    for (const [part, { key, of, columns }] of Object.entries({ ...tables(), ...await registryVersions(lock) })) {
      if (done.get(part) === version) continue;
      changed[part] = await refoldPart(ownerDb, { key, of, columns }, (rows) => { say(`Kunci pencarian nama (${part}) disusun ulang: ${rows} baris …`); });
      await ownerDb('folded_names').insert({ part, version, folded_at: ownerDb.fn.now() }).onConflict('part').merge();
    }
    return changed;
  });
}

function tables(): Record<string, Part> {
  return {
    ...Object.fromEntries(Object.entries(TABLES).map(([table, columns]) => [table, { key: 'id', of: table, columns }])),
    // A part of its own: it came later than the names, whose rows need not be walked again for it.
    blacklist_aliases: { key: 'id', of: 'blacklist_entries', columns: alias },
  };
}

/** Each version of the registry is a table of its own; one imported by this program is marked when it is closed. */
async function registryVersions(trx: Knex.Transaction): Promise<Record<string, Part>> {
  const { rows } = await trx.raw<{ rows: { name: string }[] }>(
    `select c.relname as name from pg_inherits i join pg_class c on c.oid = i.inhrelid where i.inhparent = 'registry_entries'::regclass order by 1`);
  return Object.fromEntries(rows.map(({ name }) => [name, { key: 'file_row', of: name, columns: { ...folded, ...keys } }]));
}

/** In batches of their own, so that nobody waits long for a row of them; who was renamed meanwhile was folded by this program. */
async function refoldPart(ownerDb: Knex, { key, of, columns }: Part, progress: (rows: number) => void): Promise<number> {
  const made = Object.entries(columns);
  const read = ['name', ...('name_keys' in columns ? ['regency_code'] : [])];
  const update = `update ${of} t set ${made.map(([column, { type }]) => `${column} = n.new_${column}::${type}`).join(', ')}
    from unnest(${[key, ...read, ...made].map(() => '?::text[]').join(', ')}) as n(key, ${[...read, ...made.map(([column]) => `new_${column}`)].join(', ')})
    where t.${key}::text = n.key and t.${key} = any(?) and ${read.map((column) => `t.${column} is not distinct from n.${column}`).join(' and ')}
      and (${made.map(([column, { type }]) => `t.${column} is distinct from n.new_${column}::${type}`).join(' or ')})`;
  let after: string | number | null = null;
  let [seen, changed] = [0, 0];
  for (;;) {
    const page: { rows: StoredRow[] } = await ownerDb.raw<{ rows: StoredRow[] }>(
      `select ${[key, ...read].join(', ')} from ${of} where name is not null ${after === null ? '' : `and ${key} > ?`} order by ${key} limit ${BATCH}`, after === null ? [] : [after]);
    const { rows } = page;
    if (rows.length === 0) return changed;
    after = rows.at(-1)?.[key] as string | number;
    // Some are null, which the driver takes and its types do not.
    const cells = (column: string) => rows.map((row) => row[column]) as string[];
    const { rowCount } = await ownerDb.raw<{ rowCount: number }>(update, [cells(key).map(String), ...read.map(cells), ...made.map(([, { from }]) => rows.map((row) => from(row)) as string[]), cells(key)]);
    changed += rowCount;
    seen += rows.length;
    if (seen % (BATCH * 25) === 0) progress(seen);
  }
}
