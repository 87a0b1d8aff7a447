/** Scans by another hand than `scan-of.ts`: its cards, its tables, and the faults that one does not know. */
import sharp from 'sharp';
import { PDFDocument } from 'pdf-lib';
import type { WarningKey } from '../../documents/inspection/inspection-keys.ts';
import type { CardKind, Forged, Print } from './draw-card.ts';
import { drawOtherCard } from './draw-other-card.ts';
import { photograph, type Shot } from './photograph.ts';
import { chanceOf, type Chance } from './seeded.ts';

/** Each with what must be said of it; null: nothing. `terpotong_bening` leaves only where nothing was printed: no fault of `terpotong_rapat`. */
export const OTHER_CONDITIONS = {
  datar: null, foto: null, alas_bergaris: null, kecil: null, a4_150: null, a4_200: null, a4_300: null, agak_rusak: null,
  goyang: 'picture_blurred', buram: 'picture_blurred', remuk_penuh: 'picture_crushed', terpotong_foto: 'picture_cut', terpotong_rapat: 'picture_cut', gelap: 'picture_too_dark', gelap_kilat: 'picture_too_dark',
} as const satisfies Record<string, WarningKey | null>;
export type OtherCondition = keyof typeof OTHER_CONDITIONS;
export interface OtherScan { kind: CardKind; condition: OtherCondition; truth: Print['truth']; template: string; bytes: Buffer; type: 'image/jpeg' | 'application/pdf' }

/** `look` as in `scanOf`. */
export async function otherScanOf(seed: number, kind: CardKind, condition: OtherCondition, forged: Forged = {}, look = seed): Promise<OtherScan> {
  const chance = chanceOf(look * 19 + condition.length * 131 + condition.charCodeAt(0) * 7 + kind.length * 17);
  const print = await drawOtherCard(seed, kind, 1400, forged, look);
  const about = { kind, condition, truth: print.truth, template: print.template };
  if (condition === 'a4_150' || condition === 'a4_200' || condition === 'a4_300') return { ...about, ...await onSheet(print, Number(condition.slice(3)), chance) };
  return { ...about, bytes: await taken(print, condition, chance), type: 'image/jpeg' };
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

export async function inPdf(jpeg: Buffer, width: number, height: number): Promise<Buffer> {
  const document = await PDFDocument.create();
  document.addPage([width, height]).drawImage(await document.embedJpg(jpeg), { x: 0, y: 0, width, height });
  return Buffer.from(await document.save());
}

async function taken(print: Print, condition: OtherCondition, chance: Chance): Promise<Buffer> {
  const ratio = print.height / print.width;
  const flat = condition === 'datar' || condition === 'terpotong_rapat' || (['kecil', 'remuk_penuh'].includes(condition) && chance.is(0.5));
  const long = condition === 'kecil' ? chance.between(600, 900) : chance.between(1000, 1700);
  const card = ratio > 1 ? long / ratio : long;
  const margin = flat ? 0 : chance.between(0.04, 0.25);
  const [width, height] = [Math.round(card * (1 + 2 * margin)), Math.round(card * (ratio + 2 * margin))];
  const angle = flat ? 0 : (chance.between(-2.5, 2.5) * Math.PI) / 180;
  const bend = flat ? 0 : condition === 'agak_rusak' ? 0.05 : 0.025;
  const corners = ([[-1, -1], [1, -1], [1, 1], [-1, 1]] as const).map(([sx, sy]): [number, number] => {
    const x = sx * (card / 2) * (1 - chance.next() * bend);
    const y = sy * ((card * ratio) / 2) * (1 - chance.next() * bend);
    return [width / 2 + x * Math.cos(angle) - y * Math.sin(angle), height / 2 + x * Math.sin(angle) + y * Math.cos(angle)];
  });
  if (condition === 'terpotong_foto') {
    const lost = chance.between(0.18, 0.38);
    const [dx, dy] = chance.pick([[-1, 0], [1, 0], [0, -1], [0, 1]] as const);
    for (const corner of corners) { corner[0] += dx * card * (lost + margin); corner[1] += dy * card * (lost * ratio + margin); }
  }
  const dark = condition === 'gelap' || condition === 'gelap_kilat';
  const mild = condition === 'agak_rusak';
  const shot: Shot = {
    width, height, corners,
    table: flat ? 'putih' : condition === 'alas_bergaris' ? chance.pick(['papan', 'ubin', 'tepi'] as const) : chance.pick(['kayu', 'gelap', 'kain', 'papan', 'ubin'] as const),
    light: dark ? chance.between(0.1, 0.24) : mild ? chance.between(0.65, 1) : chance.between(0.85, 1.05), shade: flat ? 0 : mild ? chance.between(0.1, 0.4) : chance.between(0, 0.2),
    glare: condition === 'gelap_kilat' ? { x: width * chance.between(0.1, 0.9), y: height * chance.between(0.1, 0.9), radius: long * chance.between(0.14, 0.26), strength: chance.between(0.7, 1) } : null,
    noise: mild ? chance.between(4, 11) : chance.between(0, 5), blur: condition === 'buram' ? (long / 1250) * chance.between(4.8, 8) : mild ? (long / 1250) * chance.between(0.5, 1.4) : 0,
    turn: 0, crushedTo: null, jpegQuality: condition === 'remuk_penuh' ? chance.whole(5, 8) : mild ? chance.whole(50, 75) : chance.whole(75, 93),
    // Letters of small print are some 16 pixels high at 1,250: smeared over that they are gone.
    ...(condition === 'goyang' ? { motion: { length: (long / 1250) * chance.between(14, 30), angle: chance.between(0, Math.PI) } } : {}),
  };
  const picture = await photograph(print, shot, chance);
  return condition === 'terpotong_rapat' ? cropped(picture, width, height, chance) : picture;
}

/** A side cut away so far that print is lost, and no table round it. */
async function cropped(jpeg: Buffer, width: number, height: number, chance: Chance): Promise<Buffer> {
  const lost = chance.between(0.2, 0.4);
  const side = chance.pick(['kiri', 'kanan', 'atas', 'bawah'] as const);
  const [w, h] = side === 'kiri' || side === 'kanan' ? [Math.round(width * (1 - lost)), height] : [width, Math.round(height * (1 - lost))];
  return sharp(jpeg).extract({ left: side === 'kiri' ? width - w : 0, top: side === 'atas' ? height - h : 0, width: w, height: h }).jpeg({ quality: chance.whole(75, 92) }).toBuffer();
}
