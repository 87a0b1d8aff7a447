/** Makes one statement of the app fail, in PostgreSQL itself, so that its transaction breaks as it would in earnest. Only what goes through knex in this process. */
import type { Knex } from 'knex';

/** `putus_sesudah`: it was carried out, and the connection was gone before anybody could hear of it. */
export const HOW_IT_FAILS = ['rusak', 'penuh', 'putus', 'putus_sesudah'] as const;
export type HowItFails = (typeof HOW_IT_FAILS)[number];
/** `nth` counts from one. */
export interface StatementFault { when(statement: { sql: string; nth: number }): boolean; how: HowItFails }

const raise = (code: string, words: string) => `do $$ begin raise exception '${words}' using errcode = '${code}'; end $$`;
const INSTEAD: Readonly<Record<Exclude<HowItFails, 'putus_sesudah'>, string>> = {
  rusak: raise('42P01', 'relation "rahasia_dalam" does not exist at /server/dalam.ts:1:1'),
  penuh: raise('53100', 'could not extend file "base/16384/2619": No space left on device'),
  putus: 'select pg_terminate_backend(pg_backend_pid())',
};

export const isCommit = ({ sql }: { sql: string }): boolean => /^commit\b/i.test(sql);

type Ask = (connection: unknown, query: { sql: string; bindings?: unknown[] }) => Promise<unknown>;

/**
 * Carries `work` out with that fault in it. `failed`: the statement that failed, null where it never came; `statements`: how many were sent up to the end.
 * Other connections of knex must be quiet meanwhile.
 */
export async function withFault<T>(db: Knex, fault: StatementFault, work: () => Promise<T>): Promise<{ result: T; failed: string | null; statements: string[] }> {
  const client = Object.getPrototypeOf(db.client) as { _query: Ask };
  const ask = client._query;
  const statements: string[] = [];
  let failed: string | null = null;
  client._query = async function failing(this: unknown, connection, query) {
    statements.push(query.sql);
    if (failed !== null || !fault.when({ sql: query.sql, nth: statements.length })) return ask.call(this, connection, query);
    failed = query.sql;
    if (fault.how !== 'putus_sesudah') {
      // A commit that is refused has ended its transaction all the same.
      if (isCommit(query)) await ask.call(this, connection, { sql: 'rollback' });
      return ask.call(this, connection, { sql: INSTEAD[fault.how] });
    }
    await ask.call(this, connection, query);
    return ask.call(this, connection, { sql: INSTEAD.putus });
  };
  try {
    return { result: await work(), failed, statements };
  } finally {
    client._query = ask;
  }
}
