/** Where letters stand in a picture, and on what: measured, so that an edge of a table is not taken for the edge of a card. */
import type { GreyPicture } from './picture-quality.ts';

interface Letter { left: number; right: number; top: number; bottom: number; /** brightness of what it is printed on */ paper: number }
/** Letters of one height beside each other. */
export interface PrintRow { letters: Letter[]; left: number; right: number; top: number; bottom: number; high: number }

/** Letters of 4 to 44 pixels that have neighbours: dust, grain and the frame of a photo have none. `grey` as `judgePicture` gets it. */
export function printRows(grey: GreyPicture): PrintRow[] {
  const letters = lettersOf(grey);
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
    } else rows.push({ letters: [letter], left: letter.left, right: letter.right, top: letter.top, bottom: letter.bottom, high });
  }
  return rows.filter(({ letters: own }) => own.length >= 4);
}

function lettersOf({ width, height, pixels }: GreyPicture): Letter[] {
  const reach = 12;
  const sums = new Float64Array((width + 1) * (height + 1));
  for (let y = 0; y < height; y += 1) {
    let row = 0;
    for (let x = 0; x < width; x += 1) {
      row += pixels[y * width + x] ?? 0;
      sums[(y + 1) * (width + 1) + x + 1] = (sums[y * (width + 1) + x + 1] ?? 0) + row;
    }
  }
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
  const found: Letter[] = [];
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
    if (high < 4 || high > 44 || wide > high * 6 || wide < 2 || area < 8 || area < wide * high * 0.15) continue;
    const y = Math.round((top + bottom) / 2);
    found.push({ left, right, top, bottom, paper: Math.max(mean(Math.max(0, left - 3), y), mean(Math.min(width - 1, right + 3), y)) });
  }
  return found;
}

/** Brightness of what three in four letters are printed on at most; null where there is too little print to tell. A lamp or a window beside the card lights no letters. */
export function paperUnderPrint(rows: readonly PrintRow[]): number | null {
  const papers = rows.flatMap(({ letters }) => letters.map(({ paper }) => paper)).sort((a, b) => a - b);
  return papers.length < 24 ? null : papers[Math.floor(papers.length * 0.75)] ?? null;
}

/** Sides at which print runs out of the picture: letters cut through, in several lines or over the length of one. */
export function printLeaves(rows: readonly PrintRow[], { width, height }: GreyPicture): boolean {
  const long = rows.filter(({ letters }) => letters.length >= 5);
  const cutLeft = long.filter((row) => row.left <= 1).length;
  const cutRight = long.filter((row) => row.right >= width - 2).length;
  const touching = (row: PrintRow, touches: (letter: Letter) => boolean) => row.letters.filter(touches).length >= Math.max(5, row.letters.length * 0.5);
  return cutLeft >= 2 || cutRight >= 2 || long.some((row) => touching(row, ({ top }) => top <= 1)) || long.some((row) => touching(row, ({ bottom }) => bottom >= height - 2));
}
