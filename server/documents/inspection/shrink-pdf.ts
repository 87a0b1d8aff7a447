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
    const pdf = writePdf(pictures);
    if (pdf.length <= maxBytes) return pdf;
  }
  return null;
}

/** The plainest PDF there is: catalog, pages, and for each page its content and its picture. No library reads anything here. */
function writePdf(pages: readonly DrawnPage[]): Buffer {
  const parts: Buffer[] = [Buffer.from('%PDF-1.4\n%\xe2\xe3\xcf\xd3\n', 'latin1')];
  const offsets: number[] = [];
  let length = parts[0]?.length ?? 0;
  const write = (bytes: Buffer) => { parts.push(bytes); length += bytes.length; };
  const object = (dictionary: string, stream?: Buffer) => {
    offsets.push(length);
    write(Buffer.from(`${offsets.length} 0 obj\n${dictionary}\n`, 'latin1'));
    if (stream) write(Buffer.concat([Buffer.from('stream\n', 'latin1'), stream, Buffer.from('\nendstream\n', 'latin1')]));
    write(Buffer.from('endobj\n', 'latin1'));
  };
  const pageId = (index: number) => 3 + index * 3;
  object('<< /Type /Catalog /Pages 2 0 R >>');
  object(`<< /Type /Pages /Count ${pages.length} /Kids [${pages.map((_page, index) => `${pageId(index)} 0 R`).join(' ')}] >>`);
  pages.forEach((page, index) => {
    const scale = Math.min(1, largestSide / Math.max(page.points.width, page.points.height));
    const [width, height] = [page.points.width * scale, page.points.height * scale].map((side) => Math.max(1, side).toFixed(2));
    const content = Buffer.from(`q ${width} 0 0 ${height} 0 0 cm /P Do Q`, 'latin1');
    const own = pageId(index);
    object(`<< /Type /Page /Parent 2 0 R /MediaBox [0 0 ${width} ${height}] /Contents ${own + 1} 0 R /Resources << /XObject << /P ${own + 2} 0 R >> >> >>`);
    object(`<< /Length ${content.length} >>`, content);
    object(`<< /Type /XObject /Subtype /Image /Width ${page.width} /Height ${page.height} /ColorSpace /DeviceRGB /BitsPerComponent 8 /Filter /DCTDecode /Length ${page.jpeg.length} >>`, page.jpeg);
  });
  const start = length;
  const line = (text: string) => { write(Buffer.from(`${text}\n`, 'latin1')); };
  line(`xref\n0 ${offsets.length + 1}\n0000000000 65535 f `);
  for (const offset of offsets) line(`${String(offset).padStart(10, '0')} 00000 n `);
  line(`trailer\n<< /Size ${offsets.length + 1} /Root 1 0 R >>\nstartxref\n${start}\n%%EOF`);
  return Buffer.concat(parts);
}
