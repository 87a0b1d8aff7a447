/** The database without pg_dump: every table by COPY, all in one snapshot, and back in one transaction. */
import { createHash } from 'node:crypto';
import { createReadStream, createWriteStream } from 'node:fs';
import { mkdir } from 'node:fs/promises';
import path from 'node:path';
import { Transform } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { createGunzip, createGzip } from 'node:zlib';
import type pg from 'pg';
import { from as copyFrom, to as copyTo } from 'pg-copy-streams';
import type { CopiedTable, Manifest } from './manifest.ts';

/** Rows nobody wants back: sessions are the keys of people who were logged in, counters of requests are of yesterday. */
export const TABLES_WITHOUT_ROWS = ['session', 'rate_limits'];

const quoted = (name: string) => `"${name.replaceAll('"', '""')}"`;

/** Bytes pass through; their number and hash are known at the end. */
function measured() {
  const hash = createHash('sha256');
  let bytes = 0;
  const stream = new Transform({ transform(chunk: Buffer, _encoding, done) { hash.update(chunk); bytes += chunk.length; done(null, chunk); } });
  return { stream, result: () => ({ bytes, sha256: hash.digest('hex') }) };
}

/** Tables of our schema and the columns that are stored (not computed). Migrations are not rows but what made the tables. */
async function tablesOf(client: pg.Client): Promise<{ table: string; columns: string[] }[]> {
  const { rows } = await client.query<{ table: string; columns: string[] }>(
    `select c.relname::text as table, array_agg(a.attname::text order by a.attnum) as columns
     from pg_class c join pg_attribute a on a.attrelid = c.oid and a.attnum > 0 and not a.attisdropped and a.attgenerated = ''
     where c.relnamespace = 'public'::regnamespace and c.relkind = 'r' and c.relname not like 'knex\\_migrations%' and c.relname <> all ($1)
       and not exists (select 1 from pg_depend d where d.objid = c.oid and d.deptype = 'e')
     group by c.relname order by c.relname`, [TABLES_WITHOUT_ROWS]);
  return rows;
}

/** Writes each table to `tabel/<name>.copy.gz`. The caller has opened the snapshot. */
export async function exportTables(client: pg.Client, folder: string): Promise<Extract<Manifest['database'], { how: 'salin' }>> {
  await mkdir(path.join(folder, 'tabel'), { recursive: true, mode: 0o700 });
  const tables: CopiedTable[] = [];
  for (const { table, columns } of await tablesOf(client)) {
    const file = `tabel/${table}.copy.gz`;
    const rows = client.query(copyTo(`copy public.${quoted(table)} (${columns.map(quoted).join(', ')}) to stdout`));
    const { stream, result } = measured();
    await pipeline(rows, createGzip({ level: 3 }), stream, createWriteStream(path.join(folder, file), { mode: 0o600, flush: true }));
    tables.push({ table, columns, rows: rows.rowCount, file, ...result() });
  }
  const { rows } = await client.query<{ name: string; last: string }>(
    `select sequencename::text as name, last_value::text as last from pg_sequences where schemaname = 'public' and last_value is not null and sequencename not like 'knex\\_migrations%'`);
  return { how: 'salin', tables, sequences: rows };
}

/**
 * Fills the tables from a back-up; the schema is the one they were taken from and the caller's transaction is open. Foreign keys are taken away and made
 * again at the end, so that the order of tables does not matter and every reference is checked once more.
 */
export async function importTables(client: pg.Client, folder: string, { tables, sequences }: Extract<Manifest['database'], { how: 'salin' }>): Promise<void> {
  const { rows: keys } = await client.query<{ table: string; name: string; definition: string }>(
    `select conrelid::regclass::text as table, conname::text as name, pg_get_constraintdef(oid) as definition from pg_constraint
     where contype = 'f' and connamespace = 'public'::regnamespace and conparentid = 0`);
  for (const key of keys) await client.query(`alter table ${key.table} drop constraint ${quoted(key.name)}`);
  // Migrations may have put rows in; what counts is the back-up.
  await client.query(`truncate ${tables.map(({ table }) => `public.${quoted(table)}`).join(', ')} cascade`);
  for (const { table, columns, file, rows } of tables) {
    await client.query(`alter table public.${quoted(table)} disable trigger user`);
    const into = client.query(copyFrom(`copy public.${quoted(table)} (${columns.map(quoted).join(', ')}) from stdin`));
    await pipeline(createReadStream(path.join(folder, file)), createGunzip(), into);
    if (into.rowCount !== rows) throw new Error(`${table}: ${into.rowCount} rows came back of ${rows}`);
    await client.query(`alter table public.${quoted(table)} enable trigger user`);
  }
  for (const { name, last } of sequences) await client.query('select setval($1::regclass, $2::bigint)', [`public.${quoted(name)}`, last]);
  for (const key of keys) await client.query(`alter table ${key.table} add constraint ${quoted(key.name)} ${key.definition}`);
}
