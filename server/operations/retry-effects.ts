import type { Knex } from 'knex';
import type { EffectsRetried } from '../domain/contract/operations.ts';
import { NotFoundError } from '../platform/errors.ts';
import { CAUSE, stoppedEffects } from './failed-effects.view.ts';
import { retryEffect } from './retry-effect.ts';

type By = Parameters<typeof retryEffect>[1];
/** What one call sets going; who has more presses again. */
const MOST_AT_ONCE = 500;

/**
 * Many at once, each in a transaction of its own with its own line in the trail, as by the button of its row. One that goes already, or was never his to see,
 * is counted and left alone: asking twice, also at once, starts each once.
 */
export async function retryEffects(db: Knex, by: By, ids: readonly string[]): Promise<Pick<EffectsRetried, 'done' | 'gone'>> {
  let [done, gone] = [0, 0];
  for (const id of [...new Set(ids)].sort()) {
    try {
      await db.transaction((trx) => retryEffect(trx, by, id));
      done += 1;
    } catch (error) {
      if (!(error instanceof NotFoundError)) throw error;
      gone += 1;
    }
  }
  return { done, gone };
}

/** All that stopped of one kind of work for one cause, the oldest first; `left`: how many of them wait still. */
export async function retryCause(db: Knex, by: By, { effect, cause }: { effect: string; cause: string }, most = MOST_AT_ONCE): Promise<EffectsRetried> {
  const these = () => stoppedEffects(db, by.officer).andWhere('o.effect', effect).andWhereRaw(`${CAUSE} = ?`, [cause]);
  const result = await retryEffects(db, by, await these().orderBy('o.created_at').orderBy('o.id').limit(most).pluck<string[]>('o.id'));
  const [rest] = await these().count<{ n: number }[]>({ n: '*' });
  return { ...result, left: Number(rest?.n ?? 0) };
}
