/** Somebody who wants it upside down taps twice: the taps are collected, so that they are one picture and one upload. */

/** Long enough for the next tap, short enough that nobody thinks nothing happened. */
const REST_SECONDS = 1;

import type { Unturned } from '../form/form-state.ts';

/** What one card has taken, and how it stands. */
export interface Taken {
  file: File;
  /** To the right, 0 to 3. */
  quarters: number;
  /** How it stood when the server took it, and as which draft; null until then. */
  accepted: { quarters: number; id: string } | null;
  /** `file` is a small picture of it only, since the page was begun anew: fetches it as it was handed in; null when it does not come. */
  whole?: () => Promise<File | null>;
}
export type TurnEnd =
  /** Another pick, or another turn. */
  | { end: 'overtaken' }
  /** It stands as the server has it. */
  | { end: 'same' }
  | { end: 'turned'; file: File }
  /** It stands as before. */
  | { end: 'failed'; why: Unturned };

/**
 * One tap. The picture is made from what was picked, never from one that was turned before, so that three taps cost it nothing.
 *
 * @param draw the picked file turned by so many quarters, or why not
 */
export async function turnTaken(taken: Taken, draw: (file: File, quarters: number) => Promise<File | Unturned>, wait: (seconds: number, signal: AbortSignal) => Promise<void>, signal: AbortSignal): Promise<TurnEnd> {
  const before = taken.accepted?.quarters ?? 0;
  taken.quarters = (taken.quarters + 1) % 4;
  await wait(REST_SECONDS, signal);
  if (signal.aborted) return { end: 'overtaken' };
  if (taken.quarters === taken.accepted?.quarters) return { end: 'same' };
  const file = taken.quarters === 0 ? taken.file : await draw(taken.file, taken.quarters);
  if (signal.aborted) return { end: 'overtaken' };
  if (typeof file !== 'string') return { end: 'turned', file };
  taken.quarters = before;
  return { end: 'failed', why: file };
}
