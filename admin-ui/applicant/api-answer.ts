/** What came back from the server, or that nothing did, as one shape that a page can show. */
export interface Problem {
  ok: false;
  /** `lost`: no answer, so nobody knows whether it arrived. `refused`: the server answered. */
  kind: 'lost' | 'refused';
  status: number;
  /** The server's own sentence, in the reader's language; null when there was none (a proxy's page, a cut connection). */
  message: string | null;
  errors: Record<string, string>;
  /** Seconds the server asks us to wait. */
  retryAfter: number | null;
}
export interface Success<T> { ok: true; status: number; body: T }
export type Answer<T> = Success<T> | Problem;

export const LOST: Problem = { ok: false, kind: 'lost', status: 0, message: null, errors: {}, retryAfter: null };

/** Reads a status, the body as text and the header Retry-After. Status 0 means that there was no answer. */
export function readAnswer<T>(status: number, text: string, retryAfter: string | null): Answer<T> {
  if (status === 0) return LOST;
  const body = parsed(text);
  if (status >= 200 && status < 300) {
    // Half a body: the connection broke while the answer was on its way.
    if (body === undefined && status !== 204) return LOST;
    return { ok: true, status, body: body as T };
  }
  const told = (typeof body === 'object' && body !== null ? body : {}) as { message?: unknown; errors?: unknown };
  const seconds = Number(retryAfter ?? NaN);
  return {
    ok: false, kind: 'refused', status, message: typeof told.message === 'string' ? told.message : null,
    errors: sentences(told.errors), retryAfter: Number.isFinite(seconds) && seconds > 0 ? seconds : null,
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

function sentences(errors: unknown): Record<string, string> {
  if (typeof errors !== 'object' || errors === null) return {};
  return Object.fromEntries(Object.entries(errors).filter((entry): entry is [string, string] => typeof entry[1] === 'string'));
}
