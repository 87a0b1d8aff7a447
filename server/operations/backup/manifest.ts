/**
 * What a back-up says about itself. `manifest.json` names every part with its hash, `manifest.sha256` the hash of that; the list of files stands in
 * a part of its own (`berkas.jsonl`), since it has a line per file.
 */
import { createHash, createHmac } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { readFile, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { createInterface } from 'node:readline';
import { z } from 'zod';

const sha256 = z.string().regex(/^[0-9a-f]{64}$/);
const part = z.object({ file: z.string().regex(/^[\w.-]+(\/[\w.-]+)?$/), bytes: z.int().min(0), sha256 });
export type Part = z.output<typeof part>;

const manifest = z.object({
  format: z.literal('loket-cadangan-1'),
  version: z.string(),
  takenAt: z.iso.datetime(),
  /** `salin`: our own COPY of each table; `pg_dump`: its custom format. */
  database: z.discriminatedUnion('how', [
    z.object({
      how: z.literal('salin'),
      tables: z.array(part.extend({ table: z.string(), columns: z.array(z.string()).min(1), rows: z.int().min(0) })),
      sequences: z.array(z.object({ name: z.string(), last: z.string().regex(/^-?\d+$/) })),
    }),
    part.extend({ how: z.literal('pg_dump') }),
  ]),
  /** Names as knex knows them, in the order they ran. */
  migrations: z.array(z.string()).min(1),
  files: part.extend({ count: z.int().min(0), totalBytes: z.int().min(0) }),
  /** LOKET_SECRET: in the back-up (`disertakan`), or kept apart by the operator. The mark tells whether two secrets are the same without telling them. */
  secret: z.object({ kept: z.enum(['disertakan', 'terpisah']), mark: z.string(), part: part.optional() }),
});
export type Manifest = z.output<typeof manifest>;
export type CopiedTable = Extract<Manifest['database'], { how: 'salin' }>['tables'][number];

const storedFile = z.object({ key: z.string(), bytes: z.int().min(0), sha256 });
export type StoredFile = z.output<typeof storedFile>;

/** Something an operator has to know before he can go on: a sentence in Indonesian. */
export class BackupError extends Error {
  constructor(message: string) {
    super(message);
    this.name = 'BackupError';
  }
}

export const secretMark = (secret: string): string => createHmac('sha256', secret).update('loket-cadangan').digest('hex').slice(0, 16);

export async function writeManifest(folder: string, value: Manifest): Promise<void> {
  const text = `${JSON.stringify(value, null, 1)}\n`;
  await writeFile(path.join(folder, 'manifest.json'), text, { mode: 0o600, flush: true });
  // Last: a folder without it is a back-up that was not finished.
  await writeFile(path.join(folder, 'manifest.sha256'), `${createHash('sha256').update(text).digest('hex')}  manifest.json\n`, { mode: 0o600, flush: true });
}

/** @throws BackupError when the folder is no whole back-up */
export async function readManifest(folder: string): Promise<Manifest> {
  const read = async (name: string) => {
    try {
      return await readFile(path.join(folder, name), 'utf8');
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code === 'ENOENT') throw new BackupError(`${folder} bukan cadangan yang utuh: ${name} tidak ada.`);
      throw error;
    }
  };
  const [text, sum] = [await read('manifest.json'), await read('manifest.sha256')];
  if (createHash('sha256').update(text).digest('hex') !== sum.slice(0, 64)) throw new BackupError('manifest.json berbeda dari hash-nya: cadangan ini diubah atau rusak.');
  const parsed = manifest.safeParse(JSON.parse(text));
  if (!parsed.success) throw new BackupError('manifest.json tidak dapat dibaca oleh versi ini.');
  return parsed.data;
}

/** Hash and size of a file as it lies there. */
export async function hashOf(file: string): Promise<{ sha256: string; bytes: number }> {
  const hash = createHash('sha256');
  let bytes = 0;
  for await (const chunk of createReadStream(file) as AsyncIterable<Buffer>) {
    hash.update(chunk);
    bytes += chunk.length;
  }
  return { sha256: hash.digest('hex'), bytes };
}

/** @throws BackupError when the part is missing or not what it was */
export async function checkPart(folder: string, { file, bytes, sha256: expected }: Part): Promise<void> {
  try {
    const found = await hashOf(path.join(folder, file));
    if (found.sha256 !== expected || found.bytes !== bytes) throw new BackupError(`${file} berbeda dari hash-nya: cadangan ini diubah atau rusak.`);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') throw new BackupError(`${file} tidak ada dalam cadangan.`);
    throw error;
  }
}

/** The files of a back-up, one by one: there may be more than one would want in memory. */
export async function* listedFiles(folder: string, files: Part): AsyncGenerator<StoredFile> {
  for await (const line of createInterface({ input: createReadStream(path.join(folder, files.file)), crlfDelay: Infinity })) {
    if (line) yield storedFile.parse(JSON.parse(line));
  }
}
