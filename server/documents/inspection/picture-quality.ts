import type { Warning } from './inspection-keys.ts';
import { brightnessCounts, brightnessDeviation, edgesLeaving, paperBrightness, softness, standing, type Crossing } from './picture-faults.ts';

/**
 * Cheap hints that a scan will be hard to read. They warn, they never refuse: a person decides.
 * Thresholds were set on generated cards whose faults are known (server/testing/card-scans; `npm run bench -- documents` measures them on
 * other seeds); the doubtful side is silence.
 */
const paperDarkBelow = 95; // brightness of the paper, 0..255; print on it keeps too few shades apart
const emptyBelow = 4; // standard deviation of the brightness
const softAbove = 0.7; // 0..1; good photos measured up to 0.66, cards whose small print is gone from 0.72
const lyingBelow = -0.3; // rows of print that run up and down
const leavingStep = 28; // brightness; the edge of a card against a table
const faintStep = 9; // the edge of white paper on a white bed, counted only where the table has no grain of its own
const grainAbove = 6; // so many steps along one side are a table's pattern

/** 8-bit brightness, row by row. */
export interface GreyPicture {
  width: number;
  height: number;
  pixels: Uint8Array;
}

/** `grey` should be about 800 pixels on its long side, since the measures depend on the scale. */
export function judgePicture(grey: GreyPicture): Warning[] {
  const counts = brightnessCounts(grey);
  if (paperBrightness(counts) < paperDarkBelow) return [{ key: 'picture_too_dark', params: {} }];
  if (brightnessDeviation(counts) < emptyBelow) return [{ key: 'picture_nearly_empty', params: {} }];
  const warnings: Warning[] = [];
  if (softness(grey) > softAbove) warnings.push({ key: 'picture_blurred', params: {} });
  else if (standing(grey) < lyingBelow) warnings.push({ key: 'picture_sideways', params: {} });
  if (isCut(edgesLeaving(grey))) warnings.push({ key: 'picture_cut', params: {} });
  return warnings;
}

/** A card that leaves the picture shows its edge at two places at least. */
function isCut(crossings: Crossing[]): boolean {
  if (crossings.filter((crossing) => crossing.step >= leavingStep).length >= 2) return true;
  const sides = new Map<string, number>();
  for (const { side } of crossings) sides.set(side, (sides.get(side) ?? 0) + 1);
  if ([...sides.values()].some((count) => count > grainAbove)) return false;
  return crossings.filter((crossing) => crossing.step >= faintStep).length >= 2;
}
