/**
 * Firefox for the few promises that hold in more than one browser. Playwright drives a Firefox of its own only, so the one of the distribution is spoken to in
 * WebDriver BiDi (W3C), over the WebSocket that Node brings.
 */
import { spawn } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';

export interface FirefoxPage {
  version: string;
  /** Opens the address; what the browser will not show (a download) counts as opened. */
  open(address: string): Promise<void>;
  /** The value of a JavaScript expression in the open page, as JSON; a promise is waited for. */
  ask<T>(expression: string): Promise<T>;
  /** What asked for attention since the last look, as `kind: words`. */
  dialogs(): {
    here: string[];
    /**
     * In the tab that Firefox opens by itself for a PDF it has downloaded; its script runs in the sandbox of Firefox's own viewer, from the disk and in nobody's origin.
     */
    elsewhere: string[];
  };
  close(): Promise<void>;
}

const START_MS = 60_000;
const ANSWER_MS = 30_000;

/** @throws Error when it does not start or a command is not answered */
export async function openFirefox(executablePath: string): Promise<FirefoxPage> {
  const profile = mkdtempSync(path.join(tmpdir(), 'loket-firefox-'));
  const child = spawn(executablePath, ['-headless', '-no-remote', '-profile', profile, '--remote-debugging-port', '0'], { stdio: ['ignore', 'ignore', 'pipe'], env: { ...process.env, MOZ_DISABLE_CONTENT_SANDBOX: '1', HOME: profile } });
  const ended = new Promise<void>((resolve) => { child.once('exit', () => { resolve(); }); });
  const end = async () => {
    child.kill('SIGKILL');
    await ended;
    rmSync(profile, { recursive: true, force: true, maxRetries: 5, retryDelay: 200 });
  };
  try {
    const address = await new Promise<string>((resolve, reject) => {
      let said = '';
      const timer = setTimeout(() => { reject(new Error(`Firefox did not start: ${said.slice(-500)}`)); }, START_MS);
      child.stderr.on('data', (chunk: Buffer) => {
        said += chunk.toString();
        const found = /WebDriver BiDi listening on (ws:\S+)/.exec(said)?.[1];
        if (found) { clearTimeout(timer); resolve(found); }
      });
      child.once('exit', (code) => { clearTimeout(timer); reject(new Error(`Firefox ended with ${code}: ${said.slice(-500)}`)); });
    });
    return await sessionOf(`${address}/session`, end);
  } catch (error) {
    await end();
    throw error;
  }
}

interface Answer { id?: number; type?: string; result?: Record<string, unknown>; error?: string; message?: string; method?: string; params?: { context?: string; type?: string; message?: string } }

async function sessionOf(address: string, end: () => Promise<void>): Promise<FirefoxPage> {
  const socket = new WebSocket(address);
  await new Promise<void>((resolve, reject) => { socket.onopen = () => { resolve(); }; socket.onerror = () => { reject(new Error(`no WebSocket at ${address}`)); }; });
  const waiting = new Map<number, (answer: Answer) => void>();
  let dialogs: { context: string; said: string }[] = [];
  let last = 0;
  socket.onmessage = ({ data }) => {
    const answer = JSON.parse(String(data)) as Answer;
    if (answer.method === 'browsingContext.userPromptOpened') dialogs.push({ context: answer.params?.context ?? '', said: `${answer.params?.type ?? ''}: ${answer.params?.message ?? ''}` });
    if (answer.id !== undefined) waiting.get(answer.id)?.(answer);
  };
  const send = (method: string, params: object): Promise<Record<string, unknown>> => new Promise((resolve, reject) => {
    const id = last += 1;
    const timer = setTimeout(() => { waiting.delete(id); reject(new Error(`${method} was not answered`)); }, ANSWER_MS);
    waiting.set(id, ({ result, error, message }) => {
      clearTimeout(timer);
      waiting.delete(id);
      if (error) reject(new Error(`${method}: ${error} ${message ?? ''}`));
      else resolve(result ?? {});
    });
    socket.send(JSON.stringify({ id, method, params }));
  });
  const { capabilities } = await send('session.new', { capabilities: { alwaysMatch: { unhandledPromptBehavior: { default: 'dismiss' } } } }) as { capabilities: { browserVersion: string } };
  await send('session.subscribe', { events: ['browsingContext.userPromptOpened'] });
  const { context } = await send('browsingContext.create', { type: 'tab' });
  return {
    version: capabilities.browserVersion,
    async open(url) {
      // What is handed over as a file is no page: the navigation is aborted, the file was fetched.
      await send('browsingContext.navigate', { context, url, wait: 'complete' }).catch((error: unknown) => { if (!/navigat|NS_BINDING_ABORTED|unknown error/i.test(String(error))) throw error; });
    },
    async ask<T>(expression: string) {
      const { result, exceptionDetails } = await send('script.evaluate', { target: { context }, awaitPromise: true, resultOwnership: 'none', expression: `Promise.resolve(${expression}).then((value) => JSON.stringify(value ?? null))` }) as { result?: { value?: string }; exceptionDetails?: { text: string } };
      if (exceptionDetails) throw new Error(exceptionDetails.text);
      return JSON.parse(result?.value ?? 'null') as T;
    },
    dialogs: () => {
      const said = (mine: boolean) => dialogs.filter((dialog) => (dialog.context === context) === mine).map((dialog) => dialog.said);
      const seen = { here: said(true), elsewhere: said(false) };
      dialogs = [];
      return seen;
    },
    async close() {
      await send('session.end', {}).catch(() => undefined);
      socket.close();
      await end();
    },
  };
}
