/**
 * One file on its way to the server, over a connection that may break. The states below are all that a card can show;
 * they never claim more than is known ("terkirim" only when the server has said yes).
 */
import { readAnswer, toldIn, type Problem } from '../api-answer.ts';
import type { Locale } from '../language.ts';

/** `name`: as the phone called it; null when the page was begun anew since. */
export interface AcceptedFile { id: string; name: string | null; bytes: number; pageCount: number; type: string; warnings: string[]; shrunk: boolean; preview: string | null;
  /** lets this tab see it again and take it back; null where the server gave none */ key: string | null;
  /** when it was handed in, where the page was begun anew since */ at?: string; /** its picture is on its way */ looking?: boolean }
/** Said when it is drawn, in the language chosen by then: a card stands there for as long as nobody does anything about it. */
export type Sentence = (locale: Locale) => string;
export type UploadState =
  | { stage: 'none' }
  | { stage: 'preparing'; name: string }
  | { stage: 'sending'; name: string; share: number; attempt: number }
  /** Every byte has left; the server is opening the file. */
  | { stage: 'judging'; name: string }
  | { stage: 'waiting'; name: string; seconds: number; attempt: number }
  /** The phone itself says that it has no line: nothing is tried, and nothing has to be pressed. */
  | { stage: 'offline'; name: string }
  | { stage: 'accepted'; file: AcceptedFile }
  | { stage: 'refused'; name: string; sentence: Sentence }
  /** Not the file's fault: may be sent again as it is. */
  | { stage: 'failed'; name: string; sentence: Sentence };

export interface UploadReply { status: number; text: string; retryAfter: string | null }
export interface UploadGateway {
  /** Sends one file; status 0 when no answer came. `progress` is told the share of bytes that left, 0 to 1. */
  send(file: Blob, name: string, progress: (share: number) => void, signal: AbortSignal): Promise<UploadReply>;
  /** What became of a file the server is still examining; 202 while it does. */
  ask(id: string): Promise<UploadReply>;
}
/** What a picture became so that it fits; null when it cannot be made to fit. */
export interface FittedFile { blob: Blob; name: string; shrunk: boolean }
export interface PhoneLine {
  /** False: there is certainly no line. True may be wrong, as in a lift. */
  isUp(): boolean;
  /** Resolves at the next coming back, or when replaced. */
  back(signal: AbortSignal): Promise<void>;
}
export interface UploadTools {
  gateway: UploadGateway;
  line: PhoneLine;
  fit(file: File): Promise<FittedFile | null>;
  /** The picture clearly smaller than so many bytes; null where it cannot be, or where that would save nothing worth while. */
  shrink(bytes: number): Promise<FittedFile | null>;
  /** Resolves after so many seconds, or sooner when the phone is on-line again. */
  wait(seconds: number, signal: AbortSignal): Promise<void>;
  preview(blob: Blob): string | null;
  words: { tooLarge(file: File): Sentence; /** it goes on by itself when the line comes back */ lost: Sentence; /** it does not */ lostForGood: Sentence; unreadable: Sentence };
}

/** Seconds before the second, third and fourth attempt. */
const PAUSES = [2, 5, 15] as const;
const LONGEST_ASKED_PAUSE = 60;
/** Seconds after which a line that carried nothing is tried again. */
const WHILE_S = 60;
/** A line that comes and goes all day must not send the same file all day: from then on a tap is asked for. */
const MOST_RETURNS = 12;
/** Questions in a row without an answer after which the file is sent again. */
const MOST_UNHEARD = 15;
/** The server or something before it was busy or away: the same file may be taken a moment later. */
const PASSING = [0, 408, 502, 503, 504];
/** Nobody answered, or the server had no more patience with a slow line. */
const CUT = [0, 408];
/** The server judged the file itself, so that sending it again would change nothing. */
const ABOUT_THE_FILE = [400, 413, 415, 422];

export async function runUpload(file: File, tools: UploadTools, show: (state: UploadState) => void, signal: AbortSignal): Promise<void> {
  const tell = (state: UploadState) => { if (!signal.aborted) show(state); };
  const { name } = file;
  tell({ stage: 'preparing', name });
  let fitted = await tools.fit(file);
  if (!fitted) return tell({ stage: 'refused', name, sentence: tools.words.tooLarge(file) });
  let returns = 0;
  for (let attempt = 1; !signal.aborted;) {
    if (!tools.line.isUp()) {
      tell({ stage: 'offline', name });
      await tools.line.back(signal);
      continue;
    }
    tell({ stage: 'sending', name, share: 0, attempt });
    let share = 0;
    const now = attempt;
    const sent = await tools.gateway.send(fitted.blob, fitted.name, (left) => {
      share = left;
      tell(left < 1 ? { stage: 'sending', name, share: left, attempt: now } : { stage: 'judging', name });
    }, signal);
    const key = keyIn(sent);
    const reply = await untilExamined(sent, tools, signal);
    const answer = readAnswer<{ id: string; type: string; bytes: number; pageCount: number; warnings: string[] }>(reply.status, reply.text, reply.retryAfter);
    if (answer.ok) {
      const { id, type, bytes, pageCount, warnings } = answer.body;
      return tell({ stage: 'accepted', file: { id, type, bytes, pageCount, warnings, name, shrunk: fitted.shrunk, preview: tools.preview(fitted.blob), key } });
    }
    if (ABOUT_THE_FILE.includes(answer.status)) return tell({ stage: 'refused', name, sentence: aboutFile(answer, tools.words.unreadable) });
    // Cut on its way, a picture of fewer bytes has the better chance; one that had left whole is sent again as it was.
    if (CUT.includes(answer.status) && share < 1 && !signal.aborted) fitted = await tools.shrink(fitted.blob.size) ?? fitted;
    // A phone without a line has tried nothing.
    if (answer.status === 0 && !tools.line.isUp() && returns < MOST_RETURNS) { returns += 1; continue; }
    const pause = PAUSES[attempt - 1];
    if (pause !== undefined && PASSING.includes(answer.status)) {
      const seconds = Math.min(Math.max(pause, answer.retryAfter ?? 0), LONGEST_ASKED_PAUSE);
      tell({ stage: 'waiting', name, seconds, attempt });
      await tools.wait(seconds, signal);
      attempt += 1;
      continue;
    }
    const goesOn = answer.status === 0 && returns < MOST_RETURNS;
    tell({ stage: 'failed', name, sentence: (locale) => toldIn(answer, locale).message ?? (goesOn ? tools.words.lost : tools.words.lostForGood)(locale) });
    if (!goesOn) return;
    // It had a line that carried nothing; the next one may, and so may this one in a while: a phone in a lift never says that it lost it.
    await Promise.race([tools.line.back(signal), tools.wait(WHILE_S, signal)]);
    returns += 1;
    attempt = 1;
  }
}

/** Told with the first answer only, also where that says no more than that the file is being examined. */
function keyIn({ status, text }: UploadReply): string | null {
  const answer = readAnswer<{ key?: unknown }>(status, text, null);
  return answer.ok && typeof answer.body.key === 'string' ? answer.body.key : null;
}

const aboutFile = (answer: Problem, unreadable: Sentence): Sentence => (locale) => { const { errors, message } = toldIn(answer, locale); return errors.berkas ?? message ?? unreadable(locale); };

/** The server answers within a second, if need be with "still examining"; the card goes on saying that it is being looked at. */
async function untilExamined(sent: UploadReply, tools: UploadTools, signal: AbortSignal): Promise<UploadReply> {
  let reply = sent;
  let unheard = 0;
  while (reply.status === 202 && !signal.aborted) {
    const answer = readAnswer<{ id: string }>(reply.status, reply.text, null);
    if (!answer.ok) return reply;
    await tools.wait(1, signal);
    const asked = await tools.gateway.ask(answer.body.id);
    // It has arrived, whatever becomes of the line: it is asked about when there is one.
    if (asked.status === 0 && !tools.line.isUp()) { await tools.line.back(signal); continue; }
    const silent = asked.status === 0 || asked.status === 429;
    unheard = silent ? unheard + 1 : 0;
    // The line broke while it asked, or too many ask from there: the file has arrived, so it asks again before it sends again.
    if (!silent || unheard > MOST_UNHEARD) reply = asked;
  }
  // Nobody knows of it any more: the file has to come again.
  return reply.status === 404 ? { status: 503, text: '', retryAfter: null } : reply;
}
