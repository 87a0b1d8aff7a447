/** The pages behind the first come after the upload was answered. Which of them never came is written down, so that nobody takes four pages for all of five. */
import type { Knex } from 'knex';
import type { Logger } from '../platform/log.ts';
import { enqueueEffects } from '../platform/outbox.ts';
import type { FileStorage } from '../platform/storage.ts';
import { WANTED_ANEW } from './reading/most-attempts.ts';
import { InspectionBrokenOff, MOST_PAGES, type InspectedPage, type Inspector } from './inspection/inspect-upload.ts';

interface PageDeps { db: Knex; storage: FileStorage; inspector: Inspector; log: Logger }

/** Of an upload `u`: the last page is still to be drawn. Longer than this nobody draws: then what is missing is missing. */
export const DRAWING = `(u.page_count > 1 and u.pages_drawn_at is null and u.created_at > clock_timestamp() - interval '10 minutes')`;
/** Of an upload `u`: pages that may be shown, as the file claims. */
export const SHOWN_PAGES = `least(u.page_count, ${MOST_PAGES})`;
/** Of an upload `u`: the numbers among those of which there is no picture. */
export const LACKING_PAGES = `array(select n from generate_series(1, ${SHOWN_PAGES}) n where not exists (select 1 from upload_pages p where p.upload_id = u.id and p.page = n) order by n)`;

export const pageKeys = (uploadId: string, n: number): [picture: string, preview: string] => [`pages/${uploadId.slice(0, 2)}/${uploadId}/${n}.jpg`, `pages/${uploadId.slice(0, 2)}/${uploadId}/${n}-kecil.jpg`];

/** Stores one page; the row that names it. */
export async function storePage({ storage }: Pick<PageDeps, 'storage'>, uploadId: string, page: InspectedPage): Promise<object> {
  const [picture, preview] = pageKeys(uploadId, page.n);
  await storage.put(picture, page.jpeg);
  await storage.put(preview, page.preview);
  return { upload_id: uploadId, page: page.n, width: page.width, height: page.height, picture_key: picture, preview_key: preview };
}

/** Stores what comes, then says of which pages nothing came. A drawing that was broken off throws: what it lacks is drawn again. */
export async function storeLaterPages(deps: Pick<PageDeps, 'db' | 'storage'>, uploadId: string, pages: AsyncIterator<InspectedPage>): Promise<void> {
  for (let next = await pages.next(); !next.done; next = await pages.next()) {
    await deps.db('upload_pages').insert(await storePage(deps, uploadId, next.value)).onConflict(['upload_id', 'page']).ignore();
  }
  await notePagesDrawn(deps.db, uploadId);
}

/** From what is there, not from what was heard: said once, however often it is asked. It is wanted read anew, and the reader woken: what was asked for may stand on one of them. */
async function notePagesDrawn(db: Knex, uploadId: string): Promise<void> {
  await db.transaction(async (trx) => {
    const { rows: [wanted] } = await trx.raw<{ rows: { office_id: string | null; wanted: boolean }[] }>(
      `with lacking as (select u.id, array_to_string(${LACKING_PAGES}, ', ') as pages from uploads u where u.id = ?)
       update uploads u set pages_drawn_at = clock_timestamp(), reading_wanted_at = ${WANTED_ANEW},
         warnings = (select coalesce(jsonb_agg(w), '[]') from jsonb_array_elements(u.warnings) w where w->>'key' <> 'pages_unreadable')
           || case when l.pages = '' then '[]' else jsonb_build_array(jsonb_build_object('key', 'pages_unreadable', 'params', jsonb_build_object('pages', l.pages))) end
       from lacking l where l.id = u.id returning u.office_id, u.reading_wanted_at is not null as wanted`, [uploadId]);
    if (wanted?.wanted) await enqueueEffects(trx, [{ effect: 'baca_pindaian', officeId: wanted.office_id, refId: uploadId }]);
  });
}

/**
 * Effect `gambar_halaman`: draws the pages that are missing where the process that took the file did not come to its end. Repeating is harmless: a page is
 * stored under its number, a row that is there is left alone, and a file whose pages are all drawn or given up is not opened again.
 */
export function drawMissingPages(deps: PageDeps): (job: { refId: string | null; lastTry?: boolean }) => Promise<void> {
  return async ({ refId, lastTry = false }) => {
    const upload = await deps.db('uploads').where({ id: refId }).whereNull('pages_drawn_at').first<{ id: string; storage_key: string; original_name: string } | undefined>('id', 'storage_key', 'original_name');
    if (!upload) return;
    const before = await countPages(deps.db, upload.id);
    try {
      await drawAgain(deps, upload);
    } catch (error) {
      const end = error instanceof InspectionBrokenOff ? error.end : null;
      // The clock runs out where much is to do, so it is tried as long as anything is. A process that broke at the same page twice breaks there always.
      const settled = end !== null && (lastTry || (end === 'crashed' && await countPages(deps.db, upload.id) === before));
      if (!settled) throw error;
      deps.log.warn({ uploadId: upload.id, err: error }, 'the pages that are missing cannot be drawn');
      await notePagesDrawn(deps.db, upload.id);
    }
  };
}

async function drawAgain(deps: PageDeps, upload: { id: string; storage_key: string; original_name: string }): Promise<void> {
  const buffer = await deps.storage.read(upload.storage_key);
  // It was taken once; what staff may hand in is more than what an applicant may.
  const looked = await deps.inspector.inspect({ buffer, fileName: upload.original_name, limits: { received: buffer.length, kept: buffer.length } });
  if (looked.outcome === 'accepted') return storeLaterPages(deps, upload.id, looked.pages[Symbol.asyncIterator]());
  if (looked.temporary) throw new Error(`page pictures: ${looked.key}`);
  if (looked.brokenOff) throw new InspectionBrokenOff(looked.brokenOff);
  deps.log.warn({ uploadId: upload.id, key: looked.key }, 'the pages that are missing cannot be drawn');
  await notePagesDrawn(deps.db, upload.id);
}

async function countPages(db: Knex, uploadId: string): Promise<number> {
  const [row] = await db('upload_pages').where({ upload_id: uploadId }).count<{ n: number }[]>({ n: '*' });
  return Number(row?.n);
}
