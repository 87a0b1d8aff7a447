import { createHash } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { pipeline } from 'node:stream/promises';
import type { Request } from 'express';
import { receiveUpload, withFiles } from '../documents/index.ts';
import { InvalidError, TransportError } from '../platform/errors.ts';
import type { Call } from '../platform/http/route.ts';
import type { RateLimits } from '../platform/rate-limits.ts';
import { acceptPublicApplication, digestOf, type AcceptedApplication } from './accept-public-application.ts';
import { applicationsPerHour, type IntakeDeps } from './intake-deps.ts';
import { parseApplication, readSubmission } from './read-submission.ts';
import { withFieldNames } from './rename-errors.ts';

type File = Express.Multer.File;

/** Files of one address in an hour: the same counter as single uploads, so that neither way is a way round the other. A point is taken before a file is stored. */
export function uploadQuota({ config }: Pick<IntakeDeps, 'config'>, limits: RateLimits): { take(req: Request): Promise<void>; giveBack(ipHash: string, files: number): Promise<void> } {
  const quota = { name: 'unggahan_publik', points: config.publicUploadsPerHour, seconds: 3600 };
  return {
    async take(req) {
      const wait = await limits.take(quota, (req.res?.locals as { ipHash?: string } | undefined)?.ipHash ?? '');
      if (wait !== null) throw new TransportError(429, 'galat.terlalu_sering', { detik: wait }, { 'Retry-After': String(wait) });
    },
    async giveBack(ipHash, files) { await limits.giveBack(quota, ipHash, files); },
  };
}

const asFileField = (field: string): string => field.replace(/^(?:dokumen|documents)\./, 'file_');

/**
 * An application with its files in one request. The words are judged before a file is opened, and a repeat of a sending opens none; each file then
 * goes the way of every upload.
 * @throws InvalidError by field or `file_<kind>`
 */
export async function receiveMultipartApplication(deps: IntakeDeps, limits: RateLimits, call: Call, key: string): Promise<AcceptedApplication> {
  const { db, config } = deps;
  return withFiles(call.req, (files) => withFieldNames(asFileField, async () => {
    const typed = parseApplication(withParsedTexts(call.req.body as Record<string, unknown>));
    const byKind = filesByKind(files);
    const digest = digestOf(config.secret, typed, await hashes(byKind));
    const accept = (documents: Record<string, string>) => db.transaction((trx) =>
      acceptPublicApplication(trx, { door: deps.door, secret: config.secret, applicationsPerHour: applicationsPerHour(deps) }, { typed, documents, key, digest, ipHash: call.ipHash }));
    if (await db('given_answers').where({ scope: 'permohonan', key }).first('key')) {
      // A repeat opens no file: its points are given back.
      await uploadQuota(deps, limits).giveBack(call.ipHash, files.length);
      return accept({});
    }
    await readSubmission(db, typed, [...byKind.keys()], deps.clock.now());
    return accept(await receiveEach(deps, call, byKind));
  }));
}

/** In multipart every value is text; agreement and reasons are JSON texts. */
function withParsedTexts(body: Record<string, unknown>): Record<string, unknown> {
  const { documents: _notHere, ...rest } = body;
  return { ...rest, ...parsed(rest, 'persetujuan', 'galat.isian.persetujuan'), ...parsed(rest, 'lacking', 'galat.isian.dokumen_atau_alasan') };
}

function parsed(body: Record<string, unknown>, key: string, wrong: string): Record<string, unknown> {
  const text = body[key];
  if (typeof text !== 'string') return {};
  try {
    return { [key]: JSON.parse(text) as unknown };
  } catch {
    throw new InvalidError({ [key]: { key: wrong } });
  }
}

function filesByKind(files: File[]): Map<string, File> {
  const byKind = new Map<string, File>();
  for (const file of files) {
    const kind = /^file_([a-z0-9_]{1,40})$/.exec(file.fieldname)?.[1];
    if (kind === undefined || byKind.has(kind)) throw new InvalidError({ [file.fieldname.slice(0, 60)]: { key: 'galat.isian.dokumen_tidak_dikenal' } });
    byKind.set(kind, file);
  }
  return byKind;
}

async function hashes(files: Map<string, File>): Promise<Record<string, string>> {
  const found: Record<string, string> = {};
  for (const [kind, file] of files) {
    const hash = createHash('sha256');
    await pipeline(createReadStream(file.path), hash);
    found[kind] = hash.digest('hex');
  }
  return found;
}

/** All files are looked at, so that every refusal is told at once. */
async function receiveEach(deps: IntakeDeps, call: Call, files: Map<string, File>): Promise<Record<string, string>> {
  const drafts: Record<string, string> = {};
  const refused: InvalidError['fields'] = {};
  await Promise.all([...files].map(async ([kind, file]) => {
    try {
      const upload = await receiveUpload(deps.uploads, { path: file.path, originalName: file.originalname, source: 'publik', officeId: null, uploadedBy: null, ipHash: call.ipHash });
      drafts[kind] = upload.id;
    } catch (error) {
      if (!(error instanceof InvalidError)) throw error;
      refused[`file_${kind}`] = Object.values(error.fields)[0] ?? { key: error.key };
    }
  }));
  if (Object.keys(refused).length > 0) throw new InvalidError(refused);
  return drafts;
}
