/** A page as it was drawn for the screen. */
export interface DrawnPage { jpeg: Buffer; width: number; height: number; /** as the PDF states it, 1/72 inch */ points: { width: number; height: number } }

/** The largest page a reader opens, 1/72 inch. */
const largestSide = 14_400;

/** A PDF of our own JPEGs, one a page. pdf-lib writes here and never reads, so it may run outside an inspection child; loaded when it is needed. */
export async function writePdf(pages: readonly DrawnPage[]): Promise<Buffer> {
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
