/** Where letters stand in a picture, and on what: measured, so that an edge of a table is not taken for the edge of a card. */
import type { GreyPicture } from './picture-quality.ts';
import { summedArea } from './summed-area.ts';

interface Letter { left: number; right: number; top: number; bottom: number; /** brightness of what it is printed on */ paper: number }
/** Letters of one height beside each other. */
export interface PrintRow { letters: Letter[]; left: number; right: number; top: number; bottom: number; high: number; /** brightness of the paper between the letters */ ground: number }

export interface PrintMap {
  /** At least four letters each: dust, grain and the frame of a photo have no neighbours, and the pattern of a cloth is left out. */
  rows: PrintRow[];
  /** One to three letters at the left or the right side: the end of a label whose beginning is cut off. */
  stubs: PrintRow[];
  /** Pieces of two or three pixels that the upper or the lower side leaves of letters. */
  slivers: Letter[];
}

/** Letters of 4 to 44 pixels. `grey` as `judgePicture` gets it. */
export function mapPrint(grey: GreyPicture): PrintMap {
  const { letters, slivers } = lettersOf(grey);
  const all = rowsOf(letters);
  const long = all.filter((row) => row.letters.length >= 4);
  for (const row of long) row.ground = groundOf(row, grey);
  const { rows, patterned } = withoutPattern(long, [...letters, ...slivers], grey);
  if (patterned) return { rows, stubs: [], slivers: [] };
  const ground = commonGround(rows);
  const onPaper = ({ paper }: Letter) => paper > 0.6 * ground && paper < 1.4 * ground;
  return { rows, stubs: all.filter((row) => row.letters.length < 4 && (row.left <= 1 || row.right >= grey.width - 2) && row.letters.every(onPaper)), slivers: slivers.filter(onPaper) };
}

function rowsOf(letters: Letter[]): PrintRow[] {
  letters.sort((a, b) => a.left - b.left);
  const rows: PrintRow[] = [];
  for (const letter of letters) {
    const high = letter.bottom - letter.top + 1;
    const row = rows.findLast((candidate) => {
      const last = candidate.letters.at(-1);
      if (!last) return false;
      const gap = letter.left - last.right;
      const level = Math.abs((letter.top + letter.bottom - last.top - last.bottom) / 2);
      return gap > -candidate.high * 0.5 && gap < candidate.high * 2.2 && level < candidate.high * 0.6 && high < candidate.high * 1.9 && high > candidate.high * 0.45;
    });
    if (row) {
      row.letters.push(letter);
      row.right = Math.max(row.right, letter.right); row.top = Math.min(row.top, letter.top); row.bottom = Math.max(row.bottom, letter.bottom);
      row.high = Math.max(row.high * 0.98, Math.min(high, row.high * 1.2));
    } else rows.push({ letters: [letter], left: letter.left, right: letter.right, top: letter.top, bottom: letter.bottom, high, ground: 0 });
  }
  return rows;
}

const evenRows = 4; // so many rows as even as a machine repeats them are no text; one alone may be a dotted line or digits of one width
const evenWithin = 0.13; // standard deviation of the distance from mark to mark, as a share of it; letters measured 0.2 and more, digits of one width down to 0.05
const rimWithin = 0.035; // share of the shorter side: no paper is printed so near to three of its edges
const rimMarks = 6;
const clothWithin = 0.12; // share of its brightness by which a cloth may differ from place to place

/**
 * Batik, woven mats, perforated tables and keyboards give hundreds of marks in rows. Two things tell them from print: they repeat evenly, or they run
 * on to three sides of the picture, where the print of a paper that is whole, or cut over one side, does not come.
 */
function withoutPattern(rows: PrintRow[], marks: readonly Letter[], { width, height }: GreyPicture): { rows: PrintRow[]; patterned: boolean } {
  const even = new Set(rows.filter(isEven));
  const uneven = even.size >= evenRows ? rows.filter((row) => !even.has(row)) : rows;
  const rim = Math.round(Math.min(width, height) * rimWithin);
  const atRim = ({ left, right, top, bottom }: Letter) => [left < rim, right >= width - rim, top < rim, bottom >= height - rim];
  const counts = [0, 0, 0, 0];
  for (const mark of marks) atRim(mark).forEach((near, side) => { if (near) counts[side] = (counts[side] ?? 0) + 1; });
  if (counts.filter((count) => count >= rimMarks).length < 3) return { rows: uneven, patterned: uneven !== rows };
  // From the rim inwards, from row to row on one cloth: a card lies in it as an island of another brightness or with a margin of its own.
  const pattern = new Set(uneven.filter(({ letters }) => letters.some((letter) => atRim(letter).includes(true))));
  const cloth = commonGround([...pattern]);
  for (const one of pattern) {
    for (const other of uneven) if (!pattern.has(other) && Math.abs(other.ground - cloth) < clothWithin * cloth && apart(one, other) < 1.6 * Math.max(one.high, other.high)) pattern.add(other);
  }
  return { rows: uneven.filter((row) => !pattern.has(row)), patterned: true };
}

const apart = (a: PrintRow, b: PrintRow): number => Math.max(0, a.left - b.right, b.left - a.right, a.top - b.bottom, b.top - a.bottom);

function isEven({ letters }: PrintRow): boolean {
  if (letters.length < 5) return false;
  const middles = letters.map(({ left, right }) => (left + right) / 2);
  const spreads = [middles.slice(1).map((middle, n) => middle - (middles[n] ?? 0)), letters.map(({ left, right }) => right - left + 1), letters.map(({ top, bottom }) => bottom - top + 1)];
  return spreads.every((values) => variation(values) < evenWithin);
}

function variation(values: number[]): number {
  const mean = values.reduce((sum, value) => sum + value, 0) / values.length;
  return Math.sqrt(values.reduce((sum, value) => sum + (value - mean) ** 2, 0) / values.length) / Math.max(1, mean);
}

/** What three in four pixels of a row do not exceed: the ink is the darker part. The mean round a letter, by which letters are found, has the ink in it. */
function groundOf({ left, right, top, bottom }: PrintRow, { width, height, pixels }: GreyPicture): number {
  const values: number[] = [];
  for (let y = Math.max(0, top - 2); y <= Math.min(height - 1, bottom + 2); y += 1) for (let x = Math.max(0, left - 3); x <= Math.min(width - 1, right + 3); x += 1) values.push(pixels[y * width + x] ?? 0);
  return values.sort((a, b) => a - b)[Math.floor(values.length * 0.75)] ?? 0;
}

function lettersOf(grey: GreyPicture): { letters: Letter[]; slivers: Letter[] } {
  const { width, height, pixels } = grey;
  const reach = 12;
  const sums = summedArea(grey);
  const mean = (x: number, y: number) => {
    const [x0, x1, y0, y1] = [Math.max(0, x - reach), Math.min(width, x + reach + 1), Math.max(0, y - reach) * (width + 1), Math.min(height, y + reach + 1) * (width + 1)];
    return ((sums[y1 + x1] ?? 0) - (sums[y0 + x1] ?? 0) - (sums[y1 + x0] ?? 0) + (sums[y0 + x0] ?? 0)) / ((x1 - x0) * ((y1 - y0) / (width + 1)));
  };
  // 1: ink not yet looked at.
  const ink = new Uint8Array(width * height);
  for (let y = 0; y < height; y += 1) {
    for (let x = 0; x < width; x += 1) {
      const around = mean(x, y);
      if (around - (pixels[y * width + x] ?? 0) >= Math.max(6, around * 0.17)) ink[y * width + x] = 1;
    }
  }
  const letters: Letter[] = [];
  const slivers: Letter[] = [];
  const stack: number[] = [];
  for (let start = 0; start < ink.length; start += 1) {
    if (ink[start] !== 1) continue;
    ink[start] = 0;
    stack.push(start);
    let [left, right, top, bottom, area] = [width, 0, height, 0, 0];
    for (let at = stack.pop(); at !== undefined; at = stack.pop()) {
      const x = at % width;
      const y = (at - x) / width;
      left = Math.min(left, x); right = Math.max(right, x); top = Math.min(top, y); bottom = Math.max(bottom, y); area += 1;
      for (const next of [x > 0 ? at - 1 : -1, x < width - 1 ? at + 1 : -1, at - width, at + width]) {
        if (next >= 0 && next < ink.length && ink[next] === 1) { ink[next] = 0; stack.push(next); }
      }
    }
    const [wide, high] = [right - left + 1, bottom - top + 1];
    const y = Math.round((top + bottom) / 2);
    const letter = () => ({ left, right, top, bottom, paper: Math.max(mean(Math.max(0, left - 3), y), mean(Math.min(width - 1, right + 3), y)) });
    if ((high === 2 || high === 3) && wide >= 2 && wide <= 40 && (top === 0 || bottom === height - 1)) slivers.push(letter());
    if (high < 4 || high > 44 || wide > high * 6 || wide < 2 || area < 8 || area < wide * high * 0.15) continue;
    letters.push(letter());
  }
  return { letters, slivers };
}

/** Brightness of what three in four letters are printed on at most; null where there is too little print to tell. A lamp or a window beside the card lights no letters. */
export function paperUnderPrint(rows: readonly PrintRow[]): number | null {
  const papers = papersOf(rows);
  return papers.length < 24 ? null : papers[Math.floor(papers.length * 0.75)] ?? null;
}
/** How many letters stand on something as bright as this, and how many there are. */
export function lettersOn(brightness: number, rows: readonly PrintRow[]): { lit: number; all: number } {
  const papers = papersOf(rows.filter(({ letters }) => letters.length >= 5));
  return { lit: papers.filter((paper) => paper >= brightness).length, all: papers.length };
}
const papersOf = (rows: readonly PrintRow[]) => rows.flatMap(({ letters }) => letters.map(({ paper }) => paper)).sort((a, b) => a - b);

/** What most letters stand on; 0 without any. */
export function commonGround(rows: readonly PrintRow[]): number {
  const grounds = rows.flatMap(({ letters, ground }) => letters.map(() => ground)).sort((a, b) => a - b);
  return grounds[Math.floor(grounds.length / 2)] ?? 0;
}

/** Print runs out of the picture at a side: letters cut through, in several lines or over the length of one, and on the paper of the others. */
export function printLeaves(rows: readonly PrintRow[], { width, height }: GreyPicture): boolean {
  const ground = commonGround(rows);
  const long = rows.filter((row) => row.letters.length >= 5 && row.ground > 0.7 * ground && row.ground < 1.4 * ground);
  const cutLeft = long.filter((row) => row.left <= 1).length;
  const cutRight = long.filter((row) => row.right >= width - 2).length;
  const touching = (row: PrintRow, touches: (letter: Letter) => boolean) => row.letters.filter(touches).length >= Math.max(5, row.letters.length * 0.5);
  return cutLeft >= 2 || cutRight >= 2 || long.some((row) => touching(row, ({ top }) => top <= 1)) || long.some((row) => touching(row, ({ bottom }) => bottom >= height - 2));
}
