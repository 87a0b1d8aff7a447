/** What came back from the server, or that nothing did, as one shape that a page can show. */
import type { Locale } from './language.ts';

export interface Told {
  /** The server's own sentence; null when there was none (a proxy's page, a cut connection). */
  message: string | null;
  errors: Record<string, string>;
}
export interface Problem extends Told {
  ok: false;
  /** `lost`: no answer, so nobody knows whether it arrived. `refused`: the server answered. */
  kind: 'lost' | 'refused';
  status: number;
  /** The same in each language, since the reader may choose another while it stands there; null when no server of ours spoke. */
  words: Record<Locale, Told> | null;
  /** Seconds the server asks us to wait. */
  retryAfter: number | null;
}
export interface Success<T> { ok: true; status: number; body: T }
export type Answer<T> = Success<T> | Problem;

export const LOST: Problem = { ok: false, kind: 'lost', status: 0, message: null, errors: {}, words: null, retryAfter: null };

/** What was told, in this language. */
export const toldIn = (problem: Problem, locale: Locale): Told => problem.words?.[locale] ?? problem;

/** Reads a status, the body as text and the header Retry-After. Status 0 means that there was no answer. */
export function readAnswer<T>(status: number, text: string, retryAfter: string | null): Answer<T> {
  if (status === 0) return LOST;
  const body = parsed(text);
  if (status >= 200 && status < 300) {
    // Half a body: the connection broke while the answer was on its way.
    if (body === undefined && status !== 204) return LOST;
    return { ok: true, status, body: body as T };
  }
  const told = recordOf(body);
  const words = recordOf(told.words);
  const seconds = Number(retryAfter ?? NaN);
  return {
    ok: false, kind: 'refused', status, ...toldBy(told), words: words.id && words.en ? { id: toldBy(recordOf(words.id)), en: toldBy(recordOf(words.en)) } : null,
    retryAfter: Number.isFinite(seconds) && seconds > 0 ? seconds : null,
  };
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text) as unknown;
  } catch {
    // Not ours: the page of a proxy, or a body that broke off.
    return undefined;
  }
}

const recordOf = (value: unknown) => (typeof value === 'object' && value !== null ? value : {}) as Record<string, unknown>;
const toldBy = ({ message, errors }: Record<string, unknown>): Told => ({ message: typeof message === 'string' ? message : null, errors: sentences(errors) });

function sentences(errors: unknown): Record<string, string> {
  if (typeof errors !== 'object' || errors === null) return {};
  return Object.fromEntries(Object.entries(errors).filter((entry): entry is [string, string] => typeof entry[1] === 'string'));
}
