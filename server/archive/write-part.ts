/** Writes one sealed part, file by file, its manifest last. What is there already stands: a sealing that was cut off goes on where it stopped. */
import type { FileStorage } from '../platform/storage.ts';
import { jsonBytes, manifestShape, sha256Of, type Manifest, type SealedFile } from './manifest.ts';

/** What sealing needs of the file store: a file is there whole or not at all. */
export type ArchiveStorage = Pick<FileStorage, 'put' | 'read' | 'exists' | 'list'>;

export interface FileToSeal {
  path: string;
  bytes: () => Promise<Buffer>;
  /** Known beforehand: anything else under this path is an error, also when it was there before. */
  sha256?: string;
  receivedSha256?: string;
}
export interface WrittenPart { manifest: Manifest; manifestKey: string; manifestSha256: string }

export class SealBrokenError extends Error {}

/** @throws SealBrokenError when bytes are not those their row promises */
export async function writePart(storage: ArchiveStorage, folder: string, head: Omit<Manifest, 'files'>, files: FileToSeal[]): Promise<WrittenPart> {
  const sealed: SealedFile[] = [];
  for (const file of files) {
    const bytes = await putOnce(storage, `${folder}/${file.path}`, file.bytes);
    const sha256 = sha256Of(bytes);
    if (file.sha256 && file.sha256 !== sha256) throw new SealBrokenError(`${folder}/${file.path} is not what its row promises`);
    sealed.push({ path: file.path, bytes: bytes.length, sha256, ...(file.receivedSha256 ? { receivedSha256: file.receivedSha256 } : {}) });
  }
  const manifestKey = `${folder}/manifest.json`;
  const bytes = await putOnce(storage, manifestKey, () => Promise.resolve(jsonBytes({ ...head, files: sealed } satisfies Manifest)));
  const manifest = manifestShape.parse(JSON.parse(bytes.toString('utf8')));
  if (JSON.stringify(manifest.files) !== JSON.stringify(sealed)) throw new SealBrokenError(`${manifestKey} does not list what is there`);
  return { manifest, manifestKey, manifestSha256: sha256Of(bytes) };
}

/**
 * Also a dossier written by an attempt that died keeps its bytes: it is as true as one read now, and sealed files are never rewritten.
 * Whoever calls is the only one who writes here at that time.
 */
async function putOnce(storage: ArchiveStorage, key: string, make: () => Promise<Buffer>): Promise<Buffer> {
  if (await storage.exists(key)) return storage.read(key);
  const bytes = await make();
  await storage.put(key, bytes);
  return bytes;
}
