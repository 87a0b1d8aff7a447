import type { Warning } from './inspection-keys.ts';
import { paperUnderPrint, printLeaves, printRows, type PrintRow } from './print-map.ts';
import { brightnessCounts, brightnessDeviation, edgesLeaving, paperBrightness, softnessBothWays, standing, type Crossing } from './picture-faults.ts';

/**
 * Cheap hints that a scan will be hard to read. They warn, they never refuse: a person decides.
 * Thresholds were set on generated cards whose faults are known (server/testing/card-scans; `npm run bench -- documents` measures them on
 * other seeds); the doubtful side is silence.
 */
const paperDarkBelow = 95; // brightness of the paper, 0..255; print on it keeps too few shades apart
const printDarkBelow = 80; // the same under the print alone: a flash or a window lights the rest
const emptyBelow = 4; // standard deviation of the brightness
const softAbove = 0.7; // 0..1; good photos measured up to 0.66, cards whose small print is gone from 0.72
const shakenAbove = 0.62; // so soft one way ...
const shakenBy = 0.15; // ... and so much crisper the other way: the hand moved
const lyingBelow = -0.3; // rows of print that run up and down
const leavingStep = 28; // brightness; the edge of a card against a table
const faintStep = 9; // the edge of white paper on a white bed, counted only where the table has no grain of its own
const acrossWithin = 0.14; // share of the side by which a line across may lean
const likeStep = 0.35; // share of a step that its other end must have: grain of the table is no end of a card's edge
const paperWithin = 0.16; // share of its brightness by which a paper may differ from place to place
const quantisedAbove = 140; // quality 15 and worse of the usual scale
const judgedFrom = 40; // pixels of the long side
const grainAbove = 6; // so many steps along one side are a table's pattern

/** 8-bit brightness, row by row. */
export interface GreyPicture {
  width: number;
  height: number;
  pixels: Uint8Array;
}

/** `grey` should be about 800 pixels on its long side, since the measures depend on the scale; `quantised`: how coarsely the file itself was written. */
export function judgePicture(grey: GreyPicture, quantised = 0): Warning[] {
  // Nothing can be told of an icon; that it is small is said elsewhere.
  if (Math.max(grey.width, grey.height) < judgedFrom) return [];
  const counts = brightnessCounts(grey);
  const rows = printRows(grey);
  if (paperBrightness(counts) < paperDarkBelow || (paperUnderPrint(rows) ?? 255) < printDarkBelow) return [{ key: 'picture_too_dark', params: {} }];
  if (brightnessDeviation(counts) < emptyBelow) return [{ key: 'picture_nearly_empty', params: {} }];
  const warnings: Warning[] = [];
  if (quantised > quantisedAbove) warnings.push({ key: 'picture_crushed', params: {} });
  else if (isSoft(grey)) warnings.push({ key: 'picture_blurred', params: {} });
  else if (standing(grey) < lyingBelow) warnings.push({ key: 'picture_sideways', params: {} });
  if (printLeaves(rows, grey) || isTrimmed(rows, grey) || isCut(edgesLeaving(grey), rows, grey)) warnings.push({ key: 'picture_cut', params: {} });
  return warnings;
}

/** A page of letters and areas, as a program wrote it, has none of the faults of a photo; it can only be empty. */
export function judgeDigitalPage(grey: GreyPicture): Warning[] {
  return brightnessDeviation(brightnessCounts(grey)) < emptyBelow ? [{ key: 'picture_nearly_empty', params: {} }] : [];
}

/** A card that leaves the picture shows its edge at two places at least. */
function isCut(crossings: Crossing[], rows: readonly PrintRow[], grey: GreyPicture): boolean {
  const ends = crossings.filter((crossing) => !crossings.some((other) => goesAcross(crossing, other)));
  if (ends.filter((crossing) => crossing.step >= leavingStep && isEdgeOfPaper(crossing, rows, grey)).length >= 2) return true;
  const sides = new Map<string, number>();
  for (const { side } of crossings) sides.set(side, (sides.get(side) ?? 0) + 1);
  if ([...sides.values()].some((count) => count > grainAbove)) return false;
  return ends.filter((crossing) => crossing.step >= faintStep && isOnBed(crossing, rows, grey)).length >= 2;
}

function isSoft(grey: GreyPicture): boolean {
  const { softer, crisper } = softnessBothWays(grey);
  return softer > softAbove || (softer > shakenAbove && softer - crisper > shakenBy);
}

/** No table is left round it, and what is left has the shape of no paper: nearly as high as wide, or far too wide. */
function isTrimmed(rows: readonly PrintRow[], { width, height }: GreyPicture): boolean {
  const print = rows.filter(({ letters }) => letters.length >= 5);
  if (print.length < 4) return false;
  const [left, top, bottom] = [Math.min(...print.map((row) => row.left)) / width, Math.min(...print.map((row) => row.top)) / height, 1 - Math.max(...print.map((row) => row.bottom)) / height];
  const shape = width / height;
  if (shape > 0.78 && shape < 1.3) return top < 0.1 && bottom < 0.15 && left < 0.3;
  return shape > 1.8 && left < 0.12 && (top < 0.1 || bottom < 0.1);
}

const OPPOSITE = { kiri: 'kanan', kanan: 'kiri', atas: 'bawah', bawah: 'atas' } as const;
/** A band printed to the edge, the end of the table or a joint in it runs from one side to the other; a paper that leaves over a side ends before. */
function goesAcross(one: Crossing, other: Crossing): boolean {
  return other.side === OPPOSITE[one.side] && Math.abs(one.at - other.at) < acrossWithin && other.step > likeStep * one.step && Math.sign(one.after - one.before) === Math.sign(other.after - other.before);
}

/** White paper on the white bed of a scanner: both sides are about as bright as what the letters stand on, or brighter. */
const isOnBed = (crossing: Crossing, rows: readonly PrintRow[], grey: GreyPicture): boolean => Math.min(crossing.before, crossing.after) > 0.8 * (paperNear(crossing, rows, grey) ?? 0);

/** One side of the edge is as bright as what the nearest letters stand on, and the other is not. */
function isEdgeOfPaper(crossing: Crossing, rows: readonly PrintRow[], grey: GreyPicture): boolean {
  const paper = paperNear(crossing, rows, grey);
  if (paper === null) return true;
  const { before, after } = crossing;
  const [near, away] = [Math.min(Math.abs(before - paper), Math.abs(after - paper)), Math.max(Math.abs(before - paper), Math.abs(after - paper))];
  return near <= paperWithin * paper && away > near + 0.5 * Math.abs(after - before);
}

/** What the letters nearest to a crossing stand on. */
function paperNear({ side, at }: Crossing, rows: readonly PrintRow[], { width, height }: GreyPicture): number | null {
  const [x, y] = side === 'kiri' ? [0, at * height] : side === 'kanan' ? [width, at * height] : side === 'atas' ? [at * width, 0] : [at * width, height];
  const far = ({ left, right, top, bottom }: PrintRow) => Math.hypot(Math.max(0, left - x, x - right), Math.max(0, top - y, y - bottom));
  const nearest = rows.reduce<PrintRow | undefined>((best, row) => (best === undefined || far(row) < far(best) ? row : best), undefined);
  const papers = nearest?.letters.map(({ paper }) => paper).sort((a, b) => a - b) ?? [];
  return papers[Math.floor(papers.length / 2)] ?? null;
}
