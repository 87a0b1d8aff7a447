import type { Clock } from '../domain/clock.ts';

/** A clock that stands where it was put and moves only when told. */
export interface MovedClock extends Clock { moveTo(moment: Date): void; forward(minutes: number): void }

export function movedClock(start: Date): MovedClock {
  let now = start;
  return {
    now: () => new Date(now),
    moveTo(moment) { now = moment; },
    forward(minutes) { now = new Date(now.getTime() + minutes * 60_000); },
  };
}
