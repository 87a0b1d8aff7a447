/** Scans: what the machine reads and what it warns of, on invented cards of seeds nobody looked at while building. */
import sharp from 'sharp';
import { judgeImage } from '../../server/documents/inspection/clean-image.ts';
import { fitToPage, makePagePicture } from '../../server/documents/inspection/page-picture.ts';
import { createDocumentReader } from '../../server/documents/reading/document-reader.ts';
import type { CardKind } from '../../server/testing/card-scans/draw-card.ts';
import { BAD_CONDITIONS, scanOf, type CardScan, type Condition } from '../../server/testing/card-scans/scan-of.ts';
import { figure, percentile, timed, type Figure } from './figure.ts';

/** `LOKET_BENCH_SEED` moves the cards to others; the count is that of pictures of each condition. */
const FIRST_SEED = Number(process.env.LOKET_BENCH_SEED ?? 50_000);
const EACH = Number(process.env.LOKET_BENCH_EACH ?? 60);
const KINDS: CardKind[] = ['ktp', 'npwp', 'sertifikat_keahlian'];

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
