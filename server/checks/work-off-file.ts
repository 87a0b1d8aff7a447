/** Works off a file that a request put aside: by one at a time, in a scratch folder of its own, and with an end that somebody reads, also where it breaks for good. */
import { mkdir, rm, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { pipeline } from 'node:stream/promises';
import type { Knex } from 'knex';
import type { Config } from '../platform/config.ts';
import { InvalidError } from '../platform/errors.ts';
import type { FileStorage } from '../platform/storage.ts';
import type { RowRefusal } from './blacklist-row.ts';

export interface FileWorkDeps { db: Knex; storage: FileStorage; config: Pick<Config, 'dataDir'> }
/** Tables whose rows are such work. */
export type ListJobTable = 'blacklist_imports' | 'registry_imports' | 'bulk_screenings';
interface FileWork<R> {
  /** Which row it is: nobody else works on it meanwhile. */
  table: ListJobTable; id: string;
  /** After this try it is given up, and done again only if somebody asks for it. */
  lastTry: boolean;
  find(): Promise<R | undefined>;
  /** What its row says at the beginning of each try: whatever an earlier one left half-way is gone. */
  anew: Record<string, number | null>;
  /** @param scratch gives a path for a file that lives as long as the work */
  work(row: R, file: string, scratch: (name: string) => string): Promise<void>;
  /** The file is no such list or table: nothing will mend that but another file. */
  fail(problem: RowRefusal): Promise<void>;
}

const INTERRUPTED = { key: 'galat.impor.terhenti', params: {} };
/** The one failure that another try of the same file may mend. */
const GIVEN_UP = { key: 'galat.impor.menyerah', params: {} };
const WAS_GIVEN_UP = `state = 'gagal' and problem->>'key' = '${GIVEN_UP.key}'`;
/** SQL: the row's file is still to be worked off, or may be once more. */
export const STILL_TO_DO = `(state in ('menunggu','berjalan') or (${WAS_GIVEN_UP}))`;

/** Of these rows those that were given up and may be tried once more. */
export function givenUpWork(rows: Knex.QueryBuilder): Knex.QueryBuilder {
  return rows.whereRaw(WAS_GIVEN_UP);
}

/** Does nothing for a row that has ended. Anything but a wrong file is noted for who looks at the list, and thrown: whoever carries out effects tries again. */
export async function workOffFile<R extends { file_key: string | null }>({ db, storage, config }: FileWorkDeps, of: FileWork<R>): Promise<void> {
  const folder = path.join(config.dataDir, 'tmp', `${of.table}-${of.id}`);
  await db.transaction(async (lock) => {
    await lock.raw('select pg_advisory_xact_lock(hashtext(?))', [`${of.table} ${of.id}`]);
    const row = await of.find();
    if (!row || row.file_key === null || !await beginAnew(db, of)) return;
    try {
      await mkdir(folder, { recursive: true });
      const file = path.join(folder, 'berkas');
      await pipeline(await storage.stream(row.file_key), async (source: AsyncIterable<Buffer>) => { await writeFile(file, source); });
      await of.work(row, file, (name) => path.join(folder, name));
    } catch (error) {
      if (!(error instanceof InvalidError)) {
        await (of.lastTry ? of.fail(GIVEN_UP) : db(of.table).where({ id: of.id, state: 'berjalan' }).update({ problem: JSON.stringify(INTERRUPTED) }));
        throw error;
      }
      await of.fail(problemOf(error));
    } finally {
      await rm(folder, { recursive: true, force: true });
    }
    await storage.remove(row.file_key);
  });
}

/** False for a row that has ended meanwhile. One that was given up is begun again: whoever said "try again" in the list of failed work brought us here. */
async function beginAnew(db: Knex, { table, id, anew }: Pick<FileWork<unknown>, 'table' | 'id' | 'anew'>): Promise<boolean> {
  return await db(table).where({ id }).whereRaw(STILL_TO_DO).update({ ...anew, state: 'berjalan', problem: null }) > 0;
}

function problemOf(error: InvalidError): RowRefusal {
  const [field] = Object.values(error.fields);
  const { key, params = {} } = field ?? error;
  return { key, params: Object.fromEntries(Object.entries(params).map(([name, value]) => [name, String(value)])) };
}
