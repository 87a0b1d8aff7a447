/** Multipart with every limit finite. It runs after authorisation and quota, so a stranger's bytes never reach the disk. */
import { mkdirSync } from 'node:fs';
import { rm } from 'node:fs/promises';
import path from 'node:path';
import type { Request, RequestHandler } from 'express';
import multer, { MulterError } from 'multer';
import { DomainError, InvalidError, TransportError } from '../platform/errors.ts';

/** Slack for the form's own words around the files. */
const FORM_BYTES = 200_000;

export const multipartLimits = (maxBytes: number, maxFiles: number) => ({
  fileSize: maxBytes, files: maxFiles, fields: 30, parts: 30 + maxFiles, fieldNameSize: 60, fieldSize: 20_000, headerPairs: 50,
  fieldNestingDepth: 1, fieldArrayIndexLimit: 10,
});

export interface MultipartOptions {
  folder: string; maxBytes: number; maxFiles: number;
  /** Told that bytes are on their way, so that inspection can start its process while they travel. */
  onBegin?: (req: Request) => Promise<void> | void;
  /** Asked before the first byte of each file reaches the disk; what it throws refuses the request. */
  onFile?: (req: Request) => Promise<void>;
}

/** Files land in a scratch folder and are removed by `withFiles`, whatever happens. */
export function readMultipart({ folder, maxBytes, maxFiles, onBegin, onFile }: MultipartOptions): RequestHandler {
  mkdirSync(folder, { recursive: true, mode: 0o700 });
  const read = multer({ storage: multer.diskStorage({ destination: folder }), limits: multipartLimits(maxBytes, maxFiles), ...(onFile && { fileFilter: asking(onFile) }) }).any();
  return (req, res, next) => {
    if (!req.is('multipart/form-data')) { next(new TransportError(415, 'galat.jenis_isi_formulir')); return; }
    if (Number(req.get('content-length') ?? 0) > maxBytes * maxFiles + FORM_BYTES) { next(tooLarge(maxBytes)); return; }
    void Promise.resolve(onBegin?.(req)).then(() => {
      read(req, res, (error: unknown) => { next(error ? translated(error, maxBytes) : undefined); });
    }, next);
  };
}

const asking = (onFile: (req: Request) => Promise<void>): multer.Options['fileFilter'] => (req, _file, done) => { onFile(req).then(() => { done(null, true); }, (error: unknown) => { done(error as Error); }); };

function tooLarge(maxBytes: number, field?: string): TransportError {
  return new TransportError(413, 'galat.berkas_terlalu_besar', { batas: Math.floor(maxBytes / 1024 / 1024 * 10) / 10 }, {}, field ? [field] : []);
}

function translated(error: unknown, maxBytes: number): unknown {
  if (error instanceof MulterError || (error as { name?: string }).name === 'MulterError') {
    return (error as MulterError).code === 'LIMIT_FILE_SIZE' ? tooLarge(maxBytes, (error as MulterError).field) : new InvalidError({}, 'galat.isi_rusak');
  }
  // Ours (a quota) and the machine's (a full disk, no more handles) stay what they are; busboy says in words only that a body is broken.
  return error instanceof DomainError || (error as { code?: unknown }).code !== undefined ? error : new InvalidError({}, 'galat.isi_rusak');
}

/**
 * The files of a request for as long as `use` runs, or what it told to hold them for: an answer need not wait for the end of the work. What cannot be removed
 * then is swept with the scratch folder (`sweepScratch`).
 */
export async function withFiles<T>(req: Request, use: (files: Express.Multer.File[], holdUntil: (over: Promise<unknown>) => void) => Promise<T>): Promise<T> {
  const files = Array.isArray(req.files) ? req.files : [];
  const held: Promise<unknown>[] = [];
  const removals = () => files.map((file) => rm(file.path, { force: true }));
  try {
    return await use(files.map((file) => ({ ...file, originalname: path.basename(Buffer.from(file.originalname, 'latin1').toString('utf8')) })), (over) => { held.push(over); });
  } finally {
    if (held.length === 0) await Promise.all(removals());
    else void Promise.allSettled(held).then(() => Promise.allSettled(removals()));
  }
}
