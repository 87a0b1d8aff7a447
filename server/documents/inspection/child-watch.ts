import { readFileSync } from 'node:fs';

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

/**
 * Looks at a child every 20 ms and calls `onExceeded` once when it uses more than allowed. Memory and processor time
 * come from /proc; on a system without it only the clock holds (and `ulimit -t`, set when the child starts).
 */
export function watchChild(pid: number, limits: ChildLimits, onExceeded: (limit: ExceededLimit) => void): ChildWatch {
  const startedAt = performance.now();
  const cpuAtStart = readCpuMs(pid);
  let cpuBudget = limits.firstPageCpuMs;
  let peak = 0;

  const timer = setInterval(() => {
    const memory = readMebibytes(pid);
    peak = Math.max(peak, memory);
    if (memory > limits.memoryMebibytes) exceed('memory');
    else if (readCpuMs(pid) - cpuAtStart > cpuBudget) exceed('cpu');
    else if (performance.now() - startedAt > limits.wallMs) exceed('wall');
  }, pollMs);

  function exceed(limit: ExceededLimit): void {
    clearInterval(timer);
    onExceeded(limit);
  }

  return {
    peakMebibytes: () => peak,
    firstPageIsThere: () => {
      cpuBudget = limits.allPagesCpuMs;
    },
    stop: () => clearInterval(timer),
  };
}

function readMebibytes(pid: number): number {
  const kibibytes = /^VmRSS:\s+(\d+)/m.exec(readProc(`/proc/${pid}/status`))?.[1];
  return Number(kibibytes ?? 0) / 1024;
}

function readCpuMs(pid: number): number {
  // utime and stime are fields 14 and 15; counted after the ')' that closes the name, which may hold blanks.
  const stat = readProc(`/proc/${pid}/stat`);
  const fields = stat.slice(stat.lastIndexOf(')') + 2).split(' ');
  return (Number(fields[11] ?? 0) + Number(fields[12] ?? 0)) * msPerTick;
}

/** Empty for a process that just ended and on systems without /proc. */
function readProc(path: string): string {
  try {
    return readFileSync(path, 'utf8');
  } catch {
    return '';
  }
}
