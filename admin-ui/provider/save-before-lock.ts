/** Whoever keeps something typed saves it before the screen is closed to the server. */

const savers = new Set<() => Promise<unknown>>();

/** Asked when the screen is about to close. Returns how to be asked no more. */
export function saveBeforeLock(save: () => Promise<unknown>): () => void {
  savers.add(save);
  return () => { savers.delete(save); };
}

/** A server that is slow or gone must not keep the screen open to it; what was not saved by then stands in the page. */
const MOST_MS = 2_000;

/** Once all of them have saved or failed to, at most two seconds later; false: some were still at it. */
export function savedBeforeLock(): Promise<boolean> {
  return Promise.race([Promise.allSettled([...savers].map((save) => save())).then(() => true), new Promise<false>((resolve) => { setTimeout(() => { resolve(false); }, MOST_MS); })]);
}
