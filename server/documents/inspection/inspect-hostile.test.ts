import { execFile } from 'node:child_process';
import path from 'node:path';
import { promisify } from 'node:util';
import { afterAll, afterEach, beforeAll, describe, expect, it } from '@jest/globals';
import * as hostile from '../../testing/hostile-files.ts';
import type { InspectingCost } from '../../testing/inspecting-process.ts';
import { sampleScan } from '../../testing/sample-files.ts';
import { createInspector } from './inspect-upload.ts';
import type { Accepted } from './inspect-upload.ts';
import type { RunEnd } from './run-inspection-child.ts';

const person = { name: 'Rahmawati Contoh', nik: '6472015708880001', npwp: '6472015708880001' };
const childEnds: RunEnd[] = [];
const log = { info: () => undefined, warn: (fields: object) => void childEnds.push(fields as RunEnd) };
// What is judged here is the file, not the queue: a busy machine may take its time.
const inspector = createInspector({ maxBytes: 2 * 1024 * 1024, log, pool: { waitMs: 60_000 } });

const samples: Record<'pdf' | 'jpeg' | 'png', Buffer> = { pdf: Buffer.alloc(0), jpeg: Buffer.alloc(0), png: Buffer.alloc(0) };
beforeAll(async () => {
  samples.pdf = await sampleScan('ktp', person, 'pdf');
  samples.jpeg = await sampleScan('ktp', person, 'jpeg');
  samples.png = await sampleScan('ktp', person, 'png');
});
afterEach(() => void childEnds.splice(0));
afterAll(() => inspector.close());

async function outcomeOf(buffer: Buffer, fileName: string) {
  const result = await inspector.inspect({ buffer, fileName });
  return { answer: result.outcome === 'accepted' ? 'accepted' : result.key, result };
}

async function countPages({ pages }: Accepted): Promise<number> {
  let count = 0;
  for await (const page of pages) count = page.n;
  return count;
}

const random = () => {
  let state = 12345;
  return Buffer.from(Array.from({ length: 20_000 }, () => (state = (state * 1103515245 + 12345) & 0x7fffffff) >> 16));
};

const cases: Array<[string, string, string, () => Buffer]> = [
  ['an object stream of 256 MiB', 'a.pdf', 'pdf_needs_too_much_memory', () => hostile.objectStreamBomb(256)],
  ['an object stream of 1,024 MiB', 'a.pdf', 'pdf_needs_too_much_memory', () => hostile.objectStreamBomb(1024)],
  ['a content stream of 113 MiB', 'a.pdf', 'pdf_needs_too_much_memory', () => hostile.endlessDrawing(113)],
  ['a drawing without end', 'a.pdf', 'pdf_took_too_long', () => hostile.endlessDrawing(20)],
  ['a picture of 60,000² in a PDF', 'a.pdf', 'pdf_took_too_long', () => hostile.hugeImagePdf(60_000)],
  ['a page tree that is a circle', 'a.pdf', 'pdf_broken', () => hostile.pageTreeCycle()],
  ['objects that never end', 'a.pdf', 'pdf_broken', () => hostile.unterminatedObjects(190_000)],
  ['a PDF without pages', 'a.pdf', 'pdf_without_pages', () => hostile.pdfWithoutPages()],
  ['a PDF with a password', 'a.pdf', 'pdf_password', () => hostile.encryptedPdf()],
  ['a PDF cut in half', 'a.pdf', 'pdf_broken', () => samples.pdf.subarray(0, samples.pdf.length / 2)],
  ['noise behind a PDF header', 'a.pdf', 'pdf_broken', () => Buffer.concat([Buffer.from('%PDF-1.7\n'), random()])],
  ['noise', 'a.pdf', 'content_unknown', random],
  ['nothing', 'a.pdf', 'file_empty', () => Buffer.alloc(0)],
  ['HTML named .pdf', 'a.pdf', 'content_unknown', () => hostile.htmlPage()],
  ['SVG named .png', 'a.png', 'content_unknown', () => hostile.svgPicture()],
  ['a PDF that begins at offset 10', 'a.pdf', 'pdf_header_moved', () => Buffer.concat([Buffer.alloc(10, 32), samples.pdf])],
  ['a PNG of 16,000²', 'a.png', 'image_too_many_pixels', () => hostile.hugePng(16_000, 8)],
  ['a black-and-white PNG of 30,000²', 'a.png', 'image_too_many_pixels', () => hostile.hugePng(30_000, 1)],
  ['a JPEG that claims 65,500²', 'a.jpg', 'image_too_many_pixels', () => hostile.jpegClaiming(samples.jpeg, 65_500)],
  ['a JPEG that claims more than it has', 'a.jpg', 'image_broken', () => hostile.jpegClaiming(samples.jpeg, 6_000)],
  ['a JPEG cut in half', 'a.jpg', 'image_broken', () => samples.jpeg.subarray(0, samples.jpeg.length / 2)],
  ['a PNG cut in half', 'a.png', 'image_broken', () => samples.png.subarray(0, samples.png.length / 2)],
  ['noise behind a JPEG header', 'a.jpg', 'image_broken', () => Buffer.concat([Buffer.from('ffd8ffe00010', 'hex'), random()])],
];

describe('a hostile or broken file', () => {
  it.each(cases)('%s is refused: %s → %s', async (_what, fileName, key, make) => {
    const { answer } = await outcomeOf(make(), fileName);
    expect(answer).toBe(key);
    // Ended by processor time, which does not depend on what else the machine does.
    const ends = key === 'pdf_took_too_long' ? [expect.objectContaining({ end: 'cpu' })] : [];
    expect(childEnds).toEqual(ends);
    for (const { peakMebibytes } of childEnds) expect(peakMebibytes).toBeLessThan(512);
  });

  it.each([
    ['an object stream of 64 MiB', 'a.pdf', () => hostile.objectStreamBomb(64)],
    ['a page of two million points', 'a.pdf', () => hostile.hugePage(2_000_000)],
    ['arrays nested 900,000 deep', 'a.pdf', () => hostile.nestedArrays(900_000)],
    ['30,000 objects', 'a.pdf', () => hostile.manyObjects(30_000)],
    ['95,000 objects', 'a.pdf', () => hostile.unlistedObjects(95_000)],
    ['a PNG just below the pixel limit', 'a.png', () => hostile.hugePng(6_300, 8)],
  ])('%s is survived and shown', async (_what, fileName, make) => {
    const { result, answer } = await outcomeOf(make(), fileName);
    expect(answer).toBe('accepted');
    if (result.outcome === 'accepted') expect(await countPages(result)).toBe(1);
  });

  it('is shown as far as it could be drawn in time', async () => {
    const impatient = createInspector({ maxBytes: 2 * 1024 * 1024, log, pool: { limits: { allPagesCpuMs: 1_500 } } });
    try {
      const result = await impatient.inspect({ buffer: hostile.endlessDrawing(20, 2), fileName: 'a.pdf' });
      if (result.outcome === 'refused') throw new Error(result.key);
      expect([result.pageCount, await countPages(result)]).toEqual([3, 2]);
      expect(await result.finished).toContainEqual({ key: 'pages_unreadable', params: { pages: '3' } });
      expect(childEnds).toEqual([expect.objectContaining({ end: 'cpu' })]);
    } finally {
      await impatient.close();
    }
  });

  it('is not called unreadable when this process stops while its pages are drawn', async () => {
    const stopping = createInspector({ maxBytes: 2 * 1024 * 1024, log });
    const result = await stopping.inspect({ buffer: hostile.endlessDrawing(20, 2), fileName: 'a.pdf' });
    if (result.outcome === 'refused') throw new Error(result.key);
    const seen: number[] = [];
    const all = (async () => { for await (const { n } of result.pages) { seen.push(n); if (n === 2) void stopping.close(); } })();
    await expect(all).rejects.toThrow('the inspector was closed');
    expect(seen).toEqual([1, 2]);
  });

  it('is refused for now, not for good, when it cannot be opened at all', async () => {
    const closed = createInspector({ maxBytes: 2 * 1024 * 1024, log });
    await closed.close();
    const result = await closed.inspect({ buffer: samples.pdf, fileName: 'a.pdf' });
    expect(result).toEqual({ outcome: 'refused', key: 'inspection_unavailable', params: {}, temporary: true });
  });

  it('costs the web process next to nothing, also when many come at once', async () => {
    const program = path.resolve(import.meta.dirname, '../../testing/inspecting-process.ts');
    const { stdout } = await promisify(execFile)(process.execPath, ['--no-warnings', program], { env: { PATH: process.env.PATH } });
    const cost = JSON.parse(stdout) as InspectingCost;
    const once = ['accepted', 'pdf_needs_too_much_memory', 'image_too_many_pixels', 'accepted', 'pdf_broken', 'accepted'];
    expect(cost.answers).toEqual([...once, ...once]);
    expect(cost.grownMb).toBeLessThan(100);
    // At rest the delay stays below 30 ms and the time below 0.2 s; the rest is for other tests on the same processors.
    expect(cost.loopDelayP99Ms).toBeLessThan(400);
    expect(cost.cpuSeconds).toBeLessThan(1.5);
  });
});
