/**
 * One file on its way to the server, over a connection that may break. The states below are all that a card can show;
 * they never claim more than is known ("terkirim" only when the server has said yes).
 */
import { readAnswer } from '../api-answer.ts';

/** `name`: as the phone called it; null when the page was begun anew since. */
export interface AcceptedFile { id: string; name: string | null; bytes: number; pageCount: number; type: string; warnings: string[]; shrunk: boolean; preview: string | null }
export type UploadState =
  | { stage: 'none' }
  | { stage: 'preparing'; name: string }
  | { stage: 'sending'; name: string; share: number; attempt: number }
  /** Every byte has left; the server is opening the file. */
  | { stage: 'judging'; name: string }
  | { stage: 'waiting'; name: string; seconds: number; attempt: number }
  | { stage: 'accepted'; file: AcceptedFile }
  | { stage: 'refused'; name: string; sentence: string }
  /** Not the file's fault: may be sent again as it is. */
  | { stage: 'failed'; name: string; sentence: string };

export interface UploadReply { status: number; text: string; retryAfter: string | null }
export interface UploadGateway {
  /** Sends one file; status 0 when no answer came. `progress` is told the share of bytes that left, 0 to 1. */
  send(file: Blob, name: string, progress: (share: number) => void, signal: AbortSignal): Promise<UploadReply>;
  /** What became of a file the server is still examining; 202 while it does. */
  ask(id: string): Promise<UploadReply>;
}
/** What a picture became so that it fits; null when it cannot be made to fit. */
export interface FittedFile { blob: Blob; name: string; shrunk: boolean }
export interface UploadTools {
  gateway: UploadGateway;
  fit(file: File): Promise<FittedFile | null>;
  /** Resolves after so many seconds, or sooner when the phone is on-line again. */
  wait(seconds: number, signal: AbortSignal): Promise<void>;
  preview(blob: Blob): string | null;
  words: { tooLarge(file: File): string; lost(): string; unreadable(): string };
}

/** Seconds before the second, third and fourth attempt. */
const PAUSES = [2, 5, 15] as const;
const LONGEST_ASKED_PAUSE = 60;
/** Questions in a row without an answer after which the file is sent again. */
const MOST_UNHEARD = 15;
/** The server or something before it was busy or away: the same file may be taken a moment later. */
const PASSING = [0, 408, 502, 503, 504];
/** The server judged the file itself, so that sending it again would change nothing. */
const ABOUT_THE_FILE = [400, 413, 415, 422];

export async function runUpload(file: File, tools: UploadTools, show: (state: UploadState) => void, signal: AbortSignal): Promise<void> {
  const tell = (state: UploadState) => { if (!signal.aborted) show(state); };
  tell({ stage: 'preparing', name: file.name });
  const fitted = await tools.fit(file);
  if (!fitted) return tell({ stage: 'refused', name: file.name, sentence: tools.words.tooLarge(file) });
  for (let attempt = 1; !signal.aborted; attempt += 1) {
    tell({ stage: 'sending', name: file.name, share: 0, attempt });
    const sent = await tools.gateway.send(fitted.blob, fitted.name, (share) => {
      tell(share < 1 ? { stage: 'sending', name: file.name, share, attempt } : { stage: 'judging', name: file.name });
    }, signal);
    const reply = await untilExamined(sent, tools, signal);
    const answer = readAnswer<{ id: string; type: string; bytes: number; pageCount: number; warnings: string[] }>(reply.status, reply.text, reply.retryAfter);
    if (answer.ok) {
      const { id, type, bytes, pageCount, warnings } = answer.body;
      return tell({ stage: 'accepted', file: { id, type, bytes, pageCount, warnings, name: file.name, shrunk: fitted.shrunk, preview: tools.preview(fitted.blob) } });
    }
    if (ABOUT_THE_FILE.includes(answer.status)) {
      return tell({ stage: 'refused', name: file.name, sentence: answer.errors.berkas ?? answer.message ?? tools.words.unreadable() });
    }
    const pause = PAUSES[attempt - 1];
    if (pause === undefined || !PASSING.includes(answer.status)) return tell({ stage: 'failed', name: file.name, sentence: answer.message ?? tools.words.lost() });
    const seconds = Math.min(Math.max(pause, answer.retryAfter ?? 0), LONGEST_ASKED_PAUSE);
    tell({ stage: 'waiting', name: file.name, seconds, attempt });
    await tools.wait(seconds, signal);
  }
}

/** The server answers within a second, if need be with "still examining"; the card goes on saying that it is being looked at. */
async function untilExamined(sent: UploadReply, tools: UploadTools, signal: AbortSignal): Promise<UploadReply> {
  let reply = sent;
  let unheard = 0;
  while (reply.status === 202 && !signal.aborted) {
    const answer = readAnswer<{ id: string }>(reply.status, reply.text, null);
    if (!answer.ok) return reply;
    await tools.wait(1, signal);
    const asked = await tools.gateway.ask(answer.body.id);
    const silent = asked.status === 0 || asked.status === 429;
    unheard = silent ? unheard + 1 : 0;
    // The line broke while it asked, or too many ask from there: the file has arrived, so it asks again before it sends again.
    if (!silent || unheard > MOST_UNHEARD) reply = asked;
  }
  // Nobody knows of it any more: the file has to come again.
  return reply.status === 404 ? { status: 503, text: '', retryAfter: null } : reply;
}
