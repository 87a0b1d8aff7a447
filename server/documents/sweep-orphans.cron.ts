/** Removes files of uploads that have no row; what makes repeating harmless stands in `platform/unnamed-files.ts`. */
import type { Knex } from 'knex';
import type { Logger } from '../platform/log.ts';
import type { FileStorage } from '../platform/storage.ts';
import { createUnnamedSweep } from '../platform/unnamed-files.ts';

const ID = /^(?:uploads|pages)\/[0-9a-f]{2}\/([0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12})(?:\/|$)/;

export function createOrphanSweep(db: Knex, storage: FileStorage, log: Logger): () => Promise<number> {
  return createUnnamedSweep({ storage, log }, {
    prefixes: ['uploads/', 'pages/'],
    async unnamed(keys) {
      const ours = keys.flatMap((key) => { const id = ID.exec(key)?.[1]; return id ? [{ key, id }] : []; });
      const known = new Set(await db('uploads').whereIn('id', [...new Set(ours.map(({ id }) => id))]).pluck<string[]>('id'));
      return ours.filter(({ id }) => !known.has(id)).map(({ key }) => key);
    },
  });
}
