/** One page picture, read: upright side, lines, proposals. Runs in the reading child only. */
import sharp, { type Sharp } from 'sharp';
import { OEM, PSM, createWorker, type Worker } from 'tesseract.js';
import type { PagePart } from '../inspection/child-messages.ts';
import type { GreyPicture } from '../inspection/picture-quality.ts';
import { evenLight, printedPart } from './even-light.ts';
import { decideNik, SAME_TWICE, UNCONFIRMED } from './decide-nik.ts';
import { isUnproven, kindOf, kindsBeside, nikInText, nikRow, npwpRow, proposeCertificate, proposeKtp, proposeNpwp, quotedDoubtfully, sixteenDigitsIn, type Proposal, type Row } from './propose-fields.ts';
import { readDigits } from './read-digits.ts';
import type { Reading } from './reading-messages.ts';
import { linesOf, type Line, type Word } from './words.ts';

export { OEM, createWorker };
type Turn = Reading['turn'];
interface Seen { words: Word[]; slope: number; confidence: number; lines: Line[] }

const READ_SIDE = 1400;
const GLANCE_SIDE = 800;
/** Below this a page is likelier turned than badly printed. */
const UPRIGHT_CONFIDENCE = 62;

export async function readCard(worker: Worker, jpeg: Buffer, kind: string | null): Promise<Omit<Reading, 'hashes'>> {
  const { data: upright, info } = await sharp(jpeg).greyscale().normalise().toBuffer({ resolveWithObject: true });
  // A tall picture holds more lines of print than a card.
  const side = Math.round(READ_SIDE * Math.min(1.3, Math.max(1, Math.sqrt(info.height / info.width / 0.75))));
  let turn: Turn = 0;
  let seen = await look(worker, upright, 0, side);
  // Print that says what the paper is stands upright, however badly the rest of it came out: three looks from other sides are saved.
  if (kindOf(seen.lines) === null && (goodWords(seen) < 4 || seen.confidence < UPRIGHT_CONFIDENCE)) {
    turn = await bestTurn(worker, upright, seen);
    if (turn !== 0) seen = await look(worker, upright, turn, side);
  }
  const looksLike = kindOf(seen.lines);
  const alsoLike = kindsBeside(seen.lines);
  // Of two cards on one sheet the one that was asked for is read.
  const proposals = quotedDoubtfully(seen.lines, await propose(worker, alsoLike.find((beside) => beside === kind) ?? looksLike ?? kind, seen, upright, turn));
  return { proposals, turn, looksLike, alsoLike, words: seen.words.length, confidence: Math.round(seen.confidence) };
}

/** Below this long side, in pixels of the page picture, what is printed is too small to be read there. */
const SMALL_PART = 1150;

/** Where a page has print on a small part of it only; null when it is large enough, or everywhere. */
export async function smallPrintOf(jpeg: Buffer): Promise<PagePart | null> {
  const { width, height } = await sharp(jpeg).metadata();
  const whole = await evened(sharp(jpeg), { width, height }, READ_SIDE);
  const part = printedPart(whole);
  if (!part || Math.max(part.width, part.height) * (Math.max(width, height) / Math.max(whole.width, whole.height)) >= SMALL_PART) return null;
  return { left: part.left / whole.width, top: part.top / whole.height, width: part.width / whole.width, height: part.height / whole.height };
}

async function turned(picture: Buffer, turn: Turn): Promise<{ data: Buffer; width: number; height: number }> {
  if (turn === 0) { const { width, height } = await sharp(picture).metadata(); return { data: picture, width, height }; }
  const { data, info } = await sharp(picture).rotate(turn).toBuffer({ resolveWithObject: true });
  return { data, width: info.width, height: info.height };
}

async function look(worker: Worker, picture: Buffer, turn: Turn, side: number): Promise<Seen> {
  const upright = await turned(picture, turn);
  const whole = await evened(sharp(upright.data), upright, side);
  const part = printedPart(whole);
  const shrink = whole.width / upright.width;
  const box = part ? { left: Math.floor(part.left / shrink), top: Math.floor(part.top / shrink), width: Math.floor(part.width / shrink), height: Math.floor(part.height / shrink) } : { left: 0, top: 0, width: upright.width, height: upright.height };
  const shown = part ? await evened(sharp(upright.data).extract(box), box, side) : whole;
  const scale = shown.width / box.width;
  const png = await sharp(shown.pixels, { raw: { width: shown.width, height: shown.height, channels: 1 } }).png({ compressionLevel: 1 }).toBuffer();
  // Layout is ours to judge: asked for it, Tesseract takes a framed card for a photograph and reads nothing.
  let found = await recognise(worker, png, PSM.SPARSE_TEXT);
  if (found.words.length < 4) found = await recognise(worker, png, PSM.AUTO);
  const words = found.words.map((word): Word => ({
    text: word.text.trim(), confidence: word.confidence, left: box.left + word.bbox.x0 / scale, top: box.top + word.bbox.y0 / scale, right: box.left + word.bbox.x1 / scale, bottom: box.top + word.bbox.y1 / scale,
  }));
  return { words, slope: found.slope, confidence: meanConfidence(words), lines: linesOf(words, found.slope) };
}

/** Print of a small picture is blown up: letters of ten pixels are guessed, of twenty read. */
const MOST_GROWN = 2.3;

async function evened(image: Sharp, { width, height }: { width: number; height: number }, side: number) {
  const grow = Math.min(MOST_GROWN, side / Math.max(width, height));
  const { data, info } = await image.resize({ width: Math.max(1, Math.round(width * grow)), height: Math.max(1, Math.round(height * grow)), fit: 'fill', kernel: grow > 1 ? 'cubic' : 'lanczos3' }).greyscale().raw().toBuffer({ resolveWithObject: true });
  return { width: info.width, height: info.height, pixels: evenLight({ width: info.width, height: info.height, pixels: data }) };
}

async function recognise(worker: Worker, png: Buffer, mode: PSM) {
  await worker.setParameters({ tessedit_pageseg_mode: mode });
  const { data } = await worker.recognize(png, {}, { text: false, blocks: true });
  const read = (data.blocks ?? []).flatMap((block) => block.paragraphs).flatMap((paragraph) => paragraph.lines);
  const slopes = read.filter((line) => line.words.length >= 2 && line.baseline.x1 - line.baseline.x0 > 160)
    .map((line) => (line.baseline.y1 - line.baseline.y0) / (line.baseline.x1 - line.baseline.x0)).sort((a, b) => a - b);
  return { words: read.flatMap((line) => line.words).filter((word) => word.text.trim() !== ''), slope: slopes[Math.floor(slopes.length / 2)] ?? 0 };
}

/** The side on which most can be read; the present one unless another is clearly better. */
async function bestTurn(worker: Worker, picture: Buffer, seen: Seen): Promise<Turn> {
  let best: { turn: Turn; score: number } = { turn: 0, score: scoreOf(seen) * 1.15 };
  for (const turn of [90, 270, 180] as const) {
    const score = scoreOf(await look(worker, picture, turn, GLANCE_SIDE));
    if (score > best.score) best = { turn, score };
  }
  return best.turn;
}
const goodWords = ({ words }: Seen) => words.filter((word) => word.confidence > 70 && /[A-Za-z]{3,}/.test(word.text)).length;
const scoreOf = ({ words }: Seen) => words.reduce((sum, word) => sum + (word.confidence > 55 && /[A-Za-z0-9]{3,}/.test(word.text) ? word.confidence * Math.min(8, word.text.length) : 0), 0);
function meanConfidence(words: readonly Word[]): number {
  const long = words.filter((word) => word.text.length > 1);
  return long.length === 0 ? 0 : long.reduce((sum, word) => sum + word.confidence, 0) / long.length;
}

async function propose(worker: Worker, kind: string | null, seen: Seen, picture: Buffer, turn: Turn): Promise<Proposal[]> {
  if (kind === 'npwp') return Promise.all(proposeNpwp(seen.lines).map((proposal) => (isUnproven(proposal) ? lookAgain(worker, proposal, seen, picture, turn) : Promise.resolve(proposal))));
  if (kind === 'sertifikat_keahlian') return proposeCertificate(seen.lines);
  if (kind !== 'ktp') return [];
  const nik = await readNik(worker, seen, picture, turn);
  return [...(nik ? [nik] : []), ...proposeKtp(seen.lines)];
}

/**
 * Three looks at the row: letters by Tesseract in the whole page, digits by their shapes, digits by Tesseract in the row alone. Two that say the same
 * number are believed; one against another is shown as doubtful, whichever it is, and so is one that nobody confirms.
 */
async function readNik(worker: Worker, seen: Seen, picture: Buffer, turn: Turn): Promise<Proposal | null> {
  const inText = nikInText(seen.lines);
  const row = nikRow(seen.lines);
  const strip = row ? await stripOf(row, seen.slope, picture, turn) : null;
  const byShape = strip && readDigits(strip, 16);
  if (inText && inText.value === byShape?.digits) return { ...inText, confidence: Math.max(90, inText.confidence) };
  const alone = strip && await digitsOnly(worker, strip, 'nik', 16);
  return decideNik({ inText: inText ?? asProposal(sixteenDigitsIn(seen.lines)), byShape: byShape && { field: 'nik', value: byShape.digits, confidence: byShape.confidence }, alone }, bornIn(seen.lines));
}
const asProposal = (value: string | null): Proposal | null => (value === null ? null : { field: 'nik', value, confidence: UNCONFIRMED });
const bornIn = (lines: readonly Line[]) => proposeKtp(lines).find(({ field }) => field === 'tanggal_lahir')?.value ?? null;

/** A number without a check digit, or with one that does not fit: read again by itself and found the same, it is printed so. */
async function lookAgain(worker: Worker, proposal: Proposal, seen: Seen, picture: Buffer, turn: Turn): Promise<Proposal> {
  const row = npwpRow(seen.lines, proposal.value);
  const strip = row && await stripOf(row, seen.slope, picture, turn);
  const alone = strip && await digitsOnly(worker, strip, 'npwp', proposal.value.length);
  if (alone?.value === proposal.value) return { ...proposal, confidence: Math.max(SAME_TWICE, proposal.confidence) };
  return { ...proposal, confidence: Math.min(UNCONFIRMED, proposal.confidence) };
}

async function digitsOnly(worker: Worker, { width, height, pixels }: GreyPicture, field: Proposal['field'], count: number): Promise<Proposal | null> {
  const png = await sharp(Buffer.from(pixels), { raw: { width, height, channels: 1 } }).extend({ top: 10, bottom: 10, left: 10, right: 10, background: '#fff' }).png({ compressionLevel: 1 }).toBuffer();
  await worker.setParameters({ tessedit_char_whitelist: field === 'npwp' ? '0123456789.-' : '0123456789' });
  try {
    const { words } = await recognise(worker, png, PSM.SINGLE_LINE);
    const digits = words.map((word) => word.text).join('').replace(/\D/g, '');
    return digits.length === count ? { field, value: digits, confidence: Math.round(Math.min(...words.map((word) => word.confidence))) } : null;
  } finally {
    await worker.setParameters({ tessedit_char_whitelist: '' });
  }
}

async function stripOf(row: Row, slope: number, picture: Buffer, turn: Turn): Promise<GreyPicture | null> {
  const upright = await turned(picture, turn);
  const high = row.bottom - row.top;
  const lean = Math.abs(slope) * (row.right - row.left);
  const left = Math.max(0, Math.floor(row.left));
  const right = Math.min(upright.width, Math.ceil(row.right + high));
  const top = Math.max(0, Math.floor(row.top - high * 0.25 - (slope < 0 ? lean : 0)));
  const bottom = Math.min(upright.height, Math.ceil(row.bottom + high * 0.25 + (slope > 0 ? lean : 0)));
  if (right - left < 60 || bottom - top < 10) return null;
  // Digits of some 40 pixels keep their corners.
  const grow = Math.min(3, Math.max(1, 48 / high));
  const { data, info } = await sharp(upright.data).extract({ left, top, width: right - left, height: bottom - top }).resize({ width: Math.round((right - left) * grow), kernel: 'cubic' })
    .greyscale().raw().toBuffer({ resolveWithObject: true });
  return { width: info.width, height: info.height, pixels: data };
}
