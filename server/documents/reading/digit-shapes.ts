/**
 * How digits look on Indonesian identity cards: an OCR typeface with square bowls (KTP-el), its rounder relatives, and plain sans. Strokes on a
 * field of 4 × 7, y downwards, points as "x,y". Curves are written as short chords: at the size of a card nobody sees the difference.
 */
type Strokes = readonly string[];
type Typeface = Readonly<Record<string, Strokes>>;

const square: Typeface = {
  0: ['0.8,0 3.2,0 4,0.8 4,6.2 3.2,7 0.8,7 0,6.2 0,0.8 0.8,0'],
  1: ['0.5,0 2,0 2,7', '0.2,7 3.8,7 3.8,5.3'],
  2: ['0.2,0 3.8,0 3.8,3.4 0.2,3.4 0.2,7 3.9,7'],
  3: ['0.3,0 3.2,0 3.2,3.2', '0.9,3.2 3.8,3.2 3.8,7 0.1,7'],
  4: ['0.4,0 0.4,4.3 3.9,4.3', '3,2.5 3,7'],
  5: ['3.7,0 0.4,0 0.4,3.2 3.8,3.2 3.8,7 0.2,7'],
  6: ['1.7,0 0.3,0 0.3,7 3.8,7 3.8,3.4 0.3,3.4'],
  7: ['0.2,1.2 0.2,0 3.8,0 3.8,2.5 2,4.4 2,7'],
  8: ['0.8,3.2 0.8,0 3.2,0 3.2,3.2', '0.2,3.2 3.8,3.2 3.8,7 0.2,7 0.2,3.2'],
  9: ['3.7,3.6 0.2,3.6 0.2,0 3.7,0 3.7,7 2.4,7'],
};
/** The square face as some card printers draw it: no serif on the one, closed sevens. */
const plainSquare: Typeface = {
  ...square,
  0: ['0,0 4,0 4,7 0,7 0,0'], 1: ['1,0.9 2.2,0 2.2,7', '0.8,7 3.6,7'], 4: ['3,7 3,0 0.1,4.9 4,4.9'], 6: ['3.6,0 0.3,0 0.3,7 3.8,7 3.8,3.4 0.3,3.4'],
  7: ['0.2,0 3.8,0 3.8,1.4 1.8,7'], 9: ['3.7,3.6 0.2,3.6 0.2,0 3.7,0 3.7,7 0.4,7'], 3: ['0.2,0 3.8,0 3.8,7 0.2,7', '1,3.4 3.8,3.4'], 8: ['0.2,0 3.8,0 3.8,7 0.2,7 0.2,0', '0.2,3.4 3.8,3.4'],
};
const rounded: Typeface = {
  0: ['2,0 3.1,0.4 3.8,1.7 4,3.5 3.8,5.3 3.1,6.6 2,7 0.9,6.6 0.2,5.3 0,3.5 0.2,1.7 0.9,0.4 2,0'],
  1: ['0.7,1.4 2.2,0 2.2,7'],
  2: ['0.3,1.8 0.7,0.6 1.8,0 3,0.2 3.8,1.1 3.7,2.4 2.9,3.7 1.5,5 0.3,7 3.9,7'],
  3: ['0.4,0.9 1.5,0.1 2.9,0.2 3.6,1.2 3.3,2.6 2.2,3.3 1.4,3.3', '2.2,3.3 3.5,3.9 3.9,5.2 3.3,6.4 2,7 0.8,6.7 0.1,5.9'],
  4: ['2.9,7 2.9,0 0,4.8 4,4.8'],
  5: ['3.6,0 0.8,0 0.5,3.2 1.7,2.6 3,2.8 3.9,3.9 3.8,5.6 2.9,6.7 1.5,7 0.2,6.2'],
  6: ['3.4,0.3 2,0.5 0.8,1.7 0.2,3.6 0.3,5.4 1,6.6 2.1,7 3.3,6.4 3.9,5.1 3.5,3.7 2.4,2.9 1.2,3.1 0.3,4.3'],
  7: ['0.2,0 3.9,0 2.7,2.1 1.9,4.5 1.6,7'],
  8: ['2,3.3 0.8,2.7 0.5,1.5 1,0.4 2,0 3,0.4 3.5,1.5 3.2,2.7 2,3.3 0.6,4 0.1,5.2 0.7,6.5 2,7 3.3,6.5 3.9,5.2 3.4,4 2,3.3'],
  9: ['3.8,2.7 2.9,3.9 1.7,4.2 0.6,3.6 0.1,2.2 0.5,0.8 1.7,0 3,0.4 3.8,1.7 3.8,3.5 3.2,5.3 2.1,6.5 0.7,6.8'],
};
const serifOne: Typeface = { ...rounded, 1: ['0.7,1.4 2.2,0 2.2,7', '0.7,7 3.6,7'], 4: ['2.9,7 2.9,3.2', '1.3,0 0.2,4.7 4,4.7'], 7: ['0.2,1.2 0.2,0 3.8,0 1.6,7'] };

export const TYPEFACES: readonly Typeface[] = [square, plainSquare, rounded, serifOne];

export interface Glyph { width: number; height: number; ink: Float32Array }
export const FIELD = { width: 16, height: 24 } as const;
export interface Template { digit: string; ink: Float32Array; /** width ÷ height of the drawn digit */ ratio: number }

/** Every digit of every typeface, in three weights: what a cut-out digit is held against. */
export function digitTemplates(): Template[] {
  const templates: Template[] = [];
  for (const typeface of TYPEFACES) {
    for (const [digit, strokes] of Object.entries(typeface)) {
      for (const weight of [0.5, 0.85, 1.25]) {
        for (const wide of [0.85, 1.1]) templates.push(templateOf(digit, strokes, weight, wide));
      }
    }
  }
  return templates;
}

const FINE = 12;
function templateOf(digit: string, strokes: Strokes, weight: number, wide: number): Template {
  const lines = strokes.flatMap((stroke) => {
    const points = stroke.split(' ').map((point) => point.split(',').map(Number) as [number, number]);
    return points.slice(1).map((to, n) => [points[n] as [number, number], to] as const);
  });
  const margin = weight / 2;
  const xs = lines.flatMap(([a, b]) => [a[0] * wide, b[0] * wide]);
  const left = Math.min(...xs) - margin;
  const width = Math.max(...xs) + margin - left;
  const height = 7 + weight;
  const raster = { width: Math.ceil(width * FINE), height: Math.ceil(height * FINE), ink: new Float32Array(Math.ceil(width * FINE) * Math.ceil(height * FINE)) };
  for (let y = 0; y < raster.height; y += 1) {
    for (let x = 0; x < raster.width; x += 1) {
      const [px, py] = [left + (x + 0.5) / FINE, (y + 0.5) / FINE - margin];
      if (lines.some(([a, b]) => distance(px, py, a[0] * wide, a[1], b[0] * wide, b[1]) <= margin)) raster.ink[y * raster.width + x] = 1;
    }
  }
  return { digit, ratio: width / height, ink: onField(raster) };
}

function distance(x: number, y: number, ax: number, ay: number, bx: number, by: number): number {
  const length = (bx - ax) ** 2 + (by - ay) ** 2;
  const along = length === 0 ? 0 : Math.min(1, Math.max(0, ((x - ax) * (bx - ax) + (y - ay) * (by - ay)) / length));
  return Math.hypot(x - ax - along * (bx - ax), y - ay - along * (by - ay));
}

/** A glyph scaled onto the field, narrow ones kept narrow, a little blurred, of mean 0 and length 1, so that a product is a likeness. */
export function onField(glyph: Glyph): Float32Array {
  const field = new Float32Array(FIELD.width * FIELD.height);
  const scale = Math.min(FIELD.height / glyph.height, FIELD.width / glyph.width);
  // A squat glyph fills the height all the same: print is stretched, digits are not.
  const sy = FIELD.height / glyph.height;
  const sx = Math.max(scale, Math.min(sy, FIELD.width / glyph.width));
  const shift = (FIELD.width - glyph.width * sx) / 2;
  for (let y = 0; y < FIELD.height; y += 1) {
    for (let x = 0; x < FIELD.width; x += 1) {
      field[y * FIELD.width + x] = meanOver(glyph, (x - shift) / sx, (x + 1 - shift) / sx, y / sy, (y + 1) / sy);
    }
  }
  return normalised(blurred(field));
}

function meanOver({ width, height, ink }: Glyph, x0: number, x1: number, y0: number, y1: number): number {
  let sum = 0;
  let count = 0;
  for (let y = Math.floor(y0); y < Math.max(Math.floor(y0) + 1, Math.ceil(y1 - 1e-6)); y += 1) {
    for (let x = Math.floor(x0); x < Math.max(Math.floor(x0) + 1, Math.ceil(x1 - 1e-6)); x += 1) {
      count += 1;
      if (x >= 0 && y >= 0 && x < width && y < height) sum += ink[y * width + x] ?? 0;
    }
  }
  return count === 0 ? 0 : sum / count;
}

function blurred(field: Float32Array): Float32Array {
  const soft = new Float32Array(field.length);
  for (let y = 0; y < FIELD.height; y += 1) {
    for (let x = 0; x < FIELD.width; x += 1) {
      let sum = 0;
      let weights = 0;
      for (let dy = -1; dy <= 1; dy += 1) {
        for (let dx = -1; dx <= 1; dx += 1) {
          const [nx, ny] = [x + dx, y + dy];
          if (nx < 0 || ny < 0 || nx >= FIELD.width || ny >= FIELD.height) continue;
          const weight = (2 - Math.abs(dx)) * (2 - Math.abs(dy));
          sum += weight * (field[ny * FIELD.width + nx] ?? 0);
          weights += weight;
        }
      }
      soft[y * FIELD.width + x] = sum / weights;
    }
  }
  return soft;
}

function normalised(field: Float32Array): Float32Array {
  const mean = field.reduce((sum, value) => sum + value, 0) / field.length;
  const length = Math.sqrt(field.reduce((sum, value) => sum + (value - mean) ** 2, 0)) || 1;
  return field.map((value) => (value - mean) / length);
}
