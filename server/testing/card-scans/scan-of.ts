/** One scan by its number: what lies on it is known, how it was taken is chance. */
import { PDFDocument } from 'pdf-lib';
import { drawCard, type CardKind, type Forged, type Print } from './draw-card.ts';
import { photograph, type Shot } from './photograph.ts';
import { chanceOf, type Chance } from './seeded.ts';

/** `jernih` and `agak_rusak` can be read by a person; the others should be taken again. */
export type Condition = 'jernih' | 'agak_rusak' | 'buram' | 'gelap' | 'terpotong' | 'remuk' | 'terputar';
export const BAD_CONDITIONS: readonly Condition[] = ['buram', 'gelap', 'terpotong', 'remuk', 'terputar'];
export interface CardScan { kind: CardKind; condition: Condition; truth: Print['truth']; template: string; jpeg: Buffer; setting: 'pindai' | 'lembar' | 'foto'; shot: Shot }

/** All that share a `look` (see `drawCard`) also lie on one table, under one lamp, before one hand. */
export async function scanOf(seed: number, kind: CardKind, condition: Condition, forged: Forged = {}, look = seed): Promise<CardScan> {
  const chance = chanceOf(look * 7 + condition.length * 101 + kind.length * 13);
  const print = await drawCard(seed, kind, 1400, forged, look);
  const setting = condition === 'terpotong' ? chance.pick(['foto', 'foto', 'pindai'] as const) : chance.pick(['pindai', 'lembar', 'foto', 'foto'] as const);
  const shot = shoot(print, setting, condition, chance);
  return { kind, condition, truth: print.truth, template: print.template, setting, shot, jpeg: await photograph(print, shot, chance) };
}

/** The same scans as the pages of one PDF. */
export async function asPdf(scans: readonly { jpeg: Buffer; shot: Pick<Shot, 'width' | 'height'> }[]): Promise<Buffer> {
  const document = await PDFDocument.create();
  for (const { jpeg, shot } of scans) {
    const image = await document.embedJpg(jpeg);
    const scale = 595 / Math.max(shot.width, shot.height);
    const page = document.addPage([image.width * scale, image.height * scale]);
    page.drawImage(image, { x: 0, y: 0, width: image.width * scale, height: image.height * scale });
  }
  return Buffer.from(await document.save());
}

function shoot(print: Print, setting: CardScan['setting'], condition: Condition, chance: Chance): Shot {
  const bad = BAD_CONDITIONS.includes(condition);
  const mild = condition === 'agak_rusak' || (bad && chance.is(0.3));
  const ratio = print.height / print.width;
  // The card's own width in the picture.
  const card = setting === 'lembar' ? chance.between(900, 1100) : chance.between(1100, 1350);
  const margin = setting === 'pindai' ? chance.between(0, 0.015) : setting === 'lembar' ? chance.between(0.18, 0.5) : chance.between(0.09, 0.22);
  const width = Math.round(card * (1 + 2 * margin));
  const height = Math.round(card * ratio * (1 + 2 * margin) + (setting === 'lembar' ? chance.between(200, 700) : 0));
  const angle = ((setting === 'pindai' ? chance.between(-0.6, 0.6) : chance.between(-1, 1) * (mild ? 4 : 1.6)) * Math.PI) / 180;
  const bend = setting === 'foto' ? (mild ? 0.055 : 0.022) : 0;
  const [cx, cy] = [width / 2, setting === 'lembar' ? card * ratio * (0.5 + margin) : height / 2];
  const around: [number, number][] = [[-1, -1], [1, -1], [1, 1], [-1, 1]];
  const corners = around.map(([sx, sy]): [number, number] => {
    const x = sx * (card / 2) * (1 + chance.between(-1, 1) * bend);
    const y = sy * ((card * ratio) / 2) * (1 + chance.between(-1, 1) * bend);
    return [cx + x * Math.cos(angle) - y * Math.sin(angle), cy + x * Math.sin(angle) + y * Math.cos(angle)];
  });
  if (condition === 'terpotong') cut(corners, chance, { width, height, card, ratio });
  // Glare lies on the portrait's side or the foot, where it hides no number.
  const glare = setting === 'foto' && chance.is(mild ? 0.5 : 0.15)
    ? { x: cx + card * chance.between(0.15, 0.4), y: cy + card * ratio * chance.between(0.1, 0.4), radius: card * chance.between(0.08, 0.18), strength: chance.between(0.3, mild ? 0.9 : 0.5) } : null;
  return {
    width, height, corners, glare,
    table: setting === 'foto' ? chance.pick(['kayu', 'gelap', 'kain'] as const) : 'putih',
    light: condition === 'gelap' ? chance.between(0.1, 0.2) : mild ? chance.between(0.62, 1.1) : chance.between(0.85, 1.05),
    shade: setting === 'foto' ? (mild ? chance.between(0.1, 0.35) : chance.between(0, 0.15)) : 0,
    noise: mild ? chance.between(4, 12) : chance.between(0, 5),
    blur: condition === 'buram' ? chance.between(4.5, 9) : mild ? chance.between(0.6, 1.5) : setting === 'foto' ? chance.between(0, 0.7) : 0,
    turn: condition === 'terputar' ? chance.pick([90, 180, 270] as const) : 0,
    crushedTo: condition === 'remuk' ? chance.whole(190, 300) : null,
    jpegQuality: mild ? chance.whole(52, 78) : chance.whole(80, 94),
  };
}

/** Shifts the card out of the picture over one side, so far that something printed is lost. */
function cut(corners: [number, number][], chance: Chance, { width, height, card, ratio }: { width: number; height: number; card: number; ratio: number }): void {
  const share = chance.between(0.16, 0.35);
  const side = chance.pick(['kiri', 'kanan', 'atas', 'bawah'] as const);
  const xs = corners.map(([x]) => x);
  const ys = corners.map(([, y]) => y);
  const dx = side === 'kiri' ? -Math.min(...xs) - share * card : side === 'kanan' ? width - Math.max(...xs) + share * card : 0;
  const dy = side === 'atas' ? -Math.min(...ys) - share * card * ratio : side === 'bawah' ? height - Math.max(...ys) + share * card * ratio : 0;
  for (const corner of corners) { corner[0] += dx; corner[1] += dy; }
}
