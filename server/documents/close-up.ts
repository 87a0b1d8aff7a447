/**
 * A page as fine as its file gives it (300 dpi on A4), for whoever zooms in further than the kept page picture goes: a card at its true size on a
 * sheet is read there. Drawn when it is asked for, in a process of its own, and remembered for a while: few pages are looked at so closely.
 */
import { LRUCache } from 'lru-cache';
import type { FileStorage } from '../platform/storage.ts';
import type { FileType } from './inspection/inspection-keys.ts';
import type { Inspector } from './inspection/inspect-upload.ts';
import { partPageLongSide } from './inspection/page-picture.ts';
import { InspectionUnavailable } from './inspection/run-inspection-child.ts';
import { UnavailableError } from '../platform/errors.ts';

export interface StoredPage { upload_id: string; storage_key: string; type: FileType; page: number }

const REMEMBERED_BYTES = 24_000_000;
const REMEMBERED_MS = 10 * 60_000;

/** Answers the page as a JPEG with a long side of 3,300 pixels at most; null when it cannot be drawn within the limits. Many who ask at once wait for one drawing. Throws UnavailableError when it cannot be drawn just now. */
export type DrawCloseUp = (page: StoredPage) => Promise<Buffer | null>;

export function createCloseUps({ storage, inspector }: { storage: FileStorage; inspector: Pick<Inspector, 'drawPart'> }): DrawCloseUp {
  const drawn = new LRUCache<string, Buffer, StoredPage>({
    maxSize: REMEMBERED_BYTES, sizeCalculation: (jpeg) => jpeg.length, ttl: REMEMBERED_MS, ttlAutopurge: true,
    fetchMethod: async (_key, _stale, { context: page }) =>
      await inspector.drawPart(await storage.read(page.storage_key), page.type, { page: page.page, left: 0, top: 0, width: 1, height: 1, longSide: partPageLongSide }) ?? undefined,
  });
  return async (page) => {
    try {
      return await drawn.fetch(`${page.upload_id}/${page.page}`, { context: page }) ?? null;
    } catch (error) {
      throw error instanceof InspectionUnavailable ? new UnavailableError() : error;
    }
  };
}
