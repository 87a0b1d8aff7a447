import type { GreyPicture } from './picture-quality.ts';

/** For each corner of the pixels the sum of all above and left of it, `(width + 1) × (height + 1)`: the sum of any rectangle is then four of them. */
export function summedArea({ width, height, pixels }: GreyPicture): Float64Array {
  const sums = new Float64Array((width + 1) * (height + 1));
  for (let y = 0; y < height; y += 1) {
    let row = 0;
    for (let x = 0; x < width; x += 1) {
      row += pixels[y * width + x] ?? 0;
      sums[(y + 1) * (width + 1) + x + 1] = (sums[y * (width + 1) + x + 1] ?? 0) + row;
    }
  }
  return sums;
}
