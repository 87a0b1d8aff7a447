import { useSyncExternalStore } from 'react';

const EVERY = 20_000;
let now = Date.now();
const told = new Set<() => void>();
let timer: number | undefined;

function subscribe(tell: () => void): () => void {
  told.add(tell);
  timer ??= window.setInterval(() => { now = Date.now(); for (const each of told) each(); }, EVERY);
  return () => {
    told.delete(tell);
    if (told.size === 0) { window.clearInterval(timer); timer = undefined; }
  };
}

/** One clock for every chip on the screen; it ticks three times a minute. */
export function useNow(): Date {
  return new Date(useSyncExternalStore(subscribe, () => now));
}
