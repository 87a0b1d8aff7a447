/**
 * The process in which one uploaded file is opened, and only one: it says `ready`, reads one job, answers and ends,
 * so a hostile file never shares a process with somebody else's. Started by `run-inspection-child.ts`, which holds
 * its limits of memory, CPU and time.
 */
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { Socket } from 'node:net';
import { PDFiumLibrary } from '@hyzyla/pdfium';
import sharp from 'sharp';
import { createFrameReader, encodeFrame } from './child-frames.ts';
import type { ChildMessage, InspectionJob } from './child-messages.ts';
import { cleanImage } from './clean-image.ts';
import { limitWasmMemory } from './pdfium-memory-limit.ts';
import { renderPdf } from './render-pdf.ts';

const answersFd = 3;
const pdfiumMebibytes = 192;
const largestUpload = 64 * 1024 * 1024;

sharp.concurrency(1);
sharp.cache(false);
// libvips reads by content, whatever we believe the file to be; nothing but these two may be tried.
sharp.block({ operation: ['VipsForeignLoad'] });
sharp.unblock({ operation: ['VipsForeignLoadJpeg', 'VipsForeignLoadPng'] });

let pdfiumLacksMemory = false;
/* eslint-disable no-console -- PDFium's glue code reports on the console; the only thing worth knowing there is a refused request for memory. */
console.error = (...words: unknown[]) => {
  if (String(words[0]).includes('grow the heap')) pdfiumLacksMemory = true;
};
console.log = () => undefined;
/* eslint-enable no-console */

async function loadPdfium(): Promise<PDFiumLibrary> {
  const wasm = readFileSync(createRequire(import.meta.url).resolve('@hyzyla/pdfium/pdfium.wasm'));
  return PDFiumLibrary.init({ wasmBinary: limitWasmMemory(wasm, pdfiumMebibytes).buffer });
}

const answers = new Socket({ fd: answersFd, writable: true, readable: false });
function send(message: ChildMessage, body?: Uint8Array): Promise<void> {
  return new Promise((resolve, reject) => {
    answers.write(encodeFrame(message, body), (error) => (error ? reject(error) : resolve()));
  });
}

async function inspect(job: InspectionJob, file: Uint8Array): Promise<void> {
  // Only when it is needed: a third of what starting costs, and most uploads are photographs.
  if (job.type === 'application/pdf') await renderPdf(file, job, { library: await loadPdfium(), ranOutOfMemory: () => pdfiumLacksMemory }, send);
  else await cleanImage(file, job, send);
  await send({ kind: 'done' });
}

const read = createFrameReader({ head: 4096, body: largestUpload }, ({ head, body }) => {
  inspect(head as InspectionJob, body).then(
    () => answers.end(() => process.exit(0)),
    // The parent takes an end without `done` for what it is: a file that could not be read to its end.
    () => answers.end(() => process.exit(1)),
  );
});
process.stdin.on('data', read);
// Before a job: the parent is gone. After it: the parent only closed its side.
let busy = false;
process.stdin.once('data', () => {
  busy = true;
});
process.stdin.on('end', () => {
  if (!busy) process.exit(0);
});
await send({ kind: 'ready' });
