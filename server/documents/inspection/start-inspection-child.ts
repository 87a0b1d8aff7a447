import { spawn } from 'node:child_process';
import type { ChildProcess } from 'node:child_process';
import { existsSync } from 'node:fs';
import type { Socket } from 'node:net';
import type { Readable } from 'node:stream';
import { fileURLToPath } from 'node:url';
import { createFrameReader, encodeFrame } from './child-frames.ts';
import { childMessage } from './child-messages.ts';
import type { ChildMessage, InspectionJob } from './child-messages.ts';

const childFile = fileURLToPath(new URL('./inspection-child.ts', import.meta.url));
const shell = '/bin/sh';
const largestAnswer = 64 * 1024 * 1024;

type OnMessage = (message: ChildMessage, body: Buffer) => void;

/** One started process; `ready` settles when it can take a file, and rejects when it ends before. */
export interface InspectionChild {
  pid: number;
  ready: Promise<void>;
  /** settles when the process is gone and all it wrote was read */
  ended: Promise<void>;
  /** It has work now (or soon): the program waits for it, as it does not for a spare. */
  hold(): void;
  give(job: InspectionJob, file: Uint8Array, onMessage: OnMessage): void;
  kill(): void;
}

/**
 * Starts a process for one file. It gets no environment of ours (no secret, no database address), may write no file
 * and leaves no core dump; the processor limit holds even if this process dies and nobody watches it any more.
 * `compiledFolder` is where `compileAhead` keeps its program: started from there it is ready in half the time.
 */
export function startInspectionChild(cpuSeconds: number, compiledFolder?: string): InspectionChild {
  const node = [process.execPath, '--max-old-space-size=128', '--no-warnings', childFile];
  const limits = `ulimit -c 0; ulimit -f 0; ulimit -t ${Math.ceil(cpuSeconds)}; exec "$@"`;
  const [command = process.execPath, ...args] = existsSync(shell) ? [shell, '-c', limits, 'inspection', ...node] : node;
  const child = spawn(command, args, {
    // Two threads: one decodes while the other may write; glibc would otherwise keep an arena of memory per thread.
    env: { UV_THREADPOOL_SIZE: '2', MALLOC_ARENA_MAX: '2', ...compiledIn(compiledFolder) },
    stdio: ['pipe', 'ignore', 'ignore', 'pipe'],
  });
  // A spare child must not keep a program alive that has nothing else to do.
  holdProgram(child, false);

  let onMessage: OnMessage = () => undefined;
  let becomeReady: () => void = () => undefined;
  let failReady: (error: Error) => void = () => undefined;
  const ready = new Promise<void>((resolve, reject) => {
    becomeReady = resolve;
    failReady = reject;
  });
  // Nobody may be waiting when a spare child dies.
  ready.catch(() => undefined);
  const ended = new Promise<void>((resolve) => {
    child.once('close', () => {
      failReady(new Error('inspection child ended before it was ready'));
      resolve();
    });
    child.once('error', (error) => {
      failReady(error);
      if (child.pid === undefined) resolve();
    });
  });

  const read = createFrameReader({ head: 64 * 1024, body: largestAnswer }, (frame) => {
    const message = childMessage.parse(frame.head);
    if (message.kind === 'ready') becomeReady();
    else onMessage(message, frame.body);
  });
  const answers = child.stdio[3] as Readable;
  answers.on('data', (chunk: Buffer) => {
    try {
      read(chunk);
    } catch {
      // It no longer speaks our language, so it is no longer our program.
      child.kill('SIGKILL');
    }
  });
  // A child that was killed leaves broken pipes; its end is told by `close`.
  answers.on('error', () => undefined);
  child.stdin?.on('error', () => undefined);

  return {
    pid: child.pid ?? 0,
    ready,
    ended,
    hold: () => holdProgram(child, true),
    give(job, file, listener) {
      onMessage = listener;
      child.stdin?.end(encodeFrame(job, file));
    },
    kill: () => void child.kill('SIGKILL'),
  };
}

/**
 * Starts the program once without a file, so that Node keeps what it compiled of it in `folder`. This process may write, as no other of
 * its kind; it never sees an upload. Rejects when it cannot be started or fails; children then compile for themselves.
 */
export function compileAhead(folder: string): Promise<void> {
  const child = spawn(process.execPath, ['--no-warnings', childFile], { env: compiledIn(folder), stdio: ['ignore', 'ignore', 'ignore', 'pipe'] });
  holdProgram(child, false);
  child.stdio[3]?.on('data', () => undefined);
  return new Promise((resolve, reject) => {
    child.once('error', reject);
    child.once('exit', (code) => { if (code === 0) resolve(); else reject(new Error(`the inspection program ended with ${String(code)}`)); });
  });
}

const compiledIn = (folder: string | undefined): Record<string, string> => (folder === undefined ? {} : { NODE_COMPILE_CACHE: folder });

function holdProgram(child: ChildProcess, hold: boolean): void {
  for (const handle of [child, child.stdin as Socket | null, child.stdio[3] as Socket | null]) {
    if (hold) handle?.ref();
    else handle?.unref();
  }
}
