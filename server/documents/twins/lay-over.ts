/** One picture laid over another: a change of place that is linear, found coarse to fine, and what is seen through it. */
import type { GreyPicture } from '../inspection/picture-quality.ts';
import { sizeOfOther, type Tilt } from './picture-hash.ts';

/** Brightness 0–255, row by row. */
export interface Plane { width: number; height: number; value: Float32Array }
/** x' = (1 + a) x + b y + e, y' = c x + (1 + d) y + f; from the middle, in long sides of the second picture. */
export type Warp = [a: number, b: number, c: number, d: number, e: number, f: number];

/** Beside the rim, where the corners of a tilted picture are filled with something. */
const INNER = 0.43;

/** Where the whole of the second lies in the first. */
export function warpOf(tilt: Tilt, a: Plane, b: Plane): Warp {
  const part = sizeOfOther(a, tilt);
  const [long, longOver] = [Math.max(b.width, b.height), Math.max(a.width, a.height)];
  const [sx, sy] = [(part.width / b.width) * (long / longOver), (part.height / b.height) * (long / longOver)];
  const [c, s] = [Math.cos((tilt.degrees * Math.PI) / 180), Math.sin((tilt.degrees * Math.PI) / 180)];
  return [c * sx - 1, -s * sy, s * sx, c * sy - 1, 0, 0];
}

export function smaller({ width, height, pixels }: GreyPicture, side: number): Plane {
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
export function seenThrough(over: Plane, under: Plane, [a, b, c, d, e, f]: Warp): Float32Array {
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
export function fit(over: Plane, under: Plane, warp: Warp): number {
  return alikeOf(seenThrough(over, under, warp), under.value);
}

function alikeOf(seen: Float32Array, value: Float32Array): number {
  let [n, sa, sb, saa, sbb, sab] = [0, 0, 0, 0, 0, 0];
  for (let at = 0; at < seen.length; at += 1) {
    const mine = seen[at] as number;
    // NaN alone is unlike itself; the call costs more.
    if (mine !== mine) continue;
    const other = value[at] as number;
    n += 1; sa += mine; sb += other; saa += mine * mine; sbb += other * other; sab += mine * other;
  }
  const divide = Math.sqrt((n * saa - sa * sa) * (n * sbb - sb * sb));
  return divide > 0 ? (n * sab - sa * sb) / divide : 0;
}

/** Across and down, in brightness per long side; once for each plane, which is held against many. */
const slopes = new WeakMap<Plane, { across: Float32Array; down: Float32Array }>();
function slopesOf(plane: Plane): { across: Float32Array; down: Float32Array } {
  const known = slopes.get(plane);
  if (known) return known;
  const { width, height, value } = plane;
  const long = Math.max(width, height);
  const across = new Float32Array(value.length);
  const down = new Float32Array(value.length);
  for (let at = width; at < value.length - width; at += 1) {
    across[at] = (((value[at + 1] as number) - (value[at - 1] as number)) / 2) * long;
    down[at] = (((value[at + width] as number) - (value[at - width] as number)) / 2) * long;
  }
  slopes.set(plane, { across, down });
  return { across, down };
}

/**
 * Lucas–Kanade with the gradient of the lower picture (inverse compositional after Baker and Matthews, 2004); light is taken out by giving both the
 * same mean and deviation.
 */
export function laidOver(over: Plane, under: Plane, start: Warp, steps: number): Warp {
  let warp = start;
  let seen = seenThrough(over, under, warp);
  let best = { warp, fits: alikeOf(seen, under.value) };
  for (let step = 0; step < steps; step += 1) {
    const change = betterBy(seen, under);
    if (!change) break;
    warp = composed(warp, inverted(change));
    seen = seenThrough(over, under, warp);
    const fits = alikeOf(seen, under.value);
    if (fits > best.fits) best = { warp, fits };
    if (change.every((each) => Math.abs(each) < 0.15 / Math.max(under.width, under.height))) break;
  }
  return best.warp;
}

/** One step: the change of `under` that brings it nearest to what is seen; null where too little is seen to say. */
function betterBy(seen: Float32Array, under: Plane): Warp | null {
  const { width, height, value } = under;
  const long = Math.max(width, height);
  const { across, down } = slopesOf(under);
  let [n, sa, sb, saa, sbb] = [0, 0, 0, 0, 0];
  for (let at = 0; at < seen.length; at += 1) {
    const mine = seen[at] as number;
    if (mine !== mine) continue;
    const other = value[at] as number;
    n += 1; sa += mine; sb += other; saa += mine * mine; sbb += other * other;
  }
  if (n < 200) return null;
  const [ma, mb] = [sa / n, sb / n];
  const gain = Math.sqrt(Math.max(1, sbb / n - mb * mb) / Math.max(1, saa / n - ma * ma));
  // The six slopes of a pixel are gx·x, gx·y, gy·x, gy·y, gx, gy, so their products are gx², gx·gy or gy² times 1, x, y, x², x·y, y²; y is one number per
  // row, so a row needs the sums over 1, x and x² only. Plain numbers: this is where the time goes.
  let [p1, px, py, pxx, pxy, pyy] = [0, 0, 0, 0, 0, 0];
  let [q1, qx, qy, qxx, qxy, qyy] = [0, 0, 0, 0, 0, 0];
  let [r1, rx, ry, rxx, rxy, ryy] = [0, 0, 0, 0, 0, 0];
  let [s0, s1, s2, s3, s4, s5] = [0, 0, 0, 0, 0, 0];
  for (let row = 1; row < height - 1; row += 1) {
    const y = (row + 0.5 - height / 2) / long;
    let p = 0; let pOfX = 0; let pOfXx = 0;
    let q = 0; let qOfX = 0; let qOfXx = 0;
    let r = 0; let rOfX = 0; let rOfXx = 0;
    let ex = 0; let exOfX = 0; let ey = 0; let eyOfX = 0;
    const end = row * width + width - 1;
    let x = (1.5 - width / 2) / long;
    for (let at = row * width + 1; at < end; at += 1, x += 1 / long) {
      const mine = seen[at] as number;
      if (mine !== mine) continue;
      const gx = across[at] as number;
      const gy = down[at] as number;
      const xx = x * x;
      p += gx * gx; pOfX += gx * gx * x; pOfXx += gx * gx * xx;
      q += gx * gy; qOfX += gx * gy * x; qOfXx += gx * gy * xx;
      r += gy * gy; rOfX += gy * gy * x; rOfXx += gy * gy * xx;
      const error = (mine - ma) * gain - ((value[at] as number) - mb);
      ex += gx * error; exOfX += gx * error * x; ey += gy * error; eyOfX += gy * error * x;
    }
    p1 += p; px += pOfX; py += p * y; pxx += pOfXx; pxy += pOfX * y; pyy += p * y * y;
    q1 += q; qx += qOfX; qy += q * y; qxx += qOfXx; qxy += qOfX * y; qyy += q * y * y;
    r1 += r; rx += rOfX; ry += r * y; rxx += rOfXx; rxy += rOfX * y; ryy += r * y * y;
    s0 += exOfX; s1 += ex * y; s2 += eyOfX; s3 += ey * y; s4 += ex; s5 += ey;
  }
  return solved([
    [pxx, pxy, qxx, qxy, px, qx, s0], [pxy, pyy, qxy, qyy, py, qy, s1], [qxx, qxy, rxx, rxy, qx, rx, s2],
    [qxy, qyy, rxy, ryy, qy, ry, s3], [px, py, qx, qy, p1, q1, s4], [qx, qy, rx, ry, q1, r1, s5],
  ]);
}

/** Six equations, the right side last. */
function solved(rows: number[][]): Warp | null {
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
