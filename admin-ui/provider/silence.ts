/** Whether the server leaves the question who is here without an answer. */
import { useSyncExternalStore } from 'react';

let silent = false;
const listeners = new Set<() => void>();
const listen = (tell: () => void) => {
  listeners.add(tell);
  return () => { listeners.delete(tell); };
};

export function noteSilence(now: boolean): void {
  if (silent === now) return;
  silent = now;
  for (const tell of listeners) tell();
}

export function useSilence(): boolean {
  return useSyncExternalStore(listen, () => silent);
}
