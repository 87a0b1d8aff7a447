import { spawn, type ChildProcess } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { setPriority } from 'node:os';
import type { Readable } from 'node:stream';
import { fileURLToPath } from 'node:url';
import { createFrameReader, encodeFrame } from '../inspection/child-frames.ts';
import type { PagePart } from '../inspection/child-messages.ts';
import type { Likeness } from '../twins/likeness.ts';
import { readerMessage, type Reading, type ReadingJob } from './reading-messages.ts';

export interface DocumentReader {
  /**
   * Reads one page picture (JPEG of our own making); waits its turn. Where a card is small on its page, `drawPart` is asked for that part drawn larger.
   * Rejects with `ReadingUnavailable` when the reader cannot start, took too long or grew too large, and with whatever `drawPart` rejects with: the caller
   * may try again. Read in the page picture instead, small print would be misread once and for ever.
   */
  read(picture: Buffer, kind: string | null, drawPart?: (part: PagePart) => Promise<Buffer | null>): Promise<Reading>;
  /** Whether two page pictures show one paper; waits its turn in the same process. Rejects as `read` does. */
  compare(one: Buffer, other: Buffer): Promise<Likeness>;
  /** MiB; the highest resident memory seen since the start. */
  peakMebibytes(): number;
  close(): Promise<void>;
}
export class ReadingUnavailable extends Error {}
/** This process stops: no failure of the picture that was under way. */
class ReaderClosed extends ReadingUnavailable { constructor() { super('the reader is closed'); } }
export const isClosedReader = (error: unknown): boolean => error instanceof ReaderClosed;

export interface ReaderOptions {
  log: { warn(fields: object, message: string): void };
  /** Resident memory at which the process is ended and begun anew. Tesseract's own share grows with the largest picture it has seen. */
  memoryMebibytes?: number;
  idleMs?: number;
  startMs?: number;
  perPictureMs?: number;
  /** Pictures after which a fresh process is used: leaks of the WASM side stay small. */
  picturesEach?: number;
  childFile?: string;
}

interface Running { child: ChildProcess; ended: Promise<void>; ready: Promise<void>; read: number; waiting: Map<number, { give: (answer: Answer) => void; fail: (error: Error) => void }> }
type Answer = { kind: 'located'; part: PagePart | null } | { kind: 'read'; reading: Reading } | { kind: 'compared'; likeness: Likeness };
type Asked = ReadingJob extends infer J ? J extends ReadingJob ? Omit<J, 'id'> : never : never;

const WATCH_MS = 50;

/**
 * One process that reads text, begun with the first picture and ended after a minute without one, so that a server at rest does not carry it.
 * It never gets a file of an applicant, only pictures we drew, and no environment of ours.
 */
export function createDocumentReader(options: ReaderOptions): DocumentReader {
  const { log, memoryMebibytes = 560, idleMs = 60_000, startMs = 60_000, perPictureMs = 120_000, picturesEach = 150 } = options;
  const childFile = options.childFile ?? fileURLToPath(new URL('./reading-child.ts', import.meta.url));
  let running: Running | undefined;
  let idle: NodeJS.Timeout | undefined;
  let queue: Promise<unknown> = Promise.resolve();
  let nextId = 1;
  let peak = 0;
  let closed = false;

  function start(): Running {
    const child = spawn(process.execPath, ['--max-old-space-size=160', '--no-warnings', childFile], { env: { UV_THREADPOOL_SIZE: '2', MALLOC_ARENA_MAX: '2' }, stdio: ['pipe', 'ignore', 'ignore', 'pipe'] });
    // Somebody who waits for a page goes first.
    if (child.pid !== undefined) setPriority(child.pid, 19);
    const waiting: Running['waiting'] = new Map();
    let becomeReady: () => void = () => undefined;
    let failReady: (error: Error) => void = () => undefined;
    const ready = new Promise<void>((resolve, reject) => { becomeReady = resolve; failReady = reject; });
    ready.catch(() => undefined);
    const read = createFrameReader({ head: 64 * 1024, body: 0 }, ({ head }) => {
      const message = readerMessage.parse(head);
      if (message.kind === 'ready') { becomeReady(); return; }
      const waits = waiting.get(message.id);
      waiting.delete(message.id);
      if (message.kind === 'failed') waits?.fail(new Error(`page could not be read: ${message.reason}`));
      else waits?.give(message);
    });
    const answers = child.stdio[3] as Readable;
    // What does not speak our language is not our program any more.
    answers.on('data', (chunk: Buffer) => { try { read(chunk); } catch (error) { log.warn({ err: error }, 'reader spoke nonsense'); child.kill('SIGKILL'); } });
    answers.on('error', () => undefined); // broken pipes of a child that ended; its end is told by `close`
    child.stdin?.on('error', () => undefined);
    const ended = new Promise<void>((resolve) => {
      const over = () => {
        const gone = closed ? new ReaderClosed() : new ReadingUnavailable('the reading process ended');
        failReady(gone);
        for (const { fail } of waiting.values()) fail(gone);
        waiting.clear();
        if (running?.child === child) running = undefined;
        resolve();
      };
      child.once('close', over);
      child.once('error', over);
    });
    return { child, ended, ready, read: 0, waiting };
  }

  async function askNow(job: Asked, pictures: Buffer): Promise<Answer> {
    if (closed) throw new ReaderClosed();
    clearTimeout(idle);
    if (running && running.read >= picturesEach) await end(running);
    running ??= start();
    const own = running;
    own.read += 1;
    await withinTime(own.ready, startMs, own, 'did not start');
    const watch = setInterval(() => {
      const mebibytes = residentMebibytes(own.child.pid ?? 0);
      peak = Math.max(peak, mebibytes);
      if (mebibytes > memoryMebibytes) { log.warn({ mebibytes: Math.round(mebibytes) }, 'reader grew too large'); own.child.kill('SIGKILL'); }
    }, WATCH_MS);
    try {
      const id = nextId++;
      const answer = new Promise<Answer>((give, fail) => { own.waiting.set(id, { give, fail }); });
      own.child.stdin?.write(encodeFrame({ ...job, id }, pictures));
      return await withinTime(answer, perPictureMs, own, 'took too long');
    } finally {
      clearInterval(watch);
      idle = setTimeout(() => { if (running) void end(running); }, idleMs);
      idle.unref();
    }
  }

  async function withinTime<T>(work: Promise<T>, ms: number, own: Running, what: string): Promise<T> {
    let timer: NodeJS.Timeout | undefined;
    const late = new Promise<never>((_resolve, reject) => {
      timer = setTimeout(() => { reject(new ReadingUnavailable(`the reading process ${what}`)); own.child.kill('SIGKILL'); }, ms);
    });
    try {
      return await Promise.race([work, late]);
    } finally {
      clearTimeout(timer);
    }
  }

  async function end(own: Running): Promise<void> {
    if (running === own) running = undefined;
    own.child.kill('SIGKILL');
    await own.ended;
  }

  function inTurn(job: Asked, pictures: Buffer): Promise<Answer> {
    const turn = queue.then(() => askNow(job, pictures));
    queue = turn.catch(() => undefined);
    return turn;
  }

  return {
    async read(picture, kind, drawPart) {
      const located = drawPart && await inTurn({ task: 'locate' }, picture);
      const larger = located?.kind === 'located' && located.part ? await drawPart?.(located.part) : null;
      const answer = await inTurn({ task: 'read', kind, bytes: picture.length }, larger ? Buffer.concat([picture, larger]) : picture);
      if (answer.kind !== 'read') throw new ReadingUnavailable('the reading process answered something else');
      return answer.reading;
    },
    async compare(one, other) {
      const answer = await inTurn({ task: 'compare', bytes: one.length }, Buffer.concat([one, other]));
      if (answer.kind !== 'compared') throw new ReadingUnavailable('the reading process answered something else');
      return answer.likeness;
    },
    peakMebibytes: () => peak,
    async close() {
      closed = true;
      clearTimeout(idle);
      if (running) await end(running);
    },
  };
}

function residentMebibytes(pid: number): number {
  try {
    return Number(/^VmRSS:\s+(\d+)/m.exec(readFileSync(`/proc/${pid}/status`, 'utf8'))?.[1] ?? 0) / 1024;
  } catch {
    return 0; // it just ended, or this system has no /proc: then time alone holds it
  }
}
