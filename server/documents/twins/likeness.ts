/**
 * Whether two pictures show one and the same paper: one is laid over the other (tilt, size, cut and light may differ) and then compared piece by
 * piece. Two people's cards of one template agree in most pieces and differ where they are written, so the worst pieces decide, not the mean; and what
 * agrees in all of them must say the same, too (`writing.ts`).
 */
import { fit, laidOver, seenThrough, smaller, warpOf, type Plane, type Warp } from './lay-over.ts';
import { TILTS } from './picture-hash.ts';
import { writingDiffers, type Sight } from './writing.ts';

export interface Likeness { /** 0–1: of the pieces with something on them, how many agree */ alike: number; /** 0–1: how far the worst tenth agrees */ worst: number; same: boolean }

/** Long sides in which one is laid over the other, coarse to fine, and the one in which the pieces are compared. */
const SIDES = [56, 112, 224];
const COMPARED_SIDE = 448;
const STEPS = 4;
/** Worth laying over each other in full size: two cards of one template do not come this far, if each has a portrait of its own. */
const PROMISING = 0.85;
const PIECES = 14;
/** Standard deviation of the brightness below which a piece is bare. */
const BARE = 6;
const AGREES = 0.7;
/** One paper measured 0.95 and 0.7 at least, two cards of one template 0.84 and 0.38 at most, with one portrait up to 1 and 0.8 (server/testing/card-scans). */
const MOST_PIECES = 0.92;
const WORST_TENTH = 0.6;
const HOPELESS = 0.5;
/** Share of agreeing pieces at half size below which full size need not be looked at. */
const FAR_OFF = 0.6;
const UNLIKE: Likeness = { alike: 0, worst: 0, same: false };

/** One picture in the sizes in which it is compared; for one that is held against several. */
export interface Planes extends Sight { rough: Plane[]; compared: Plane }
export function planesOf(sight: Sight): Planes {
  return { ...sight, rough: SIDES.map((side) => smaller(sight.grey, side)), compared: smaller(sight.grey, COMPARED_SIDE) };
}

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
  let found = piecesAlike(over, under, warp);
  if (!found.same && found.alike >= PROMISING) {
    warp = laidOver(over, under, warp, STEPS);
    found = piecesAlike(over, under, warp);
  }
  return found.same ? { ...found, same: !writingDiffers(a, b, warp) } : found;
}

/** Sums of one piece: how many, a, b, a², b², ab. */
const SUMS = 6;
function piecesAlike(over: Plane, under: Plane, warp: Warp): Likeness {
  const { width, height, value } = under;
  const size = Math.max(width, height) / PIECES;
  const columns = Math.ceil(width / size);
  const sums = new Float64Array(columns * Math.ceil(height / size) * SUMS);
  const pieceOf = Int32Array.from({ length: width }, (_, x) => Math.floor(x / size) * SUMS);
  const seen = seenThrough(over, under, warp);
  for (let y = 0; y < height; y += 1) {
    const row = Math.floor(y / size) * columns * SUMS;
    for (let x = 0; x < width; x += 1) {
      const a = seen[y * width + x] as number;
      if (a !== a) continue;
      const b = value[y * width + x] as number;
      const at = row + (pieceOf[x] as number);
      sums[at] = (sums[at] as number) + 1;
      sums[at + 1] = (sums[at + 1] as number) + a;
      sums[at + 2] = (sums[at + 2] as number) + b;
      sums[at + 3] = (sums[at + 3] as number) + a * a;
      sums[at + 4] = (sums[at + 4] as number) + b * b;
      sums[at + 5] = (sums[at + 5] as number) + a * b;
    }
  }
  const scores: number[] = [];
  for (let at = 0; at < sums.length; at += SUMS) {
    const [n = 0, a = 0, b = 0, aa = 0, bb = 0, ab = 0] = sums.subarray(at, at + SUMS);
    if (n <= size * size * 0.5 || Math.sqrt(Math.max(0, aa / n - (a / n) ** 2, bb / n - (b / n) ** 2)) <= BARE) continue;
    const divide = Math.sqrt((n * aa - a * a) * (n * bb - b * b));
    scores.push(divide > 0 ? (n * ab - a * b) / divide : 0);
  }
  if (scores.length < 6) return UNLIKE;
  scores.sort((x, y) => x - y);
  const alike = scores.filter((score) => score >= AGREES).length / scores.length;
  const tenth = Math.max(1, Math.floor(scores.length / 10));
  const worst = scores.slice(0, tenth).reduce((sum, score) => sum + score, 0) / tenth;
  return { alike, worst, same: alike >= MOST_PIECES && worst >= WORST_TENTH };
}
