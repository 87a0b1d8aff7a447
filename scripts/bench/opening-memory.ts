/** Memory of the processes that open what strangers send: pages drawn, parts of them drawn larger for the reader, whole pages for whoever zooms in. */
import sharp from 'sharp';
import { createInspector } from '../../server/documents/inspection/inspect-upload.ts';
import { defaultChildLimits } from '../../server/documents/inspection/child-watch.ts';
import { partPageLongSide } from '../../server/documents/inspection/page-picture.ts';
import { otherScanOf } from '../../server/testing/card-scans/other-scan-of.ts';
import { asPdf, scanOf, type CardScan } from '../../server/testing/card-scans/scan-of.ts';
import { figure, type Figure } from './figure.ts';

const FIRST_SEED = Number(process.env.LOKET_BENCH_SEED ?? 50_000) + 5_000;
/** Of a telephone: 40 megapixels, the most that is taken. */
const LARGEST = { width: 7_296, height: 5_472 };
const THICK_PAGES = 20;

export async function openingMemory(): Promise<Figure[]> {
  const peaks: Record<string, number> = {};
  let left = 0;
  /** A process for each file; what was given up for want of memory would be a small one. */
  const opened = async (name: string, bytes: Buffer, fileName: string) => {
    const inspector = createInspector({ maxBytes: 16_000_000, log: { info: () => undefined, warn: (fields, message) => { left += 1; process.stderr.write(`${name}: ${message} ${JSON.stringify(fields)}\n`); } } });
    try {
      const looked = await inspector.inspect({ buffer: bytes, fileName });
      if (looked.outcome === 'refused') throw new Error(`${name}: ${looked.key}`);
      let pages = 0;
      for await (const page of looked.pages) pages = page.n;
      await looked.finished;
      peaks[`${name}Opening`] = inspector.peakMebibytes();
      for (const part of [{ left: 0, top: 0, width: 0.4, height: 0.3 }, { left: 0, top: 0, width: 1, height: 1, longSide: partPageLongSide }]) {
        if (await inspector.drawPart(looked.stored, looked.type, { page: pages, ...part }) === null) throw new Error(`${name}: a part was not drawn`);
      }
      peaks[`${name}WithParts`] = inspector.peakMebibytes();
    } finally {
      await inspector.close();
    }
  };
  const scans: CardScan[] = [];
  for (let n = 0; n < THICK_PAGES; n += 1) scans.push(await scanOf(FIRST_SEED + n, n % 2 === 0 ? 'ktp' : 'sertifikat_keahlian', 'jernih'));
  await opened('thickPdf', await asPdf(scans), 'tebal.pdf');
  for (const [n, condition] of (['a4_150', 'a4_300', 'a4_300'] as const).entries()) {
    const { bytes, type } = await otherScanOf(FIRST_SEED + n, 'ktp', condition);
    await opened(`${condition}No${n + 1}`, bytes, type === 'image/jpeg' ? 'a.jpg' : 'a.pdf');
  }
  const [{ jpeg } = { jpeg: Buffer.alloc(0) }] = scans;
  await opened('photo40Mp', await sharp(jpeg).resize({ ...LARGEST, fit: 'fill' }).jpeg({ quality: 60 }).toBuffer(), 'foto.jpg');
  return [figure({ name: 'opening_memory', unit: 'MB', value: Math.max(...Object.values(peaks)), target: defaultChildLimits.memoryMebibytes, seen: { ...peaks, endedEarly: left } })];
}
