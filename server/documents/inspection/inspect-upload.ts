import { createHash } from 'node:crypto';
import { open, readFile } from 'node:fs/promises';
import type { ChildMessage, PagePart } from './child-messages.ts';
import type { FileType, MessageParams, Refusal, RefusalKey, Warning } from './inspection-keys.ts';
import { readPictureSize } from './picture-size.ts';
import { createChildPool, InspectionUnavailable } from './run-inspection-child.ts';
import { compileAhead } from './start-inspection-child.ts';
import type { ChildPoolOptions, RunEnd } from './run-inspection-child.ts';
import { sniffFile } from './sniff-file.ts';

export { InspectionUnavailable };

/** Page pictures that are made of one PDF. */
export const MOST_PAGES = 20;

export interface InspectorOptions {
  /** bytes of one upload */
  maxBytes: number;
  /** page pictures made of one PDF */
  maxPages?: number;
  /** pixels of one picture, width × height */
  maxPixels?: number;
  log: { info(fields: object, message: string): void; warn(fields: object, message: string): void; };
  pool?: ChildPoolOptions;
}

/** One upload, in memory or on disk. `declaredType` is what the browser said; it is logged, never believed. */
export type Upload = ({ path: string; } | { buffer: Buffer; }) & { fileName: string; declaredType?: string; /** whoever sent it, as a hash or an id: callers take turns */ caller?: string; limits?: UploadLimits; };

/** Bytes. A file between the two is shrunk: what is kept is at most `kept`, the hash is of what came. */
export interface UploadLimits { received: number; kept: number }

export interface InspectedPage {
  /** 1 is the first page */
  n: number;
  width: number;
  height: number;
  /** long side ≤ 1,600 pixels */
  jpeg: Buffer;
  /** long side ≤ 1,000 pixels, ≤ 150 KiB */
  preview: Buffer;
}

export interface Accepted {
  outcome: 'accepted';
  type: FileType;
  /** hex; of the bytes as they came, for "the same file again" */
  receivedSha256: string;
  receivedBytes: number;
  /** what is to be kept: a PDF as it came, a picture cleaned and upright; of a file that was too large, its shrunk copy */
  stored: Buffer;
  storedSha256: string;
  storedBytes: number;
  /** as the PDF claims; pictures are made of the first `maxPages` only */
  pageCount: number;
  /** The first page is there already, the others come as they are drawn. Iterate once; ends after the last one, throws when the drawing was broken off (`InspectionBrokenOff`) or the inspector was closed before it. */
  pages: AsyncIterable<InspectedPage>;
  /** settles with all warnings when the last page is drawn, given up or broken off; never rejects */
  finished: Promise<Warning[]>;
  /** known at the first page */
  warnings: Warning[];
}

export interface Refused extends Refusal {
  outcome: 'refused';
  /** the file may be good: the inspector was overloaded or could not start (503, not 422) */
  temporary: boolean;
  /** Its process came to no end of its own before the first page: another try may go well. */
  brokenOff?: BrokenOff;
}

/** By the clock (a busy machine, a child that waits) or from outside (what ends processes where memory is short). Processor time and memory, in contrast, say what the file is. */
type BrokenOff = Extract<RunEnd['end'], 'wall' | 'crashed'>;
/** Pages are missing for now: what ended the drawing may not have been the file. */
export class InspectionBrokenOff extends Error {
  readonly end: BrokenOff;
  constructor(end: BrokenOff) {
    super(`the inspection was broken off: ${end}`);
    this.end = end;
  }
}

export interface Inspector {
  /** Settles when the file is refused, or when its first page picture (and the cleaned copy) is there. */
  inspect(upload: Upload): Promise<Accepted | Refused>;
  /**
   * A part of a page of a file that was accepted, as large as it can be had (JPEG); null when it cannot be drawn within the limits.
   * Rejects when it cannot be drawn now: with `InspectionUnavailable` when too many files are waiting, which says nothing about this one, and with
   * `InspectionBrokenOff` when the clock ran out, which some files do every time.
   */
  drawPart(stored: Buffer, type: FileType, part: PagePart): Promise<Buffer | null>;
  /** Call when an authorised upload begins, before its bytes are read: children start while they travel. */
  expectUpload(): void;
  /** Files being opened now, and files that wait for it. */
  load(): { running: number; waiting: number };
  /** MiB; the highest resident memory of a process that opened a file or drew a part of one, since the start. */
  peakMebibytes(): number;
  close(): Promise<void>;
}

/** Opens uploads in processes of their own; one per server process. */
export function createInspector({ maxBytes, maxPages = MOST_PAGES, maxPixels = 40_000_000, log, pool: poolOptions }: InspectorOptions): Inspector {
  const pool = createChildPool(poolOptions);
  let closed = false;
  if (poolOptions?.compiledFolder !== undefined) {
    compileAhead(poolOptions.compiledFolder).catch((err: unknown) => { log.warn({ err }, 'the inspection program was not compiled ahead; its processes start slower'); });
  }

  async function inspect(upload: Upload): Promise<Accepted | Refused> {
    const startedAt = performance.now();
    const limits = upload.limits ?? { received: maxBytes, kept: maxBytes };
    const file = await readUpload(upload, limits.received);
    const looked = lookFromOutside(file, upload.fileName, limits);
    const result: Accepted | Refused =
      'refusal' in looked ? { outcome: 'refused', temporary: false, ...looked.refusal } : await openInChild(looked.file, looked.type, upload.caller, limits.kept);
    // Neither the name nor the content of the file: both may hold personal data.
    const ms = Math.round(performance.now() - startedAt);
    const fields = { declaredType: upload.declaredType?.slice(0, 80), bytes: file?.length, ms };
    if (result.outcome === 'refused') log.info({ key: result.key, ...fields }, 'upload refused');
    else log.info({ type: result.type, pages: result.pageCount, ...fields }, 'upload accepted');
    return result;
  }

  /** What can be told without decoding anything, in this process; `file` is null when it is larger than allowed. */
  function lookFromOutside(file: Buffer | null, fileName: string, limits: UploadLimits): { file: Buffer; type: FileType; } | { refusal: Refusal; } {
    if (file === null) return { refusal: { key: 'file_too_large', params: { maxMb: megabytes(limits.received) } } };
    const sniffed = sniffFile(file, fileName);
    if ('refusal' in sniffed) return sniffed;
    if (sniffed.type === 'application/pdf') return { file, type: sniffed.type };
    const size = readPictureSize(file);
    if (size === null || size.width === 0 || size.height === 0) return { refusal: { key: 'image_broken', params: {} } };
    const pixels = size.width * size.height;
    if (pixels > maxPixels) {
      const params = { megapixels: Math.round(pixels / 1e6), maxMegapixels: Math.round(maxPixels / 1e6) };
      return { refusal: { key: 'image_too_many_pixels', params } };
    }
    return { file, type: sniffed.type };
  }

  function openInChild(file: Buffer, received: FileType, caller: string | undefined, kept: number): Promise<Accepted | Refused> {
    const isPdf = received === 'application/pdf';
    const shrink = file.length > kept;
    let type: FileType = received;
    const job = { type: received, maxPages: isPdf ? maxPages : 1, maxBytes: kept, maxPixels, shrink };
    const queue = createPageQueue();
    const unreadable: number[] = [];
    let warnings: Warning[] = [];
    let pageCount = 0;
    let lastPage = 0;
    let stored: Buffer | null = isPdf && !shrink ? file : null;

    return new Promise((resolve, reject) => {
      let settleFinished: (all: Warning[]) => void = () => undefined;
      const finished = new Promise<Warning[]>((done) => {
        settleFinished = done;
      });
      let answered = false;

      function refuse(key: RefusalKey, params: MessageParams = {}, { temporary = false, brokenOff }: { temporary?: boolean; brokenOff?: BrokenOff | undefined } = {}): void {
        if (answered) return;
        answered = true;
        queue.end();
        resolve({ outcome: 'refused', key, params, temporary, ...(brokenOff ? { brokenOff } : {}) });
      }

      function accept(): void {
        if (answered || stored === null || lastPage === 0) return;
        answered = true;
        const receivedSha256 = sha256(file);
        const storedSha256 = stored === file ? receivedSha256 : sha256(stored);
        const copy = { stored, storedSha256, storedBytes: stored.length };
        if (shrink) warnings = [...warnings, { key: 'file_shrunk', params: { mb: megabytes(file.length), keptMb: megabytes(stored.length) } }];
        resolve({ outcome: 'accepted', type, receivedSha256, receivedBytes: file.length, ...copy, pageCount, pages: queue.pages, finished, warnings });
      }

      /** Throws on an answer that no child of ours gives; the child is killed then. */
      function hear(message: ChildMessage, body: Buffer): void {
        if (message.kind === 'refused') {
          if (answered) throw new Error('refusal after an answer');
          refuse(message.key, message.params);
        } else if (message.kind === 'opened') {
          if (pageCount > 0) throw new Error('opened twice');
          pageCount = message.pageCount;
          warnings = message.warnings;
        } else if (message.kind === 'page' || message.kind === 'page_unreadable') {
          if (message.n !== lastPage + 1 || message.n > Math.min(pageCount, job.maxPages)) throw new Error('page out of order');
          if (message.kind === 'page') queue.push(pageOf(message, body));
          else if (message.n === 1) throw new Error('first page missing');
          else unreadable.push(message.n);
          lastPage = message.n;
          accept();
        } else if (message.kind === 'part') {
          throw new Error('a part nobody asked for');
        } else if (message.kind === 'stored') {
          const mayBe: FileType[] = isPdf ? [received] : [received, 'image/jpeg'];
          if (stored !== null || (shrink && body.length > kept) || !mayBe.includes(message.type) || !isOfType(message.type, body)) throw new Error('not a cleaned file');
          type = message.type;
          stored = body;
          accept();
        }
      }

      pool.run(job, file, hear, caller).then(
        (run) => {
          const brokenOff = run.end === 'wall' || run.end === 'crashed' ? run.end : undefined;
          if (run.end !== 'done') {
            log.warn({ type: received, bytes: file.length, ...run }, 'inspection child did not finish');
            refuse(refusalFor(run.end, isPdf), {}, { brokenOff });
          }
          // A child that says `done` and nothing else has read nothing.
          refuse(isPdf ? 'pdf_broken' : 'image_broken');
          if (!brokenOff) for (let n = lastPage + 1; n <= Math.min(pageCount, job.maxPages); n++) unreadable.push(n);
          // Killed because this process stops, or ended by what need not come again: what is missing is missing for now only.
          if (closed && run.end === 'crashed') queue.end(new InspectionUnavailable('the inspector was closed'));
          else queue.end(brokenOff && new InspectionBrokenOff(brokenOff));
          settleFinished(unreadable.length === 0 ? warnings : [...warnings, pagesUnreadable(unreadable)]);
        },
        (error: unknown) => {
          queue.end();
          if (!(error instanceof InspectionUnavailable)) {
            reject(error instanceof Error ? error : new Error(String(error)));
            return;
          }
          log.warn({ reason: error.message }, 'upload could not be inspected');
          refuse('inspection_unavailable', {}, { temporary: true });
        },
      );
    });
  }

  async function drawPart(stored: Buffer, type: FileType, part: PagePart): Promise<Buffer | null> {
    let drawn: Buffer | null = null;
    const run = await pool.run({ type, maxPages: 1, maxBytes, maxPixels, shrink: false, part }, stored, (message, body) => {
      if (message.kind !== 'part' || drawn !== null || !isOfType('image/jpeg', body)) throw new Error('not a part of a page');
      drawn = body;
    }, 'bacaan').catch((error: unknown) => {
      if (!closed || !(error instanceof InspectionUnavailable)) throw error;
      throw new InspectionUnavailable('the inspector was closed');
    });
    if (run.end === 'done') return drawn;
    log.warn({ type, bytes: stored.length, end: run.end }, 'a part of a page was not drawn');
    if (closed) throw new InspectionUnavailable('the inspector was closed');
    if (run.end === 'wall') throw new InspectionBrokenOff(run.end);
    return null;
  }

  return { inspect, drawPart, expectUpload: () => pool.expectUpload(), load: () => pool.load(), peakMebibytes: () => pool.peakMebibytes(), close: () => { closed = true; return pool.close(); } };
}

/** Null when it is larger than allowed; then it is not read. */
async function readUpload(upload: Upload, maxBytes: number): Promise<Buffer | null> {
  if ('buffer' in upload) return upload.buffer.length > maxBytes ? null : upload.buffer;
  const handle = await open(upload.path, 'r');
  try {
    const { size } = await handle.stat();
    return size > maxBytes ? null : await readFile(handle);
  } finally {
    await handle.close();
  }
}

function pageOf({ n, width, height, jpegBytes }: Extract<ChildMessage, { kind: 'page'; }>, body: Buffer): InspectedPage {
  const jpeg = body.subarray(0, jpegBytes);
  const preview = body.subarray(jpegBytes);
  if (!isOfType('image/jpeg', jpeg) || !isOfType('image/jpeg', preview)) throw new Error('not a page picture');
  return { n, width, height, jpeg, preview };
}

function isOfType(type: FileType, bytes: Buffer): boolean {
  const sniffed = sniffFile(bytes, { 'application/pdf': 'scan.pdf', 'image/png': 'picture.png', 'image/jpeg': 'picture.jpg' }[type]);
  return 'type' in sniffed && sniffed.type === type;
}

function refusalFor(end: Exclude<RunEnd['end'], 'done'>, isPdf: boolean): RefusalKey {
  if (end === 'memory') return isPdf ? 'pdf_needs_too_much_memory' : 'image_needs_too_much_memory';
  if (end === 'crashed') return isPdf ? 'pdf_broken' : 'image_broken';
  return isPdf ? 'pdf_took_too_long' : 'image_took_too_long';
}

function pagesUnreadable(numbers: number[]): Warning {
  return { key: 'pages_unreadable', params: { pages: numbers.join(', ') } };
}

function sha256(bytes: Buffer): string {
  return createHash('sha256').update(bytes).digest('hex');
}

function megabytes(bytes: number): number {
  return Math.round((bytes / (1024 * 1024)) * 10) / 10;
}

/** Pages as they come, for one reader that may be slower or may come late. */
function createPageQueue() {
  const ready: InspectedPage[] = [];
  let ended = false;
  let failed: Error | undefined;
  let wake: () => void = () => undefined;

  async function* read(): AsyncGenerator<InspectedPage> {
    for (;;) {
      const page = ready.shift();
      if (page !== undefined) yield page;
      else if (failed !== undefined) throw failed;
      else if (ended) return;
      else await new Promise<void>((resolve) => (wake = resolve));
    }
  }

  return {
    pages: read(),
    push(page: InspectedPage) {
      ready.push(page);
      wake();
    },
    end(error?: Error) {
      ended = true;
      failed = error;
      wake();
    },
  };
}
