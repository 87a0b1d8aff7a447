import sharp from 'sharp';
import { writePdf, type DrawnPage } from './write-pdf.ts';

/** What one page is tried with, in turn: long side in pixels (137, 120 and 100 dpi on A4) and quality. */
const attempts = [{ longSide: 1600, quality: 80 }, { longSide: 1600, quality: 62 }, { longSide: 1400, quality: 55 }, { longSide: 1170, quality: 50 }];

/**
 * A PDF of the drawn pages, one JPEG each, at most `maxBytes` long; null when even the coarsest that can still be read is larger. Runs in an
 * inspection child only.
 */
export async function shrinkPdf(pages: readonly DrawnPage[], maxBytes: number): Promise<Buffer | null> {
  for (const { longSide, quality } of attempts) {
    const pictures: DrawnPage[] = [];
    for (const page of pages) {
      const { data, info } = await sharp(page.jpeg, { limitInputPixels: page.width * page.height }).resize({ width: longSide, height: longSide, fit: 'inside', withoutEnlargement: true })
        .jpeg({ quality }).toBuffer({ resolveWithObject: true });
      pictures.push({ ...page, jpeg: data, width: info.width, height: info.height });
    }
    const pdf = await writePdf(pictures);
    if (pdf.length <= maxBytes) return pdf;
  }
  return null;
}
