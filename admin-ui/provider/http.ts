/** The one way to the server. Keeps everything an error says; react-admin's own client keeps the message only. */
import { HttpError } from 'react-admin';
import { uiWords, type UiKey } from '../../server/domain/messages/ui-words.ts';

export interface WireObstacle { key: string; message: string; fix?: { workspace: string; ref?: string } }
export interface WireTold { message: string; errors?: Record<string, string>; obstacles?: WireObstacle[] }
/** `words`: the same in each language, since the reader may choose another while it stands there. */
export interface WireError extends WireTold { holder?: string; version?: number; requestId?: string; words?: Record<Language, WireTold> }
export interface ApiAnswer { status: number; headers: Headers; body: string; json: unknown }
export interface ApiOptions { method?: string; headers?: HeadersInit; body?: BodyInit | null; signal?: AbortSignal; json?: unknown; /** goes out although its page is left */ keepalive?: boolean }

export type Language = 'id' | 'en';
let locale: Language = 'id';
/** Words of the server come in the language of the screen. */
export function speakToServerIn(chosen: string): void {
  locale = chosen === 'en' ? 'en' : 'id';
}
/** The language of the screen as it is now; a page is drawn again when it changes (layout/SpokenPage.tsx). */
export const spokenNow = (): Language => locale;
/** Something was done and answered in a language that nobody reads any more: what is shown of it is asked for again. */
export const LATE_WORDS_EVENT = 'loket:kata-terlambat';

/** As `callApi`, for an answer that is a file; `json` goes by POST, without it the file is only fetched. `name`: as the server calls it. */
export async function callForFile(path: string, json?: unknown): Promise<{ blob: Blob; name: string | null }> {
  const response = await fetch(path, {
    credentials: 'same-origin', ...(json === undefined ? {} : { method: 'POST', body: JSON.stringify(json) }),
    headers: { ...(json === undefined ? {} : { 'Content-Type': 'application/json' }), 'X-Requested-With': 'loket', 'X-Loket-Locale': locale, 'X-Loket-Words': 'all' },
  }).catch(() => { throw offline(); });
  if (response.ok) return { blob: await response.blob(), name: /filename="([^"]+)"/.exec(response.headers.get('Content-Disposition') ?? '')?.[1] ?? null };
  if (response.status === 423) window.dispatchEvent(new Event(LOCKED_EVENT));
  const wrong = parse(await response.text()) as WireError | undefined;
  throw new HttpError(wrong?.message ?? `HTTP ${response.status}`, response.status, wrong ?? { message: response.statusText });
}

function offline(): HttpError {
  return ownError('ui.lingkungan.luring', 0);
}

/** What this page says itself, in the form of an answer. */
function ownError(key: UiKey, status: number): HttpError {
  const told = (one: Language) => ({ message: uiWords[one][key] });
  return new HttpError(uiWords[locale][key], status, { ...told(locale), words: { id: told('id'), en: told('en') } });
}

let touchedAt = Date.now();
/** Somebody is at the screen. What the page asks by itself says how long ago that was, so that polls keep no empty chair logged in. */
export function noteTouch(at: number): void {
  touchedAt = Math.max(touchedAt, at);
}

let closed = false;
/** While the screen is locked nothing is asked for but to be opened: a poll would only be refused, or end the page beneath. */
export function closeServer(isLocked: boolean): void {
  closed = isLocked;
}
export const LOCKED_EVENT = 'loket:terkunci';

/**
 * A question is asked again where another language was chosen before its answer came.
 *
 * @throws HttpError with status (0: no answer came) and `body` as the server wrote it
 */
export async function callApi(path: string, options: ApiOptions = {}): Promise<ApiAnswer> {
  for (;;) {
    const spoken = locale;
    const answer = await callOnce(path, options);
    if (spoken === locale) return answer;
    if ((options.method ?? 'GET') === 'GET') continue;
    // What was done is not done twice.
    window.dispatchEvent(new Event(LATE_WORDS_EVENT));
    return answer;
  }
}

async function callOnce(path: string, options: ApiOptions): Promise<ApiAnswer> {
  if (closed && !path.startsWith('/api/auth/')) throw ownError('ui.kunci.judul', 423);
  const headers = new Headers(options.headers);
  headers.set('Accept', 'application/json');
  headers.set('X-Requested-With', 'loket');
  headers.set('X-Loket-Locale', locale);
  headers.set('X-Loket-Words', 'all');
  headers.set('X-Loket-Idle', String(Math.max(0, Math.round((Date.now() - touchedAt) / 1_000))));
  if (options.json !== undefined) headers.set('Content-Type', 'application/json');
  const response = await fetch(path, {
    method: options.method ?? 'GET', headers, credentials: 'same-origin', signal: options.signal ?? null, keepalive: options.keepalive ?? false,
    body: options.json === undefined ? options.body ?? null : JSON.stringify(options.json),
  }).catch((cause: unknown) => {
    if (cause instanceof DOMException && cause.name === 'AbortError') throw cause;
    throw offline();
  });
  const body = await response.text();
  const json = parse(body);
  if (!response.ok) {
    // Another tab locked the screen, or this page was opened anew beneath the lock.
    if (response.status === 423) window.dispatchEvent(new Event(LOCKED_EVENT));
    const message = (json as WireError | undefined)?.message ?? response.statusText;
    throw new HttpError(message || `HTTP ${response.status}`, response.status, json ?? { message });
  }
  return { status: response.status, headers: response.headers, body, json };
}

function parse(text: string): unknown {
  try {
    return text === '' ? undefined : JSON.parse(text) as unknown;
  } catch {
    // A proxy's own page: the status says enough.
    return undefined;
  }
}
