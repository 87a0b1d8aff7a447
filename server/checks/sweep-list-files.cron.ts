/**
 * Removes files of imports and of screened files that no row needs: put aside for a row that could not be written, or worked off by a process that was killed
 * before it had removed it. What makes repeating harmless stands in `platform/unnamed-files.ts`.
 */
import type { Knex } from 'knex';
import type { Logger } from '../platform/log.ts';
import type { FileStorage } from '../platform/storage.ts';
import { createUnnamedSweep } from '../platform/unnamed-files.ts';
import { STILL_TO_DO } from './work-off-file.ts';

const PUT_ASIDE = /^(?:impor\/[0-9a-f-]{36}|tapis\/[0-9a-f-]{36}-tanya)$/;
const RESULT = /^tapis\/([0-9a-f-]{36})(?:-tak-terbaca)?\.csv$/;

export function createListFileSweep(db: Knex, storage: FileStorage, log: Logger): () => Promise<number> {
  return createUnnamedSweep({ storage, log }, {
    prefixes: ['impor/', 'tapis/'],
    async unnamed(keys) {
      const aside = keys.filter((key) => PUT_ASIDE.test(key));
      const { rows } = await db.raw<{ rows: { key: string }[] }>(
        (['blacklist_imports', 'registry_imports', 'bulk_screenings']).map((table) => `select file_key as key from ${table} where file_key = any(:aside) and ${STILL_TO_DO}`).join(' union all '), { aside });
      const needed = new Set(rows.map(({ key }) => key));
      const results = keys.flatMap((key) => { const id = RESULT.exec(key)?.[1]; return id ? [{ key, id }] : []; });
      const runs = new Set(await db('bulk_screenings').whereRaw('id::text = any(?)', [results.map(({ id }) => id)]).pluck<string[]>('id'));
      return [...aside.filter((key) => !needed.has(key)), ...results.filter(({ id }) => !runs.has(id)).map(({ key }) => key)];
    },
  });
}
