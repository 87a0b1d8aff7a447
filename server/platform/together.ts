import { setTimeout as pause } from 'node:timers/promises';

interface Waiting<In, Out> { item: In; resolve(out: Out): void; reject(error: unknown): void }

/**
 * One statement for many callers: whoever calls while a round is under way waits for the next, which serves all of them. `work` answers in the order of
 * its items. A round that fails fails for each of its callers. `waitMs`: how long the first caller of a round waits for company, where nobody is in a hurry.
 */
export function together<In, Out>(work: (items: In[]) => Promise<Out[]>, { most = 100, waitMs = 0 }: { most?: number; waitMs?: number } = {}): (item: In) => Promise<Out> {
  const waiting: Waiting<In, Out>[] = [];
  let running = false;
  const rounds = async () => {
    while (waiting.length > 0) {
      if (waitMs > 0 && waiting.length < most) await pause(waitMs);
      const round = waiting.splice(0, most);
      try {
        const outs = await work(round.map(({ item }) => item));
        round.forEach(({ resolve }, index) => { resolve(outs[index] as Out); });
      } catch (error) {
        for (const { reject } of round) reject(error);
      }
    }
    running = false;
  };
  return (item) => new Promise((resolve, reject) => {
    waiting.push({ item, resolve, reject });
    if (running) return;
    running = true;
    // Whoever calls in this very turn still comes along.
    setImmediate(() => { void rounds(); });
  });
}

/** Lets so many of the works run side by side; the others wait for their turn, in the order they came. */
export function atMost(most: number): <T>(work: () => Promise<T>) => Promise<T> {
  const waiting: (() => void)[] = [];
  let free = most;
  return async (work) => {
    if (free > 0) free -= 1;
    else await new Promise<void>((resolve) => { waiting.push(resolve); });
    try {
      return await work();
    } finally {
      const next = waiting.shift();
      if (next) next();
      else free += 1;
    }
  };
}
