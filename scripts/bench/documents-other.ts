/**
 * What the machine reads and warns of on cards by another hand (`other-scan-of.ts`), one figure for each condition. `LOKET_BENCH_FONTS`: a folder of
 * further typefaces for the numbers; `LOKET_BENCH_CONDITIONS`: these only.
 */
import sharp from 'sharp';
import { judgeImage } from '../../server/documents/inspection/clean-image.ts';
import { createInspector, type Accepted } from '../../server/documents/inspection/inspect-upload.ts';
import type { Warning } from '../../server/documents/inspection/inspection-keys.ts';
import { fitToPage, pageLongSide } from '../../server/documents/inspection/page-picture.ts';
import { DOUBTFUL_BELOW } from '../../server/documents/reading/propose-fields.ts';
import { createDocumentReader } from '../../server/documents/reading/document-reader.ts';
import type { CardKind } from '../../server/testing/card-scans/draw-card.ts';
import { drawOtherPdf } from '../../server/testing/card-scans/draw-other-card.ts';
import { OTHER_CONDITIONS, type OtherCondition, type OtherScan } from '../../server/testing/card-scans/other-scan-of.ts';
import { otherScansElsewhere, type OtherWanted } from '../../server/testing/card-scans/plain-node.ts';
import { figure, percentile, type Figure } from './figure.ts';

const FIRST_SEED = Number(process.env.LOKET_BENCH_SEED ?? 60_000);
const EACH = Number(process.env.LOKET_BENCH_EACH ?? 40);
const ONLY = process.env.LOKET_BENCH_CONDITIONS?.split(',');
const KINDS: CardKind[] = ['ktp', 'npwp', 'sertifikat_keahlian'];
const READ: OtherCondition[] = ['datar', 'foto', 'alas_bergaris', 'kecil', 'a4_150', 'a4_200', 'a4_300', 'agak_rusak'];
const conditions = (Object.keys(OTHER_CONDITIONS) as OtherCondition[]).filter((condition) => !ONLY || ONLY.includes(condition));
const log = { info: () => undefined, warn: (fields: object, message: string) => { process.stderr.write(`${message} ${JSON.stringify(fields)}\n`); } };

/** Two processes draw while this one looks. */
async function* drawn(wanted: OtherWanted[]): AsyncGenerator<OtherScan> {
  const BATCH = 12;
  const next = () => { const batch = wanted.splice(0, BATCH); return batch.length > 0 ? otherScansElsewhere(batch) : null; };
  const ahead = [next(), next()];
  for (let batch = ahead.shift(); batch; batch = ahead.shift()) {
    const scans = await batch;
    ahead.push(next());
    yield* scans;
  }
}

export async function otherWarnings(): Promise<Figure[]> {
  const inspector = createInspector({ maxBytes: 8_000_000, log });
  const counts = Object.fromEntries(conditions.map((condition) => [condition, { of: 0, warned: 0, asItself: 0 }]));
  const wrongly: Record<string, number> = {};
  let digital = 0;
  try {
    const wanted = conditions.flatMap((condition) => Array.from({ length: EACH }, (_, n) => [FIRST_SEED + n, KINDS[n % 3] ?? 'ktp', condition] as const));
    for await (const { condition, bytes, type } of drawn(wanted)) {
      const said = type === 'image/jpeg' ? await saidOf(bytes) : (await accepted(inspector, bytes, type)).warnings;
      const count = counts[condition];
      if (!count) continue;
      count.of += 1;
      if (said.length > 0) count.warned += 1;
      if (said.some(({ key }) => key === OTHER_CONDITIONS[condition])) count.asItself += 1;
      else if (OTHER_CONDITIONS[condition] === null) for (const { key } of said) wrongly[`${condition}_${key}`] = (wrongly[`${condition}_${key}`] ?? 0) + 1;
    }
    for (let n = 0; n < EACH; n += 1) if ((await accepted(inspector, await drawOtherPdf(FIRST_SEED + n, KINDS[n % 3] ?? 'ktp'), 'application/pdf')).warnings.length > 0) digital += 1;
  } finally {
    await inspector.close();
  }
  const sum = (which: (condition: OtherCondition) => boolean, field: 'of' | 'warned' | 'asItself') => conditions.filter(which).reduce((all, condition) => all + (counts[condition]?.[field] ?? 0), 0);
  const bad = (condition: OtherCondition) => OTHER_CONDITIONS[condition] !== null;
  const good = (condition: OtherCondition) => !bad(condition);
  return [
    ...conditions.filter(bad).map((condition) => {
      const { of = 0, warned = 0, asItself = 0 } = counts[condition] ?? {};
      return figure({ name: `other_${condition}_flagged_as_it`, unit: 'share', value: asItself / of, target: 0.95, atLeast: true, seen: { pictures: of, flagged: warned / of } });
    }),
    ...conditions.filter(good).map((condition) => figure({ name: `other_${condition}_flagged`, unit: 'share', value: (counts[condition]?.warned ?? 0) / (counts[condition]?.of ?? 1), target: 0.03, seen: { pictures: counts[condition]?.of ?? 0 } })),
    ...(conditions.some(bad) ? [figure({ name: 'other_bad_pictures_flagged', unit: 'share', value: sum(bad, 'warned') / sum(bad, 'of'), target: 0.95, atLeast: true, seen: { pictures: sum(bad, 'of'), asItself: sum(bad, 'asItself') / sum(bad, 'of') } })] : []),
    ...(conditions.some(good) ? [figure({ name: 'other_good_pictures_flagged', unit: 'share', value: sum(good, 'warned') / sum(good, 'of'), target: 0.03, seen: { pictures: sum(good, 'of'), ...wrongly } })] : []),
    figure({ name: 'other_digital_pdfs_flagged', unit: 'share', value: digital / EACH, target: 0, seen: { files: EACH } }),
  ];
}

async function saidOf(jpeg: Buffer): Promise<Warning[]> {
  const { data, info } = await sharp(jpeg).raw().toBuffer({ resolveWithObject: true });
  const picture = { data, width: info.width, height: info.height, channels: 3 } as const;
  return judgeImage(jpeg, picture, await fitToPage(picture));
}

async function accepted(inspector: ReturnType<typeof createInspector>, bytes: Buffer, type: OtherScan['type']): Promise<Accepted> {
  const looked = await inspector.inspect({ buffer: bytes, fileName: type === 'image/jpeg' ? 'a.jpg' : 'a.pdf' });
  if (looked.outcome === 'refused') throw new Error(`refused: ${looked.key}`);
  return looked;
}

/** As a scan is prepared: page picture, and what is small on it drawn larger. Two KTP to one tax card: its number is what is promised. */
export async function otherReadings(): Promise<Figure[]> {
  const inspector = createInspector({ maxBytes: 8_000_000, log });
  const reader = createDocumentReader({ log });
  const counts: Record<string, { of: number; right: number }> = {};
  const tally = (key: string, right: boolean) => { const count = counts[key] ??= { of: 0, right: 0 }; count.of += 1; if (right) count.right += 1; };
  const times: number[] = [];
  let sureAndWrong = 0;
  try {
    const wanted = READ.filter((condition) => conditions.includes(condition)).flatMap((condition) => Array.from({ length: EACH }, (_, n) => [FIRST_SEED + 1_000 + n, n % 3 === 2 ? 'npwp' : 'ktp', condition] as const));
    const scans: OtherScan[] = [];
    for await (const scan of drawn(wanted)) scans.push(scan); // all of them first: drawing beside it would be measured along
    for (const { condition, truth, template, bytes, type } of scans) {
      const looked = await accepted(inspector, bytes, type);
      const { value: page } = await looked.pages[Symbol.asyncIterator]().next() as { value: { jpeg: Buffer; width: number; height: number } };
      const began = performance.now();
      const { proposals } = await reader.read(page.jpeg, null, type === 'image/jpeg' && Math.max(page.width, page.height) < pageLongSide ? undefined : (part) => inspector.drawPart(looked.stored, looked.type, part));
      times.push((performance.now() - began) / 1000);
      const field = truth.nik === undefined ? 'npwp' : 'nik';
      const read = proposals.find((proposal) => proposal.field === field);
      const right = read?.value === truth[field];
      tally(`${field}_${condition}`, right);
      if (field === 'nik') tally(`face_${template.split('-').slice(3).join('_')}`, right);
      if (!right && (read?.confidence ?? 0) >= DOUBTFUL_BELOW) sureAndWrong += 1;
    }
  } finally {
    await reader.close();
    await inspector.close();
  }
  const share = (key: string) => { const count = counts[key]; return count ? count.right / count.of : NaN; };
  const read = [...READ.filter((condition) => `nik_${condition}` in counts)];
  const faces = Object.fromEntries(Object.keys(counts).filter((key) => key.startsWith('face_')).sort().flatMap((key) => [[key, share(key)], [`${key}_cards`, counts[key]?.of ?? 0]]));
  return [
    ...read.map((condition) => figure({ name: `other_nik_${condition}`, unit: 'share', value: share(`nik_${condition}`), target: condition === 'agak_rusak' ? 0.85 : 0.98, atLeast: true, seen: { cards: counts[`nik_${condition}`]?.of ?? 0, npwp16: share(`npwp_${condition}`), npwpCards: counts[`npwp_${condition}`]?.of ?? 0 } })),
    figure({ name: 'other_numbers_wrong_and_sure', unit: 'share', value: sureAndWrong / Math.max(1, times.length), target: 0.01, seen: { numbers: times.length, ...faces } }),
    figure({ name: 'other_prepare_one_scan', unit: 's', value: percentile(times, 0.95), target: 3, seen: { p50: percentile(times, 0.5), pictures: times.length } }),
    figure({ name: 'other_reader_memory', unit: 'MB', value: reader.peakMebibytes(), target: 560 }),
  ];
}
