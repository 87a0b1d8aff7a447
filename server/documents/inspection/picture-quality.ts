import type { Warning } from './inspection-keys.ts';
import { isCut } from './paper-edges.ts';
import { lettersOn, mapPrint, paperUnderPrint, type PrintRow } from './print-map.ts';
import { brightnessCounts, brightnessDeviation, paperBrightness, softnessBothWays, standing } from './picture-faults.ts';

/**
 * Cheap hints that a scan will be hard to read. They warn, they never refuse: a person decides.
 * Thresholds were set on generated cards whose faults are known (server/testing/card-scans; `npm run bench -- documents` measures them on
 * other seeds); the doubtful side is silence.
 */
const paperDarkBelow = 95; // brightness of the paper, 0..255; print on it keeps too few shades apart
const printDarkBelow = 80; // the same under the print alone: a flash or a window lights the rest
const farLetters = 12; // so many letters on bright paper are a card, however dark all else is
const litLetters = 40; // so many letters on bright paper ...
const litShare = 0.2; // ... in a picture of which so much is bright are a card on a dark cloth, not the spot of a flash
const emptyBelow = 4; // standard deviation of the brightness
const softAbove = 0.7; // 0..1; good photos measured up to 0.66, cards whose small print is gone from 0.72
const shakenAbove = 0.62; // so soft one way ...
const shakenBy = 0.15; // ... and so much crisper the other way: the hand moved
const lyingBelow = -0.3; // rows of print that run up and down
const quantisedAbove = 140; // quality 15 and worse of the usual scale
const judgedFrom = 40; // pixels of the long side

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
  const print = mapPrint(grey);
  if (isDark(print.rows, counts)) return [{ key: 'picture_too_dark', params: {} }];
  if (brightnessDeviation(counts) < emptyBelow) return [{ key: 'picture_nearly_empty', params: {} }];
  const warnings: Warning[] = [];
  if (quantised > quantisedAbove) warnings.push({ key: 'picture_crushed', params: {} });
  else if (isSoft(grey)) warnings.push({ key: 'picture_blurred', params: {} });
  else if (standing(grey) < lyingBelow) warnings.push({ key: 'picture_sideways', params: {} });
  if (isCut(print, grey)) warnings.push({ key: 'picture_cut', params: {} });
  return warnings;
}

/** A page of letters and areas, as a program wrote it, has none of the faults of a photo; it can only be empty. */
export function judgeDigitalPage(grey: GreyPicture): Warning[] {
  return brightnessDeviation(brightnessCounts(grey)) < emptyBelow ? [{ key: 'picture_nearly_empty', params: {} }] : [];
}

function isDark(rows: readonly PrintRow[], counts: Uint32Array): boolean {
  const { lit, all } = lettersOn(paperDarkBelow, rows);
  // A card taken from far on a dark table is too small a part of the picture to lighten it.
  if (paperBrightness(counts) < paperDarkBelow) return lit < farLetters || lit * 2 < all;
  if ((paperUnderPrint(rows) ?? 255) >= printDarkBelow) return false;
  const [pixels, bright] = [counts.reduce((sum, count) => sum + count, 0), counts.slice(paperDarkBelow).reduce((sum, count) => sum + count, 0)];
  return lit < litLetters || bright < litShare * pixels;
}

function isSoft(grey: GreyPicture): boolean {
  const { softer, crisper } = softnessBothWays(grey);
  return softer > softAbove || (softer > shakenAbove && softer - crisper > shakenBy);
}
