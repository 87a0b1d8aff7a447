/** Starts and ends a real Loket as a process of its own (loket-child.ts). */
import { fork, type ChildProcess } from 'node:child_process';
import { readFileSync } from 'node:fs';
import path from 'node:path';

export interface SpawnedLoket {
  url: string;
  pid: number;
  /** Milliseconds from the start of the process until its port answered. */
  startedIn: number;
  /** kill -9; resolves when the process is gone. */
  kill(): Promise<void>;
  /** As an operator stops it. */
  stop(): Promise<void>;
}

/** @param env the settings, and nothing of our own environment but the way to programs and temporary files */
export async function spawnLoket(env: Record<string, string>): Promise<SpawnedLoket> {
  const began = performance.now();
  const child = fork(path.join(import.meta.dirname, 'loket-child.ts'), [], {
    execArgv: nodeOptions(), stdio: ['ignore', 'ignore', 'pipe', 'ipc'],
    env: { PATH: process.env.PATH ?? '', ...(process.env.TMPDIR ? { TMPDIR: process.env.TMPDIR } : {}), HOST: '127.0.0.1', LOKET_LOG_LEVEL: 'fatal', ...env },
  });
  const complaints: string[] = [];
  child.stderr?.on('data', (chunk: Buffer) => { complaints.push(chunk.toString()); });
  const url = await new Promise<string>((resolve, reject) => {
    child.once('message', (message: { url: string }) => { resolve(message.url); });
    child.once('exit', (code) => { reject(new Error(`Loket ended with ${code ?? 'a signal'}: ${complaints.join('').slice(-2_000)}`)); });
  });
  return { url, pid: child.pid ?? 0, startedIn: performance.now() - began, kill: () => end(child, 'SIGKILL'), stop: () => end(child, 'SIGTERM') };
}

/** The options `npm start` gives to Node, so that what is weighed is what runs. */
export function nodeOptions(): string[] {
  const { scripts } = JSON.parse(readFileSync(path.resolve(import.meta.dirname, '..', '..', 'package.json'), 'utf8')) as { scripts: { start: string } };
  return scripts.start.split(' ').slice(1, -1);
}

async function end(child: ChildProcess, signal: 'SIGKILL' | 'SIGTERM'): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return;
  const gone = new Promise((resolve) => { child.once('exit', resolve); });
  child.kill(signal);
  await gone;
}
