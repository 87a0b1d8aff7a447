/** What a file store does, how its keys look and how it fails; `storage.ts` and `storage-s3.ts` are the two stores. */
import type { Readable } from 'node:stream';

/** What was stored: its size in bytes and the SHA-256 of its bytes in hex. */
export interface Stored { sha256: string; bytes: number }

export interface FileStorage {
  /** Stores bytes under a key; an older file of that key is replaced at once. Throws StorageFullError. */
  put(key: string, bytes: Buffer): Promise<Stored>;
  /** The same from a file on disk, without holding it in memory. */
  putFile(key: string, file: string): Promise<Stored>;
  /** Throws FileMissingError. */
  read(key: string): Promise<Buffer>;
  /** Throws FileMissingError before the first byte. */
  stream(key: string): Promise<Readable>;
  exists(key: string): Promise<boolean>;
  /** No error when it is gone already. */
  remove(key: string): Promise<void>;
  /** Keys that begin with the prefix, sorted. */
  list(prefix: string): Promise<string[]>;
  /** Whether files can be written now. */
  isAlive(): Promise<boolean>;
}

/** No room is left; nothing of the file was kept. The transport answers 507. */
export class StorageFullError extends Error {
  constructor(cause?: unknown) {
    super('The file store is full.', { cause });
    this.name = 'StorageFullError';
  }
}

export class FileMissingError extends Error {
  readonly key: string;
  constructor(key: string, cause?: unknown) {
    super(`No file is stored under ${key}.`, { cause });
    this.name = 'FileMissingError';
    this.key = key;
  }
}

const SEGMENT = /^[A-Za-z0-9_][A-Za-z0-9._-]{0,199}$/;

/** Keys come from our own code and ids, but a path is a path: only plain segments, no "..", no hidden names, nothing absolute. */
export function checkedKey(key: string): string {
  if (key.length > 700 || !key.split('/').every((segment) => SEGMENT.test(segment))) throw new Error('This is not a key of the file store.');
  return key;
}

/** A prefix ends in "/" or inside a segment; the empty prefix means everything. */
export function checkedPrefix(prefix: string): string {
  if (prefix !== '') checkedKey(prefix.endsWith('/') ? prefix.slice(0, -1) : prefix);
  return prefix;
}
