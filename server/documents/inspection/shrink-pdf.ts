import sharp from 'sharp';

/** A page as it was drawn for the screen. */
export interface DrawnPage { jpeg: Buffer; width: number; height: number; /** as the PDF states it, 1/72 inch */ points: { width: number; height: number } }

/** What one page is tried with, in turn: long side in pixels (137, 120 and 100 dpi on A4) and quality. */
const attempts = [{ longSide: 1600, quality: 80 }, { longSide: 1600, quality: 62 }, { longSide: 1400, quality: 55 }, { longSide: 1170, quality: 50 }];
/** The largest page a reader opens, 1/72 inch. */
const largestSide = 14_400;

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

/** Our own JPEGs on new pages; pdf-lib writes here and never reads. Loaded when it is needed: most uploads are not shrunk. */
async function writePdf(pages: readonly DrawnPage[]): Promise<Buffer> {
  const { PDFDocument } = await import('pdf-lib');
  const pdf = await PDFDocument.create();
  for (const page of pages) {
    const scale = Math.min(1, largestSide / Math.max(page.points.width, page.points.height));
    const width = Math.max(1, page.points.width * scale);
    const height = Math.max(1, page.points.height * scale);
    pdf.addPage([width, height]).drawImage(await pdf.embedJpg(page.jpeg), { x: 0, y: 0, width, height });
  }
  return Buffer.from(await pdf.save());
}
