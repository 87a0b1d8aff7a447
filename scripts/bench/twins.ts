/** The same document, seen before: found again after what happens to pictures on their way, and never where two people have the same kind of card. */
import sharp from 'sharp';
import { likenessOf, planesOf } from '../../server/documents/twins/likeness.ts';
import { distance, hashPicture } from '../../server/documents/twins/picture-hash.ts';
import { CLOSER_SIDE, WRITING_SIDE } from '../../server/documents/twins/writing.ts';
import { drawCard, type CardKind } from '../../server/testing/card-scans/draw-card.ts';
import { scanOf } from '../../server/testing/card-scans/scan-of.ts';
import { figure, percentile, type Figure } from './figure.ts';

export const FIRST_SEED = Number(process.env.LOKET_BENCH_SEED ?? 50_000) + 10_000;
const EACH = Number(process.env.LOKET_BENCH_EACH ?? 60);
/** 142 cards of one template are 10,011 pairs; flat, straight and clean, where they are most alike. */
const PEOPLE = Number(process.env.LOKET_BENCH_TWIN_PEOPLE ?? 142);
/** Cards of one portrait each, eight people and so 28 pairs to a look: paper, letters, portrait, signature, and the table, lamp and hand of a photo are the same. */
const LOOKS = Number(process.env.LOKET_BENCH_TWIN_LOOKS ?? 36);
const PEOPLE_OF_A_LOOK = 8;
const KINDS: CardKind[] = ['ktp', 'npwp', 'sertifikat_keahlian'];
/** As `fingerprints.repository.ts` asks the database. */
const FAR = 9;
const FINE_FAR = 64;

/** What happens to a picture: pressed harder, made smaller or larger, tilted in a larger or the same frame. */
export const COPIES = [
  { tilt: 0, wide: 1, quality: 35 }, { tilt: 0, wide: 0.4, quality: 70 }, { tilt: 0, wide: 1.4, quality: 60 }, { tilt: 1.3, wide: 0.8, quality: 70 }, { tilt: -2.2, wide: 1, quality: 60 },
  { tilt: 3, wide: 0.6, quality: 55 }, { tilt: -3, wide: 0.9, quality: 80 }, { tilt: 2.6, wide: 0.7, quality: 65, sameFrame: true },
];

export async function twinFigures(): Promise<Figure[]> {
  return [...await recall(), ...await strangers(), ...await strangersOfOnePortrait()];
}

async function grey(jpeg: Buffer, side: number) {
  const { data, info } = await sharp(jpeg).greyscale().resize({ width: side, height: side, fit: 'inside' }).raw().toBuffer({ resolveWithObject: true });
  return { width: info.width, height: info.height, pixels: data };
}
export async function lookOf(jpeg: Buffer) {
  return { hashes: hashPicture(await grey(jpeg, 256)), planes: planesOf({ grey: await grey(jpeg, WRITING_SIDE), closer: await grey(jpeg, CLOSER_SIDE) }) };
}
type Look = Awaited<ReturnType<typeof lookOf>>;
const proposes = (one: Look, other: Look) => one.hashes.some((hash) => distance(hash.coarse, other.hashes[0].coarse) <= FAR) && one.hashes.some((hash) => distance(hash.fine, other.hashes[0].fine) <= FINE_FAR);

export async function copyOf(jpeg: Buffer, { tilt, wide, quality, sameFrame }: { tilt: number; wide: number; quality: number; sameFrame?: boolean }): Promise<Buffer> {
  const { width = 0, height = 0 } = await sharp(jpeg).metadata();
  let picture = await sharp(jpeg).rotate(tilt, { background: '#fff' }).toBuffer();
  if (sameFrame) {
    const grown = await sharp(picture).metadata();
    picture = await sharp(picture).extract({ left: Math.floor((grown.width - width) / 2), top: Math.floor((grown.height - height) / 2), width, height }).toBuffer();
  }
  return sharp(picture).resize({ width: Math.round(width * wide) }).jpeg({ quality }).toBuffer();
}

async function recall(): Promise<Figure[]> {
  let copies = 0;
  let found = 0;
  const missed: Record<string, number> = {};
  const times: number[] = [];
  for (let n = 0; n < EACH; n += 1) {
    const { jpeg } = await scanOf(FIRST_SEED + n, KINDS[n % 3] ?? 'ktp', n % 2 === 0 ? 'jernih' : 'agak_rusak');
    const earlier = await lookOf(jpeg);
    for (const [which, change] of COPIES.entries()) {
      const later = await lookOf(await copyOf(jpeg, change));
      copies += 1;
      const began = performance.now();
      // The changed one may be the earlier or the later of the two.
      const same = (which + n) % 2 === 0 ? proposes(later, earlier) && likenessOf(later.planes, earlier.planes).same : proposes(earlier, later) && likenessOf(earlier.planes, later.planes).same;
      times.push(performance.now() - began);
      if (same) found += 1; else missed[`tilt ${change.tilt}, ${change.wide}`] = (missed[`tilt ${change.tilt}, ${change.wide}`] ?? 0) + 1;
    }
  }
  return [figure({ name: 'same_document_found', unit: 'share', value: found / copies, target: 0.99, atLeast: true, seen: { copies, msP95: percentile(times, 0.95), ...missed } })];
}

async function strangers(): Promise<Figure[]> {
  const cards: { template: string; look: Look }[] = [];
  for (let seed = FIRST_SEED + 1_000; cards.length < PEOPLE; seed += 1) {
    const { template, jpeg } = await flat(seed, 'ktp', 1000);
    // One template, not one of its typefaces more.
    if (cards[0] && cards[0].template !== template) continue;
    cards.push({ template, look: await lookOf(jpeg) });
  }
  const { wrong, ...seen } = await takenForOne(cards.map(({ look }) => look));
  return [figure({ name: 'strangers_taken_for_one', unit: 'pairs', value: wrong, target: 0, seen })];
}

async function strangersOfOnePortrait(): Promise<Figure[]> {
  const figures: Figure[] = [];
  for (const how of ['flat', 'photographed'] as const) {
    let wrong = 0;
    const seen = { looks: LOOKS, pairs: 0, proposed: 0, nearest: 0 };
    for (let n = 0; n < LOOKS; n += 1) {
      const look = FIRST_SEED + 3_000 + n * PEOPLE_OF_A_LOOK;
      const kind = n % 4 === 3 ? KINDS[1 + (n % 8 === 3 ? 0 : 1)] ?? 'npwp' : 'ktp';
      const cards: Look[] = [];
      for (let seed = look; cards.length < PEOPLE_OF_A_LOOK; seed += 1) {
        const { jpeg } = how === 'flat' ? await flat(seed, kind, [1000, 856, 640, 1400][n % 4], look) : await scanOf(seed, kind, n % 2 === 0 ? 'jernih' : 'agak_rusak', {}, look);
        cards.push(await lookOf(jpeg));
      }
      const found = await takenForOne(cards);
      wrong += found.wrong; seen.pairs += found.pairs; seen.proposed += found.proposed;
      seen.nearest = Math.max(seen.nearest, found.nearest);
    }
    figures.push(figure({ name: `strangers_of_one_portrait_${how}`, unit: 'pairs', value: wrong, target: 0, seen }));
  }
  return figures;
}

export async function flat(seed: number, kind: CardKind, wide?: number, look?: number): Promise<{ template: string; jpeg: Buffer }> {
  const { pixels, width, height, template } = await drawCard(seed, kind, wide, {}, look);
  return { template, jpeg: await sharp(pixels, { raw: { width, height, channels: 3 } }).jpeg({ quality: 88 }).toBuffer() };
}

/** Pixels alone, without what the numbers would refuse, and whether or not the hash proposes the pair. */
async function takenForOne(cards: readonly Look[]): Promise<{ pairs: number; proposed: number; wrong: number; nearest: number }> {
  let [pairs, proposed, wrong, nearest] = [0, 0, 0, 0];
  for (const [n, one] of cards.entries()) {
    // So that it can be stopped meanwhile.
    await new Promise((resolve) => { setImmediate(resolve); });
    for (const other of cards.slice(n + 1)) {
      pairs += 1;
      if (proposes(one, other)) proposed += 1;
      const { same, alike } = likenessOf(one.planes, other.planes);
      nearest = Math.max(nearest, alike);
      if (same) wrong += 1;
    }
  }
  return { pairs, proposed, wrong, nearest };
}
