/** Measures behind the warnings about a picture. Each is a number; `picture-quality.ts` decides what is too much. */
import type { GreyPicture } from './picture-quality.ts';

/** How often each brightness occurs. One pass for all that only asks how bright; counted by index, which a process that lives for one file runs eight times faster. */
export function brightnessCounts({ pixels }: GreyPicture): Uint32Array {
  const counts = new Uint32Array(256);
  for (let at = 0; at < pixels.length; at += 1) {
    const value = pixels[at] ?? 0;
    counts[value] = (counts[value] ?? 0) + 1;
  }
  return counts;
}

/** Brightness that 95 % of the pixels do not exceed: how light the paper is, whatever the table. */
export function paperBrightness(counts: Uint32Array): number {
  let left = counts.reduce((sum, count) => sum + count, 0) * 0.05;
  for (let value = 255; value > 0; value -= 1) {
    left -= counts[value] ?? 0;
    if (left <= 0) return value;
  }
  return 0;
}

/** Standard deviation of the brightness. */
export function brightnessDeviation(counts: Uint32Array): number {
  let [pixels, sum, squares] = [0, 0, 0];
  counts.forEach((count, value) => {
    pixels += count;
    sum += count * value;
    squares += count * value * value;
  });
  return Math.sqrt(Math.max(0, squares / pixels - (sum / pixels) ** 2));
}

/**
 * How soft the sharpest print is, 0 (crisp) to 1 (smeared): how much of the change from pixel to pixel is left after a further blur, along strong
 * edges only. Does not depend on light or contrast, and grain lowers it little because weak changes are not counted. Asked for both directions apart:
 * a hand that moved leaves the strokes along its way crisp, so the softer one says how the picture is.
 */
export const softness = (grey: GreyPicture): number => softnessBothWays(grey).softer;

export function softnessBothWays(grey: GreyPicture): { softer: number; crisper: number } {
  const { width, height } = grey;
  const across: number[] = [];
  const down: number[] = [];
  const tile = Math.max(40, Math.round(Math.max(width, height) / 12));
  for (let top = 0; top + tile <= height; top += tile) {
    for (let left = 0; left + tile <= width; left += tile) {
      const [x, y] = [tileSoftness(grey, { left, top, tile }, 1, width), tileSoftness(grey, { left, top, tile }, width, 1)];
      if (x !== null) across.push(x);
      if (y !== null) down.push(y);
    }
  }
  const most = Math.max(across.length, down.length);
  // One direction with hardly an edge says nothing: ruled paper, a single line.
  const told = [across, down].filter((scores) => scores.length > 0 && scores.length * 3 >= most).map((scores) => scores.sort((a, b) => a - b)[Math.floor(scores.length * 0.3)] ?? 0);
  return { softer: Math.max(0, ...told), crisper: told.length === 0 ? 0 : Math.min(...told) };
}

const RATIOS = 64;
/** `by` and `other`: how far the next pixel is in this direction and in the other. */
function tileSoftness({ width, pixels }: GreyPicture, { left, top, tile }: { left: number; top: number; tile: number }, by: number, other: number): number | null {
  // The strongest changes over one pixel, against those over four, at the same spots.
  const change = new Uint8Array(tile * tile);
  const share = new Uint8Array(tile * tile);
  let strongest = 0;
  for (let y = 4; y < tile - 4; y += 1) {
    for (let x = 4; x < tile - 4; x += 1) {
      const at = (top + y) * width + left + x;
      const four = Math.abs((pixels[at + 2 * by] ?? 0) - (pixels[at - 2 * by] ?? 0));
      if (four < 8 || four < Math.abs((pixels[at + 2 * other] ?? 0) - (pixels[at - 2 * other] ?? 0))) continue;
      const here = pixels[at] ?? 0;
      const one = Math.max(Math.abs((pixels[at + by] ?? 0) - here), Math.abs(here - (pixels[at - by] ?? 0)));
      change[y * tile + x] = four;
      share[y * tile + x] = Math.min(RATIOS - 1, Math.floor((one / four) * (RATIOS - 1)));
      if (four > strongest) strongest = four;
    }
  }
  if (strongest < 14) return null;
  const counts = new Uint32Array(RATIOS);
  let counted = 0;
  for (let at = 0; at < change.length; at += 1) {
    if ((change[at] ?? 0) <= strongest * 0.6) continue;
    counts[share[at] ?? 0] = (counts[share[at] ?? 0] ?? 0) + 1;
    counted += 1;
  }
  if (counted < 8) return null;
  let crisp = RATIOS - 1;
  for (let left30 = counted * 0.3; crisp > 0; crisp -= 1) {
    left30 -= counts[crisp] ?? 0;
    if (left30 < 0) break;
  }
  // A step in one pixel gives 1, an even slope over four gives 1/4.
  return 1 - Math.min(1, Math.max(0, (crisp / (RATIOS - 1) - 0.25) / 0.75));
}

/** How far print stands in rows rather than columns: > 0 upright (or upside down), < 0 lying on its side. */
export function standing(grey: GreyPicture): number {
  const { width, height } = grey;
  const ink = inkOf(grey);
  let rows = 0;
  let columns = 0;
  const tile = Math.round(Math.max(width, height) / 8);
  // A picture of three pixels has tiles of none: a step of nothing never arrives.
  const step = Math.max(1, Math.round(tile / 2));
  for (let top = 0; top + tile <= height; top += step) {
    for (let left = 0; left + tile <= width; left += step) {
      const byRow = new Float64Array(tile);
      const byColumn = new Float64Array(tile);
      for (let y = 2; y < tile - 2; y += 1) {
        let inRow = 0;
        for (let x = 2, at = (top + y) * width + left + 2; x < tile - 2; x += 1, at += 1) {
          const here = ink[at] ?? 0;
          inRow += here;
          byColumn[x] = (byColumn[x] ?? 0) + here;
        }
        byRow[y] = inRow;
      }
      const [r, c] = [spread(byRow), spread(byColumn)];
      if (r + c === 0) continue;
      rows += r;
      columns += c;
    }
  }
  return rows + columns === 0 ? 0 : Math.log((rows + 1) / (columns + 1));
}

/**
 * Change of brightness around each pixel, 0 where it is faint; taken once, since the tiles overlap. Both directions weigh alike, so that a
 * stroke's own direction does not decide, only where strokes stand.
 */
function inkOf({ width, height, pixels }: GreyPicture): Uint8Array {
  const ink = new Uint8Array(pixels.length);
  for (let at = width + 1; at < width * (height - 1) - 1; at += 1) {
    const edge = Math.abs((pixels[at + 1] ?? 0) - (pixels[at - 1] ?? 0)) + Math.abs((pixels[at + width] ?? 0) - (pixels[at - width] ?? 0));
    if (edge >= 24) ink[at] = Math.min(120, edge);
  }
  return ink;
}

/** Variance of the change over a tenth of the tile: rows of print alternate, columns do not. */
function spread(sums: Float64Array): number {
  let total = 0;
  for (let n = 3; n < sums.length - 3; n += 1) total += ((sums[n + 2] ?? 0) - (sums[n - 2] ?? 0)) ** 2;
  return total / Math.max(1, sums.length);
}

export interface Crossing {
  side: 'kiri' | 'kanan' | 'atas' | 'bawah';
  /** share of the side's length */
  at: number;
  step: number;
  /** brightness along the side, before and after the step */
  before: number; after: number;
}

/**
 * Where the edge of a sheet or card runs out of the picture: a step of brightness that meets a side of the picture squarely and goes on inwards.
 * A card wholly in the picture has none; neither has a scan cropped to the card.
 */
export function edgesLeaving({ width, height, pixels }: GreyPicture): Crossing[] {
  const found: Crossing[] = [];
  const depth = Math.max(18, Math.round(Math.min(width, height) * 0.07));
  const sides: { side: Crossing['side']; length: number; value: (along: number, inwards: number) => number }[] = [
    { side: 'kiri', length: height, value: (along, inwards) => pixels[along * width + inwards] ?? 0 },
    { side: 'kanan', length: height, value: (along, inwards) => pixels[along * width + width - 1 - inwards] ?? 0 },
    { side: 'atas', length: width, value: (along, inwards) => pixels[inwards * width + along] ?? 0 },
    { side: 'bawah', length: width, value: (along, inwards) => pixels[(height - 1 - inwards) * width + along] ?? 0 },
  ];
  for (const { side, length, value } of sides) {
    const outermost = new Float64Array(length);
    const bands = [0, 1, 2].map((band) => {
      const profile = new Float64Array(length);
      const [from, to] = [2 + Math.round((band * depth) / 3), 2 + Math.round(((band + 1) * depth) / 3)];
      for (let along = 0; along < length; along += 1) {
        let sum = 0;
        for (let inwards = from; inwards < to; inwards += 1) sum += value(along, inwards);
        profile[along] = sum / (to - from);
        if (band === 0) outermost[along] = profile[along] ?? 0;
      }
      return steps(profile);
    });
    const margin = Math.round(length * 0.035);
    let last = -100;
    for (let along = margin; along < length - margin; along += 1) {
      const first = bands[0]?.[along] ?? 0;
      const own = Math.abs(first);
      if (own < 9 || !isPeak(bands[0], along)) continue;
      const inner = bands.slice(1).map((band) => nearestLike(band, along, Math.sign(first)));
      const least = Math.min(own, ...inner);
      if (least < 0.55 * own || along - last < 14) continue;
      last = along;
      found.push({ side, at: along / length, step: least, before: outermost[along - 6] ?? 0, after: outermost[along + 6] ?? 0 });
    }
  }
  return found;
}

/** Mean of the ten pixels after against the ten before. */
function steps(profile: Float64Array): Float64Array {
  const out = new Float64Array(profile.length);
  const sums = new Float64Array(profile.length + 1);
  for (let n = 0; n < profile.length; n += 1) sums[n + 1] = (sums[n] ?? 0) + (profile[n] ?? 0);
  for (let n = 12; n < profile.length - 12; n += 1) out[n] = ((sums[n + 11] ?? 0) - (sums[n + 1] ?? 0) - (sums[n - 1] ?? 0) + (sums[n - 11] ?? 0)) / 10;
  return out;
}
function isPeak(band: Float64Array | undefined, at: number): boolean {
  const own = Math.abs(band?.[at] ?? 0);
  for (let n = at - 6; n <= at + 6; n += 1) if (Math.abs(band?.[n] ?? 0) > own) return false;
  return true;
}
function nearestLike(band: Float64Array, at: number, sign: number): number {
  let best = 0;
  for (let n = at - 7; n <= at + 7; n += 1) best = Math.max(best, (band[n] ?? 0) * sign);
  return best;
}
