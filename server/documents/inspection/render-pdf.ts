import type { PDFiumDocument, PDFiumLibrary, PDFiumPage } from '@hyzyla/pdfium';
import type { InspectionJob, Send } from './child-messages.ts';
import type { RefusalKey, Warning } from './inspection-keys.ts';
import { fitToPage, makeGreyPicture, makePagePicture, makePartPicture, pageLongSide, partPageLongSide } from './page-picture.ts';
import type { PagePixels, RawPicture } from './page-picture.ts';
import { shrinkPdf } from './shrink-pdf.ts';
import type { DrawnPage } from './write-pdf.ts';
import { quantisation } from './quantisation.ts';
import { judgeDigitalPage, judgePicture } from './picture-quality.ts';

/** True once PDFium asked for memory and did not get it: what it drew after that may lack something. */
export type RanOutOfMemory = () => boolean;

/**
 * Opens one PDF and sends the pictures of its pages, the first as soon as it is drawn. Runs in an inspection child
 * only; whatever it cannot end by itself (endless drawing) its parent ends.
 */
export async function renderPdf(
  file: Uint8Array,
  job: InspectionJob,
  pdfium: { library: PDFiumLibrary; ranOutOfMemory: RanOutOfMemory; },
  send: Send,
): Promise<void> {
  const refuse = (key: RefusalKey) =>
    send({ kind: 'refused', key: pdfium.ranOutOfMemory() ? 'pdf_needs_too_much_memory' : key, params: key === 'pdf_cannot_shrink' ? sizes(file.length, job.maxBytes) : {} });
  let document: PDFiumDocument;
  if (job.part) {
    // A file that once gave its pages and now does not: whoever asked goes on with the page picture.
    const page = await bitmapOf((await pdfium.library.loadDocument(file)).getPage((job.part.page ?? 1) - 1), partPageLongSide);
    if (page && !pdfium.ranOutOfMemory()) await send({ kind: 'part' }, await makePartPicture(page, job.part));
    return;
  }
  let first: PagePixels | null;
  let pageCount: number;
  try {
    document = await pdfium.library.loadDocument(file);
    pageCount = document.getPageCount();
    // A page tree that loops claims a thousand pages and has none, so the first page is drawn before the count is believed.
    first = pageCount > 0 ? await drawPage(document.getPage(0)) : null;
  } catch (error) {
    await refuse(refusalFor(error));
    return;
  }
  if (pageCount < 1) {
    await refuse('pdf_without_pages');
    return;
  }
  if (first === null || pdfium.ranOutOfMemory()) {
    await refuse('pdf_broken');
    return;
  }
  const grey = await makeGreyPicture(first);
  const { digital, quantised } = await kindOf(document.getPage(0));
  const warnings: Warning[] = digital ? judgeDigitalPage(grey) : judgePicture(grey, quantised);
  if (pageCount > job.maxPages) warnings.push({ key: 'pages_not_shown', params: { pages: pageCount, shown: job.maxPages } });
  if (job.shrink && pageCount > job.maxPages) {
    await refuse('pdf_cannot_shrink');
    return;
  }
  const drawn: DrawnPage[] = [];
  await send({ kind: 'opened', pageCount, warnings });
  drawn.push(await sendPage(1, first, document.getPage(0), send));

  for (let n = 2; n <= Math.min(pageCount, job.maxPages); n++) {
    const page = await drawPage(document.getPage(n - 1));
    if (page === null || pdfium.ranOutOfMemory()) await send({ kind: 'page_unreadable', n });
    else drawn.push(await sendPage(n, page, document.getPage(n - 1), send));
  }
  if (!job.shrink) return;
  // A page that cannot be drawn would be missing from the copy, so then there is none.
  const copy = drawn.length === pageCount ? await shrinkPdf(drawn, job.maxBytes) : null;
  if (copy) await send({ kind: 'stored', type: 'application/pdf' }, copy);
  else await refuse('pdf_cannot_shrink');
}

/** Null when the page cannot be loaded: PDFium then states a size of nothing. */
async function drawPage(page: PDFiumPage): Promise<PagePixels | null> {
  const drawn = await bitmapOf(page, pageLongSide);
  return drawn && fitToPage(drawn);
}

async function bitmapOf(page: PDFiumPage, longSide: number): Promise<RawPicture | null> {
  const { originalWidth, originalHeight } = page.getOriginalSize();
  if (!(originalWidth > 0 && originalHeight > 0)) return null;
  // Whatever size the page claims (two million points were seen), the picture is as large as staff will see it.
  const scale = longSide / Math.max(originalWidth, originalHeight);
  const { data, width, height } = await page.render({
    scale: 1,
    width: Math.max(1, Math.round(originalWidth * scale)),
    height: Math.max(1, Math.round(originalHeight * scale)),
    render: 'bitmap',
  });
  return { data, width, height, channels: 4 };
}

const objectsLookedAt = 400;
const picturesLookedAt = 8; // each is copied to be looked at, and one picture may be shown four hundred times
/** So much text, on so many lines, is what the page says, not what an app wrote under a photo ("Scanned with CamScanner", a date, the number of the page). */
const pageOfText = { letters: 150, lines: 4 };

interface PageKind { /** Written by a program, not photographed. */ digital: boolean; /** Of its largest picture, as `quantisation` tells it. */ quantised: number }
/**
 * A page with a picture in it is a photo unless it holds a page of text besides. A scan made searchable holds as much, but its letters were found in it, so it can be read.
 */
async function kindOf(page: PDFiumPage): Promise<PageKind> {
  try {
    let [photographed, pictures, largest, quantised] = [false, 0, 0, 0];
    for (let n = 0; n < Math.min(objectsLookedAt, page.getObjectCount()); n += 1) {
      const object = page.getObject(n);
      photographed ||= object.type === 'image' || object.type === 'form';
      if (object.type !== 'image' || (pictures += 1) > picturesLookedAt) continue;
      const { width, height, data } = await object.getImageDataRaw();
      if (width * height > largest) [largest, quantised] = [width * height, quantisation(data)];
    }
    const lines = page.getText().split(/[\r\n]+/).map((line) => line.replace(/\s+/g, '')).filter((line) => line !== '');
    return { digital: !photographed || (lines.length >= pageOfText.lines && lines.join('').length >= pageOfText.letters), quantised };
  } catch {
    return { digital: false, quantised: 0 }; // letters or objects that cannot be listed (a broken font, an unknown kind): judged as what it looks like
  }
}

async function sendPage(n: number, pixels: PagePixels, page: PDFiumPage, send: Send): Promise<DrawnPage> {
  const { jpeg, preview, width, height } = await makePagePicture(pixels);
  await send({ kind: 'page', n, width, height, jpegBytes: jpeg.length }, Buffer.concat([jpeg, preview]));
  const { originalWidth, originalHeight } = page.getOriginalSize();
  return { jpeg, width, height, points: { width: originalWidth, height: originalHeight } };
}

function sizes(bytes: number, kept: number): Record<string, number> {
  const megabytes = (size: number) => Math.round((size / (1024 * 1024)) * 10) / 10;
  return { mb: megabytes(bytes), maxMb: megabytes(kept) };
}

function refusalFor(error: unknown): RefusalKey {
  const reason = String(error);
  return reason.includes('Password') || reason.includes('security scheme') ? 'pdf_password' : 'pdf_broken';
}
