/** A phone's photo is larger than the office takes, so it is made smaller here, before it costs the applicant's data. */
import type { FittedFile } from './run-upload.ts';

/** Draws a picture upright (its EXIF turn applied), its longer edge at most `edge` pixels, as JPEG. */
export type DrawPicture = (file: Blob, edge: number, quality: number) => Promise<Blob>;

/** From "nobody sees a difference" to "the small print on a KTP can still be read". */
const TRIES = [{ edge: 3000, quality: 0.85 }, { edge: 2400, quality: 0.8 }, { edge: 2000, quality: 0.75 }, { edge: 1600, quality: 0.7 }] as const;

/**
 * The file as it is when it fits, a smaller JPEG when it is a picture, null when it cannot be made to fit.
 */
export async function fitPicture(file: File, maxBytes: number, draw: DrawPicture): Promise<FittedFile | null> {
  const asIs = { blob: file, name: file.name, shrunk: false };
  if (file.size <= maxBytes) return asIs;
  if (!file.type.startsWith('image/')) return null;
  try {
    for (const { edge, quality } of TRIES) {
      const blob = await draw(file, edge, quality);
      if (blob.size <= maxBytes) return { blob, name: `${file.name.replace(/\.\w{1,5}$/, '')}.jpg`, shrunk: true };
    }
  } catch {
    // Not a picture after all, or more than this phone can hold in memory.
    return null;
  }
  return null;
}

export const drawPicture: DrawPicture = async (file, edge, quality) => {
  const bitmap = await createImageBitmap(file, { imageOrientation: 'from-image' });
  try {
    const scale = Math.min(1, edge / Math.max(bitmap.width, bitmap.height));
    const width = Math.max(1, Math.round(bitmap.width * scale));
    const height = Math.max(1, Math.round(bitmap.height * scale));
    // A plain canvas instead of OffscreenCanvas: older iPhones have no other.
    const canvas = Object.assign(document.createElement('canvas'), { width, height });
    const pen = canvas.getContext('2d');
    if (!pen) throw new Error('no canvas');
    pen.fillStyle = '#fff';
    pen.fillRect(0, 0, width, height);
    pen.drawImage(bitmap, 0, 0, width, height);
    return await new Promise<Blob>((resolve, reject) => {
      canvas.toBlob((blob) => { if (blob) resolve(blob); else reject(new Error('canvas gave no picture')); }, 'image/jpeg', quality);
    });
  } finally {
    bitmap.close();
  }
};
