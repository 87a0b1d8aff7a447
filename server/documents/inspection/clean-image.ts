import sharp from 'sharp';
import type { FailOnOptions, Sharp } from 'sharp';
import type { InspectionJob, Send } from './child-messages.ts';
import type { RefusalKey, Warning } from './inspection-keys.ts';
import { fitToPage, fromRaw, makeGreyPicture, makePagePicture, makePartPicture, rawPicture } from './page-picture.ts';
import type { PagePixels, RawPicture } from './page-picture.ts';
import { quantisation } from './quantisation.ts';
import { judgePicture } from './picture-quality.ts';

/**
 * Above this a picture is shrunk while it is decoded and before it is turned: turning needs every pixel in memory,
 * and a PNG of 256 megapixels took 2.4 GB there. 12 megapixels print an A4 page at 350 dpi.
 */
const keptPixels = 12_000_000;
const jpegQualities = [88, 80, 70];
const decodeSeconds = 5;
/**
 * A warning of the decoder usually means lost picture data, so it refuses. These two do not: some telephones write
 * them into every photo.
 */
const harmlessWarning = /Invalid SOS parameters|extraneous bytes/;
/** A long side (pixels) below which the small print of a card cannot be read. */
const smallBelow = 600;

/**
 * Reads one JPEG or PNG and sends its page picture and its cleaned copy: turned upright, without EXIF, GPS, ICC,
 * comments or trailing bytes, of the same type – or a JPEG where it would be too large. Runs in an inspection child only.
 */
export async function cleanImage(file: Uint8Array, job: InspectionJob, send: Send): Promise<void> {
  let picture: RawPicture;
  try {
    picture = await decode(file, job, 'warning').catch((error: unknown) => {
      if (!harmlessWarning.test(String(error))) throw error;
      return decode(file, job, 'error');
    });
  } catch (error) {
    await send({ kind: 'refused', key: refusalFor(error), params: {} });
    return;
  }
  if (job.part) {
    await send({ kind: 'part' }, await makePartPicture(picture, job.part));
    return;
  }
  const pixels = await fitToPage(picture);
  const warnings = await judgeImage(file, picture, pixels);

  const { jpeg, preview, width, height } = await makePagePicture(pixels);
  await send({ kind: 'opened', pageCount: 1, warnings });
  await send({ kind: 'page', n: 1, width, height, jpegBytes: jpeg.length }, Buffer.concat([jpeg, preview]));
  const { type, bytes } = await encodeWithin(picture, job);
  await send({ kind: 'stored', type }, bytes);
}

/** What to say of a picture: as it looks, and as it was written. */
export async function judgeImage(file: Uint8Array, picture: RawPicture, pixels: PagePixels): Promise<Warning[]> {
  const warnings = judgePicture(await makeGreyPicture(pixels), quantisation(file));
  const longSide = Math.max(picture.width, picture.height);
  if (longSide < smallBelow) warnings.push({ key: 'picture_small', params: { pixels: longSide, least: smallBelow } });
  return warnings;
}

async function decode(file: Uint8Array, job: InspectionJob, failOn: FailOnOptions): Promise<RawPicture> {
  const source = sharp(file, { limitInputPixels: job.maxPixels, failOn }).timeout({ seconds: decodeSeconds });
  const { width, height, orientation = 1 } = await source.metadata();
  const pixels = width * height;
  if (pixels > keptPixels) {
    const scale = Math.sqrt(keptPixels / pixels);
    source.resize({ width: Math.max(1, Math.floor(width * scale)), height: Math.max(1, Math.floor(height * scale)), fit: 'fill' });
  }
  return turnUpright(await toRaw(source), orientation);
}

/** The eight EXIF orientations as a turn to the right followed by a mirror. */
const uprightBy: Record<number, { turn: 0 | 90 | 180 | 270; mirror: boolean; }> = {
  2: { turn: 0, mirror: true },
  3: { turn: 180, mirror: false },
  4: { turn: 180, mirror: true },
  5: { turn: 90, mirror: true },
  6: { turn: 90, mirror: false },
  7: { turn: 270, mirror: true },
  8: { turn: 270, mirror: false },
};

async function turnUpright(picture: RawPicture, orientation: number): Promise<RawPicture> {
  const way = uprightBy[orientation];
  if (way === undefined) return picture;
  const turned = way.turn === 0 ? picture : await toRaw(fromRaw(picture).rotate(way.turn));
  // A pipeline of its own, since sharp mirrors before it turns whatever the order of the calls.
  return way.mirror ? toRaw(fromRaw(turned).flop()) : turned;
}

async function toRaw(image: Sharp): Promise<RawPicture> {
  const { data, info } = await image.raw({ depth: 'uchar' }).toBuffer({ resolveWithObject: true });
  return rawPicture(data, info);
}

/**
 * The cleaned copy may not grow beyond the upload limit. A PNG that does is kept as a JPEG: as a PNG it would have to give up half its sharpness, and it was
 * packed four times over until it did (a grainy one of three megapixels took four seconds). A JPEG first gives up quality, then pixels.
 */
async function encodeWithin(picture: RawPicture, job: InspectionJob): Promise<{ type: 'image/png' | 'image/jpeg'; bytes: Buffer }> {
  if (job.type === 'image/png' && !job.shrink) {
    // Level 3 is a third of the time of level 6 for a grainy photo and up to fifteen bytes in a hundred more.
    const png = await fromRaw(picture).png({ compressionLevel: 3 }).toBuffer();
    if (png.length <= job.maxBytes) return { type: 'image/png', bytes: png };
  }
  let scale = 1;
  for (;;) {
    const width = Math.max(1, Math.round(picture.width * scale));
    const scaled = () => (scale === 1 ? fromRaw(picture) : fromRaw(picture).resize({ width }));
    for (const quality of jpegQualities) {
      // Codes fitted to each picture would save four bytes in a hundred and cost more than half of the time.
      const jpeg = await scaled().flatten({ background: '#ffffff' }).jpeg({ quality, optimiseCoding: false }).toBuffer();
      if (jpeg.length <= job.maxBytes || width <= 16) return { type: 'image/jpeg', bytes: jpeg };
    }
    scale *= 0.8;
  }
}

function refusalFor(error: unknown): RefusalKey {
  // Too many pixels were refused from outside already; a header that tells libvips another size is a broken one.
  return String(error).includes('timeout') ? 'image_took_too_long' : 'image_broken';
}
