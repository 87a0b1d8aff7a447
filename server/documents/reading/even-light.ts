import type { GreyPicture } from '../inspection/picture-quality.ts';
import { summedArea } from '../inspection/summed-area.ts';

/**
 * The print without lamp, shadow, tint and table: each pixel against the mean of its surroundings. Tesseract otherwise takes a tinted card on a
 * white sheet for a photograph and reads nothing in it.
 */
export function evenLight({ width, height, pixels }: GreyPicture): Buffer {
  const reach = Math.max(12, Math.round(Math.max(width, height) / 60));
  const sums = summedArea({ width, height, pixels });
  const even = Buffer.alloc(width * height);
  for (let y = 0; y < height; y += 1) {
    const y0 = Math.max(0, y - reach) * (width + 1);
    const y1 = Math.min(height, y + reach) * (width + 1);
    const rows = (y1 - y0) / (width + 1);
    for (let x = 0; x < width; x += 1) {
      const x0 = Math.max(0, x - reach);
      const x1 = Math.min(width, x + reach);
      const mean = ((sums[y1 + x1] ?? 0) - (sums[y0 + x1] ?? 0) - (sums[y1 + x0] ?? 0) + (sums[y0 + x0] ?? 0)) / ((x1 - x0) * rows);
      // Lighter than around is paper; half as light is ink, whatever the lamp.
      const share = ((pixels[y * width + x] ?? 0) + 4) / (mean + 4);
      // The grain of paper and the fine lines of a security print stay below a tenth.
      even[y * width + x] = share >= 0.9 ? 255 : Math.max(0, Math.round(255 - (0.9 - share) * 480));
    }
  }
  return withoutRules(even, width, height);
}

/** Frames, rules and the shadow round a card: ink that runs on further than any letter. Left in, they make a framed card a photograph. */
function withoutRules(even: Buffer, width: number, height: number): Buffer {
  const longest = Math.max(width, height) * 0.065;
  const erased = Buffer.from(even);
  const erase = (length: number, at: (n: number) => number) => {
    let from = -1;
    for (let n = 0; n <= length; n += 1) {
      const ink = n < length && (even[at(n)] ?? 255) < 170;
      if (ink && from < 0) from = n;
      if (!ink && from >= 0) {
        if (n - from > longest) for (let gone = from; gone < n; gone += 1) erased[at(gone)] = 255;
        from = -1;
      }
    }
  };
  for (let y = 0; y < height; y += 1) erase(width, (x) => y * width + x);
  for (let x = 0; x < width; x += 1) erase(height, (y) => y * width + x);
  return erased;
}

export interface Box { left: number; top: number; width: number; height: number }
const BLOCK = 16;

/** Where there is print at all: a card on a large sheet is a small part of it. Null when it is nearly everywhere or nowhere. */
export function printedPart({ width, height, pixels }: GreyPicture): Box | null {
  const [columns, rows] = [Math.ceil(width / BLOCK), Math.ceil(height / BLOCK)];
  const inked = new Uint16Array(columns * rows);
  for (let y = 0; y < height; y += 1) for (let x = 0; x < width; x += 1) if ((pixels[y * width + x] ?? 255) < 140) inked[Math.floor(y / BLOCK) * columns + Math.floor(x / BLOCK)] = (inked[Math.floor(y / BLOCK) * columns + Math.floor(x / BLOCK)] ?? 0) + 1;
  const isPrint = (column: number, row: number) => { const count = inked[row * columns + column] ?? 0; return count >= 10 && count <= BLOCK * BLOCK * 0.7; };
  const box = { left: columns, right: -1, top: rows, bottom: -1 };
  for (let row = 0; row < rows; row += 1) {
    for (let column = 0; column < columns; column += 1) {
      // One speck alone is dust.
      if (!isPrint(column, row) || !(isPrint(column + 1, row) || isPrint(column - 1, row))) continue;
      box.left = Math.min(box.left, column); box.right = Math.max(box.right, column); box.top = Math.min(box.top, row); box.bottom = Math.max(box.bottom, row);
    }
  }
  if (box.right < 0) return null;
  const left = Math.max(0, (box.left - 2) * BLOCK);
  const top = Math.max(0, (box.top - 2) * BLOCK);
  const part = { left, top, width: Math.min(width, (box.right + 3) * BLOCK) - left, height: Math.min(height, (box.bottom + 3) * BLOCK) - top };
  return part.width * part.height < 0.72 * width * height ? part : null;
}
