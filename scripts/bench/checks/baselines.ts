/** What one would take first: PostgreSQL's trigram similarity, Jaro-Winkler against every row, fuse.js. Names as they are written, in capitals. */
import { createRequire } from 'node:module';
import Fuse from 'fuse.js';
import pg from 'pg';

export interface Named { key: string; name: string }
export interface Baseline {
  name: string;
  /** The five most similar, best first; 0 to 1. */
  find(name: string): Promise<{ key: string; score: number }[]>;
  end?(): Promise<void>;
}

const MOST = 5;
/** Not typed, and CommonJS. */
const distance = createRequire(import.meta.url)('jaro-winkler') as (a: string, b: string) => number;

export async function baselines(rows: Named[]): Promise<Baseline[]> {
  const capitals = rows.map(({ key, name }) => ({ key, name: name.toUpperCase() }));
  return [await trigrams(capitals), jaroWinklerOver(capitals), fuseOver(capitals)];
}

/** Names in capitals. */
export function jaroWinklerOver(rows: Named[]): Baseline {
  return { name: 'jaro_winkler', find: async (name) => best(rows.map((row) => ({ key: row.key, score: distance(name.toUpperCase(), row.name) }))) };
}

export function fuseOver(rows: Named[]): Baseline {
  const fuse = new Fuse(rows, { keys: ['name'], includeScore: true, threshold: 0.6, ignoreLocation: true });
  return { name: 'fuse', find: async (name) => fuse.search(name.toUpperCase(), { limit: MOST }).map(({ item, score }) => ({ key: item.key, score: 1 - (score ?? 1) })) };
}

async function trigrams(rows: Named[]): Promise<Baseline> {
  const client = new pg.Client({ connectionString: process.env.LOKET_TEST_CLUSTER });
  await client.connect();
  await client.query('create extension if not exists pg_trgm');
  await client.query('create temporary table named (key text, name text)');
  await client.query('insert into named select * from unnest($1::text[], $2::text[])', [rows.map(({ key }) => key), rows.map(({ name }) => name)]);
  await client.query('create index on named using gin (name gin_trgm_ops)');
  await client.query('analyze named');
  await client.query('set pg_trgm.similarity_threshold = 0.2');
  return {
    name: 'pg_trgm',
    find: async (name) => (await client.query<{ key: string; score: number }>('select key, similarity(name, $1)::float8 as score from named where name % $1 order by score desc, key limit $2', [name.toUpperCase(), MOST])).rows,
    end: () => client.end(),
  };
}

function best(scored: { key: string; score: number }[]): { key: string; score: number }[] {
  return scored.sort((a, b) => b.score - a.score).slice(0, MOST);
}
