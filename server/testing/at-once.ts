import type { Knex } from 'knex';
import { untilWaiting } from './until-waiting.ts';

/**
 * Lets `works` come to wait one after the other behind what `latch` holds, and then go: each would hold its first row when it asks for its next, and of two that
 * take them in different orders PostgreSQL breaks one off. How each of them ended.
 */
async function behindLatch<T>(db: Knex, latch: (held: Knex.Transaction) => Promise<unknown>, works: readonly (() => Promise<T>)[]): Promise<PromiseSettledResult<T>[]> {
  const held = await db.transaction();
  try {
    await latch(held);
    const all: Promise<T>[] = [];
    for (const work of works) {
      all.push(work());
      await untilWaiting(db, all.length);
    }
    const ends = Promise.allSettled(all);
    await held.commit();
    return await ends;
  } finally {
    if (!held.isCompleted()) await held.rollback();
  }
}

/** Of works that go for these uploads. */
export async function atOnce(db: Knex, uploadIds: readonly string[], works: readonly (() => Promise<unknown>)[]): Promise<string[]> {
  return (await behindLatch(db, (held) => held('uploads').whereIn('id', [...uploadIds]).forUpdate().select('id'), works)).map(({ status }) => status);
}

/** Of requests over HTTP: what each was answered. */
export async function answeredAtOnce<T>(db: Knex, latch: (held: Knex.Transaction) => Promise<unknown>, requests: readonly (() => Promise<T>)[]): Promise<T[]> {
  return (await behindLatch(db, latch, requests)).map((end) => {
    if (end.status === 'rejected') throw new Error('a request was not answered', { cause: end.reason });
    return end.value;
  });
}
