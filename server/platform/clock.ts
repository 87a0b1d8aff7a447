import type { Clock } from '../domain/clock.ts';

/** The wall clock. Tests and demo seeds pass one that they move. */
export const systemClock: Clock = { now: () => new Date() };
