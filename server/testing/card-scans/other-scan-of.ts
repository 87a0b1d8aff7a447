/** Scans by another hand than `scan-of.ts`: its cards, its tables, and the faults that one does not know. */
import sharp from 'sharp';
import { PDFDocument } from 'pdf-lib';
import type { WarningKey } from '../../documents/inspection/inspection-keys.ts';
import type { CardKind, Forged, Print } from './draw-card.ts';
import { drawOtherCard } from './draw-other-card.ts';
import { photograph, type Shot } from './photograph.ts';
import { chanceOf, type Chance } from './seeded.ts';

/** Each with what must be said of it; null: nothing. `terpotong_tipis` loses so little that at some sides nothing printed is gone with it. */
export const OTHER_CONDITIONS = {
  datar: null, foto: null, alas_bergaris: null, kecil: null, a4_150: null, a4_200: null, a4_300: null, agak_rusak: null,
  batik_terang: null, batik_gelap: null, di_atas_kertas: null, jauh: null, miring: null, dua_bersusun: null, dua_berdampingan: null,
  goyang: 'picture_blurred', buram: 'picture_blurred', remuk_penuh: 'picture_crushed', terpotong_foto: 'picture_cut', terpotong_rapat: 'picture_cut', terpotong_tipis: 'picture_cut', gelap: 'picture_too_dark', gelap_kilat: 'picture_too_dark',
} as const satisfies Record<string, WarningKey | null>;
export type OtherCondition = keyof typeof OTHER_CONDITIONS;
export interface OtherScan { kind: CardKind; condition: OtherCondition; truth: Print['truth']; template: string; bytes: Buffer; type: 'image/jpeg' | 'application/pdf' }

/** `look` as in `scanOf`. */
export async function otherScanOf(seed: number, kind: CardKind, condition: OtherCondition, forged: Forged = {}, look = seed): Promise<OtherScan> {
  const chance = chanceOf(look * 19 + condition.length * 131 + condition.charCodeAt(0) * 7 + kind.length * 17);
  const print = await drawOtherCard(seed, kind, 1400, forged, look);
  const about = { kind, condition, truth: print.truth, template: print.template };
  if (condition === 'a4_150' || condition === 'a4_200' || condition === 'a4_300') return { ...about, ...await onSheet(print, Number(condition.slice(3)), chance) };
  const cards = condition === 'dua_bersusun' || condition === 'dua_berdampingan' ? await together(seed, condition === 'dua_bersusun', chance) : print;
  return { ...about, bytes: await taken(cards, condition, chance), type: 'image/jpeg' };
}

/** Two cards on one scan, cropped to them. */
async function together(seed: number, stacked: boolean, chance: Chance): Promise<Print> {
  const [one, other] = [await drawOtherCard(seed, 'ktp', 1000), await drawOtherCard(seed + (chance.is(0.5) ? 0 : 1), chance.pick(['ktp', 'npwp'] as const), 1000)];
  const [gap, rim, white] = [chance.whole(6, 60), chance.whole(0, 50), chance.whole(236, 252)];
  const width = 2 * rim + (stacked ? one.width : one.width + gap + other.width);
  const height = 2 * rim + (stacked ? one.height + gap + other.height : one.height);
  const lay = async (card: Print) => sharp(card.pixels, { raw: { width: card.width, height: card.height, channels: 3 } }).png().toBuffer();
  const second = stacked ? { left: rim, top: rim + one.height + gap } : { left: rim + one.width + gap, top: rim };
  const pixels = await sharp({ create: { width, height, channels: 3, background: { r: white, g: white, b: white } } })
    .composite([{ input: await lay(one), left: rim, top: rim }, { input: await lay(other), ...second }]).removeAlpha().raw().toBuffer();
  return { ...one, width, height, pixels };
}

/** At its true size on a sheet of A4 (a paper fills it), as a flatbed gives it: half as a picture, half in a PDF. */
async function onSheet(print: Print, dpi: number, chance: Chance): Promise<{ bytes: Buffer; type: OtherScan['type'] }> {
  const inch = (mm: number) => Math.round((mm / 25.4) * dpi);
  const [width, height] = print.kind === 'sertifikat_keahlian' && print.width > print.height ? [inch(297), inch(210)] : [inch(210), inch(297)];
  const wide = print.kind === 'sertifikat_keahlian' ? width : inch(85.6);
  const raw = { width: print.width, height: print.height, channels: 3 } as const;
  const white = chance.whole(238, 253);
  const background = { r: white, g: white, b: white };
  const flat = await sharp(print.pixels, { raw }).resize({ width: wide }).png().toBuffer();
  const card = await sharp(flat).rotate(print.kind === 'sertifikat_keahlian' ? 0 : chance.between(-2.5, 2.5), { background }).toBuffer({ resolveWithObject: true });
  const left = Math.max(0, Math.round(chance.between(0.04, 0.96) * (width - card.info.width)));
  const top = Math.max(0, Math.round(chance.between(0.04, 0.9) * (height - card.info.height)));
  const room = { left: 0, top: 0, width: Math.min(width, card.info.width), height: Math.min(height, card.info.height) };
  const page = await sharp({ create: { width, height, channels: 3, background } }).composite([{ input: await sharp(card.data).extract(room).toBuffer(), left, top }]).removeAlpha().raw().toBuffer();
  const jpeg = await sharp(page, { raw: { width, height, channels: 3 } }).blur(chance.between(0.3, 0.6)).jpeg({ quality: chance.whole(68, 90) }).toBuffer();
  return chance.is(0.5) ? { bytes: jpeg, type: 'image/jpeg' } : { bytes: await inPdf(jpeg, (width / dpi) * 72, (height / dpi) * 72), type: 'application/pdf' };
}

/** The bytes are copied: `embedJpg` reads from the beginning of the buffer beneath, where a slice does not begin. */
export async function inPdf(jpeg: Buffer, width: number, height: number): Promise<Buffer> {
  const document = await PDFDocument.create();
  document.addPage([width, height]).drawImage(await document.embedJpg(new Uint8Array(jpeg)), { x: 0, y: 0, width, height });
  return Buffer.from(await document.save());
}

async function taken(print: Print, condition: OtherCondition, chance: Chance): Promise<Buffer> {
  const ratio = print.height / print.width;
  const flat = ['datar', 'terpotong_rapat', 'dua_bersusun', 'dua_berdampingan'].includes(condition) || (['kecil', 'remuk_penuh', 'terpotong_tipis'].includes(condition) && chance.is(0.5));
  const long = condition === 'kecil' ? chance.between(600, 900) : condition === 'jauh' ? chance.between(450, 650) : chance.between(1000, 1700);
  const card = ratio > 1 ? long / ratio : long;
  const margin = flat ? 0 : condition === 'jauh' ? chance.between(0.9, 1.4) : condition === 'di_atas_kertas' ? chance.between(0.15, 0.4) : chance.between(0.04, 0.25);
  const [width, height] = [Math.round(card * (1 + 2 * margin)), Math.round(card * (ratio + 2 * margin))];
  const angle = flat ? 0 : (chance.between(-2.5, 2.5) * (condition === 'miring' ? 2.2 : 1) * Math.PI) / 180;
  const bend = flat ? 0 : condition === 'miring' ? 0.13 : condition === 'agak_rusak' ? 0.05 : 0.025;
  const corners = ([[-1, -1], [1, -1], [1, 1], [-1, 1]] as const).map(([sx, sy]): [number, number] => {
    const x = sx * (card / 2) * (1 - chance.next() * bend);
    const y = sy * ((card * ratio) / 2) * (1 - chance.next() * bend);
    return [width / 2 + x * Math.cos(angle) - y * Math.sin(angle), height / 2 + x * Math.sin(angle) + y * Math.cos(angle)];
  });
  if (condition === 'terpotong_foto' || (condition === 'terpotong_tipis' && !flat)) {
    const lost = condition === 'terpotong_tipis' ? chance.between(0.08, 0.18) : chance.between(0.18, 0.38);
    const [dx, dy] = chance.pick([[-1, 0], [1, 0], [0, -1], [0, 1]] as const);
    for (const corner of corners) { corner[0] += dx * card * (lost + margin); corner[1] += dy * card * (lost * ratio + margin); }
  }
  const dark = condition === 'gelap' || condition === 'gelap_kilat';
  const mild = condition === 'agak_rusak';
  const shot: Shot = {
    width, height, corners,
    table: flat ? 'putih' : condition === 'batik_terang' || condition === 'batik_gelap' ? condition : condition === 'alas_bergaris' ? chance.pick(['papan', 'ubin', 'tepi'] as const) : chance.pick(['kayu', 'gelap', 'kain', 'papan', 'ubin'] as const),
    light: dark ? chance.between(0.1, 0.24) : mild ? chance.between(0.65, 1) : chance.between(0.85, 1.05), shade: flat ? 0 : mild ? chance.between(0.1, 0.4) : chance.between(0, 0.2),
    // A lamp's reflection beside the number, where a card is laminated.
    glare: condition === 'miring' ? { x: width * chance.between(0.6, 0.9), y: height * chance.between(0.6, 0.9), radius: long * chance.between(0.08, 0.18), strength: chance.between(0.3, 0.6) }
      : condition === 'gelap_kilat' ? { x: width * chance.between(0.1, 0.9), y: height * chance.between(0.1, 0.9), radius: long * chance.between(0.14, 0.26), strength: chance.between(0.7, 1) } : null,
    noise: mild ? chance.between(4, 11) : chance.between(0, 5), blur: condition === 'buram' ? (long / 1250) * chance.between(4.8, 8) : mild ? (long / 1250) * chance.between(0.5, 1.4) : 0,
    turn: 0, crushedTo: null, jpegQuality: condition === 'remuk_penuh' ? chance.whole(5, 8) : mild ? chance.whole(50, 75) : chance.whole(75, 93),
    // Letters of small print are some 16 pixels high at 1,250: smeared over that they are gone.
    ...(condition === 'di_atas_kertas' ? { thing: sheetUnder(corners, chance) } : condition === 'jauh' ? { thing: bookBeside(width, height, corners, chance) } : {}),
    ...(condition === 'goyang' ? { motion: { length: (long / 1250) * chance.between(14, 30), angle: chance.between(0, Math.PI) } } : {}),
  };
  const picture = await photograph(print, shot, chance);
  if (condition === 'terpotong_rapat') return cropped(picture, width, height, chance, chance.between(0.2, 0.4));
  return condition === 'terpotong_tipis' && flat ? cropped(picture, width, height, chance, chance.between(0.08, 0.18)) : picture;
}

/** A white sheet larger than the picture, of which one corner shows; the card lies on it whole. */
function sheetUnder(corners: [number, number][], chance: Chance): Shot['thing'] {
  const [xs, ys] = [corners.map(([x]) => x), corners.map(([, y]) => y)];
  const [right, below] = [chance.is(0.5), chance.is(0.5)];
  const [low, high] = [Math.min(...xs), Math.min(...ys)];
  const [x, y] = [right ? Math.max(...xs) + low * chance.between(0.2, 0.6) : low * chance.between(0.4, 0.8), below ? Math.max(...ys) + high * chance.between(0.2, 0.6) : high * chance.between(0.4, 0.8)];
  const turn = chance.between(-0.03, 0.03);
  const [dx, dy] = [right ? -6000 : 6000, below ? -6000 : 6000];
  const about = (u: number, v: number): [number, number] => [x + u * Math.cos(turn) - v * Math.sin(turn), y + u * Math.sin(turn) + v * Math.cos(turn)];
  const around = [about(0, 0), about(dx, 0), about(dx, dy), about(0, dy)];
  const white = chance.between(225, 252);
  return { corners: right === below ? around : around.reverse(), tint: [white, white, white - 3] };
}

/** A book or a folder that leaves the picture over one side, clear of the card. */
function bookBeside(width: number, height: number, card: [number, number][], chance: Chance): Shot['thing'] {
  const [left, right] = [Math.min(...card.map(([x]) => x)), Math.max(...card.map(([x]) => x))];
  const end = chance.is(0.5);
  const [from, to] = end ? [right + (width - right) * chance.between(0.3, 0.5), width + 50] : [-50, left * chance.between(0.5, 0.7)];
  const [top, low, lean] = [height * chance.between(0.08, 0.4), height * chance.between(0.6, 0.92), chance.between(-20, 20)];
  const value = chance.pick([chance.between(30, 70), chance.between(190, 250)]);
  return { corners: [[from, top + lean], [to, top - lean], [to, low - lean], [from, low + lean]], tint: [value, value * 0.96, value * 0.9] };
}

/** A side cut away so far that print is lost, and no table round it. */
async function cropped(jpeg: Buffer, width: number, height: number, chance: Chance, lost: number): Promise<Buffer> {
  const side = chance.pick(['kiri', 'kanan', 'atas', 'bawah'] as const);
  const [w, h] = side === 'kiri' || side === 'kanan' ? [Math.round(width * (1 - lost)), height] : [width, Math.round(height * (1 - lost))];
  return sharp(jpeg).extract({ left: side === 'kiri' ? width - w : 0, top: side === 'atas' ? height - h : 0, width: w, height: h }).jpeg({ quality: chance.whole(75, 92) }).toBuffer();
}
