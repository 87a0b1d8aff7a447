import { createHash } from 'node:crypto';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, afterEach, describe, expect, it, jest } from '@jest/globals';
import { PDFDocument } from 'pdf-lib';
import sharp from 'sharp';
import type { Sharp } from 'sharp';
import { pdfOf } from '../../testing/hostile-files.ts';
import { sampleScan } from '../../testing/sample-files.ts';
import { createInspector } from './inspect-upload.ts';
import type { Accepted, InspectedPage, Refused, Upload } from './inspect-upload.ts';

/** Every file is opened in a process of its own, which takes its time on a busy machine. */
jest.setTimeout(240_000);

const person = { name: 'Rahmawati Contoh', nik: '6472015708880001', npwp: '6472015708880001' };
const logged: object[] = [];
const log = { info: (fields: object) => void logged.push(fields), warn: (fields: object) => void logged.push(fields) };
const maxBytes = 2 * 1024 * 1024;
const inspector = createInspector({ maxBytes, maxPages: 4, log });

afterEach(() => void logged.splice(0));
afterAll(() => inspector.close());

async function accepted(upload: Upload): Promise<Accepted> {
  const result = await inspector.inspect(upload);
  if (result.outcome === 'refused') throw new Error(`refused: ${result.key}`);
  return result;
}

async function refused(upload: Upload): Promise<Refused> {
  const result = await inspector.inspect(upload);
  if (result.outcome === 'accepted') throw new Error('accepted');
  return result;
}

async function pagesOf({ pages }: Accepted): Promise<InspectedPage[]> {
  const all: InspectedPage[] = [];
  for await (const page of pages) all.push(page);
  return all;
}

const hash = (bytes: Buffer) => createHash('sha256').update(bytes).digest('hex');

async function pdfWithPages(count: number): Promise<Buffer> {
  const scan = await PDFDocument.load(await sampleScan('ktp', person, 'pdf'));
  const document = await PDFDocument.create();
  for (let i = 0; i < count; i++) document.addPage((await document.copyPages(scan, [0]))[0]);
  return Buffer.from(await document.save());
}

describe('an honest PDF', () => {
  it('is kept as it came, and shown as a picture', async () => {
    const buffer = await sampleScan('ktp', person, 'pdf');
    const result = await accepted({ buffer, fileName: 'ktp.pdf' });
    expect(result).toMatchObject({ type: 'application/pdf', pageCount: 1, receivedBytes: buffer.length, storedBytes: buffer.length, warnings: [] });
    expect(result.stored.equals(buffer)).toBe(true);
    expect([result.receivedSha256, result.storedSha256]).toEqual([hash(buffer), hash(buffer)]);
    const [page, ...others] = await pagesOf(result);
    expect(others).toEqual([]);
    const picture = await sharp(page?.jpeg).metadata();
    expect(picture).toMatchObject({ format: 'jpeg', width: 1600, height: 1129 });
    expect(page).toMatchObject({ n: 1, width: 1600, height: 1129 });
    expect((await sharp(page?.preview).metadata()).width).toBe(1000);
    expect(page?.preview.length).toBeLessThan(150 * 1024);
    expect(await result.finished).toEqual([]);
  });

  it('shows the ink where it belongs, in the right colours', async () => {
    // A blue page with a red field in the upper left quarter.
    const content = '0 0 1 rg 0 0 300 200 re f 1 0 0 rg 0 100 150 100 re f';
    const stream = `<</Length ${content.length}>>\nstream\n${content}\nendstream`;
    const page = '<</Type/Page/Parent 2 0 R/MediaBox[0 0 300 200]/Contents 4 0 R>>';
    const buffer = pdfOf(['<</Type/Catalog/Pages 2 0 R>>', '<</Type/Pages/Kids[3 0 R]/Count 1>>', page, stream]);
    const [picture] = await pagesOf(await accepted({ buffer, fileName: 'warna.pdf' }));
    const { data, info } = await sharp(picture?.jpeg).raw().toBuffer({ resolveWithObject: true });
    const colourAt = (x: number, y: number) => [...data.subarray((y * info.width + x) * 3, (y * info.width + x) * 3 + 3)].map((v) => (v > 128 ? 1 : 0));
    expect(colourAt(200, 200)).toEqual([1, 0, 0]);
    expect(colourAt(1400, 200)).toEqual([0, 0, 1]);
    expect(colourAt(200, 900)).toEqual([0, 0, 1]);
  });

  it('gives its pages in order, the first before the others are drawn', async () => {
    const result = await accepted({ buffer: await pdfWithPages(3), fileName: 'tiga.pdf' });
    let finished = false;
    void result.finished.then(() => (finished = true));
    await Promise.resolve();
    expect(finished).toBe(false);
    expect((await pagesOf(result)).map((page) => page.n)).toEqual([1, 2, 3]);
    expect(await result.finished).toEqual([]);
  });

  it('is shown up to the page limit, and says so', async () => {
    const result = await accepted({ buffer: await pdfWithPages(6), fileName: 'enam.pdf' });
    const warning = { key: 'pages_not_shown', params: { pages: 6, shown: 4 } };
    expect(result).toMatchObject({ pageCount: 6, warnings: [warning] });
    expect((await pagesOf(result)).length).toBe(4);
    expect(await result.finished).toEqual([warning]);
    // The child stopped by itself; nobody had to stop it.
    expect(logged).toEqual([expect.objectContaining({ pages: 6 })]);
  });

  it('names the pages that could not be drawn', async () => {
    const good = '<</Type/Page/Parent 2 0 R/MediaBox[0 0 300 200]>>';
    const buffer = pdfOf(['<</Type/Catalog/Pages 2 0 R>>', '<</Type/Pages/Kids[3 0 R 99 0 R 3 0 R]/Count 3>>', good]);
    const result = await accepted({ buffer, fileName: 'bolong.pdf' });
    expect((await pagesOf(result)).map((page) => page.n)).toEqual([1, 3]);
    expect(await result.finished).toContainEqual({ key: 'pages_unreadable', params: { pages: '2' } });
  });

  it('is read from disk as well', async () => {
    const folder = await mkdtemp(join(tmpdir(), 'inspection-'));
    try {
      const path = join(folder, 'a1b2');
      const buffer = await sampleScan('npwp', person, 'pdf');
      await writeFile(path, buffer);
      expect((await accepted({ path, fileName: 'npwp.pdf' })).receivedSha256).toBe(hash(buffer));
      await writeFile(path, Buffer.alloc(maxBytes + 1));
      expect(await refused({ path, fileName: 'npwp.pdf' })).toMatchObject({ key: 'file_too_large', params: { maxMb: 2 }, temporary: false });
    } finally {
      await rm(folder, { recursive: true });
    }
  });
});

describe('an honest picture', () => {
  it.each([
    ['jpeg', 'image/jpeg'],
    ['png', 'image/png'],
  ] as const)('of kind %s is stored without a trace of its metadata', async (format, type) => {
    const plain = await sampleScan('ktp', person, format);
    const gps = { GPSLatitude: '0/1 30/1 0/1', GPSLatitudeRef: 'S', GPSLongitude: '117/1 9/1 0/1', GPSLongitudeRef: 'E' };
    const tagged = await sharp(plain).withExif({ IFD0: { Artist: 'RAHASIA-EXIF' }, IFD3: gps }).withIccProfile('p3').toBuffer();
    const buffer = Buffer.concat([tagged, Buffer.from('<script>RAHASIA-EKOR</script>')]);
    expect((await sharp(buffer).metadata()).exif?.includes('RAHASIA-EXIF')).toBe(true);

    const result = await accepted({ buffer, fileName: `foto.${format}` });
    expect(result.type).toBe(type);
    const [page] = await pagesOf(result);
    for (const copy of [result.stored, page?.jpeg, page?.preview]) {
      const metadata = await sharp(copy).metadata();
      expect(metadata.exif).toBeUndefined();
      expect(metadata.icc).toBeUndefined();
      expect(copy?.includes('RAHASIA')).toBe(false);
      expect(copy?.includes('Exif')).toBe(false);
    }
    expect((await sharp(result.stored).metadata()).format).toBe(format);
    expect([result.receivedSha256, result.storedSha256]).toEqual([hash(buffer), hash(result.stored)]);
  });

  it.each([1, 2, 3, 4, 5, 6, 7, 8])('with EXIF orientation %i is stored upright', async (orientation) => {
    const plain = await sampleScan('ktp', person, 'jpeg');
    const buffer = await sharp(plain).withMetadata({ orientation }).jpeg().toBuffer();
    // By way of PNG, since a JPEG is shrunk while it is read and that depends on how it lies.
    const small = async (upright: Sharp) => sharp(await upright.png({ compressionLevel: 1 }).toBuffer()).resize({ width: 60 }).raw().toBuffer();
    const expected = await small(sharp(buffer).autoOrient());
    const found = await small(sharp((await accepted({ buffer, fileName: 'foto.jpg' })).stored));
    expect(found.length).toBe(expected.length);
    const difference = found.reduce((sum, value, i) => sum + Math.abs(value - (expected[i] ?? 0)), 0) / found.length;
    expect(difference).toBeLessThan(3);
  });

  it('above 12 megapixels is shrunk, and never grows beyond the upload limit', async () => {
    const large = sharp(await sampleScan('sertifikat_keahlian', person, 'png')).resize({ width: 5600 });
    const { stored } = await accepted({ buffer: await large.png({ palette: true, colours: 4 }).toBuffer(), fileName: 'besar.png' });
    const { width, height } = await sharp(stored).metadata();
    expect(width * height).toBeLessThanOrEqual(12_000_000);
    expect(width * height).toBeGreaterThan(2_000_000);
    expect(stored.length).toBeLessThanOrEqual(maxBytes);

    const coarse = sharp(await sampleScan('ktp', person, 'jpeg', 1_900_000)).jpeg({ quality: 60 });
    const result = await accepted({ buffer: await coarse.toBuffer(), fileName: 'foto.jpg' });
    expect(result.storedBytes).toBeLessThanOrEqual(maxBytes);
  });

  it('that is grey, see-through or of 16 bits is taken too', async () => {
    const scan = await sampleScan('ktp', person, 'png');
    const kinds = {
      grey: sharp(scan).greyscale().png(),
      'black and white': sharp(scan).greyscale().threshold(128).png({ palette: true, colours: 2 }),
      'see-through': sharp(scan).ensureAlpha(0.5).png(),
      '16 bits': sharp(scan).toColourspace('rgb16').png(),
    };
    for (const image of Object.values(kinds)) {
      const result = await accepted({ buffer: await image.toBuffer(), fileName: 'pindai.png' });
      expect((await pagesOf(result)).length).toBe(1);
    }
    const cmyk = await sharp(scan).toColourspace('cmyk').jpeg().toBuffer();
    expect((await accepted({ buffer: cmyk, fileName: 'cetak.jpg' })).warnings).toEqual([]);
  });

  it('is taken with a warning when it is blurred or small', async () => {
    const scan = await sampleScan('ktp', person, 'jpeg');
    const blurred = await sharp(scan).blur(8).toBuffer();
    expect((await accepted({ buffer: blurred, fileName: 'a.jpg' })).warnings).toEqual([{ key: 'picture_blurred', params: {} }]);
    const small = await sharp(scan).resize({ width: 400 }).toBuffer();
    expect((await accepted({ buffer: small, fileName: 'a.jpg' })).warnings).toContainEqual({ key: 'picture_small', params: { pixels: 400, least: 600 } });
  });
});

it('logs neither the name nor the content of a file', async () => {
  const buffer = Buffer.from(`${person.nik} ${person.name}`);
  await refused({ buffer, fileName: `${person.nik} ${person.name}.pdf`, declaredType: 'application/pdf' });
  await accepted({ buffer: await sampleScan('ktp', person, 'pdf'), fileName: `${person.nik}.pdf` });
  expect(logged.length).toBe(2);
  expect(JSON.stringify(logged)).not.toMatch(/6472015708880001|Rahmawati/);
});
