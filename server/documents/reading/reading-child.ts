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
import { createWorker, OEM, readCard } from './read-card.ts';
import type { ReaderMessage, ReadingJob } from './reading-messages.ts';

const LARGEST_PICTURE = 8 * 1024 * 1024;
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

let last: Promise<unknown> = Promise.resolve();
process.stdin.on('data', createFrameReader({ head: 4096, body: LARGEST_PICTURE }, ({ head, body }) => {
  const job = head as ReadingJob;
  last = last.then(() => readCard(worker, Buffer.from(body), job.kind)).then(
    (reading) => send({ kind: 'read', id: job.id, reading }),
    (error: unknown) => send({ kind: 'failed', id: job.id, reason: String(error).slice(0, 200) }),
  );
}));
process.stdin.on('end', () => { process.exit(0); });
await send({ kind: 'ready' });
