import { describe, expect, it } from '@jest/globals';
import sharp from 'sharp';
import { scanOf } from '../../testing/card-scans/scan-of.ts';
import { homography } from '../../testing/card-scans/photograph.ts';
import { readDigits } from './read-digits.ts';

/** The row of the NIK as it lies in the picture. */
async function rowOfNik(seed: number, condition: 'jernih' | 'agak_rusak') {
  const scan = await scanOf(seed, 'ktp', condition);
  const [a, b, c, d, e, f, g, h] = homography([[0, 0], [856, 0], [856, 540], [0, 540]], scan.shot.corners) as [number, number, number, number, number, number, number, number];
  const corners = [[165, 85], [590, 85], [590, 135], [165, 135]].map(([x = 0, y = 0]) => [(a * x + b * y + c) / (g * x + h * y + 1), (d * x + e * y + f) / (g * x + h * y + 1)] as const);
  const left = Math.max(0, Math.floor(Math.min(...corners.map(([x]) => x))));
  const top = Math.max(0, Math.floor(Math.min(...corners.map(([, y]) => y))));
  const width = Math.ceil(Math.max(...corners.map(([x]) => x))) - left;
  const height = Math.ceil(Math.max(...corners.map(([, y]) => y))) - top;
  const { data, info } = await sharp(scan.jpeg).extract({ left, top, width, height }).greyscale().raw().toBuffer({ resolveWithObject: true });
  return { nik: scan.truth.nik, strip: { width: info.width, height: info.height, pixels: data } };
}

describe('a row of digits', () => {
  it.each(['jernih', 'agak_rusak'] as const)('is read on three cards, %s', async (condition) => {
    for (let seed = 700; seed < 703; seed += 1) {
      const { nik, strip } = await rowOfNik(seed, condition);
      expect({ seed, digits: readDigits(strip, 16)?.digits }).toEqual({ seed, digits: nik });
    }
  }, 240_000); // half a second a card by itself; its pixel loops are far slower inside Jest's sandbox

  it('is nothing where there are fewer digits than asked for, or none', async () => {
    const { strip } = await rowOfNik(720, 'jernih');
    expect(readDigits(strip, 20)).toBeNull();
    expect(readDigits({ width: 200, height: 40, pixels: new Uint8Array(8000).fill(230) }, 16)).toBeNull();
  });
});
