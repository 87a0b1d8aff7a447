/**
 * Whether two papers that lie on each other say the same. Cards of one template with one portrait for everybody, photographed on one table, differ in
 * nothing but what is written, in a handful among hundreds of places: so here it is places of the size of a few letters, and whether some contradict.
 */
import type { GreyPicture } from '../inspection/picture-quality.ts';
import { laidOver, seenThrough, smaller, type Warp } from './lay-over.ts';

/** Long side of the pictures for this, and where a card lies on a sheet of A4, on which its letters would have five pixels. */
export const WRITING_SIDE = 896;
export const CLOSER_SIDE = 1600;
/** Share of places with something written below which it is looked at more closely: where a card lies on a sheet. Other papers with little on them come there, too, which costs time only. */
const SPARSE = 0.15;
const STEPS = 3;
/** Pixels: a few letters wide, a line high. */
const PLACE = { width: 20, height: 16 };
/** As in the coarser comparison: what lies further out may be the filled corner of a tilted picture. */
const RIM = 0.07;
/** Standard deviation of the brightness, beside what runs straight across or down, from which something is written in a place. */
const INKED = 12;
/** Correlation in a place below which two papers contradict each other there. */
const CONTRADICTS = 0.6;
/** A bad copy of one paper is a little unlike everywhere: a place must stand out by so many times what is usual. */
const STANDS_OUT = 6;
/** Bad copies of one paper measured 1 such place at most, strangers of one portrait 15 at least (`npm run bench -- --only documents-twins`). */
const ENOUGH = 3;
/** Pixels by which the paper may have moved here and there. */
const SLACK = 1;
const SOFTEST = 16;

/** One picture with a long side of `WRITING_SIDE` and once more with `CLOSER_SIDE`; brightness 0–255. */
export interface Sight { grey: GreyPicture; closer: GreyPicture }
interface Pair { width: number; height: number; /** NaN where the other picture ends */ seen: Float32Array; one: Float32Array; other: Float32Array }

/** `warp`: where the second lies in the first, as `laidOver` finds it. */
export function writingDiffers(over: Sight, under: Sight, warp: Warp): boolean {
  const { likes, places } = likesOfPlaces(equallySharp(laidFinely(over.grey, under.grey, warp)));
  if (contradicting(likes)) return true;
  return likes.length < places * SPARSE && contradicting(likesOfPlaces(equallySharp(laidFinely(over.closer, under.closer, warp))).likes);
}

function contradicting(likes: number[]): boolean {
  const usual = [...likes].sort((a, b) => a - b)[Math.floor(likes.length / 2)] ?? 1;
  const bound = Math.min(CONTRADICTS, 1 - STANDS_OUT * (1 - usual));
  return likes.filter((alike) => alike < bound).length >= ENOUGH;
}

function laidFinely(first: GreyPicture, second: GreyPicture, warp: Warp): Pair {
  const [over, under] = [smaller(first, CLOSER_SIDE), smaller(second, CLOSER_SIDE)];
  const seen = seenThrough(over, under, laidOver(over, under, warp, STEPS));
  return { width: under.width, height: under.height, seen, one: seen.map((value, at) => (value === value ? value : under.value[at] as number)), other: under.value };
}

/** A copy that was made smaller on its way has lost what is fine. The sharper of the two loses as much, so that this alone makes no difference. */
function equallySharp(pair: Pair): Pair {
  const { width, height } = pair;
  let [one, other] = [pair.one, pair.other];
  const [sharpOne, sharpOther] = [finenessOf(one, width), finenessOf(other, width)];
  for (let n = 0; n < SOFTEST && sharpOne > sharpOther && finenessOf(one, width) > sharpOther; n += 1) one = softened(one, width, height);
  for (let n = 0; n < SOFTEST && sharpOther > sharpOne && finenessOf(other, width) > sharpOne; n += 1) other = softened(other, width, height);
  // Once more, both: a part of a pixel by which they still lie apart is no difference either.
  return { ...pair, one: softened(one, width, height), other: softened(other, width, height) };
}

/** How much of what changes changes from one pixel to the next, whatever the light. */
function finenessOf(value: Float32Array, width: number): number {
  let [fine, all] = [0, 0];
  for (let at = width + 1; at < value.length - width - 1; at += 1) {
    const [left, right, above, below] = [value[at - 1] as number, value[at + 1] as number, value[at - width] as number, value[at + width] as number];
    const bend = 4 * (value[at] as number) - left - right - above - below;
    fine += bend * bend;
    all += (right - left) * (right - left) + (below - above) * (below - above);
  }
  return fine / Math.max(1, all);
}

/** Each pixel with its neighbours, 1 2 1 both ways; the outermost stay. */
function softened(value: Float32Array, width: number, height: number): Float32Array {
  const across = value.slice();
  for (let y = 0; y < height; y += 1) {
    for (let at = y * width + 1; at < (y + 1) * width - 1; at += 1) across[at] = ((value[at - 1] as number) + 2 * (value[at] as number) + (value[at + 1] as number)) / 4;
  }
  const both = across.slice();
  for (let at = width; at < value.length - width; at += 1) both[at] = ((across[at - width] as number) + 2 * (across[at] as number) + (across[at + width] as number)) / 4;
  return both;
}

/** For each place with something written on one of the two: how alike they are there; and how many places there are. */
function likesOfPlaces(pair: Pair): { likes: number[]; places: number } {
  const { width, height } = pair;
  const [left, top] = [Math.round(width * RIM) + SLACK, Math.round(height * RIM) + SLACK];
  const likes: number[] = [];
  let places = 0;
  for (let y = top; y + PLACE.height <= height - top; y += PLACE.height) {
    for (let x = left; x + PLACE.width <= width - left; x += PLACE.width) {
      places += 1;
      const alike = alikeAt(pair, y * width + x);
      if (alike !== null) likes.push(alike);
    }
  }
  return { likes, places };
}

/**
 * Null where nothing is written, or not all is seen. All lines of writing are dark across and light between, and a table's joints are alike whoever's card
 * lies on it: so the means of each row and column are taken out, what is left are letters.
 */
function alikeAt({ width, seen, one, other }: Pair, at: number): number | null {
  const letters = lettersAt(other, width, at);
  let written = 0;
  for (const value of letters) written += value * value;
  const least = INKED * INKED * letters.length;
  if (written < least && lettersAt(one, width, at).reduce((sum, value) => sum + value * value, 0) < least) return null;
  for (let y = 0; y < PLACE.height; y += 1) for (let x = 0; x < PLACE.width; x += 1) if (seen[at + y * width + x] !== seen[at + y * width + x]) return null;
  let best = -1;
  for (let down = -SLACK; down <= SLACK; down += 1) {
    for (let across = -SLACK; across <= SLACK; across += 1) {
      const moved = lettersAt(one, width, at + down * width + across);
      let [both, mine] = [0, 0];
      for (let n = 0; n < moved.length; n += 1) {
        both += (moved[n] as number) * (letters[n] as number);
        mine += (moved[n] as number) * (moved[n] as number);
      }
      best = Math.max(best, both / Math.sqrt(Math.max(1, mine * written)));
    }
  }
  return best;
}

/** A place without the means of its rows and columns. */
function lettersAt(value: Float32Array, width: number, at: number): Float32Array {
  const place = new Float32Array(PLACE.width * PLACE.height);
  const rows = new Float32Array(PLACE.height);
  const columns = new Float32Array(PLACE.width);
  let mean = 0;
  for (let y = 0, n = 0; y < PLACE.height; y += 1) {
    for (let x = 0; x < PLACE.width; x += 1, n += 1) {
      const pixel = value[at + y * width + x] as number;
      place[n] = pixel;
      rows[y] = (rows[y] as number) + pixel / PLACE.width;
      columns[x] = (columns[x] as number) + pixel / PLACE.height;
      mean += pixel / place.length;
    }
  }
  for (let y = 0, n = 0; y < PLACE.height; y += 1) for (let x = 0; x < PLACE.width; x += 1, n += 1) place[n] = (place[n] as number) - (rows[y] as number) - (columns[x] as number) + mean;
  return place;
}
