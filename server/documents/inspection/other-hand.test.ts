/** Pictures by another hand than the one the thresholds were set with: a handful here, hundreds in `npm run bench -- documents-other-warnings`. */
import { afterAll, beforeAll, describe, expect, it, jest } from '@jest/globals';
import sharp from 'sharp';
import { drawOtherPdf } from '../../testing/card-scans/draw-other-card.ts';
import { inPdf, OTHER_CONDITIONS, type OtherCondition, type OtherScan } from '../../testing/card-scans/other-scan-of.ts';
import { otherScansElsewhere } from '../../testing/card-scans/plain-node.ts';
import { createInspector } from './inspect-upload.ts';

/** Drawing takes its time on a busy machine. */
jest.setTimeout(300_000);

const inspector = createInspector({ maxBytes: 8_000_000, log: { info: () => undefined, warn: () => undefined } });
afterAll(() => inspector.close());

const SHOWN: OtherCondition[] = ['datar', 'alas_bergaris', 'goyang', 'remuk_penuh', 'terpotong_rapat', 'gelap_kilat', 'a4_200'];
let scans: OtherScan[];
beforeAll(async () => { scans = await otherScansElsewhere(SHOWN.map((condition) => [871, 'ktp', condition])); }, 300_000);

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
