import type { Queues } from '../platform/queue.ts';

/** Queues nobody works on: whoever uses them carries the outbox out himself (`workOnce`). */
export function idleQueues(): Queues {
  return {
    backend: 'postgres',
    queue: () => ({ add: () => Promise.resolve(), addMany: () => Promise.resolve(), counts: () => Promise.resolve({ waiting: 0, active: 0, delayed: 0 }), empty: () => Promise.resolve() }),
    worker: () => Promise.resolve(), upsertSchedulers: () => Promise.resolve(), ready: () => Promise.resolve(), isAlive: () => Promise.resolve(true), close: () => Promise.resolve(),
  };
}
