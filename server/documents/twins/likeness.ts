/**
 * Whether two pictures show one and the same paper: one is laid over the other (tilt, size, cut and light may differ) and then compared piece by
 * piece. Two people's cards of one template agree in most pieces and differ where they are written, so the worst pieces decide, not the mean.
 */
import type { GreyPicture } from '../inspection/picture-quality.ts';
import { sizeOfOther, TILTS, type Tilt } from './picture-hash.ts';

export interface Likeness { /** 0–1: of the pieces with something on them, how many agree */ alike: number; /** 0–1: how far the worst tenth agrees */ worst: number; same: boolean }

interface Plane { width: number; height: number; value: Float32Array }
/** x' = (1 + a) x + b y + e, y' = c x + (1 + d) y + f; from the middle, in long sides of the second picture. */
type Warp = [a: number, b: number, c: number, d: number, e: number, f: number];

/** Long sides in which one is laid over the other, coarse to fine, and the one in which the pieces are compared. */
const SIDES = [56, 112, 224];
const COMPARED_SIDE = 448;
const STEPS = 4;
/** Worth laying over each other in full size: two cards of one template do not come this far. */
const PROMISING = 0.85;
/** Beside the rim, where the corners of a tilted picture are filled with something. */
const INNER = 0.43;
const PIECES = 14;
/** Standard deviation of the brightness below which a piece is bare. */
const BARE = 6;
const AGREES = 0.7;
/** One paper measured 0.95 and 0.7 at least, two cards of one template 0.84 and 0.38 at most (server/testing/card-scans). */
const MOST_PIECES = 0.92;
const WORST_TENTH = 0.6;
const HOPELESS = 0.5;
/** Share of agreeing pieces at half size below which full size need not be looked at. */
const FAR_OFF = 0.6;
const UNLIKE: Likeness = { alike: 0, worst: 0, same: false };

/** One picture in the sizes in which it is compared; for one that is held against several. */
export interface Planes { rough: Plane[]; compared: Plane }
export function planesOf(grey: GreyPicture): Planes {
  return { rough: SIDES.map((side) => smaller(grey, side)), compared: smaller(grey, COMPARED_SIDE) };
}

/** From grey pictures with a long side of some 450 pixels or more; brightness 0–255. */
export function likenessOf(a: Planes, b: Planes): Likeness {
  const [over, under] = [a.compared, b.compared];
  const [roughA, roughB] = [a.rough[0] ?? over, b.rough[0] ?? under];
  let warp = TILTS.map((tilt) => warpOf(tilt, over, under)).map((candidate) => ({ candidate, fits: fit(roughA, roughB, candidate) }))
    .reduce((best, each) => (each.fits > best.fits ? each : best)).candidate;
  for (const [n, mine] of a.rough.entries()) {
    const other = b.rough[n] ?? under;
    warp = laidOver(mine, other, warp, n < 2 ? 2 * STEPS : STEPS);
    // No two pictures of one paper are this far apart once they lie on each other.
    if (n === 1 && fit(mine, other, warp) < HOPELESS) return UNLIKE;
    if (n === 2 && piecesAlike(mine, other, warp).alike < FAR_OFF) return UNLIKE;
  }
  const first = piecesAlike(over, under, warp);
  if (first.same || first.alike < PROMISING) return first;
  return piecesAlike(over, under, laidOver(over, under, warp));
}

/** Where the whole of the second lies in the first. */
function warpOf(tilt: Tilt, a: Plane, b: Plane): Warp {
  const part = sizeOfOther(a, tilt);
  const [long, longOver] = [Math.max(b.width, b.height), Math.max(a.width, a.height)];
  const [sx, sy] = [(part.width / b.width) * (long / longOver), (part.height / b.height) * (long / longOver)];
  const [c, s] = [Math.cos((tilt.degrees * Math.PI) / 180), Math.sin((tilt.degrees * Math.PI) / 180)];
  return [c * sx - 1, -s * sy, s * sx, c * sy - 1, 0, 0];
}

function smaller({ width, height, pixels }: GreyPicture, side: number): Plane {
  const shrink = Math.min(1, side / Math.max(width, height));
  const [w, h] = [Math.max(2, Math.round(width * shrink)), Math.max(2, Math.round(height * shrink))];
  const value = new Float32Array(w * h);
  for (let y = 0; y < h; y += 1) {
    const [y0, y1] = [Math.floor((y * height) / h), Math.max(Math.floor((y * height) / h) + 1, Math.floor(((y + 1) * height) / h))];
    for (let x = 0; x < w; x += 1) {
      const [x0, x1] = [Math.floor((x * width) / w), Math.max(Math.floor((x * width) / w) + 1, Math.floor(((x + 1) * width) / w))];
      let sum = 0;
      for (let py = y0; py < y1; py += 1) for (let px = x0; px < x1; px += 1) sum += pixels[py * width + px] ?? 0;
      value[y * w + x] = sum / ((y1 - y0) * (x1 - x0));
    }
  }
  return { width: w, height: h, value };
}

/** Brightness of `over` where the warp puts each pixel of `under`'s inner part; NaN elsewhere. A plain array: this is where the time goes. */
function seenThrough(over: Plane, under: Plane, [a, b, c, d, e, f]: Warp): Float32Array {
  const seen = new Float32Array(under.width * under.height).fill(NaN);
  const { width, height, value } = over;
  const [long, longOver] = [Math.max(under.width, under.height), Math.max(width, height)];
  const [mx, my] = [Math.round(under.width * (0.5 - INNER)), Math.round(under.height * (0.5 - INNER))];
  const right = under.width - mx;
  const stepX = ((1 + a) / long) * longOver;
  const stepY = (c / long) * longOver;
  for (let py = my; py < under.height - my; py += 1) {
    const y = (py + 0.5 - under.height / 2) / long;
    const x = (mx + 0.5 - under.width / 2) / long;
    let ox = ((1 + a) * x + b * y + e) * longOver + width / 2 - 0.5;
    let oy = (c * x + (1 + d) * y + f) * longOver + height / 2 - 0.5;
    for (let px = mx; px < right; px += 1, ox += stepX, oy += stepY) {
      if (ox < 0 || oy < 0 || ox >= width - 1 || oy >= height - 1) continue;
      const x0 = ox | 0;
      const y0 = oy | 0;
      const fx = ox - x0;
      const fy = oy - y0;
      const at = y0 * width + x0;
      seen[py * under.width + px] = ((value[at] as number) * (1 - fx) + (value[at + 1] as number) * fx) * (1 - fy) + ((value[at + width] as number) * (1 - fx) + (value[at + width + 1] as number) * fx) * fy;
    }
  }
  return seen;
}

/** Correlation over the inner part, -1 to 1. */
function fit(over: Plane, under: Plane, warp: Warp): number {
  return alikeOf(seenThrough(over, under, warp), under.value);
}

function alikeOf(seen: Float32Array, value: Float32Array): number {
  let [n, sa, sb, saa, sbb, sab] = [0, 0, 0, 0, 0, 0];
  for (let at = 0; at < seen.length; at += 1) {
    const mine = seen[at] as number;
    if (Number.isNaN(mine)) continue;
    const other = value[at] as number;
    n += 1; sa += mine; sb += other; saa += mine * mine; sbb += other * other; sab += mine * other;
  }
  const divide = Math.sqrt((n * saa - sa * sa) * (n * sbb - sb * sb));
  return divide > 0 ? (n * sab - sa * sb) / divide : 0;
}

function correlation() {
  let [n, sa, sb, saa, sbb, sab] = [0, 0, 0, 0, 0, 0];
  return {
    add(a: number, b: number) { n += 1; sa += a; sb += b; saa += a * a; sbb += b * b; sab += a * b; },
    count: () => n,
    larger: () => Math.sqrt(Math.max(0, saa / n - (sa / n) ** 2, sbb / n - (sb / n) ** 2)),
    value: () => { const divide = Math.sqrt((n * saa - sa * sa) * (n * sbb - sb * sb)); return divide > 0 ? (n * sab - sa * sb) / divide : 0; },
  };
}

/**
 * Lucas–Kanade with the gradient of the lower picture (inverse compositional after Baker and Matthews, 2004); light is taken out by giving both the
 * same mean and deviation.
 */
function laidOver(over: Plane, under: Plane, start: Warp, steps = STEPS): Warp {
  const long = Math.max(under.width, under.height);
  const { width, height, value } = under;
  const acrossX = new Float32Array(value.length);
  const acrossY = new Float32Array(value.length);
  for (let at = width; at < value.length - width; at += 1) {
    acrossX[at] = (((value[at + 1] as number) - (value[at - 1] as number)) / 2) * long;
    acrossY[at] = (((value[at + width] as number) - (value[at - width] as number)) / 2) * long;
  }
  let warp = start;
  let best = { warp, fits: fit(over, under, warp) };
  for (let step = 0; step < steps; step += 1) {
    const hessian = new Float64Array(36);
    const slope = new Float64Array(6);
    let [n, sa, sb, saa, sbb] = [0, 0, 0, 0, 0];
    const seen = seenThrough(over, under, warp);
    for (let at = 0; at < seen.length; at += 1) {
      const mine = seen[at] as number;
      if (Number.isNaN(mine)) continue;
      const other = value[at] as number;
      n += 1; sa += mine; sb += other; saa += mine * mine; sbb += other * other;
    }
    if (n < 200) break;
    const [ma, mb] = [sa / n, sb / n];
    const gain = Math.sqrt(Math.max(1, sbb / n - mb * mb) / Math.max(1, saa / n - ma * ma));
    const line = new Float64Array(6);
    for (let py = 1; py < height - 1; py += 1) {
      const y = (py + 0.5 - height / 2) / long;
      for (let px = 1; px < width - 1; px += 1) {
        const at = py * width + px;
        const mine = seen[at] as number;
        if (Number.isNaN(mine)) continue;
        const x = (px + 0.5 - width / 2) / long;
        const gx = acrossX[at] as number;
        const gy = acrossY[at] as number;
        line[0] = gx * x; line[1] = gx * y; line[2] = gy * x; line[3] = gy * y; line[4] = gx; line[5] = gy;
        const error = (mine - ma) * gain - ((value[at] as number) - mb);
        for (let i = 0; i < 6; i += 1) {
          const own = line[i] as number;
          slope[i] = (slope[i] as number) + own * error;
          for (let j = i; j < 6; j += 1) hessian[i * 6 + j] = (hessian[i * 6 + j] as number) + own * (line[j] as number);
        }
      }
    }
    const change = solved(hessian, slope);
    if (!change) break;
    warp = composed(warp, inverted(change));
    const fits = fit(over, under, warp);
    if (fits > best.fits) best = { warp, fits };
    if (change.every((each) => Math.abs(each) < 0.15 / long)) break;
  }
  return best.warp;
}

function solved(upper: Float64Array, right: Float64Array): Warp | null {
  const rows = Array.from({ length: 6 }, (_, i) => [...Array.from({ length: 6 }, (_each, j) => upper[Math.min(i, j) * 6 + Math.max(i, j)] ?? 0), right[i] ?? 0]);
  for (let col = 0; col < 6; col += 1) {
    let pivot = col;
    for (let row = col + 1; row < 6; row += 1) if (Math.abs(rows[row]?.[col] ?? 0) > Math.abs(rows[pivot]?.[col] ?? 0)) pivot = row;
    const lead = rows[pivot]?.[col] ?? 0;
    if (Math.abs(lead) < 1e-9) return null;
    [rows[col], rows[pivot]] = [rows[pivot] as number[], rows[col] as number[]];
    for (let row = 0; row < 6; row += 1) {
      if (row === col) continue;
      const times = (rows[row]?.[col] ?? 0) / lead;
      for (let k = col; k < 7; k += 1) (rows[row] as number[])[k] = (rows[row]?.[k] ?? 0) - times * (rows[col]?.[k] ?? 0);
    }
  }
  return rows.map((row, n) => (row[6] ?? 0) / (row[n] ?? 1)) as Warp;
}

function inverted([a, b, c, d, e, f]: Warp): Warp {
  const det = (1 + a) * (1 + d) - b * c;
  const [ia, ib, ic, id] = [(1 + d) / det, -b / det, -c / det, (1 + a) / det];
  return [ia - 1, ib, ic, id - 1, -(ia * e + ib * f), -(ic * e + id * f)];
}
/** First `second`, then `first`. */
function composed([a, b, c, d, e, f]: Warp, [p, q, r, s, t, u]: Warp): Warp {
  return [(1 + a) * (1 + p) + b * r - 1, (1 + a) * q + b * (1 + s), c * (1 + p) + (1 + d) * r, c * q + (1 + d) * (1 + s) - 1, (1 + a) * t + b * u + e, c * t + (1 + d) * u + f];
}

function piecesAlike(over: Plane, under: Plane, warp: Warp): Likeness {
  const size = Math.max(under.width, under.height) / PIECES;
  const columns = Math.ceil(under.width / size);
  const pieces = new Map<number, ReturnType<typeof correlation>>();
  const seen = seenThrough(over, under, warp);
  for (let y = 0; y < under.height; y += 1) {
    for (let x = 0; x < under.width; x += 1) {
      const at = y * under.width + x;
      const mine = seen[at] as number;
      if (Number.isNaN(mine)) continue;
      const key = Math.floor(y / size) * columns + Math.floor(x / size);
      let piece = pieces.get(key);
      if (!piece) pieces.set(key, piece = correlation());
      piece.add(mine, under.value[at] as number);
    }
  }
  const scores = [...pieces.values()].filter((piece) => piece.count() > size * size * 0.5 && piece.larger() > BARE).map((piece) => piece.value()).sort((x, y) => x - y);
  if (scores.length < 6) return UNLIKE;
  const alike = scores.filter((score) => score >= AGREES).length / scores.length;
  const tenth = Math.max(1, Math.floor(scores.length / 10));
  const worst = scores.slice(0, tenth).reduce((sum, score) => sum + score, 0) / tenth;
  return { alike, worst, same: alike >= MOST_PIECES && worst >= WORST_TENTH };
}
