/**
 * Reads a row of digits set in an OCR typeface. Tesseract knows letters and takes square sixes for b and nines for 5; what a digit on a
 * card may look like is known, so each cut-out is held against drawn ones.
 */
import type { GreyPicture } from '../inspection/picture-quality.ts';
import { digitTemplates, onField, type Template } from './digit-shapes.ts';
import { summedArea } from '../inspection/summed-area.ts';

export interface ReadDigits { digits: string; /** 0–100; of the least certain digit */ confidence: number }
interface Box { left: number; right: number; top: number; bottom: number; area: number }
interface Ink { width: number; height: number; /** 0–1 */ dark: Float32Array; /** 1 where ink */ mask: Uint8Array }

let templates: Template[] | undefined;

/** `strip` holds the row and little else. Null when no row of `count` digits can be made out. */
export function readDigits(strip: GreyPicture, count: number): ReadDigits | null {
  const ink = inkOf(strip);
  const cells = rowOfCells(ink, count);
  if (!cells) return null;
  templates ??= digitTemplates();
  let digits = '';
  let confidence = 100;
  for (const cell of cells) {
    const best = nearest(cutOut(ink, cell), (cell.right - cell.left + 1) / (cell.bottom - cell.top + 1), templates);
    digits += best.digit;
    confidence = Math.min(confidence, best.confidence);
  }
  return { digits, confidence: Math.round(confidence) };
}

/** How much darker than its surroundings each pixel is, and which are ink by Otsu's threshold over that. */
function inkOf({ width, height, pixels }: GreyPicture): Ink {
  const sums = summedArea({ width, height, pixels });
  const reach = Math.max(8, Math.round(height * 0.5));
  const dark = new Float32Array(width * height);
  const histogram = new Uint32Array(256);
  for (let y = 0; y < height; y += 1) {
    for (let x = 0; x < width; x += 1) {
      const [x0, x1, y0, y1] = [Math.max(0, x - reach), Math.min(width, x + reach), Math.max(0, y - reach), Math.min(height, y + reach)];
      const at = (cx: number, cy: number) => sums[cy * (width + 1) + cx] ?? 0;
      const mean = (at(x1, y1) - at(x0, y1) - at(x1, y0) + at(x0, y0)) / ((x1 - x0) * (y1 - y0));
      const much = Math.max(0, mean - (pixels[y * width + x] ?? 0));
      dark[y * width + x] = much;
      histogram[Math.min(255, Math.round(much))] = (histogram[Math.min(255, Math.round(much))] ?? 0) + 1;
    }
  }
  const threshold = Math.max(8, otsu(histogram));
  const mask = new Uint8Array(dark.length);
  for (let at = 0; at < dark.length; at += 1) {
    if ((dark[at] ?? 0) > threshold) mask[at] = 1;
    dark[at] = Math.min(1, (dark[at] ?? 0) / (2 * threshold));
  }
  return { width, height, dark, mask };
}

function otsu(histogram: Uint32Array): number {
  const total = histogram.reduce((sum, count) => sum + count, 0);
  const all = histogram.reduce((sum, count, value) => sum + count * value, 0);
  let below = 0;
  let belowSum = 0;
  let best = 0;
  let bestBetween = -1;
  for (let value = 0; value < 255; value += 1) {
    below += histogram[value] ?? 0;
    belowSum += (histogram[value] ?? 0) * value;
    if (below === 0 || below === total) continue;
    const between = below * (total - below) * (belowSum / below - (all - belowSum) / (total - below)) ** 2;
    if (between > bestBetween) { bestBetween = between; best = value; }
  }
  return best;
}

/** Exactly `count` cells from left to right, or null. */
function rowOfCells(ink: Ink, count: number): Box[] | null {
  const tallest = ink.height;
  const parts = components(ink).filter((part) => part.area >= 12 && part.bottom - part.top >= tallest * 0.22);
  if (parts.length === 0) return null;
  const heights = parts.map((part) => part.bottom - part.top + 1).sort((a, b) => a - b);
  const high = heights[Math.floor(heights.length * 0.6)] ?? 0;
  // Strokes of one digit that came apart lie above each other.
  const row = mergeAbove(parts.filter((part) => part.bottom - part.top + 1 >= high * 0.4), high).filter((part) => {
    const own = part.bottom - part.top + 1;
    return own >= high * 0.72 && own <= high * 1.4;
  });
  const cells = row.flatMap((part) => splitWide(ink, part, high));
  const level = longestLevelRow(cells, high);
  // What stands before the row (a colon, the end of its label) is narrower, shorter or further away; the last ones are the number.
  return level.length >= count ? evenlySpaced(level, count) : null;
}

function components({ width, height, mask }: Ink): Box[] {
  const seen = new Uint8Array(mask.length);
  const boxes: Box[] = [];
  const stack: number[] = [];
  for (let start = 0; start < mask.length; start += 1) {
    if (!mask[start] || seen[start]) continue;
    const box = { left: width, right: 0, top: height, bottom: 0, area: 0 };
    seen[start] = 1;
    stack.push(start);
    for (let at = stack.pop(); at !== undefined; at = stack.pop()) {
      const x = at % width;
      const y = (at - x) / width;
      box.left = Math.min(box.left, x); box.right = Math.max(box.right, x); box.top = Math.min(box.top, y); box.bottom = Math.max(box.bottom, y); box.area += 1;
      for (let dy = -1; dy <= 1; dy += 1) {
        for (let dx = -1; dx <= 1; dx += 1) {
          const [nx, ny] = [x + dx, y + dy];
          if (nx < 0 || ny < 0 || nx >= width || ny >= height) continue;
          const next = ny * width + nx;
          if (mask[next] && !seen[next]) { seen[next] = 1; stack.push(next); }
        }
      }
    }
    boxes.push(box);
  }
  return boxes.sort((a, b) => a.left - b.left);
}

function mergeAbove(parts: Box[], high: number): Box[] {
  const merged: Box[] = [];
  for (const part of [...parts].sort((a, b) => a.left - b.left)) {
    const last = merged.at(-1);
    const overlap = last ? Math.min(last.right, part.right) - Math.max(last.left, part.left) + 1 : 0;
    const narrower = last ? Math.min(last.right - last.left, part.right - part.left) + 1 : 1;
    const together = last ? Math.max(last.bottom, part.bottom) - Math.min(last.top, part.top) + 1 : Infinity;
    if (last && overlap > narrower * 0.5 && together <= high * 1.25) {
      Object.assign(last, { left: Math.min(last.left, part.left), right: Math.max(last.right, part.right), top: Math.min(last.top, part.top), bottom: Math.max(last.bottom, part.bottom), area: last.area + part.area });
    } else merged.push({ ...part });
  }
  return merged;
}

/** Two digits that touch are as wide as two: cut where there is least ink. */
function splitWide(ink: Ink, box: Box, high: number): Box[] {
  const width = box.right - box.left + 1;
  if (width <= high * 1.02) return [box];
  const pieces = Math.round(width / (high * 0.75));
  if (pieces < 2) return [box];
  const cuts = [box.left];
  for (let n = 1; n < pieces; n += 1) {
    const around = box.left + (width * n) / pieces;
    let best = Math.round(around);
    let least = Infinity;
    for (let x = Math.round(around - high * 0.18); x <= around + high * 0.18; x += 1) {
      let sum = 0;
      for (let y = box.top; y <= box.bottom; y += 1) sum += ink.dark[y * ink.width + x] ?? 0;
      if (sum < least) { least = sum; best = x; }
    }
    cuts.push(best);
  }
  cuts.push(box.right + 1);
  return cuts.slice(1).map((right, n) => tightened(ink, { ...box, left: (cuts[n] ?? box.left) + (n > 0 ? 1 : 0), right: right - 1 }));
}

function tightened(ink: Ink, box: Box): Box {
  const tight = { left: box.right, right: box.left, top: box.bottom, bottom: box.top, area: 0 };
  for (let y = box.top; y <= box.bottom; y += 1) {
    for (let x = box.left; x <= box.right; x += 1) {
      if (!ink.mask[y * ink.width + x]) continue;
      tight.left = Math.min(tight.left, x); tight.right = Math.max(tight.right, x); tight.top = Math.min(tight.top, y); tight.bottom = Math.max(tight.bottom, y); tight.area += 1;
    }
  }
  return tight.area > 0 ? tight : box;
}

/** Neighbours whose middles lie at one height, as far as they go. */
function longestLevelRow(cells: Box[], high: number): Box[] {
  let best: Box[] = [];
  for (let from = 0; from < cells.length; from += 1) {
    const row: Box[] = [];
    for (const cell of cells.slice(from)) {
      const last = row.at(-1);
      if (last && (Math.abs((cell.top + cell.bottom - last.top - last.bottom) / 2) > high * 0.35)) continue;
      if (last && cell.left - last.right > high * 1.5) break;
      row.push(cell);
    }
    if (row.length > best.length) best = row;
  }
  return best;
}

/** Of more cells than wanted, the neighbours whose distances differ least. */
function evenlySpaced(row: Box[], count: number): Box[] {
  let best = row.slice(-count);
  let least = Infinity;
  for (let from = 0; from + count <= row.length; from += 1) {
    const window = row.slice(from, from + count);
    const steps = window.slice(1).map((cell, n) => (cell.left + cell.right - (window[n]?.left ?? 0) - (window[n]?.right ?? 0)) / 2);
    const mean = steps.reduce((sum, step) => sum + step, 0) / steps.length;
    const spread = steps.reduce((sum, step) => sum + (step - mean) ** 2, 0);
    if (spread < least * 0.999) { least = spread; best = window; }
  }
  return best;
}

function cutOut(ink: Ink, box: Box): { width: number; height: number; ink: Float32Array } {
  const width = box.right - box.left + 1;
  const height = box.bottom - box.top + 1;
  const glyph = new Float32Array(width * height);
  for (let y = 0; y < height; y += 1) for (let x = 0; x < width; x += 1) glyph[y * width + x] = ink.dark[(y + box.top) * ink.width + x + box.left] ?? 0;
  return { width, height, ink: glyph };
}

function nearest(glyph: { width: number; height: number; ink: Float32Array }, ratio: number, candidates: Template[]): { digit: string; confidence: number } {
  const field = onField(glyph);
  const likeness = new Map<string, number>();
  for (const { digit, ink, ratio: drawn } of candidates) {
    let alike = 0;
    for (let at = 0; at < field.length; at += 1) alike += (field[at] ?? 0) * (ink[at] ?? 0);
    // A digit twice as wide as drawn is hardly that digit.
    alike -= 0.12 * Math.abs(Math.log(ratio / drawn));
    if (alike > (likeness.get(digit) ?? -1)) likeness.set(digit, alike);
  }
  const [first, second] = [...likeness].sort((a, b) => b[1] - a[1]);
  const margin = (first?.[1] ?? 0) - (second?.[1] ?? 0);
  const sure = Math.min(1, Math.max(0, (first?.[1] ?? 0) - 0.35) / 0.4) * Math.min(1, margin / 0.1);
  return { digit: first?.[0] ?? '0', confidence: 100 * sure };
}
