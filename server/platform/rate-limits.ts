/** Counters shared by all processes; when the database is away each process counts for itself rather than letting everything in. */
import type { Knex } from 'knex';
import { RateLimiterMemory, RateLimiterPostgres, RateLimiterRes } from 'rate-limiter-flexible';

export interface RateLimits {
  /** Takes points; null when there were enough, else seconds to wait. */
  take(limit: { name: string; points: number; seconds: number }, key: string, points?: number): Promise<number | null>;
  /** Gives points back: what was counted turned out to be no try of a stranger. */
  giveBack(limit: { name: string; points: number; seconds: number }, key: string, points?: number): Promise<void>;
}

export function createRateLimits(db: Knex): RateLimits {
  const limiters = new Map<string, RateLimiterPostgres>();
  const limiterOf = ({ name, points, seconds }: { name: string; points: number; seconds: number }): RateLimiterPostgres => {
    const known = limiters.get(name);
    if (known) return known;
    const limiter = new RateLimiterPostgres({
      storeClient: db, storeType: 'knex', tableName: 'rate_limits', tableCreated: true, keyPrefix: name, points, duration: seconds, clearExpiredByTimeout: false,
      insuranceLimiter: new RateLimiterMemory({ keyPrefix: name, points, duration: seconds }),
    });
    limiters.set(name, limiter);
    return limiter;
  };
  return {
    async take(limit, key, points = 1) {
      try {
        await limiterOf(limit).consume(key, points);
        return null;
      } catch (refused) {
        if (refused instanceof RateLimiterRes) return Math.max(1, Math.ceil(refused.msBeforeNext / 1000));
        throw refused;
      }
    },
    async giveBack(limit, key, points = 1) { await limiterOf(limit).reward(key, points); },
  };
}

/** Forgets counters that ran out; harmless to repeat. */
export async function sweepRateLimits(db: Knex): Promise<void> {
  await db('rate_limits').where('expire', '<', Date.now()).del();
}
