/** A draft this tab handed in before it was begun anew: the server knows what it is, the phone forgot. */
import type { Answer } from '../api-answer.ts';

export interface DraftState { state: 'menunggu' | 'selesai'; warnings: string[]; upload: { type: string; bytes: number; pageCount: number; at: string } | null }

/** Seconds before each question; a phone that comes back from its camera may find its line only then. */
const PAUSES = [0, 2, 5, 15, 30, 60];

/** `gone`: used by a form, over or unknown; `unheard`: nobody answered. */
export async function findKept(ask: () => Promise<Answer<DraftState>>, wait: (seconds: number, signal: AbortSignal) => Promise<void>, signal: AbortSignal): Promise<(DraftState & { upload: object }) | 'gone' | 'unheard'> {
  for (const seconds of PAUSES) {
    if (seconds > 0) await wait(seconds, signal);
    if (signal.aborted) return 'unheard';
    const answer = await ask();
    if (answer.ok) return answer.body.upload ? { ...answer.body, upload: answer.body.upload } : 'gone';
    if (answer.status >= 400 && answer.status < 500 && answer.status !== 429) return 'gone';
  }
  return 'unheard';
}

export interface PictureAnswer { status: number; blob: Blob | null }

/** Its picture, asked for as patiently; null where the server does not give it, or nobody answers. */
export async function findPicture(ask: () => Promise<PictureAnswer>, wait: (seconds: number, signal: AbortSignal) => Promise<void>, signal: AbortSignal): Promise<Blob | null> {
  for (const seconds of PAUSES) {
    if (seconds > 0) await wait(seconds, signal);
    if (signal.aborted) return null;
    const { status, blob } = await ask();
    if (blob) return blob;
    if (status >= 400 && status < 500 && status !== 429) return null;
  }
  return null;
}
