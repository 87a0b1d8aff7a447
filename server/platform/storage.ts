/**
 * Where files lie: a folder, or an S3 bucket where S3_URL is set. A key is a path of plain segments ("kasus/0197…/ktp.pdf"); a key once written
 * is whole or absent, never half. Who may read a file is decided by the caller.
 */
import { createHash, randomBytes } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { mkdir, open, readFile, readdir, rename, rm, stat, writeFile } from 'node:fs/promises';
import path from 'node:path';
import type { Config } from './config.ts';
import { FileMissingError, StorageFullError, checkedKey, checkedPrefix } from './file-storage.ts';
import type { FileStorage, Stored } from './file-storage.ts';

export { FileMissingError, StorageFullError } from './file-storage.ts';
export type { FileStorage, Stored } from './file-storage.ts';

/** The store of the configuration. */
export async function createStorage(config: Pick<Config, 's3Url' | 'uploadsDir'>): Promise<FileStorage> {
  if (!config.s3Url) return localStorage(config.uploadsDir);
  const { s3Storage } = await import('./storage-s3.ts'); // the SDK is large: only loaded where it is used
  return s3Storage(config.s3Url);
}

const codeOf = (error: unknown) => (error as NodeJS.ErrnoException).code;

/** A folder as file store. Written beside its place, flushed, then renamed: after a power cut a key is there whole or not at all. */
export function localStorage(folder: string): FileStorage {
  const base = path.resolve(folder);
  const fileOf = (key: string) => path.join(base, ...checkedKey(key).split('/'));

  async function write(key: string, openSource: () => Iterable<Buffer> | AsyncIterable<Buffer>): Promise<Stored> {
    const file = fileOf(key);
    const half = path.join(path.dirname(file), `.half-${randomBytes(8).toString('hex')}`);
    try {
      await makeFolder(path.dirname(file));
      const hash = createHash('sha256');
      let bytes = 0;
      const handle = await open(half, 'wx', 0o640);
      try {
        for await (const chunk of openSource()) {
          hash.update(chunk);
          bytes += chunk.length;
          await handle.writeFile(chunk); // all of it: a bare write() may take only a part
        }
        await handle.sync();
      } finally {
        await handle.close();
      }
      await rename(half, file);
      await flushFolder(path.dirname(file));
      return { sha256: hash.digest('hex'), bytes };
    } catch (error) {
      await rm(half, { force: true });
      if (['ENOSPC', 'EDQUOT'].includes(codeOf(error) ?? '')) throw new StorageFullError(error);
      throw error;
    }
  }

  /** Missing folders are made and flushed one by one: a renamed file in an unflushed folder is lost with it. */
  async function makeFolder(target: string): Promise<void> {
    const first = await mkdir(target, { recursive: true, mode: 0o750 });
    for (let made = target; first && made.length >= first.length; made = path.dirname(made)) await flushFolder(path.dirname(made));
  }

  return {
    put: (key, bytes) => write(key, () => [bytes]),
    putFile: (key, file) => write(key, () => createReadStream(file) as AsyncIterable<Buffer>),
    async read(key) {
      try {
        return await readFile(fileOf(key));
      } catch (error) {
        throw codeOf(error) === 'ENOENT' ? new FileMissingError(key, error) : error;
      }
    },
    async stream(key) {
      try {
        return (await open(fileOf(key))).createReadStream();
      } catch (error) {
        throw codeOf(error) === 'ENOENT' ? new FileMissingError(key, error) : error;
      }
    },
    async exists(key) {
      try {
        return (await stat(fileOf(key))).isFile();
      } catch (error) {
        if (['ENOENT', 'ENOTDIR'].includes(codeOf(error) ?? '')) return false;
        throw error;
      }
    },
    async remove(key) { await rm(fileOf(key), { force: true }); },
    async list(prefix) {
      checkedPrefix(prefix);
      const within = path.join(base, prefix.slice(0, prefix.lastIndexOf('/') + 1));
      try {
        const entries = await readdir(within, { recursive: true, withFileTypes: true });
        return entries.filter((entry) => entry.isFile() && !entry.name.startsWith('.'))
          .map((entry) => path.relative(base, path.join(entry.parentPath, entry.name)).split(path.sep).join('/'))
          .filter((key) => key.startsWith(prefix)).sort();
      } catch (error) {
        if (codeOf(error) === 'ENOENT') return [];
        throw error;
      }
    },
    async isAlive() {
      const probe = path.join(base, `.half-${randomBytes(8).toString('hex')}`);
      try {
        await mkdir(base, { recursive: true });
        await writeFile(probe, 'x', { flag: 'wx' });
        await rm(probe);
        return true;
      } catch {
        return false; // the health page says so; the next real write carries the cause
      }
    },
  };
}

async function flushFolder(folder: string): Promise<void> {
  const handle = await open(folder, 'r');
  try {
    await handle.sync();
  } finally {
    await handle.close();
  }
}
