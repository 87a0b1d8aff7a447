/**
 * Files that no row names: a process that was killed between a file and its row leaves one, as does a file put aside whose row could not be written. A file
 * is removed when two looks, hours apart, found no row, since a row is written after its file. Running it twice is harmless; a restart only puts the second look off.
 */
import type { Logger } from './log.ts';
import type { FileStorage } from './storage.ts';

const AT_ONCE = 1_000;

/** @param unnamed of these keys, those that no row names; keys that are none of its own are left out */
export function createUnnamedSweep({ storage, log }: { storage: FileStorage; log: Logger }, of: { prefixes: readonly string[]; unnamed: (keys: string[]) => Promise<string[]> }): () => Promise<number> {
  let seen = new Set<string>();
  return async () => {
    const found: string[] = [];
    for (const prefix of of.prefixes) {
      const keys = await storage.list(prefix);
      for (let from = 0; from < keys.length; from += AT_ONCE) found.push(...await of.unnamed(keys.slice(from, from + AT_ONCE)));
    }
    const old = found.filter((key) => seen.has(key));
    for (const key of old) await storage.remove(key);
    seen = new Set(found.filter((key) => !old.includes(key)));
    if (old.length > 0) log.warn({ files: old.length, among: of.prefixes }, 'files without a row were removed');
    return old.length;
  };
}
