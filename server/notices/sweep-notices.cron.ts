/** Forgets what was told long ago: what happened stands in the history of the case. Harmless to repeat. */
import type { Knex } from 'knex';

const KEPT_DAYS = 90;

export async function sweepNotices(db: Knex, now: Date): Promise<void> {
  await db('notices').where('at', '<', new Date(now.getTime() - KEPT_DAYS * 86_400_000)).del();
}
