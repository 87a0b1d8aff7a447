/** One page picture, read: upright side, lines, proposals. Runs in the reading child only. */
import sharp, { type Sharp } from 'sharp';
import { OEM, PSM, createWorker, type Worker } from 'tesseract.js';
import { nikProblem } from '../../domain/identity/nik.ts';
import type { GreyPicture } from '../inspection/picture-quality.ts';
import { evenLight, printedPart } from './even-light.ts';
import { hasWrongCheckDigit, kindOf, nikInText, nikRow, npwpRow, proposeCertificate, proposeKtp, proposeNpwp, sixteenDigitsIn, type Proposal, type Row } from './propose-fields.ts';
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
  const upright = await sharp(jpeg).greyscale().normalise().toBuffer();
  let turn: Turn = 0;
  let seen = await look(worker, upright, 0, READ_SIDE);
  // Print that says what the paper is stands upright, however badly the rest of it came out: three looks from other sides are saved.
  if (kindOf(seen.lines) === null && (goodWords(seen) < 4 || seen.confidence < UPRIGHT_CONFIDENCE)) {
    turn = await bestTurn(worker, upright, seen);
    if (turn !== 0) seen = await look(worker, upright, turn, READ_SIDE);
  }
  const looksLike = kindOf(seen.lines);
  const proposals = await propose(worker, looksLike ?? kind, seen, upright, turn);
  return { proposals, turn, looksLike, words: seen.words.length, confidence: Math.round(seen.confidence) };
}

const turnedTo = (picture: Buffer, turn: Turn) => (turn === 0 ? sharp(picture) : sharp(picture).rotate(turn));

async function look(worker: Worker, picture: Buffer, turn: Turn, side: number): Promise<Seen> {
  const whole = await evened(turnedTo(picture, turn), side);
  const part = printedPart(whole);
  const size = await turnedTo(picture, turn).toBuffer({ resolveWithObject: true });
  const shrink = whole.width / size.info.width;
  const box = part ? { left: Math.floor(part.left / shrink), top: Math.floor(part.top / shrink), width: Math.floor(part.width / shrink), height: Math.floor(part.height / shrink) } : { left: 0, top: 0, width: size.info.width, height: size.info.height };
  // Small print on a large sheet is blown up, so that its letters have some 25 pixels.
  const grow = part ? Math.min(1.8, side / Math.max(box.width, box.height)) : shrink;
  const shown = part ? await evened(sharp(size.data).extract(box).resize({ width: Math.round(box.width * grow), kernel: 'cubic' }), side) : whole;
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

async function evened(image: Sharp, side: number) {
  const { data, info } = await image.resize({ width: side, height: side, fit: 'inside', withoutEnlargement: true }).greyscale().raw().toBuffer({ resolveWithObject: true });
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
  if (kind === 'npwp') return Promise.all(proposeNpwp(seen.lines).map((proposal) => (hasWrongCheckDigit(proposal) ? lookAgain(worker, proposal, seen, picture, turn) : Promise.resolve(proposal))));
  if (kind === 'sertifikat_keahlian') return proposeCertificate(seen.lines);
  if (kind !== 'ktp') return [];
  const nik = await readNik(worker, seen, picture, turn);
  return [...(nik ? [nik] : []), ...proposeKtp(seen.lines)];
}

async function readNik(worker: Worker, seen: Seen, picture: Buffer, turn: Turn): Promise<Proposal | null> {
  const inText = nikInText(seen.lines);
  const row = nikRow(seen.lines);
  const strip = row ? await stripOf(row, seen.slope, picture, turn) : null;
  const byShape = strip && readDigits(strip, 16);
  // A third reading, of the row alone and in digits only, where the first two do not agree and neither is sure.
  let alone: Proposal | null = null;
  if (strip && inText?.value !== byShape?.digits && (!byShape || byShape.confidence < SURE_SHAPES || nikProblem(byShape.digits) !== null)) {
    alone = await digitsOnly(worker, strip, 'nik', 16);
    const possible = alone !== null && nikProblem(alone.value) === null;
    if (alone && possible && (alone.value === inText?.value || alone.value === byShape?.digits)) return { ...alone, confidence: Math.max(SAME_TWICE, alone.confidence) };
    if (alone && possible && !inText && (!byShape || nikProblem(byShape.digits) !== null)) return { ...alone, confidence: Math.min(65, alone.confidence) };
  }
  // A number nobody can bear is likelier misread than printed, unless two readings that know nothing of each other say the same one.
  const printed = sixteenDigitsIn(seen.lines);
  if (!byShape) return inText ?? (alone && alone.value === printed ? { ...alone, confidence: Math.max(SAME_TWICE, alone.confidence) } : null);
  if (inText?.value === byShape.digits) return { field: 'nik', value: byShape.digits, confidence: Math.max(90, inText.confidence) };
  // Two readings that differ: the surer one, and never very sure.
  const possible = nikProblem(byShape.digits) === null;
  if (inText && (!possible || byShape.confidence < 25) && inText.confidence > 80) return { ...inText, confidence: Math.min(inText.confidence, 70) };
  const twice = byShape.digits === alone?.value || byShape.digits === printed;
  return { field: 'nik', value: byShape.digits, confidence: possible ? byShape.confidence : twice ? Math.max(SAME_TWICE, byShape.confidence) : Math.min(30, byShape.confidence) };
}

/** Of the least certain digit. */
const SURE_SHAPES = 45;
/** What two readings agree on stands there. */
const SAME_TWICE = 75;

/** A check digit that does not fit is mostly a misread one; read again by itself and found the same, it is printed so. */
async function lookAgain(worker: Worker, proposal: Proposal, seen: Seen, picture: Buffer, turn: Turn): Promise<Proposal> {
  const row = npwpRow(seen.lines, proposal.value);
  const strip = row && await stripOf(row, seen.slope, picture, turn);
  const alone = strip && await digitsOnly(worker, strip, 'npwp', 15);
  return alone?.value === proposal.value ? { ...proposal, confidence: Math.max(SAME_TWICE, proposal.confidence) } : proposal;
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
  const upright = await turnedTo(picture, turn).toBuffer({ resolveWithObject: true });
  const high = row.bottom - row.top;
  const lean = Math.abs(slope) * (row.right - row.left);
  const left = Math.max(0, Math.floor(row.left));
  const right = Math.min(upright.info.width, Math.ceil(row.right + high));
  const top = Math.max(0, Math.floor(row.top - high * 0.25 - (slope < 0 ? lean : 0)));
  const bottom = Math.min(upright.info.height, Math.ceil(row.bottom + high * 0.25 + (slope > 0 ? lean : 0)));
  if (right - left < 60 || bottom - top < 10) return null;
  // Digits of some 40 pixels keep their corners.
  const grow = Math.min(3, Math.max(1, 48 / high));
  const { data, info } = await sharp(upright.data).extract({ left, top, width: right - left, height: bottom - top }).resize({ width: Math.round((right - left) * grow), kernel: 'cubic' })
    .greyscale().raw().toBuffer({ resolveWithObject: true });
  return { width: info.width, height: info.height, pixels: data };
}
