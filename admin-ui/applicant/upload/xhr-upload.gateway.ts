import { currentLocale } from '../language.ts';
import type { PhoneLine, UploadGateway, UploadReply } from './run-upload.ts';

/** No byte moved for this long: the connection is dead though nobody has said so. */
const SILENCE_MS = 45_000;
/** The same once the phone has lost its line or got another: what goes on then goes on at once. */
const SILENCE_AFTER_CHANGE_MS = 5_000;
const ASK_MS = 10_000;
const LOST: UploadReply = { status: 0, text: '', retryAfter: null };

/** XMLHttpRequest, because fetch cannot tell how much of a body has left. */
export const xhrUploadGateway: UploadGateway = {
  send: (file, name, progress, signal) => new Promise((resolve) => {
    const xhr = new XMLHttpRequest();
    let silence = 0;
    const heard = (patience = SILENCE_MS) => { clearTimeout(silence); silence = window.setTimeout(() => { xhr.abort(); }, patience); };
    const changed = () => { heard(SILENCE_AFTER_CHANGE_MS); };
    const end = (reply: UploadReply) => {
      clearTimeout(silence);
      signal.removeEventListener('abort', stop);
      window.removeEventListener('offline', changed);
      window.removeEventListener('online', changed);
      resolve(reply);
    };
    const stop = () => { xhr.abort(); };
    signal.addEventListener('abort', stop);
    window.addEventListener('offline', changed);
    window.addEventListener('online', changed);
    xhr.open('POST', '/api/public/uploads');
    xhr.setRequestHeader('X-Requested-With', 'loket');
    xhr.setRequestHeader('X-Loket-Locale', currentLocale());
    xhr.setRequestHeader('X-Loket-Words', 'all');
    xhr.upload.onprogress = (event) => { heard(); if (event.lengthComputable && event.total > 0) progress(event.loaded / event.total); };
    xhr.upload.onload = () => { heard(); progress(1); };
    xhr.onload = () => { end({ status: xhr.status, text: xhr.responseText, retryAfter: xhr.getResponseHeader('Retry-After') }); };
    xhr.onerror = () => { end(LOST); };
    xhr.onabort = () => { end(LOST); };
    heard();
    const body = new FormData();
    body.append('berkas', file, name);
    xhr.send(body);
  }),
  ask: async (id) => {
    try {
      const response = await fetch(`/api/public/upload-examinations/${encodeURIComponent(id)}`, {
        credentials: 'same-origin', headers: { Accept: 'application/json', 'X-Loket-Locale': currentLocale(), 'X-Loket-Words': 'all' }, signal: AbortSignal.timeout(ASK_MS),
      });
      return { status: response.status, text: await response.text(), retryAfter: response.headers.get('Retry-After') };
    } catch {
      // fetch throws for one reason only, in many words: no answer came.
      return LOST;
    }
  },
};

/** Waits so many seconds; coming back on-line ends the wait, being replaced too. */
export function waitOrOnline(seconds: number, signal: AbortSignal): Promise<void> {
  return new Promise((resolve) => {
    const done = () => { clearTimeout(timer); window.removeEventListener('online', done); signal.removeEventListener('abort', done); resolve(); };
    const timer = window.setTimeout(done, seconds * 1000);
    window.addEventListener('online', done);
    signal.addEventListener('abort', done);
  });
}

export const phoneLine: PhoneLine = {
  isUp: () => navigator.onLine,
  back: (signal) => new Promise((resolve) => {
    if (signal.aborted) { resolve(); return; }
    const done = () => { window.removeEventListener('online', done); signal.removeEventListener('abort', done); resolve(); };
    window.addEventListener('online', done);
    signal.addEventListener('abort', done);
  }),
};
