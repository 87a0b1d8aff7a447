/** Lays a flat print on a table or into a scanner and takes a picture of it: perspective, lamp, glare, shake, noise, compression. */
import sharp from 'sharp';
import type { Print } from './draw-card.ts';
import type { Chance } from './seeded.ts';

export interface Shot {
  /** Pixels of the picture. */
  width: number; height: number;
  /** Corners of the print in the picture, clockwise from its top left; may lie outside. */
  corners: [number, number][];
  table: 'putih' | 'kayu' | 'gelap' | 'kain' | 'papan' | 'ubin' | 'tepi' | 'batik_terang' | 'batik_gelap';
  /** Something flat that lies on the table under the card or beside it: a sheet, a book. */
  thing?: { corners: [number, number][]; tint: [number, number, number] };
  light: number;
  shade: number;
  glare: { x: number; y: number; radius: number; strength: number } | null;
  noise: number;
  blur: number;
  turn: 0 | 90 | 180 | 270;
  /** Shrunk to this long side and blown up again before the last compression. */
  crushedTo: number | null;
  jpegQuality: number;
  /** The hand moved while the picture was taken: pixels, and the way as an angle. */
  motion?: { length: number; angle: number };
}

export interface Picture { width: number; height: number; pixels: Uint8Array }

export async function photograph(print: Print, shot: Shot, chance: Chance): Promise<Buffer> {
  const laid = lay(print, shot, chance);
  let image = sharp(laid.pixels, { raw: { width: laid.width, height: laid.height, channels: 3 } });
  if (shot.crushedTo !== null) {
    const small = await image.resize({ width: shot.crushedTo, height: shot.crushedTo, fit: 'inside' }).jpeg({ quality: 35 }).toBuffer();
    image = sharp(await sharp(small).resize({ width: laid.width, height: laid.height, fit: 'fill' }).toBuffer());
  }
  if (shot.motion) image = sharp(smeared(await image.removeAlpha().raw().toBuffer(), laid, shot.motion), { raw: { width: laid.width, height: laid.height, channels: 3 } });
  if (shot.blur > 0.3) image = sharp(await image.blur(shot.blur).raw().toBuffer(), { raw: { width: laid.width, height: laid.height, channels: 3 } });
  const lit = sharp(addNoise(await image.removeAlpha().raw().toBuffer(), shot.noise, chance), { raw: { width: laid.width, height: laid.height, channels: 3 } });
  return lit.rotate(shot.turn).jpeg({ quality: shot.jpegQuality }).toBuffer();
}

function lay(print: Print, shot: Shot, chance: Chance): Picture {
  const { width, height } = shot;
  const pixels = new Uint8Array(width * height * 3);
  const [a, b, c, d, e, f, g, h] = homography(shot.corners, [[0, 0], [print.width, 0], [print.width, print.height], [0, print.height]]) as [number, number, number, number, number, number, number, number];
  const bare = table(shot.table, chance);
  const { thing } = shot;
  const surface = thing ? (x: number, y: number) => (isWithin(thing.corners, x, y) ? thing.tint : bare(x, y)) : bare;
  const shadeFrom = chance.between(0, 6.28);
  const [cx, cy] = [Math.cos(shadeFrom), Math.sin(shadeFrom)];
  for (let y = 0; y < height; y += 1) {
    for (let x = 0; x < width; x += 1) {
      const w = g * x + h * y + 1;
      const u = (a * x + b * y + c) / w;
      const v = (d * x + e * y + f) / w;
      let light = shot.light * (1 - shot.shade * (0.5 + 0.5 * (cx * (x / width - 0.5) * 2 + cy * (y / height - 0.5) * 2)));
      let add = 0;
      if (shot.glare) {
        const far = Math.hypot(x - shot.glare.x, y - shot.glare.y) / shot.glare.radius;
        if (far < 1) add = shot.glare.strength * 255 * (1 - far * far);
      }
      const at = (y * width + x) * 3;
      if (u >= 0 && v >= 0 && u < print.width - 1 && v < print.height - 1) {
        const u0 = Math.floor(u);
        const v0 = Math.floor(v);
        const fu = u - u0;
        const fv = v - v0;
        const from = (v0 * print.width + u0) * 3;
        const down = from + print.width * 3;
        for (let n = 0; n < 3; n += 1) {
          const top = (print.pixels[from + n] ?? 0) * (1 - fu) + (print.pixels[from + 3 + n] ?? 0) * fu;
          const low = (print.pixels[down + n] ?? 0) * (1 - fu) + (print.pixels[down + 3 + n] ?? 0) * fu;
          pixels[at + n] = Math.min(255, Math.max(0, (top * (1 - fv) + low * fv) * light + add));
        }
      } else {
        // A little shadow under the card.
        if (u > -14 && v > -14 && u < print.width + 18 && v < print.height + 18) light *= 0.86;
        const tint = surface(x, y);
        for (let n = 0; n < 3; n += 1) pixels[at + n] = Math.min(255, Math.max(0, (tint[n] ?? 0) * light + add * 0.6));
      }
    }
  }
  return { width, height, pixels };
}

function smeared(pixels: Uint8Array, { width, height }: Picture, { length, angle }: { length: number; angle: number }): Buffer {
  const [dx, dy] = [Math.cos(angle), Math.sin(angle)];
  const steps = Math.max(2, Math.round(length));
  const ways = Array.from({ length: steps }, (_, n) => [Math.round(dx * (n - steps / 2)), Math.round(dy * (n - steps / 2))] as const);
  const out = Buffer.alloc(pixels.length);
  for (let y = 0; y < height; y += 1) {
    for (let x = 0; x < width; x += 1) {
      let [r, g, b] = [0, 0, 0];
      for (const [wx, wy] of ways) {
        const from = (Math.min(height - 1, Math.max(0, y + wy)) * width + Math.min(width - 1, Math.max(0, x + wx))) * 3;
        r += pixels[from] ?? 0; g += pixels[from + 1] ?? 0; b += pixels[from + 2] ?? 0;
      }
      const at = (y * width + x) * 3;
      out[at] = r / steps; out[at + 1] = g / steps; out[at + 2] = b / steps;
    }
  }
  return out;
}

function table(kind: Shot['table'], chance: Chance): (x: number, y: number) => number[] {
  if (kind === 'putih') { const white = chance.between(236, 252); return () => [white, white, white - 2]; }
  if (kind === 'gelap') { const dark = chance.between(25, 60); return (x, y) => { const grain = 5 * Math.sin(x * 0.05 + y * 0.02); return [dark + grain, dark + grain, dark + 4]; }; }
  if (kind === 'kain') { const base = chance.between(90, 190); return (x, y) => { const weave = 12 * Math.sin(x * 1.1) * Math.sin(y * 1.1); return [base + weave, base * 0.9 + weave, base * 1.05 + weave]; }; }
  if (kind === 'papan' || kind === 'ubin') {
    // Joints that run from side to side, each board or tile a little different.
    const [wide, joint, lean] = [chance.between(110, 320), chance.between(2, 7), chance.between(-0.12, 0.12)];
    const [base, dark] = kind === 'papan' ? [[168, 120, 78], 55] : [[176, 178, 180], 90];
    const shades = Array.from({ length: 16 }, () => chance.between(-20, 20));
    return (x, y) => {
      const along = y + lean * x + 4000;
      const across = x - lean * y + 4000;
      const shade = shades[(Math.floor(along / wide) * 5 + (kind === 'ubin' ? Math.floor(across / wide) * 3 : 0)) % 16] ?? 0;
      const inJoint = along % wide < joint || (kind === 'ubin' && across % wide < joint);
      const grain = kind === 'papan' ? 7 * Math.sin(along * 0.6 + Math.sin(x * 0.013) * 5) : 0;
      return inJoint ? [dark, dark, dark] : base.map((value) => value + shade + grain);
    };
  }
  if (kind === 'tepi') {
    // The table ends behind the card: floor, cloth or wall beyond it.
    const [angle, shift] = [chance.between(0, 6.28), chance.between(-250, 250)];
    const [one, other] = [chance.between(20, 120), chance.between(130, 225)];
    return (x, y) => { const beyond = (x - 700) * Math.cos(angle) + (y - 450) * Math.sin(angle) > shift; const value = beyond ? one : other; return [value, value * 0.94, value * 0.86]; };
  }
  if (kind === 'batik_terang' || kind === 'batik_gelap') return batik(kind === 'batik_gelap', chance);
  const turn = chance.between(-0.4, 0.4);
  return (x, y) => {
    const ring = Math.sin((y + turn * x) * 0.045 + 3 * Math.sin(x * 0.004));
    return [150 + 26 * ring, 104 + 22 * ring, 66 + 16 * ring];
  };
}

/** Printed cloth: motifs in rows, each a little out of its place, of another size or missing, or all of them exact as a machine prints them. */
function batik(dark: boolean, chance: Chance): (x: number, y: number) => number[] {
  const [ground, mark] = dark ? [chance.between(30, 62), chance.between(14, 24)] : [chance.between(150, 225), chance.between(40, 95)];
  const light = dark && chance.is(0.5) ? chance.between(120, 190) : mark; // half of the dark ones are drawn in white wax
  const [pitch, size, lean, by] = [chance.between(13, 44), chance.between(0.22, 0.36), chance.between(-0.7, 0.7), chance.is(0.4) ? 0 : chance.between(0.1, 0.3)];
  const shape = chance.pick(['dot', 'diamond', 'leaf'] as const);
  const salt = chance.whole(1, 9999);
  const own = (a: number, b: number, n: number) => { const value = Math.sin(a * 127.1 + b * 311.7 + n * 74.7 + salt) * 43758.5453; return value - Math.floor(value) - 0.5; };
  const [c, s] = [Math.cos(lean), Math.sin(lean)];
  return (x, y) => {
    const [u, v] = [(x * c + y * s) / pitch, (y * c - x * s) / pitch];
    const [a, b] = [Math.floor(u), Math.floor(v)];
    const [dx, dy] = [u - a - 0.5 - by * own(a, b, 1), v - b - 0.5 - by * own(a, b, 2)];
    const reach = size * (1 + 2 * by * own(a, b, 3));
    const far = shape === 'dot' ? Math.hypot(dx, dy) : shape === 'diamond' ? Math.abs(dx) + Math.abs(dy) : Math.hypot(dx * 0.7 + dy * 0.7, (dx * 0.7 - dy * 0.7) * 2.2);
    const value = far < reach && own(a, b, 4) > by - 0.5 - by * 0.6 ? light : ground;
    return [value, value * 0.86, value * 0.7];
  };
}

function isWithin(corners: readonly (readonly [number, number])[], x: number, y: number): boolean {
  return corners.every(([x0, y0], n) => { const [x1 = 0, y1 = 0] = corners[(n + 1) % corners.length] ?? []; return (x1 - x0) * (y - y0) - (y1 - y0) * (x - x0) >= 0; });
}

function addNoise(pixels: Buffer, strength: number, chance: Chance): Buffer {
  if (strength <= 0) return pixels;
  let state = Math.floor(chance.next() * 0x7fffffff) | 1;
  for (let at = 0; at < pixels.length; at += 1) {
    state ^= state << 13; state ^= state >>> 17; state ^= state << 5;
    const a = (state & 0xff) / 255;
    const b = ((state >>> 8) & 0xff) / 255;
    pixels[at] = Math.min(255, Math.max(0, (pixels[at] ?? 0) + (a + b - 1) * 1.7 * strength));
  }
  return pixels;
}

/** Eight numbers that carry four points onto four others. */
export function homography(from: readonly (readonly [number, number])[], to: readonly (readonly [number, number])[]): number[] {
  const rows: number[][] = [];
  from.forEach(([x, y], n) => {
    const [u, v] = to[n] ?? [0, 0];
    rows.push([x, y, 1, 0, 0, 0, -u * x, -u * y, u], [0, 0, 0, x, y, 1, -v * x, -v * y, v]);
  });
  for (let col = 0; col < 8; col += 1) {
    let best = col;
    for (let row = col + 1; row < 8; row += 1) if (Math.abs(rows[row]?.[col] ?? 0) > Math.abs(rows[best]?.[col] ?? 0)) best = row;
    [rows[col], rows[best]] = [rows[best] ?? [], rows[col] ?? []];
    const lead = rows[col]?.[col] ?? 1;
    for (let row = 0; row < 8; row += 1) {
      if (row === col) continue;
      const times = (rows[row]?.[col] ?? 0) / lead;
      for (let k = col; k < 9; k += 1) (rows[row] as number[])[k] = (rows[row]?.[k] ?? 0) - times * (rows[col]?.[k] ?? 0);
    }
  }
  return rows.map((row, n) => (row[8] ?? 0) / (row[n] ?? 1));
}
