import type { Knex } from 'knex';
import type { Logger } from '../platform/log.ts';
import type { FileStorage } from '../platform/storage.ts';

const AT_ONCE = 1_000;
const ID = /^(?:uploads|pages)\/[0-9a-f]{2}\/([0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12})(?:\/|$)/;

/**
 * Removes files of uploads that have no row: a process that was killed between the file and its row leaves one. A file is removed when two looks, hours
 * apart, found no row, since a row is written after its file. Running it twice is harmless; a restart only puts the second look off.
 */
export function createOrphanSweep(db: Knex, storage: FileStorage, log: Logger): () => Promise<number> {
  let seen = new Set<string>();
  return async () => {
    const orphans: string[] = [];
    const keys = [...await storage.list('uploads/'), ...await storage.list('pages/')].flatMap((key) => { const id = ID.exec(key)?.[1]; return id ? [{ key, id }] : []; });
    for (let from = 0; from < keys.length; from += AT_ONCE) {
      const part = keys.slice(from, from + AT_ONCE);
      const known = new Set(await db('uploads').whereIn('id', [...new Set(part.map(({ id }) => id))]).pluck<string[]>('id'));
      orphans.push(...part.filter(({ id }) => !known.has(id)).map(({ key }) => key));
    }
    const old = orphans.filter((key) => seen.has(key));
    for (const key of old) await storage.remove(key);
    seen = new Set(orphans.filter((key) => !old.includes(key)));
    if (old.length > 0) log.warn({ files: old.length }, 'files without a row were removed');
    return old.length;
  };
}
