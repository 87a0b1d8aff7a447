/** Reading a scan takes seconds after it was taken; what it finds is worth saying only while the sender still holds the phone. */
import type { Answer } from '../api-answer.ts';

type State = { state: 'menunggu' | 'selesai'; warnings: string[]; upload: object | null };

/** Seconds before each question; after the last one nothing is asked any more, and the officer sees what was found. */
const PAUSES = [2, 2, 3, 4, 6, 8, 10, 15, 20, 30];

/** Tells `heard` all that is known of it, at each answer, until the machine has read or does not come to it in time; nothing more once the file was replaced. */
export async function askUntilRead(ask: () => Promise<Answer<State>>, wait: (seconds: number, signal: AbortSignal) => Promise<void>, signal: AbortSignal, heard: (warnings: string[]) => void): Promise<void> {
  for (const seconds of PAUSES) {
    await wait(seconds, signal);
    if (signal.aborted) return;
    const answer = await ask();
    if (signal.aborted) return;
    // Used by a form that was sent, or over: there is nobody to warn.
    if (!answer.ok && answer.status >= 400 && answer.status < 500 && answer.status !== 429) return;
    // Handed in meanwhile: the server says nothing more of it, which is not that there is nothing.
    if (answer.ok && answer.body.upload) heard(answer.body.warnings);
    if (answer.ok && answer.body.state === 'selesai') return;
  }
}
