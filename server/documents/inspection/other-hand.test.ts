/** Pictures by another hand than the one the thresholds were set with: a handful here, hundreds in `npm run bench -- documents-other-warnings`. */
import { afterAll, beforeAll, describe, expect, it, jest } from '@jest/globals';
import { PDFDocument, rgb } from 'pdf-lib';
import sharp from 'sharp';
import { drawOtherPdf } from '../../testing/card-scans/draw-other-card.ts';
import { inPdf, OTHER_CONDITIONS, type OtherCondition, type OtherScan } from '../../testing/card-scans/other-scan-of.ts';
import { otherScansElsewhere, type OtherWanted } from '../../testing/card-scans/plain-node.ts';
import { createInspector } from './inspect-upload.ts';

/** Drawing takes its time on a busy machine. */
jest.setTimeout(300_000);

const inspector = createInspector({ maxBytes: 8_000_000, log: { info: () => undefined, warn: () => undefined } });
afterAll(() => inspector.close());

const SHOWN: OtherCondition[] = ['datar', 'alas_bergaris', 'goyang', 'remuk_penuh', 'terpotong_rapat', 'gelap_kilat', 'a4_200'];
/** Each was judged wrongly while only an edge's own two sides, the shape of the picture and every dark mark in it were looked at. */
const ONCE_WRONG: OtherWanted[] = [
  [91_000, 'ktp', 'batik_terang'], [91_001, 'npwp', 'batik_gelap'], [91_004, 'npwp', 'di_atas_kertas'], [91_003, 'ktp', 'jauh'], [91_000, 'ktp', 'dua_bersusun'], [91_001, 'npwp', 'dua_berdampingan'],
  [91_002, 'sertifikat_keahlian', 'alas_bergaris'], [91_002, 'sertifikat_keahlian', 'terpotong_foto'], [91_004, 'npwp', 'terpotong_rapat'], [91_006, 'ktp', 'terpotong_tipis'],
];
let scans: OtherScan[];
let onceWrong: OtherScan[];
beforeAll(async () => {
  scans = await otherScansElsewhere(SHOWN.map((condition) => [871, 'ktp', condition]));
  onceWrong = await otherScansElsewhere(ONCE_WRONG);
}, 300_000);

/** A photo that fills the page, and lines an app or a person wrote over it. */
async function photoWithText(jpeg: Buffer, lines: readonly string[]): Promise<Buffer> {
  const { width = 1, height = 1 } = await sharp(jpeg).metadata();
  const document = await PDFDocument.load(await inPdf(jpeg, 595, (595 * height) / width));
  lines.forEach((line, n) => { document.getPage(0).drawText(line, { x: 20, y: 12 + 20 * n, size: 9, color: rgb(0.6, 0.6, 0.6) }); });
  return Buffer.from(await document.save());
}

async function accepted(buffer: Buffer, fileName: string) {
  const looked = await inspector.inspect({ buffer, fileName });
  if (looked.outcome === 'refused') throw new Error(looked.key);
  return looked;
}
const saidOf = async (buffer: Buffer, fileName: string) => (await accepted(buffer, fileName)).warnings.map(({ key }) => key);

describe('a picture by another hand', () => {
  it.each(SHOWN)('%s is warned of as what it is, or not at all', async (condition) => {
    const scan = scans[SHOWN.indexOf(condition)];
    if (!scan) throw new Error('not drawn');
    const said = await saidOf(scan.bytes, scan.type === 'image/jpeg' ? 'a.jpg' : 'a.pdf');
    const fault = OTHER_CONDITIONS[condition];
    if (fault === null) expect(said).toEqual([]);
    else expect(said).toContain(fault);
  });

  it.each(ONCE_WRONG.map(([seed, kind, condition], n) => [condition, kind, seed, n] as const))('%s, %s %i: what lies round a card, or how much of it is gone, is no longer guessed', async (condition, _kind, _seed, n) => {
    const scan = onceWrong[n];
    if (!scan) throw new Error('not drawn');
    const fault = OTHER_CONDITIONS[condition];
    const said = await saidOf(scan.bytes, 'a.jpg');
    if (fault === null) expect(said).toEqual([]);
    else expect(said).toContain(fault);
  });

  it('is a photo in a PDF too, whatever line an app wrote under it', async () => {
    const taken = (condition: OtherCondition) => scans[SHOWN.indexOf(condition)]?.bytes ?? Buffer.alloc(0);
    const footer = ['Scanned with CamScanner'];
    expect(await saidOf(await photoWithText(taken('terpotong_rapat'), footer), 'a.pdf')).toContain('picture_cut');
    expect(await saidOf(await photoWithText(taken('gelap_kilat'), footer), 'a.pdf')).toEqual(['picture_too_dark']);
    expect(await saidOf(await photoWithText(taken('remuk_penuh'), footer), 'a.pdf')).toContain('picture_crushed');
    expect(await saidOf(await photoWithText(taken('datar'), ['Halaman 1 dari 1', ...footer]), 'a.pdf')).toEqual([]);
    // Before a picture as background, a page of text is still that.
    const background = await sharp({ create: { width: 800, height: 1100, channels: 3, background: '#222' } }).jpeg().toBuffer();
    expect(await saidOf(await photoWithText(background, Array.from({ length: 8 }, (_, n) => `${n + 1}. Surat keterangan contoh bagi penyedia`)), 'a.pdf')).toEqual([]);
  });

  it('is no photo when a program wrote it: bands to its edges, nothing photographed, no warning', async () => {
    for (const kind of ['ktp', 'npwp', 'sertifikat_keahlian'] as const) expect(await saidOf(await drawOtherPdf(872, kind), 'a.pdf')).toEqual([]);
    const dark = await sharp({ create: { width: 800, height: 500, channels: 3, background: '#111' } }).jpeg().toBuffer();
    expect(await saidOf(await inPdf(dark, 595, 372), 'a.pdf')).toEqual(['picture_too_dark']);
  });

  it('gives a part of it larger than the page picture has it, from a picture and from a PDF', async () => {
    const sheet = await sharp({ create: { width: 2480, height: 3508, channels: 3, background: '#fff' } }).jpeg().toBuffer();
    for (const [bytes, fileName] of [[sheet, 'a.jpg'], [await inPdf(sheet, 595, 842), 'a.pdf']] as const) {
      const { stored, type } = await accepted(bytes, fileName);
      const part = await inspector.drawPart(stored, type, { left: 0.1, top: 0.2, width: 0.5, height: 0.2 });
      const { width = 0, height = 0 } = await sharp(part ?? Buffer.alloc(0)).metadata();
      expect({ fileName, enough: width > 1100, shape: Math.round((width / height) * 10) / 10 }).toEqual({ fileName, enough: true, shape: 1.8 });
    }
    expect(await inspector.drawPart(Buffer.from('%PDF-1.4 nothing'), 'application/pdf', { left: 0, top: 0, width: 1, height: 1 })).toBeNull();
  });
});
