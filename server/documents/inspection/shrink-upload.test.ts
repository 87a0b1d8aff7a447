/** More than may be kept is shrunk in the child; what is noted is the hash of what came. */
import { createHash } from 'node:crypto';
import { afterAll, describe, expect, it, jest } from '@jest/globals';
import { PDFDocument } from 'pdf-lib';
import sharp from 'sharp';
import { createInspector, type Accepted, type InspectedPage } from './inspect-upload.ts';
import { sampleScan, type SampleFormat } from '../../testing/sample-files.ts';

jest.setTimeout(240_000);

const MEGABYTE = 1024 * 1024;
const limits = { received: 10 * MEGABYTE, kept: 2 * MEGABYTE };
const inspector = createInspector({ maxBytes: limits.kept, maxPages: 4, log: { info: () => undefined, warn: () => undefined } });
afterAll(() => inspector.close());

const person = { name: 'Rahmawati Contoh', nik: '6472015708880001', npwp: '6472015708880001' };
const scan = (format: SampleFormat, bytes: number) => sampleScan('ktp', person, format, bytes);
const hash = (bytes: Buffer) => createHash('sha256').update(bytes).digest('hex');

async function pdfOfPictures(count: number, bytesEach: number): Promise<Buffer> {
  const pdf = await PDFDocument.create();
  for (let n = 0; n < count; n += 1) {
    const picture = await pdf.embedJpg(await scan('jpeg', bytesEach));
    pdf.addPage([595, 842]).drawImage(picture, { x: 0, y: 0, width: 595, height: 842 });
  }
  return Buffer.from(await pdf.save());
}
async function pagesOf({ pages }: Accepted): Promise<InspectedPage[]> {
  const all: InspectedPage[] = [];
  for await (const page of pages) all.push(page);
  return all;
}

describe('a scan of the counter that is larger than what is kept', () => {
  it.each(['jpeg', 'png'] as const)('as %s becomes a JPEG within the limit that is as sharp as an A4 page at 150 dpi', async (format) => {
    const buffer = await scan(format, 8 * MEGABYTE);
    expect(buffer.length).toBeGreaterThan(6 * MEGABYTE);
    const result = await inspector.inspect({ buffer, fileName: `scan.${format === 'png' ? 'png' : 'jpg'}`, limits });
    if (result.outcome === 'refused') throw new Error(result.key);
    expect(result).toMatchObject({ type: 'image/jpeg', receivedSha256: hash(buffer), receivedBytes: buffer.length });
    expect(result.storedBytes).toBeLessThanOrEqual(limits.kept);
    expect(result.warnings.map((warning) => warning.key)).toContain('file_shrunk');
    const { width = 0, height = 0, format: kept } = await sharp(result.stored).metadata();
    expect(kept).toBe('jpeg');
    expect(Math.max(width, height)).toBeGreaterThan(1_750);
  });

  it('as a PDF becomes a PDF of its pages that opens again', async () => {
    const buffer = await pdfOfPictures(3, 2.5 * MEGABYTE);
    const result = await inspector.inspect({ buffer, fileName: 'scan.pdf', limits });
    if (result.outcome === 'refused') throw new Error(result.key);
    expect(result).toMatchObject({ type: 'application/pdf', receivedSha256: hash(buffer), pageCount: 3 });
    expect(result.storedBytes).toBeLessThanOrEqual(limits.kept);
    expect(await pagesOf(result)).toHaveLength(3);
    const again = await PDFDocument.load(result.stored);
    expect(again.getPages().map((page) => [Math.round(page.getWidth()), Math.round(page.getHeight())])).toEqual([[595, 842], [595, 842], [595, 842]]);
    const reopened = await inspector.inspect({ buffer: result.stored, fileName: 'scan.pdf' });
    if (reopened.outcome === 'refused') throw new Error(reopened.key);
    expect(await pagesOf(reopened)).toHaveLength(3);
  });

  it('as a PDF with more pages than are drawn is refused with what to do', async () => {
    const buffer = await pdfOfPictures(5, 0.6 * MEGABYTE);
    expect(await inspector.inspect({ buffer, fileName: 'scan.pdf', limits })).toMatchObject({ outcome: 'refused', key: 'pdf_cannot_shrink', temporary: false, params: { maxMb: 2 } });
  });

  it('above the limit of the counter is refused, and an applicant has his own limit', async () => {
    const buffer = await scan('jpeg', 3 * MEGABYTE);
    expect(await inspector.inspect({ buffer, fileName: 'scan.jpg', limits: { received: 2.5 * MEGABYTE, kept: MEGABYTE } })).toMatchObject({ outcome: 'refused', key: 'file_too_large', params: { maxMb: 2.5 } });
    expect(await inspector.inspect({ buffer, fileName: 'scan.jpg' })).toMatchObject({ outcome: 'refused', key: 'file_too_large', params: { maxMb: 2 } });
  });
});
