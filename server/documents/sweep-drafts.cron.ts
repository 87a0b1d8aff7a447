import type { Knex } from 'knex';
import type { FileStorage } from '../platform/storage.ts';
import { sweepExaminations } from './examinations.ts';

/**
 * Removes drafts nobody used, files first. Each run is whole in itself: a draft that is used meanwhile is skipped by the same
 * condition in its delete. By the clock of the database: a worker whose own clock runs ahead must not delete early.
 */
export async function sweepDrafts(db: Knex, storage: FileStorage, limit = 500): Promise<number> {
  const drafts = await db('uploads').whereNull('used_at').whereRaw('expires_at < clock_timestamp()').limit(limit).select<{ id: string; storage_key: string }[]>('id', 'storage_key');
  let removed = 0;
  for (const draft of drafts) {
    const pages = await db('upload_pages').where({ upload_id: draft.id }).select<{ picture_key: string; preview_key: string }[]>('picture_key', 'preview_key');
    const gone = await db('uploads').where({ id: draft.id }).whereNull('used_at').whereRaw('expires_at < clock_timestamp()').del();
    if (gone === 0) continue;
    for (const key of [draft.storage_key, ...pages.flatMap((page) => [page.picture_key, page.preview_key])]) await storage.remove(key);
    removed += 1;
  }
  await sweepExaminations(db);
  return removed;
}
