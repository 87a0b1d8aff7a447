/** Whoever keeps something typed saves it before the screen is closed to the server. */

interface Saver { save(): Promise<unknown>; /** The session it was typed in is over: whatever still waits must not go out under the next one. */ forget(): void }
const savers = new Set<Saver>();

/** Asked when the screen is about to close. Returns how to be asked no more. */
export function saveBeforeLock(saver: Saver): () => void {
  savers.add(saver);
  return () => { savers.delete(saver); };
}

export const forgetUnsaved = (): void => { for (const saver of savers) saver.forget(); };

/** A server that is slow or gone must not keep the screen open to it; what was not saved by then stands in the page. */
const MOST_MS = 2_000;

/** Once all of them have saved or failed to, at most two seconds later; false: some were still at it. */
export function savedBeforeLock(): Promise<boolean> {
  return Promise.race([Promise.allSettled([...savers].map((saver) => saver.save())).then(() => true), new Promise<false>((resolve) => { setTimeout(() => { resolve(false); }, MOST_MS); })]);
}
