import sharp from 'sharp';
import type { OutputInfo, Sharp } from 'sharp';
import type { PagePart } from './child-messages.ts';
import type { GreyPicture } from './picture-quality.ts';

/** Long sides in pixels. */
export const pageLongSide = 1600;
/** Large enough to read a card by; with at most 150 KiB a line of 1 Mbit/s brings it in 1.3 s. */
const previewLongSide = 1000;
const greyLongSide = 800;

const pageQuality = 80;
const previewQualities = [70, 50, 30, 15];
const maxPreviewBytes = 150 * 1024;

/** Decoded pixels, 8 bits per channel. */
export interface RawPicture {
  data: Uint8Array;
  width: number;
  height: number;
  channels: 1 | 2 | 3 | 4;
}

/** Long sides of a part drawn for reading, and of the page it is cut out of: 300 dpi on A4. */
const partLongSide = 2000;
export const partPageLongSide = 3300;

/** A part of a page as large as it can be had. Small print on a large sheet is lost in the picture of the whole page. */
export async function makePartPicture(page: RawPicture, { left, top, width, height, longSide = partLongSide }: PagePart): Promise<Buffer> {
  const within = (share: number, length: number) => Math.min(length, Math.max(0, Math.round(share * length)));
  const [x, y] = [Math.min(page.width - 1, within(left, page.width)), Math.min(page.height - 1, within(top, page.height))];
  return fromRaw(page).extract({ left: x, top: y, width: Math.max(1, Math.min(page.width - x, within(width, page.width))), height: Math.max(1, Math.min(page.height - y, within(height, page.height))) })
    .flatten({ background: '#ffffff' }).resize({ width: longSide, height: longSide, fit: 'inside', withoutEnlargement: true }).jpeg({ quality: 88, optimiseCoding: false }).toBuffer();
}

export interface PagePicture {
  width: number;
  height: number;
  /** long side ≤ 1,600 pixels */
  jpeg: Buffer;
  /** long side ≤ 1,000 pixels, ≤ 150 KiB */
  preview: Buffer;
}

export function fromRaw({ data, width, height, channels }: RawPicture): Sharp {
  return sharp(data, { raw: { width, height, channels }, limitInputPixels: width * height });
}

/** One page in the two sizes all pictures of it are made from. Shrinking is most of the work, so each size is made once. */
export interface PagePixels {
  /** long side ≤ 1,600 pixels */
  page: RawPicture;
  /** long side ≤ 1,000 pixels */
  small: RawPicture;
}

/** Shrinks to the sizes of a page picture and of its preview. Transparent parts become white. */
export async function fitToPage(raw: RawPicture): Promise<PagePixels> {
  const page = await shrink(fromRaw(raw).flatten({ background: '#ffffff' }), pageLongSide);
  return { page, small: await shrink(fromRaw(page), previewLongSide) };
}

async function shrink(picture: Sharp, longSide: number): Promise<RawPicture> {
  const { data, info } = await picture
    .resize({ width: longSide, height: longSide, fit: 'inside', withoutEnlargement: true })
    .raw({ depth: 'uchar' })
    .toBuffer({ resolveWithObject: true });
  return rawPicture(data, info);
}

export function rawPicture(data: Buffer, { width, height, channels }: OutputInfo): RawPicture {
  if (channels !== 1 && channels !== 2 && channels !== 3 && channels !== 4) throw new Error(`picture with ${String(channels)} channels`);
  return { data, width, height, channels };
}

/** The picture staff look at, and the small one for lists and slow lines. */
export async function makePagePicture({ page, small }: PagePixels): Promise<PagePicture> {
  const jpeg = await fromRaw(page).jpeg({ quality: pageQuality, optimiseCoding: false }).toBuffer();
  let preview = Buffer.alloc(0);
  for (const quality of previewQualities) {
    preview = await fromRaw(small).jpeg({ quality }).toBuffer();
    if (preview.length <= maxPreviewBytes) break;
  }
  return { width: page.width, height: page.height, jpeg, preview };
}

/** The same picture in grey and smaller still, for `judgePicture`. */
export async function makeGreyPicture({ small }: PagePixels): Promise<GreyPicture> {
  const { data, info } = await fromRaw(small)
    .resize({ width: greyLongSide, height: greyLongSide, fit: 'inside', withoutEnlargement: true })
    .toColourspace('b-w')
    .raw({ depth: 'uchar' })
    .toBuffer({ resolveWithObject: true });
  if (info.channels !== 1) throw new Error('picture did not become grey');
  return { width: info.width, height: info.height, pixels: data };
}
