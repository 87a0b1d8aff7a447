import { PDFiumLibrary } from '@hyzyla/pdfium';

let pdfium: Promise<PDFiumLibrary> | undefined;

/** The first page as pixels of four bytes. Our own drawings only; files of others are opened in the inspection's child process. */
export async function firstPage(pdf: Buffer, width: number): Promise<{ data: Uint8Array; width: number; height: number }> {
  pdfium ??= PDFiumLibrary.init();
  const document = await (await pdfium).loadDocument(pdf);
  try {
    const page = document.getPage(0);
    const size = page.getOriginalSize();
    const height = Math.round((width * size.originalHeight) / size.originalWidth);
    const { data } = await page.render({ scale: 1, width, height, render: 'bitmap' });
    return { data, width, height };
  } finally {
    document.destroy();
  }
}
