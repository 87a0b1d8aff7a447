/** A phone's photo is larger than the office takes, so it is made smaller here, before it costs the applicant's data. */
import type { FittedFile } from './run-upload.ts';

/** Draws a picture upright (its EXIF turn applied), its longer edge at most `edge` pixels, as JPEG. */
export type DrawPicture = (file: Blob, edge: number, quality: number) => Promise<Blob>;

/** From "nobody sees a difference" to "the small print on a KTP can still be read". */
const TRIES = [{ edge: 3000, quality: 0.85 }, { edge: 2400, quality: 0.8 }, { edge: 2000, quality: 0.75 }, { edge: 1600, quality: 0.7 }] as const;

/** What an office takes as it is. */
const TAKEN = ['image/jpeg', 'image/png'];
/** Some systems know no type for these; the name tells. */
const OTHER_PICTURE = /\.(hei[cf]|webp|avif|gif|bmp|tiff?)$/i;

const isPicture = (file: File): boolean => file.type.startsWith('image/') || OTHER_PICTURE.test(file.name);
const jpegName = (file: File): string => `${file.name.replace(/\.\w{1,5}$/, '')}.jpg`;

/**
 * The file as it is when it fits, a smaller JPEG when it is a picture, null when it cannot be made to fit. A picture of a kind that is not taken (HEIC of an
 * iPhone) becomes a JPEG where this browser can open it; where it cannot, the server has the sentence that helps.
 */
export async function fitPicture(file: File, maxBytes: number, draw: DrawPicture): Promise<FittedFile | null> {
  const asIs = { blob: file, name: file.name, shrunk: false };
  const picture = isPicture(file);
  const fits = file.size <= maxBytes;
  if (fits && (!picture || TAKEN.includes(file.type))) return asIs;
  if (!picture) return null;
  try {
    for (const { edge, quality } of TRIES) {
      const blob = await draw(file, edge, quality);
      if (blob.size <= maxBytes) return { blob, name: jpegName(file), shrunk: !fits };
    }
  } catch {
    // Not a picture after all, or one that this browser cannot open, or more than this phone can hold in memory.
    return fits ? asIs : null;
  }
  return fits ? asIs : null;
}

/** Below this a cut has other reasons than the size. */
const SMALL_BYTES = 250_000;

/** The largest of our sizes that saves a quarter of `bytes`; null for what is no picture, is small already or would not become clearly smaller. */
export async function smallerPicture(file: File, bytes: number, draw: DrawPicture): Promise<FittedFile | null> {
  if (bytes <= SMALL_BYTES || !isPicture(file)) return null;
  try {
    for (const { edge, quality } of TRIES) {
      const blob = await draw(file, edge, quality);
      if (blob.size <= bytes * 0.75) return { blob, name: jpegName(file), shrunk: true };
    }
  } catch {
    // More than this phone can hold, or a picture only in name: it goes again as it was.
  }
  return null;
}

/** The same picture turned, as a new file; null when this browser cannot draw it. */
export async function turnPicture(file: File, draw: (file: Blob) => Promise<Blob>): Promise<File | null> {
  try {
    return new File([await draw(file)], jpegName(file), { type: 'image/jpeg' });
  } catch {
    // Not a picture after all, or more than this phone can hold: the file stays as it is.
    return null;
  }
}

/** Draws from what was picked, so that a picture is made anew once, whatever was turned and shrunk: the first of our sizes that fits, else the smallest. */
export async function drawToFit(file: Blob, maxBytes: number, draw: DrawPicture): Promise<Blob> {
  let blob = await draw(file, TRIES[0].edge, 0.92);
  for (const { edge, quality } of TRIES) {
    if (blob.size <= maxBytes) break;
    blob = await draw(file, edge, quality);
  }
  return blob;
}

function jpegOf(canvas: HTMLCanvasElement, quality: number): Promise<Blob> {
  return new Promise((resolve, reject) => {
    canvas.toBlob((blob) => { if (blob) resolve(blob); else reject(new Error('canvas gave no picture')); }, 'image/jpeg', quality);
  });
}

/** `quarters` to the right. */
export const drawTurned = (quarters: number): DrawPicture => async (file, edge, quality) => {
  const bitmap = await createImageBitmap(file, { imageOrientation: 'from-image' });
  try {
    const scale = Math.min(1, edge / Math.max(bitmap.width, bitmap.height));
    const width = Math.max(1, Math.round(bitmap.width * scale));
    const height = Math.max(1, Math.round(bitmap.height * scale));
    // A plain canvas instead of OffscreenCanvas: older iPhones have no other.
    const canvas = Object.assign(document.createElement('canvas'), quarters % 2 === 0 ? { width, height } : { width: height, height: width });
    const pen = canvas.getContext('2d');
    if (!pen) throw new Error('no canvas');
    pen.fillStyle = '#fff';
    pen.fillRect(0, 0, canvas.width, canvas.height);
    pen.translate(canvas.width / 2, canvas.height / 2);
    pen.rotate(quarters * Math.PI / 2);
    pen.drawImage(bitmap, -width / 2, -height / 2, width, height);
    return await jpegOf(canvas, quality);
  } finally {
    bitmap.close();
  }
};
