import { beforeAll, describe, expect, it, jest } from '@jest/globals';
import sharp from 'sharp';
import type { Sharp } from 'sharp';
import { sampleScan } from '../../testing/sample-files.ts';
import type { SampleKind } from '../../testing/sample-files.ts';
import { fitToPage, makeGreyPicture } from './page-picture.ts';
import { softness, standing } from './picture-faults.ts';
import { judgePicture } from './picture-quality.ts';

/** Drawing and decoding pictures takes its time on a busy machine. */
jest.setTimeout(240_000);

const person = { name: 'Rahmawati Contoh', nik: '6472015708880001', npwp: '6472015708880001' };
const kinds: SampleKind[] = ['ktp', 'npwp', 'sertifikat_keahlian'];
const scans = new Map<SampleKind, Buffer>();

beforeAll(async () => {
  for (const kind of kinds) scans.set(kind, await sampleScan(kind, person, 'png'));
});

async function grey(image: Sharp) {
  const { data, info } = await image.removeAlpha().raw().toBuffer({ resolveWithObject: true });
  return makeGreyPicture(await fitToPage({ data, width: info.width, height: info.height, channels: info.channels }));
}

const keysOf = async (image: Sharp) => judgePicture(await grey(image)).map((warning) => warning.key);

describe('judgePicture', () => {
  it.each(kinds)('says nothing about a clean %s, nor about one slightly soft or dim', async (kind) => {
    const scan = scans.get(kind);
    expect(await keysOf(sharp(scan))).toEqual([]);
    expect(await keysOf(sharp(scan).blur(1))).toEqual([]);
    expect(await keysOf(sharp(scan).modulate({ brightness: 0.6 }))).toEqual([]);
    // A card on a large empty table.
    expect(await keysOf(sharp(scan).extend({ top: 800, bottom: 800, left: 1000, right: 1000, background: '#ddd' }))).toEqual([]);
  });

  it.each(kinds)('calls a %s blurred whose small print is gone', async (kind) => {
    expect(await keysOf(sharp(scans.get(kind)).blur(8))).toEqual(['picture_blurred']);
  });

  it('tells a dark picture and an empty one', async () => {
    expect(await keysOf(sharp(scans.get('ktp')).modulate({ brightness: 0.2 }))).toEqual(['picture_too_dark']);
    expect(await keysOf(sharp({ create: { width: 900, height: 600, channels: 3, background: '#eee' } }))).toEqual(['picture_nearly_empty']);
  });

  it('warns of a card that leaves the picture, and of one that lies on its side', async () => {
    const scan = sharp(scans.get('ktp')).extend({ top: 120, bottom: 120, left: 120, right: 120, background: '#6b4a32' });
    const whole = await scan.png().toBuffer();
    expect(await keysOf(sharp(whole))).toEqual([]);
    const { width = 0, height = 0 } = await sharp(whole).metadata();
    expect(await keysOf(sharp(whole).extract({ left: 0, top: 0, width: Math.round(width * 0.72), height }))).toEqual(['picture_cut']);
    expect(await keysOf(sharp(whole).rotate(90))).toEqual(['picture_sideways']);
  });

  it('comes to an end with pictures of one to forty pixels, whatever is on them', () => {
    for (const [width, height] of [[1, 1], [2, 2], [3, 1], [3, 3], [1, 4], [7, 2], [11, 11], [39, 40], [40, 3], [1, 800]] as const) {
      const pixels = Uint8Array.from({ length: width * height }, (_, at) => (at % 2 === 0 ? 250 : 20));
      const began = performance.now();
      expect(judgePicture({ width, height, pixels })).toBeInstanceOf(Array);
      expect(Number.isFinite(standing({ width, height, pixels }))).toBe(true);
      expect(performance.now() - began).toBeLessThan(1_000);
    }
  });

  it('measures more softness the more a picture is blurred', async () => {
    const scan = scans.get('ktp');
    const measured = [softness(await grey(sharp(scan)))];
    for (const sigma of [1, 2, 4]) measured.push(softness(await grey(sharp(scan).blur(sigma))));
    expect(measured).toEqual([...new Set(measured)].sort((a, b) => a - b));
    expect(measured[0]).toBeLessThan(0.5);
  });
});
