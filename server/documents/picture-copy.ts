/** What staff take along of a PDF: its page pictures as a new PDF. Nothing the applicant's file could run, open or fetch is in it. */
import type { Knex } from 'knex';
import type { FileStorage } from '../platform/storage.ts';
import { writePdf } from './inspection/write-pdf.ts';

/** Long side of A4, 1/72 inch: the pictures keep their shape, a printer fills its sheet. */
const LONG_SIDE = 842;

/** `pages`: how many it holds; fewer than the document has when some could not be drawn or are not drawn yet. */
export async function makePictureCopy(db: Knex, storage: FileStorage, uploadId: string): Promise<{ pdf: Buffer; pages: number }> {
  const rows = await db('upload_pages').where({ upload_id: uploadId }).orderBy('page').select<{ width: number; height: number; picture_key: string }[]>('width', 'height', 'picture_key');
  const drawn = await Promise.all(rows.map(async ({ width, height, picture_key: key }) => {
    const points = LONG_SIDE / Math.max(width, height);
    return { jpeg: await storage.read(key), width, height, points: { width: width * points, height: height * points } };
  }));
  return { pdf: await writePdf(drawn), pages: drawn.length };
}
