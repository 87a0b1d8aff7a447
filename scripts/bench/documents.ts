/**
 * Scans: what the machine reads and what it warns of, on invented cards of seeds nobody looked at while building; and how quickly an officer sees
 * the pages of a thick PDF.
 */
import sharp from 'sharp';
import { judgeImage } from '../../server/documents/inspection/clean-image.ts';
import { fitToPage, makePagePicture } from '../../server/documents/inspection/page-picture.ts';
import { createDocumentReader } from '../../server/documents/reading/document-reader.ts';
import type { CardKind } from '../../server/testing/card-scans/draw-card.ts';
import { asPdf, BAD_CONDITIONS, scanOf, type CardScan, type Condition } from '../../server/testing/card-scans/scan-of.ts';
import { figure, percentile, timed, type Figure } from './figure.ts';
import { withSetting } from './setting.ts';
import { picturesOnSlowLine } from './slow-line.ts';

/** `LOKET_BENCH_SEED` moves the cards to others; the count is that of pictures of each condition. */
const FIRST_SEED = Number(process.env.LOKET_BENCH_SEED ?? 50_000);
const EACH = Number(process.env.LOKET_BENCH_EACH ?? 60);
const KINDS: CardKind[] = ['ktp', 'npwp', 'sertifikat_keahlian'];
const THICK_PAGES = 20;

/** The page picture as the inspection makes it. */
async function pageOf({ jpeg }: CardScan) {
  return fitToPage(await rawOf(jpeg));
}

async function rawOf(jpeg: Buffer) {
  const { data, info } = await sharp(jpeg).raw().toBuffer({ resolveWithObject: true });
  return { data, width: info.width, height: info.height, channels: 3 } as const;
}

/** Warned of at once, while the sender still holds the phone. A card on its head is found by the reading, not here. */
export async function warnings(): Promise<Figure[]> {
  const silent: Partial<Record<Condition, number>> = {};
  let bad = 0;
  let missed = 0;
  let good = 0;
  let alarmed = 0;
  const times: number[] = [];
  for (const condition of ['jernih', 'agak_rusak', ...BAD_CONDITIONS] as const) {
    for (let n = 0; n < EACH; n += 1) {
      const scan = await scanOf(FIRST_SEED + n, KINDS[n % 3] ?? 'ktp', condition);
      if (condition === 'terputar' && scan.shot.turn === 180) continue;
      const raw = await rawOf(scan.jpeg);
      const pixels = await fitToPage(raw);
      let warned = false;
      times.push(await timed(async () => { warned = (await judgeImage(scan.jpeg, raw, pixels)).length > 0; }));
      if (BAD_CONDITIONS.includes(condition)) {
        bad += 1;
        if (!warned) { missed += 1; silent[condition] = (silent[condition] ?? 0) + 1; }
      } else {
        good += 1;
        if (warned) alarmed += 1;
      }
    }
  }
  return [
    figure({ name: 'bad_pictures_flagged', unit: 'share', value: (bad - missed) / bad, target: 0.95, atLeast: true, seen: { pictures: bad, ...silent, msP95: percentile(times, 0.95) } }),
    figure({ name: 'good_pictures_flagged', unit: 'share', value: alarmed / good, target: 0.03, seen: { pictures: good } }),
  ];
}

export async function readings(): Promise<Figure[]> {
  const reader = createDocumentReader({ log: { warn: (fields, message) => { process.stderr.write(`${message} ${JSON.stringify(fields)}\n`); } } });
  const wrong: Record<string, { of: number; wrong: number }> = {};
  const times: number[] = [];
  try {
    const pages: { scan: CardScan; page: Buffer }[] = [];
    for (const condition of ['jernih', 'agak_rusak'] as const) {
      for (let n = 0; n < EACH; n += 1) {
        // Twice as many KTP as others: its number is what is promised.
        const scan = await scanOf(FIRST_SEED + 1_000 + n, n % 2 === 0 ? 'ktp' : KINDS[1 + (n % 4 === 1 ? 0 : 1)] ?? 'npwp', condition);
        pages.push({ scan, page: (await makePagePicture(await pageOf(scan))).jpeg });
      }
    }
    const [first] = pages;
    if (first) await reader.read(first.page, first.scan.kind); // starting the process is not preparing a scan
    for (const { scan, page } of pages) {
      const began = performance.now();
      const reading = await reader.read(page, null);
      times.push((performance.now() - began) / 1000);
      for (const [field, truth] of Object.entries(scan.truth) as [string, string][]) {
        const count = wrong[`${field}_${scan.condition}`] ??= { of: 0, wrong: 0 };
        count.of += 1;
        const read = reading.proposals.find((proposal) => proposal.field === field)?.value;
        if (field === 'nama' ? read?.toUpperCase() !== truth.toUpperCase() : read !== truth) count.wrong += 1;
      }
    }
  } finally {
    await reader.close();
  }
  const share = (key: string) => { const count = wrong[key]; return count ? (count.of - count.wrong) / count.of : NaN; };
  const others = Object.fromEntries(Object.entries(wrong).filter(([key]) => !key.startsWith('nik')).map(([key, count]) => [key, (count.of - count.wrong) / count.of]));
  return [
    figure({ name: 'nik_exact_clean', unit: 'share', value: share('nik_jernih'), target: 0.98, atLeast: true, seen: { cards: wrong.nik_jernih?.of ?? 0 } }),
    figure({ name: 'nik_exact_mildly_degraded', unit: 'share', value: share('nik_agak_rusak'), target: 0.85, atLeast: true, seen: { cards: wrong.nik_agak_rusak?.of ?? 0, ...others } }),
    figure({ name: 'read_one_picture', unit: 's', value: percentile(times, 0.95), target: 3, seen: { p50: percentile(times, 0.5), pictures: times.length } }),
    figure({ name: 'reader_memory', unit: 'MB', value: reader.peakMebibytes(), target: 560 }),
  ];
}

/** Twenty scanned pages in one PDF of 2 MB, as staff meet it: after the click, first page and next, and over a line of 1 Mbit/s. */
export async function thickPdf(): Promise<Figure[]> {
  const scans: CardScan[] = [];
  for (let n = 0; n < THICK_PAGES; n += 1) {
    const scan = await scanOf(FIRST_SEED + 2_000 + n, KINDS[n % 3] ?? 'ktp', 'jernih');
    // Some 95 KB a page, so that the file stays below what an applicant may send.
    scans.push({ ...scan, jpeg: await sharp(scan.jpeg).resize({ width: 1100 }).jpeg({ quality: 62 }).toBuffer() });
  }
  const pdf = await asPdf(scans);
  return withSetting(async ({ database, server, login }) => {
    const { url } = await server();
    const helpdesk = await login(url, 'helpdesk@loket.test');
    const uploaded = await helpdesk.upload('/api/uploads', pdf, 'tebal.pdf');
    if (uploaded.status !== 201) throw new Error(`upload: ${uploaded.status} ${JSON.stringify(uploaded.body)}`);
    for (let tries = 0; tries < 300; tries += 1) {
      const pages = await database.db('upload_pages').where({ upload_id: uploaded.body.id }).count<{ n: number }[]>({ n: '*' });
      if (Number(pages[0]?.n) === THICK_PAGES) break;
      await new Promise((resolve) => { setTimeout(resolve, 200); });
    }
    const page = (n: number) => fetch(new URL(`/api/uploads/${uploaded.body.id}/pages/${n}?ukuran=kecil`, url), { headers: { Cookie: helpdesk.cookie() } }).then(async (answer) => {
      if (answer.status !== 200) throw new Error(`page ${n}: ${answer.status}`);
      return (await answer.arrayBuffer()).byteLength;
    });
    let bytes = 0;
    const first = await timed(async () => { bytes = await page(1); });
    const next: number[] = [];
    let largest = bytes;
    for (let n = 2; n <= THICK_PAGES; n += 1) next.push(await timed(async () => { largest = Math.max(largest, await page(n)); }));
    const slow = await picturesOnSlowLine({ url, cookie: helpdesk.cookie(), pictures: Array.from({ length: THICK_PAGES }, (_, n) => `/api/uploads/${uploaded.body.id}/pages/${n + 1}?ukuran=kecil`) });
    return [
      figure({ name: 'thick_pdf_first_page', unit: 'ms', value: first, target: 300, seen: { pdfKb: pdf.length / 1024, pages: THICK_PAGES } }),
      figure({ name: 'thick_pdf_next_page', unit: 'ms', value: percentile(next, 0.95), target: 100 }),
      figure({ name: 'usable_picture_at_1_mbit', unit: 's', value: percentile(slow, 0.95) / 1_000, target: 1.5, seen: { p50: percentile(slow, 0.5) / 1_000, slowest: Math.max(...slow) / 1_000, pictures: slow.length, largestKb: largest / 1024 } }),
    ];
  });
}
