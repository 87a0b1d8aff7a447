import { closeSync, openSync, readFileSync, readSync } from 'node:fs';

/** How much one child may use. Sizes in MiB, times in milliseconds. */
export interface ChildLimits {
  /** resident memory */
  memoryMebibytes: number;
  /** processor time until the first page picture is there; not clock time, so a busy machine refuses nobody */
  firstPageCpuMs: number;
  /** processor time for the whole file */
  allPagesCpuMs: number;
  /** clock time for the whole file, for a child that waits instead of working */
  wallMs: number;
}

export const defaultChildLimits: ChildLimits = {
  memoryMebibytes: 480,
  firstPageCpuMs: 1_700,
  allPagesCpuMs: 15_000,
  wallMs: 30_000,
};

export type ExceededLimit = 'memory' | 'cpu' | 'wall';

export interface ChildWatch {
  /** highest resident memory seen, MiB; 0 where the system does not tell */
  peakMebibytes(): number;
  firstPageIsThere(): void;
  stop(): void;
}

const pollMs = 20;
/** Linux counts processor time in ticks of 1/100 s towards programs, whatever the kernel's own rate is. */
const msPerTick = 10;

/** What `/proc/<pid>/stat` says at one moment. */
interface Use {
  mebibytes: number;
  cpuMs: number;
}

/**
 * Looks at a child every 20 ms and calls `onExceeded` once when it uses more than allowed. Memory and processor time
 * come from /proc; on a system without it only the clock holds (and `ulimit -t`, set when the child starts).
 */
export function watchChild(pid: number, limits: ChildLimits, onExceeded: (limit: ExceededLimit) => void): ChildWatch {
  const startedAt = performance.now();
  const meter = openMeter(pid);
  const cpuAtStart = meter.read()?.cpuMs ?? 0;
  let cpuBudget = limits.firstPageCpuMs;
  let peak = 0;

  function look(): void {
    const use = meter.read();
    peak = Math.max(peak, use?.mebibytes ?? 0);
    if (use && use.mebibytes > limits.memoryMebibytes) exceed('memory');
    else if (use && use.cpuMs - cpuAtStart > cpuBudget) exceed('cpu');
    else if (performance.now() - startedAt > limits.wallMs) exceed('wall');
  }
  lookRegularly(look);

  function stop(): void {
    stopLooking(look);
    meter.close();
  }

  function exceed(limit: ExceededLimit): void {
    stop();
    onExceeded(limit);
  }

  return {
    peakMebibytes: () => peak,
    firstPageIsThere: () => {
      cpuBudget = limits.allPagesCpuMs;
    },
    stop,
  };
}

/** One timer for all children: waking up costs this process more than looking. */
const looks = new Set<() => void>();
let timer: NodeJS.Timeout | undefined;

function lookRegularly(look: () => void): void {
  looks.add(look);
  timer ??= setInterval(() => { for (const each of looks) each(); }, pollMs);
}

function stopLooking(look: () => void): void {
  looks.delete(look);
  if (looks.size > 0) return;
  clearInterval(timer);
  timer = undefined;
}

/**
 * One file, opened once: it is read fifty times a second for each child, in the process that answers everybody.
 * `read` answers nothing for a process that ended and on systems without /proc.
 */
function openMeter(pid: number): { read: () => Use | undefined; close: () => void } {
  const text = Buffer.alloc(1_024);
  let file = openProc(`/proc/${pid}/stat`);
  function close(): void {
    if (file !== undefined) closeSync(file);
    file = undefined;
  }
  return { read: () => (file === undefined ? undefined : readUse(file, text)), close };
}

function openProc(path: string): number | undefined {
  try {
    return openSync(path, 'r');
  } catch (error) {
    if (isGone(error)) return undefined;
    throw error;
  }
}

function readUse(file: number, text: Buffer): Use | undefined {
  try {
    const stat = text.toString('latin1', 0, readSync(file, text, 0, text.length, 0));
    // utime, stime and rss are fields 14, 15 and 24; counted after the ')' that closes the name, which may hold blanks.
    const fields = stat.slice(stat.lastIndexOf(')') + 2).split(' ', 22);
    return { cpuMs: (Number(fields[11]) + Number(fields[12])) * msPerTick, mebibytes: Number(fields[21]) * pageMebibytes() };
  } catch (error) {
    if (isGone(error)) return undefined;
    throw error;
  }
}

/** No such file, or no such process any more. */
const isGone = (error: unknown): boolean => ['ENOENT', 'ESRCH'].includes((error as NodeJS.ErrnoException).code ?? '');

let pageSize: number | undefined;
/** Bytes of memory are counted in the kernel's pages; it tells a process their size in `auxv`, as pairs of a type and a value. */
function pageMebibytes(): number {
  const sizeOfPage = 6n;
  if (pageSize === undefined) {
    const pairs = readFileSync('/proc/self/auxv');
    const at = Array.from({ length: pairs.length / 16 }, (_, i) => i * 16).find((offset) => pairs.readBigUInt64LE(offset) === sizeOfPage);
    if (at === undefined) throw new Error('the kernel does not tell the size of a page');
    pageSize = Number(pairs.readBigUInt64LE(at + 8));
  }
  return pageSize / 2 ** 20;
}
