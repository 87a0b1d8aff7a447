import { describe, expect, it } from '@jest/globals';
import sharp from 'sharp';
import { hugePng, jpegClaiming } from '../../testing/hostile-files.ts';
import { readPictureSize } from './picture-size.ts';

const canvas = () => sharp({ create: { width: 37, height: 21, channels: 3, background: '#987' } });

describe('readPictureSize', () => {
  it.each([
    ['a PNG', () => canvas().png().toBuffer()],
    ['a JPEG', () => canvas().jpeg().toBuffer()],
    ['a progressive JPEG', () => canvas().jpeg({ progressive: true }).toBuffer()],
    ['a JPEG with EXIF before its frame', () => canvas().withExif({ IFD0: { Artist: 'x'.repeat(5000) } }).jpeg().toBuffer()],
  ])('reads %s', async (_what, make) => {
    expect(readPictureSize(await make())).toEqual({ width: 37, height: 21 });
  });

  it('believes what a header claims, as decoders do', async () => {
    expect(readPictureSize(hugePng(30_000, 1))).toEqual({ width: 30_000, height: 30_000 });
    expect(readPictureSize(jpegClaiming(await canvas().jpeg().toBuffer(), 65_500))).toEqual({ width: 65_500, height: 65_500 });
  });

  it.each([
    ['nothing', ''],
    ['a JPEG that ends at once', 'ffd8ffd9'],
    ['a JPEG of fill bytes', `ffd8${'ff'.repeat(400)}`],
    ['a JPEG with data before its frame', `ffd8ffda000c${'00'.repeat(30)}`],
    ['a JPEG segment longer than the file', `ffd8ffe0ffff${'00'.repeat(30)}`],
    ['a PNG without header chunk', `89504e470d0a1a0a0000000d49444154${'00'.repeat(30)}`],
  ])('finds no size in %s', (_what, hex) => {
    expect(readPictureSize(Buffer.from(hex, 'hex'))).toBeNull();
  });
});
