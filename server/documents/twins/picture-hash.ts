/**
 * A short name of how a picture looks: the signs of its lowest frequencies (DCT hash after Zauner, "Implementation and Benchmarking of Perceptual
 * Image Hash Functions", 2010). It only proposes: cards of one template look alike, so `likeness.ts` has the last word.
 */
import type { GreyPicture } from '../inspection/picture-quality.ts';

/** Hexadecimal. `coarse` (64 bits) is looked up, `fine` (256 bits) ranks what was found: a thousand cards of one template share the first. */
export interface PictureHash { coarse: string; fine: string }
/** A picture as it lies, first, and as it would lie if somebody had tilted it. */
export type PictureHashes = [PictureHash, ...PictureHash[]];

/** How two pictures may be tilted against each other: by whole degrees; the tilted one grew with its corners, or lost them and kept its size. */
export interface Tilt { degrees: number; grown: 'this' | 'other' | null }
/** Half a degree beside each of them changes few bits. */
export const TILTS: readonly Tilt[] = [
  { degrees: 0, grown: null },
  ...[-1, 1, -2, 2, -3, 3].flatMap((degrees) => (['this', 'other', null] as const).map((grown): Tilt => ({ degrees, grown }))),
];

const GRID = 64;
const FINE = 2;
/** The middle of a picture: whatever fills the corners of a tilted one stays outside. */
const MIDDLE = 0.84;
const COARSE_BITS = 64;
const FINE_BITS = 256;

export function hashPicture(grey: GreyPicture): PictureHashes {
  return TILTS.map((tilt) => signsOf(middleOf(grey, tilt))) as PictureHashes;
}

/** Bits in which two hashes of one length differ. */
export function distance(a: string, b: string): number {
  let differing = 0;
  for (let at = 0; at < a.length; at += 4) {
    for (let bits = parseInt(a.slice(at, at + 4), 16) ^ parseInt(b.slice(at, at + 4), 16); bits > 0; bits &= bits - 1) differing += 1;
  }
  return differing;
}

/** How much of this picture the whole of the other one is. */
export function sizeOfOther({ width, height }: { width: number; height: number }, { degrees, grown }: Tilt): { width: number; height: number } {
  if (grown === null || degrees === 0) return { width, height };
  const [c, s] = [Math.cos((degrees * Math.PI) / 180), Math.abs(Math.sin((degrees * Math.PI) / 180))];
  if (grown === 'other') return { width: width * c + height * s, height: height * c + width * s };
  return { width: (width * c - height * s) / (c * c - s * s), height: (height * c - width * s) / (c * c - s * s) };
}

/** The middle, laid straight, as a square of `GRID` pixels. */
function middleOf(grey: GreyPicture, tilt: Tilt): Float64Array {
  const part = sizeOfOther(grey, tilt);
  const [c, s] = [Math.cos((tilt.degrees * Math.PI) / 180), Math.sin((tilt.degrees * Math.PI) / 180)];
  const square = new Float64Array(GRID * GRID);
  const fine = GRID * FINE;
  for (let y = 0; y < fine; y += 1) {
    const v = ((y + 0.5) / fine - 0.5) * MIDDLE * part.height;
    for (let x = 0; x < fine; x += 1) {
      const u = ((x + 0.5) / fine - 0.5) * MIDDLE * part.width;
      const at = Math.floor(y / FINE) * GRID + Math.floor(x / FINE);
      square[at] = (square[at] ?? 0) + between(grey, grey.width / 2 + u * c - v * s - 0.5, grey.height / 2 + u * s + v * c - 0.5);
    }
  }
  return square;
}

function between({ width, height, pixels }: GreyPicture, x: number, y: number): number {
  const cx = Math.min(width - 1.001, Math.max(0, x));
  const cy = Math.min(height - 1.001, Math.max(0, y));
  const [x0, y0] = [Math.floor(cx), Math.floor(cy)];
  const [fx, fy] = [cx - x0, cy - y0];
  const at = y0 * width + x0;
  return ((pixels[at] ?? 0) * (1 - fx) + (pixels[at + 1] ?? 0) * fx) * (1 - fy) + ((pixels[at + width] ?? 0) * (1 - fx) + (pixels[at + width + 1] ?? 0) * fx) * fy;
}

const WAVES = 26;
const cosines = Array.from({ length: WAVES }, (_, wave) => Float64Array.from({ length: GRID }, (_each, at) => Math.cos(((2 * at + 1) * wave * Math.PI) / (2 * GRID))));
/** The lowest waves beside the mean, from the corner outwards: what a smaller or harder pressed copy keeps best. */
const LOWEST = Array.from({ length: WAVES * WAVES }, (_, n) => [n % WAVES, Math.floor(n / WAVES)] as const).filter(([x, y]) => x + y > 0)
  .sort(([ax, ay], [bx, by]) => ax + ay - bx - by || ax - bx).slice(0, COARSE_BITS + FINE_BITS);

function signsOf(square: Float64Array): PictureHash {
  const rows = cosines.map((cosine) => {
    const ofRow = new Float64Array(GRID);
    for (let y = 0; y < GRID; y += 1) {
      let sum = 0;
      for (let x = 0; x < GRID; x += 1) sum += (square[y * GRID + x] ?? 0) * (cosine[x] ?? 0);
      ofRow[y] = sum;
    }
    return ofRow;
  });
  const bits = LOWEST.map(([wx, wy]) => (rows[wx]?.reduce((sum, value, y) => sum + value * (cosines[wy]?.[y] ?? 0), 0) ?? 0) > 0);
  return { coarse: hexOf(bits.slice(0, COARSE_BITS)), fine: hexOf(bits.slice(COARSE_BITS)) };
}

function hexOf(bits: boolean[]): string {
  let hex = '';
  for (let at = 0; at < bits.length; at += 4) hex += ((bits[at] ? 8 : 0) + (bits[at + 1] ? 4 : 0) + (bits[at + 2] ? 2 : 0) + (bits[at + 3] ? 1 : 0)).toString(16);
  return hex;
}
