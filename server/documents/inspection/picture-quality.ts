import type { Warning } from './inspection-keys.ts';

/**
 * Cheap hints that a scan will be hard to read. They warn, they never refuse: a person decides.
 * Thresholds were set on generated cards blurred with known strength (see the test); the doubtful side is silence.
 */
const blurredBelow = 60; // Laplacian variance of the sharp tiles; a card in focus has 1,000 and more
const darkBelow = 60; // mean of 0..255
const emptyBelow = 4; // standard deviation of the brightness
const tilesPerSide = 8;

/** 8-bit brightness, row by row. */
export interface GreyPicture {
  width: number;
  height: number;
  pixels: Uint8Array;
}

/** `grey` should be about 800 pixels on its long side, since the blur measure depends on the scale. */
export function judgePicture(grey: GreyPicture): Warning[] {
  const { mean, deviation } = brightness(grey.pixels);
  if (mean < darkBelow) return [{ key: 'picture_too_dark', params: {} }];
  if (deviation < emptyBelow) return [{ key: 'picture_nearly_empty', params: {} }];
  if (sharpness(grey) < blurredBelow) return [{ key: 'picture_blurred', params: {} }];
  return [];
}

function brightness(pixels: Uint8Array): { mean: number; deviation: number; } {
  let sum = 0;
  let squares = 0;
  for (const value of pixels) {
    sum += value;
    squares += value * value;
  }
  const mean = sum / pixels.length;
  return { mean, deviation: Math.sqrt(Math.max(0, squares / pixels.length - mean * mean)) };
}

/**
 * Variance of the Laplacian, taken in 8 × 8 tiles; the answer is the fifth highest. A card on an empty table is
 * sharp in a few tiles only, and the mean over the whole picture would call it blurred.
 */
export function sharpness({ width, height, pixels }: GreyPicture): number {
  const tiles = Array.from({ length: tilesPerSide * tilesPerSide }, () => ({ count: 0, sum: 0, squares: 0 }));
  for (let y = 1; y < height - 1; y++) {
    const tileRow = Math.floor((y * tilesPerSide) / height) * tilesPerSide;
    for (let x = 1; x < width - 1; x++) {
      const at = y * width + x;
      const laplacian =
        4 * (pixels[at] ?? 0) - (pixels[at - 1] ?? 0) - (pixels[at + 1] ?? 0) - (pixels[at - width] ?? 0) - (pixels[at + width] ?? 0);
      const tile = tiles[tileRow + Math.floor((x * tilesPerSide) / width)];
      if (tile === undefined) continue;
      tile.count += 1;
      tile.sum += laplacian;
      tile.squares += laplacian * laplacian;
    }
  }
  const variances = tiles
    .filter((tile) => tile.count > 0)
    .map((tile) => tile.squares / tile.count - (tile.sum / tile.count) ** 2)
    .sort((a, b) => b - a);
  return variances[Math.min(4, variances.length - 1)] ?? 0;
}
