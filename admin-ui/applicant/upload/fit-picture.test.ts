import { describe, expect, it } from '@jest/globals';
import { drawToFit, fitPicture, smallerPicture, turnPicture } from './fit-picture.ts';

const fileOf = (bytes: number, type: string, name: string) => new File([new Uint8Array(bytes)], name, { type });
/** A picture that becomes a tenth of a byte per pixel of its edge. */
const drawn: number[] = [];
const draw = async (_file: Blob, edge: number) => { drawn.push(edge); return new Blob([new Uint8Array(edge / 10)]); };

describe('a file that must fit', () => {
  it('is left alone when it does, picture or not', async () => {
    const file = fileOf(100, 'image/jpeg', 'ktp.jpg');
    expect(await fitPicture(file, 100, draw)).toEqual({ blob: file, name: 'ktp.jpg', shrunk: false });
    expect(drawn).toEqual([]);
  });

  it('is drawn smaller only as far as needed', async () => {
    drawn.length = 0;
    const fitted = await fitPicture(fileOf(1000, 'image/png', 'foto.KTP.png'), 245, draw);
    expect(fitted).toMatchObject({ name: 'foto.KTP.jpg', shrunk: true });
    expect(fitted?.blob.size).toBe(240);
    expect(drawn).toEqual([3000, 2400]);
  });

  it.each([
    { name: 'a PDF, which cannot be drawn smaller', file: fileOf(1000, 'application/pdf', 'a.pdf'), max: 245 },
    { name: 'a picture that stays too large', file: fileOf(1000, 'image/jpeg', 'a.jpg'), max: 10 },
  ])('is given back: $name', async ({ file, max }) => expect(await fitPicture(file, max, draw)).toBeNull());

  it('is given back when the browser cannot open it', async () => {
    const broken = async () => { throw new DOMException('The source image could not be decoded.'); };
    expect(await fitPicture(fileOf(1000, 'image/heic', 'a.heic'), 500, broken)).toBeNull();
  });
});

describe('a picture of a kind that is not taken', () => {
  it.each([['image/heic', 'IMG_0001.HEIC'], ['', 'IMG_0001.heif'], ['image/webp', 'IMG_0001.webp']])('becomes a JPEG where the browser can open it: %s %s', async (type, name) => {
    const fitted = await fitPicture(fileOf(100, type, name), 400, draw);
    expect([fitted?.name, fitted?.blob.size, fitted?.shrunk]).toEqual(['IMG_0001.jpg', 300, false]);
  });

  it('goes as it is where the browser cannot, so that the server says what to do', async () => {
    const file = fileOf(100, 'image/heic', 'a.heic');
    expect(await fitPicture(file, 400, async () => { throw new DOMException('The source image could not be decoded.'); })).toEqual({ blob: file, name: 'a.heic', shrunk: false });
  });
});

describe('a picture that is turned', () => {
  it('is a new file of the same name', async () => {
    const turned = await turnPicture(fileOf(10, 'image/png', 'foto.KTP.png'), async () => new Blob(['putar'], { type: 'image/jpeg' }));
    expect({ name: turned?.name, type: turned?.type, size: turned?.size }).toEqual({ name: 'foto.KTP.jpg', type: 'image/jpeg', size: 5 });
  });

  it('stays as it was when the browser cannot open it', async () => {
    expect(await turnPicture(fileOf(10, 'image/heic', 'a.heic'), async () => { throw new DOMException('The source image could not be decoded.'); })).toBeNull();
  });
});

describe('a picture whose line was cut', () => {
  const sized = (bytes: Readonly<Record<number, number | undefined>>) => async (_file: Blob, edge: number) => new Blob([new Uint8Array(bytes[edge] ?? 0)]);
  it('becomes the largest of our sizes that saves a quarter', async () => {
    const smaller = await smallerPicture(fileOf(10, 'image/png', 'foto.KTP.png'), 1_000_000, sized({ 3000: 1_200_000, 2400: 760_000, 2000: 740_000, 1600: 300_000 }));
    expect([smaller?.blob.size, smaller?.name, smaller?.shrunk]).toEqual([740_000, 'foto.KTP.jpg', true]);
  });

  it.each([
    { name: 'it is no picture', file: fileOf(10, 'application/pdf', 'a.pdf'), bytes: 2_000_000, sizes: { 3000: 10 } },
    { name: 'it is small already', file: fileOf(10, 'image/jpeg', 'a.jpg'), bytes: 250_000, sizes: { 3000: 10 } },
    { name: 'no size saves enough', file: fileOf(10, 'image/jpeg', 'a.jpg'), bytes: 400_000, sizes: { 3000: 400_000, 2400: 390_000, 2000: 350_000, 1600: 310_000 } },
  ])('goes again as it was: $name', async ({ file, bytes, sizes }) => expect(await smallerPicture(file, bytes, sized(sizes))).toBeNull());

  it('goes again as it was where the browser cannot open it', async () => {
    expect(await smallerPicture(fileOf(10, 'image/jpeg', 'a.jpg'), 1_000_000, async () => { throw new DOMException('The source image could not be decoded.'); })).toBeNull();
  });
});

describe('a turned picture that must fit', () => {
  it.each([
    { name: 'nearly as it was where that fits', maxBytes: 900, ends: 1 },
    { name: 'only as much smaller as needed', maxBytes: 500, ends: 3 },
    { name: 'as small as we go, and no smaller', maxBytes: 10, ends: 5 },
  ])('is drawn from the same file each time, $name', async ({ maxBytes, ends }) => {
    const file = fileOf(10, 'image/jpeg', 'a.jpg');
    const times: [Blob, number, number][] = [];
    const bytes = [800, 700, 450, 300, 200];
    const blob = await drawToFit(file, maxBytes, async (given, edge, quality) => { times.push([given, edge, quality]); return new Blob([new Uint8Array(bytes[times.length - 1] ?? 0)]); });
    expect(times.map(([given]) => given === file)).toEqual(Array.from({ length: ends }, () => true));
    expect(times[0]?.slice(1)).toEqual([3000, 0.92]);
    expect(blob.size).toBe(bytes[ends - 1]);
  });
});
