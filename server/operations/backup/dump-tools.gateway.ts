/** pg_dump and pg_restore of the machine, where they are there and not older than the server. */
import { execFile } from 'node:child_process';
import { promisify } from 'node:util';
import { TABLES_WITHOUT_ROWS } from './copy-tables.ts';

const run = promisify(execFile);

export interface DumpTools {
  /** Into one file, of the snapshot that another connection holds open. */
  dump(url: string, snapshot: string, file: string): Promise<void>;
  /** Into an empty schema; all or nothing. */
  restore(url: string, file: string): Promise<void>;
}

/** The password goes by the environment: arguments can be read by everybody on the machine. */
function connection(url: string, programs: string): { args: string[]; env: NodeJS.ProcessEnv } {
  const target = new URL(url);
  const password = decodeURIComponent(target.password);
  target.password = '';
  return { args: [`--dbname=${target.href}`], env: { PATH: programs, PGPASSWORD: password, PGAPPNAME: 'loket-cadangan' } };
}

/** @param programs the PATH to look in; @returns null where a tool is missing or older than the server (pg_dump refuses a newer server) */
export async function findDumpTools(serverMajor: number, programs: string): Promise<DumpTools | null> {
  for (const program of ['pg_dump', 'pg_restore']) {
    try {
      const { stdout } = await run(program, ['--version'], { env: { PATH: programs } });
      if (Number(/\s(\d+)/.exec(stdout)?.[1] ?? 0) < serverMajor) return null;
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code === 'ENOENT') return null;
      throw error;
    }
  }
  return {
    async dump(url, snapshot, file) {
      const { args, env } = connection(url, programs);
      await run('pg_dump', [...args, '--format=custom', '--no-owner', '--no-privileges', '--exclude-schema=bullmq', ...[...TABLES_WITHOUT_ROWS, 'knex_migrations', 'knex_migrations_lock'].map((table) => `--exclude-table-data=public.${table}`), `--snapshot=${snapshot}`, `--file=${file}`], { env });
    },
    async restore(url, file) {
      const { args, env } = connection(url, programs);
      await run('pg_restore', [...args, '--no-owner', '--no-privileges', '--single-transaction', '--exit-on-error', file], { env });
    },
  };
}
