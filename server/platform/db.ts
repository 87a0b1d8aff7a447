/** The database: one way to open it, migrate it, seed its reference rows and give the app's role no more than it needs. */
import { existsSync } from 'node:fs';
import path from 'node:path';
import type { Knex } from 'knex';
import knexPkg from 'knex'; // CommonJS: `import { knex }` type-checks and fails at run time
import pg from 'pg';
import { quickenConnection, type PgConnection } from './pg-connection.ts';

/** Tables whose rows the app may add and read and nothing else: history that could be rewritten proves nothing (UU ITE; SOP note on accountability). */
export const APPEND_ONLY_TABLES = ['case_actions', 'audit_events', 'case_notes', 'screenings', 'checks', 'portal_looks', 'blacklist_entries'];

const VERDICT = ['verdict', 'verdict_reason', 'judged_by', 'judged_at'];
/** Evidence: what was found and shown stays as it was; the app adds what people made of it and nothing else. */
const WRITTEN_LATER: Readonly<Record<string, readonly string[]>> = {
  check_hits: [...VERDICT, 'confirmed_by', 'confirmed_at', 'confirm_reason'],
  standing_hits: [...VERDICT, 'withdrawn_at'],
};

const ROOT = path.resolve(import.meta.dirname, '..', '..');
const OID = { int8: 20, date: 1082, timestamp: 1114 };

/** Any fixed number: two Loket processes that start at once migrate one after the other. */
const MIGRATION_LOCK = 7_303_265;

type Parser = (value: string) => unknown;

/** int8 (and count(*)) to a number while that is exact, else the digits as text. */
function parseInt8(value: string): number | string {
  const number = Number(value);
  return Number.isSafeInteger(number) ? number : value;
}

/** Parsers of our connections only; the process-wide table of pg stays as BullMQ and the session store expect it. */
const types = {
  getTypeParser(oid: number, format?: 'text' | 'binary'): Parser {
    if (format !== 'binary') {
      if (oid === OID.int8) return parseInt8;
      // A day is a day in every time zone: as a JS Date it would move with the zone of the process.
      if (oid === OID.date || oid === OID.timestamp) return (value) => value;
    }
    return pg.types.getTypeParser(oid, format) as Parser;
  },
};

export interface OpenDatabaseOptions {
  /** Most connections this pool opens. */
  max?: number;
  /** Where knex reports lost connections; its own habit is the console. */
  log?: { warn(message: string): void; error(message: string): void };
}

/**
 * A pool on `url`. `date` and `timestamp` arrive as text, `timestamptz` as Date, `int8` as number (text beyond 2^53).
 * A dead server answers within seconds with an error, a drained pool after 5 s. Questions asked at once within a transaction go out together and are
 * answered in their order (pipelining): a screen that needs thirty answers waits for one round trip. The caller ends it with `destroy()`.
 */
export function openDatabase(url: string, { max = 10, log }: OpenDatabaseOptions = {}): Knex {
  const say = (level: 'warn' | 'error') => (message: unknown) => log?.[level](message instanceof Error ? message.message : String(message));
  return knexPkg({
    client: 'pg',
    connection: { connectionString: url, types, connectionTimeoutMillis: 5_000, application_name: 'loket', pipeline: true } as Knex.PgConnectionConfig,
    pool: { min: 0, max, afterCreate: (made: PgConnection, done: (error: null, made: PgConnection) => void) => { quickenConnection(made); done(null, made); } },
    acquireConnectionTimeout: 5_000,
    ...(log && { log: { warn: say('warn'), error: say('error'), deprecate: say('warn'), debug: () => undefined } }),
  });
}

/**
 * Brings the schema up to date; needs the owner's connection with room for two. Returns the names of the migrations that ran.
 * The advisory lock is what keeps two starts apart, so a lock row left by a killed migration is cleared under it.
 */
export async function migrate(ownerDb: Knex, directory = path.join(ROOT, 'migrations')): Promise<string[]> {
  if (!existsSync(directory)) return [];
  const config = { directory, extension: 'ts', loadExtensions: ['.ts'] };
  return ownerDb.transaction(async (trx) => {
    await trx.raw('select pg_advisory_xact_lock(?)', [MIGRATION_LOCK]);
    await ownerDb.migrate.forceFreeMigrationsLock(config);
    const [, names] = await ownerDb.migrate.latest(config) as [number, string[]];
    return names;
  });
}

/**
 * Brings an empty schema to exactly these migrations, for rows of a back-up that was taken there. Answers the name of one that this version does not have,
 * before anything ran; null when all is well.
 */
export async function migrateTo(ownerDb: Knex, names: readonly string[], directory = path.join(ROOT, 'migrations')): Promise<string | null> {
  const unknown = names.find((name) => !existsSync(path.join(directory, path.basename(name))));
  if (unknown !== undefined) return unknown;
  const config = { directory, extension: 'ts', loadExtensions: ['.ts'] };
  for (const name of names) await ownerDb.migrate.up({ ...config, name });
  return null;
}

/** Runs `seeds/reference` (always safe to repeat: each seed file says how). Returns the files that ran. */
export async function seedReference(ownerDb: Knex, directory = path.join(ROOT, 'seeds', 'reference')): Promise<string[]> {
  if (!existsSync(directory)) return [];
  const [files] = await ownerDb.seed.run({ directory, extension: 'ts', loadExtensions: ['.ts'] });
  return files;
}

/**
 * Gives the app's role what it needs and takes back the rest; run by the owner at every start, after migrating. Tables in
 * APPEND_ONLY_TABLES get select and insert only, of WRITTEN_LATER only the named columns are changed. When the owner is the app's role itself (a single-role development database) there is
 * nothing to grant and the history is not protected: false.
 */
export async function grantAppRole(ownerDb: Knex, roleName: string): Promise<boolean> {
  const owner = await ownerDb.raw<{ rows: { name: string }[] }>('select current_user as name');
  if (owner.rows[0]?.name === roleName) return false;
  await ownerDb.transaction(async (trx) => {
    await trx.raw('select pg_advisory_xact_lock(?)', [MIGRATION_LOCK]);
    await trx.raw('grant usage on schema public to ??', [roleName]);
    await trx.raw('grant select, insert, update, delete on all tables in schema public to ??', [roleName]);
    await trx.raw('grant usage, select on all sequences in schema public to ??', [roleName]);
    // Those that do as the owner what the app's role may not (a partition for an imported registry) are named one by one.
    const functions = await trx.raw<{ rows: { call: string }[] }>(`select p.oid::regprocedure::text as call from pg_proc p where p.pronamespace = 'public'::regnamespace and p.prosecdef`);
    for (const { call } of functions.rows) await trx.raw(`grant execute on function ${call} to ??`, [roleName]);
    const tables = await trx.raw<{ rows: { name: string }[] }>(
      `select c.relname as name from pg_class c where c.relnamespace = 'public'::regnamespace and c.relkind in ('r', 'p')`);
    for (const { name } of tables.rows) {
      if (APPEND_ONLY_TABLES.includes(name) || name in WRITTEN_LATER) await trx.raw('revoke update, delete, truncate on ?? from ??', [name, roleName]);
      if (WRITTEN_LATER[name]) await trx.raw(`grant update (${WRITTEN_LATER[name].join(', ')}) on ?? to ??`, [name, roleName]);
      if (name.startsWith('knex_migrations')) await trx.raw('revoke insert, update, delete on ?? from ??', [name, roleName]);
    }
    const queue = await trx.raw<{ rows: unknown[] }>(`select 1 from pg_namespace where nspname = 'bullmq'`);
    if (queue.rows.length > 0) {
      await trx.raw('grant usage on schema bullmq to ??', [roleName]);
      await trx.raw('grant all on all tables in schema bullmq to ??', [roleName]);
      await trx.raw('grant all on all sequences in schema bullmq to ??', [roleName]);
      await trx.raw('grant execute on all functions in schema bullmq to ??', [roleName]);
    }
  });
  return true;
}

/** Whether the database answers within two seconds. */
export async function isDatabaseAlive(db: Knex): Promise<boolean> {
  try {
    await db.raw('select 1').timeout(2_000);
    return true;
  } catch {
    return false; // the health page reports it; the cause is in the log of the pool
  }
}
