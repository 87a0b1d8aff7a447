import type { Knex } from 'knex';
import { untilWaiting } from './until-waiting.ts';

/**
 * Lets `works` come to wait for these uploads, one after the other, and then go: each would hold its first when it asks for its next, and of two that take them
 * in different orders PostgreSQL breaks one off. How each of them ended.
 */
export async function atOnce(db: Knex, uploadIds: readonly string[], works: readonly (() => Promise<unknown>)[]): Promise<string[]> {
  const held = await db.transaction();
  try {
    await held('uploads').whereIn('id', [...uploadIds]).forUpdate().select('id');
    const all: Promise<unknown>[] = [];
    for (const work of works) {
      all.push(work());
      await untilWaiting(db, all.length);
    }
    const ends = Promise.allSettled(all);
    await held.commit();
    return (await ends).map(({ status }) => status);
  } finally {
    if (!held.isCompleted()) await held.rollback();
  }
}
