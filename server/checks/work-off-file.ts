/** Works off a file that a request put aside: by one at a time, in a scratch folder of its own, and with an end that somebody reads. */
import { mkdir, rm, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { pipeline } from 'node:stream/promises';
import type { Knex } from 'knex';
import type { Config } from '../platform/config.ts';
import { InvalidError } from '../platform/errors.ts';
import type { FileStorage } from '../platform/storage.ts';
import type { RowRefusal } from './blacklist-row.ts';

export interface FileWorkDeps { db: Knex; storage: FileStorage; config: Pick<Config, 'dataDir'> }
interface FileWork<R> {
  /** What is done, and to which row: nobody else does it meanwhile. */
  kind: string; id: string;
  find(): Promise<R | undefined>;
  /** Says that it runs, from the beginning: whatever an earlier try left half-way is gone. */
  begin(): Promise<void>;
  /** @param scratch gives a path for a file that lives as long as the work */
  work(row: R, file: string, scratch: (name: string) => string): Promise<void>;
  /** The file is no such list or table: nothing will mend that but another file. */
  fail(problem: RowRefusal): Promise<void>;
}

/** Does nothing for a row that has ended. Anything but a wrong file is thrown, and whoever carries out effects tries again. */
export async function workOffFile<R extends { state: string; file_key: string | null }>({ db, storage, config }: FileWorkDeps, of: FileWork<R>): Promise<void> {
  const folder = path.join(config.dataDir, 'tmp', `${of.kind}-${of.id}`);
  await db.transaction(async (lock) => {
    await lock.raw('select pg_advisory_xact_lock(hashtext(?))', [`${of.kind} ${of.id}`]);
    const row = await of.find();
    if (!row || row.file_key === null || (row.state !== 'menunggu' && row.state !== 'berjalan')) return;
    await of.begin();
    await mkdir(folder, { recursive: true });
    try {
      const file = path.join(folder, 'berkas');
      await pipeline(await storage.stream(row.file_key), async (source: AsyncIterable<Buffer>) => { await writeFile(file, source); });
      await of.work(row, file, (name) => path.join(folder, name));
    } catch (error) {
      if (!(error instanceof InvalidError)) throw error;
      await of.fail(problemOf(error));
    } finally {
      await rm(folder, { recursive: true, force: true });
    }
    await storage.remove(row.file_key);
  });
}

function problemOf(error: InvalidError): RowRefusal {
  const [field] = Object.values(error.fields);
  const { key, params = {} } = field ?? error;
  return { key, params: Object.fromEntries(Object.entries(params).map(([name, value]) => [name, String(value)])) };
}
