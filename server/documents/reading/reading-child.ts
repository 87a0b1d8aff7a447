/**
 * The process that reads text in page pictures: warm, used for one picture after another, ended by its parent when idle or when it grows. The
 * pictures are JPEGs of our own making (see inspection), the language data comes from npm; nothing is fetched.
 */
import { existsSync } from 'node:fs';
import { createRequire } from 'node:module';
import { Socket } from 'node:net';
import path from 'node:path';
import sharp from 'sharp';
import { createFrameReader, encodeFrame } from '../inspection/child-frames.ts';
import type { GreyPicture } from '../inspection/picture-quality.ts';
import { createWorker, OEM, readCard, smallPrintOf } from './read-card.ts';
import { hashPicture } from '../twins/picture-hash.ts';
import { likenessOf, planesOf } from '../twins/likeness.ts';
import { CLOSER_SIDE, WRITING_SIDE, type Sight } from '../twins/writing.ts';
import type { ReaderMessage, ReadingJob } from './reading-messages.ts';

const LARGEST_PICTURE = 8 * 1024 * 1024;
const HASHED_SIDE = 256;
sharp.concurrency(1);
sharp.cache(false);
sharp.block({ operation: ['VipsForeignLoad'] });
sharp.unblock({ operation: ['VipsForeignLoadJpeg', 'VipsForeignLoadPng'] });

const answers = new Socket({ fd: 3, writable: true, readable: false });
const send = (message: ReaderMessage) => new Promise<void>((resolve, reject) => { answers.write(encodeFrame(message), (error) => { if (error) reject(error); else resolve(); }); });

const language = path.join(path.dirname(createRequire(import.meta.url).resolve('@tesseract.js-data/ind/package.json')), '4.0.0_best_int');
// A missing file would leave createWorker waiting for ever.
if (!existsSync(path.join(language, 'ind.traineddata.gz'))) process.exit(3);
const worker = await createWorker(['ind'], OEM.LSTM_ONLY, { langPath: language, cacheMethod: 'none', gzip: true, logger: () => undefined, errorHandler: () => { process.exit(4); } });

async function read(pictures: Buffer, { id, kind, bytes }: ReadingJob & { task: 'read' }): Promise<ReaderMessage> {
  const page = pictures.subarray(0, bytes);
  const reading = await readCard(worker, pictures.length > bytes ? pictures.subarray(bytes) : page, kind);
  return { kind: 'read', id, reading: { ...reading, hashes: hashPicture(await grey(page, HASHED_SIDE)) } };
}
async function compare(pictures: Buffer, { id, bytes }: ReadingJob & { task: 'compare' }): Promise<ReaderMessage> {
  const [one, other] = await Promise.all([sight(pictures.subarray(0, bytes)), sight(pictures.subarray(bytes))]);
  return { kind: 'compared', id, likeness: likenessOf(planesOf(one), planesOf(other)) };
}
const sight = async (jpeg: Buffer): Promise<Sight> => ({ grey: await grey(jpeg, WRITING_SIDE), closer: await grey(jpeg, CLOSER_SIDE) });
async function grey(jpeg: Buffer, side: number): Promise<GreyPicture> {
  const { data, info } = await sharp(jpeg).greyscale().resize({ width: side, height: side, fit: 'inside' }).raw().toBuffer({ resolveWithObject: true });
  return { width: info.width, height: info.height, pixels: data };
}

async function answer(job: ReadingJob, bytes: Buffer): Promise<ReaderMessage> {
  if (job.task === 'read') return read(bytes, job);
  return job.task === 'compare' ? compare(bytes, job) : { kind: 'located', id: job.id, part: await smallPrintOf(bytes) };
}

let last: Promise<unknown> = Promise.resolve();
process.stdin.on('data', createFrameReader({ head: 4096, body: LARGEST_PICTURE }, ({ head, body }) => {
  const job = head as ReadingJob;
  const bytes = Buffer.from(body);
  last = last.then(() => answer(job, bytes)).then(
    (message) => send(message),
    (error: unknown) => send({ kind: 'failed', id: job.id, reason: String(error).slice(0, 200) }),
  );
}));
process.stdin.on('end', () => { process.exit(0); });
await send({ kind: 'ready' });
