/** How far the clock of this process stands from the clock of the database, by which leases, drafts and retries run. */
import type { Knex } from 'knex';
import type { Logger } from './log.ts';

/** Reminders a minute early are no harm; reminders and deadlines a day early are. */
const TOLERATED_SECONDS = 60;

/** Positive: this process is ahead. */
export async function clockSkewSeconds(db: Knex, here: () => number = Date.now): Promise<number> {
  const before = here();
  const { rows } = await db.raw<{ rows: { at: number }[] }>('select extract(epoch from clock_timestamp())::float as at');
  return (before + here()) / 2_000 - (rows[0]?.at ?? NaN);
}

/** False when this process must not act on deadlines: its clock is wrong. Said loudly each time, since nothing recurring runs until it is right. */
export async function isClockRight(db: Knex, log: Logger, here: () => number = Date.now): Promise<boolean> {
  const seconds = await clockSkewSeconds(db, here);
  if (Math.abs(seconds) <= TOLERATED_SECONDS) return true;
  log.error({ seconds: Math.round(seconds) }, 'the clock of this process differs from the clock of the database: recurring work waits');
  return false;
}
