/** The file store into a folder and back, each file with its hash. */
import { createHash } from 'node:crypto';
import { createWriteStream } from 'node:fs';
import { mkdir, open, stat } from 'node:fs/promises';
import path from 'node:path';
import { Transform } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { FileMissingError, type FileStorage } from '../../platform/storage.ts';
import { BackupError, hashOf, listedFiles, type Manifest, type StoredFile } from './manifest.ts';

const AT_ONCE = 8;
export const LIST = 'berkas.jsonl';
const PROBE = 'health/ok';
const fileOf = (folder: string, key: string) => path.join(folder, 'berkas', ...key.split('/'));

/** Several at a time; the first fault ends all. */
async function side<T>(items: Iterable<T> | AsyncIterable<T>, work: (item: T) => Promise<void>): Promise<void> {
  const iterator = Symbol.asyncIterator in items ? items[Symbol.asyncIterator]() : items[Symbol.iterator]();
  let ended = false;
  await Promise.all(Array.from({ length: AT_ONCE }, async () => {
    while (!ended) {
      const next = await iterator.next();
      if (next.done) return;
      try {
        await work(next.value);
      } catch (error) {
        ended = true;
        throw error;
      }
    }
  }));
}

/** Copies every file of the store. One that goes meanwhile (a draft nobody used) is left out. */
export async function exportFiles(storage: FileStorage, folder: string): Promise<Manifest['files'] & { keys: Set<string> }> {
  const keys = new Set<string>();
  let totalBytes = 0;
  const list = await open(path.join(folder, LIST), 'wx', 0o600);
  try {
    await side((await storage.list('')).filter((key) => key !== PROBE), async (key) => {
      const copied = await exportFile(storage, key, fileOf(folder, key));
      if (!copied) return;
      keys.add(key);
      totalBytes += copied.bytes;
      await list.appendFile(`${JSON.stringify({ key, ...copied } satisfies StoredFile)}\n`);
    });
    await list.sync();
  } finally {
    await list.close();
  }
  return { file: LIST, ...await hashOf(path.join(folder, LIST)), count: keys.size, totalBytes, keys };
}

async function exportFile(storage: FileStorage, key: string, file: string): Promise<{ bytes: number; sha256: string } | null> {
  const hash = createHash('sha256');
  let bytes = 0;
  try {
    const source = await storage.stream(key);
    await mkdir(path.dirname(file), { recursive: true, mode: 0o700 });
    const measured = new Transform({ transform(chunk: Buffer, _encoding, done) { hash.update(chunk); bytes += chunk.length; done(null, chunk); } });
    await pipeline(source, measured, createWriteStream(file, { mode: 0o600, flush: true }));
  } catch (error) {
    if (error instanceof FileMissingError) return null;
    throw error;
  }
  return { bytes, sha256: hash.digest('hex') };
}

/** Before anything is touched: every file is there and as long as it was. Its bytes are compared while it is put back. */
export async function checkFiles(folder: string, files: Manifest['files']): Promise<void> {
  let count = 0;
  await side(listedFiles(folder, files), async ({ key, bytes }) => {
    count += 1;
    const found = await stat(fileOf(folder, key)).catch(() => null);
    if (found?.size !== bytes) throw new BackupError(`Berkas ${key} tidak ada dalam cadangan atau ukurannya berbeda.`);
  });
  if (count !== files.count) throw new BackupError(`Daftar berkas menyebut ${count} berkas, seharusnya ${files.count}.`);
}

/** Puts every file back; one that is there already with the same content is written again all the same. */
export async function importFiles(storage: FileStorage, folder: string, files: Manifest['files']): Promise<void> {
  await side(listedFiles(folder, files), async ({ key, sha256 }) => {
    const stored = await storage.putFile(key, fileOf(folder, key));
    if (stored.sha256 !== sha256) throw new BackupError(`Isi berkas ${key} berbeda dari hash-nya: cadangan ini rusak. Basis data belum disentuh.`);
  });
}

/** Keys of the store that the back-up does not know. */
export async function strangeFiles(storage: FileStorage, folder: string, files: Manifest['files']): Promise<string[]> {
  const known = new Set<string>();
  for await (const { key } of listedFiles(folder, files)) known.add(key);
  return (await storage.list('')).filter((key) => key !== PROBE && !known.has(key));
}
