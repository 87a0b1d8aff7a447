import { availableParallelism } from 'node:os';
import type { ChildMessage, InspectionJob } from './child-messages.ts';
import { defaultChildLimits, watchChild } from './child-watch.ts';
import type { ChildLimits, ExceededLimit } from './child-watch.ts';
import { startInspectionChild } from './start-inspection-child.ts';
import type { InspectionChild } from './start-inspection-child.ts';

export interface ChildPoolOptions {
  limits?: Partial<ChildLimits>;
  /** files opened at the same time */
  running?: number;
  /** files that may wait for a free place; more are turned away at once */
  waiting?: number;
  /** started children kept at hand while uploads come in, and when none came for `idleMs` */
  spares?: number;
  sparesAtRest?: number;
  idleMs?: number;
}

/** How a run ended: `done`, by a limit, or `crashed` (ended without saying `done`). */
export interface RunEnd {
  end: 'done' | 'crashed' | ExceededLimit;
  peakMebibytes: number;
  ms: number;
}

export class InspectionUnavailable extends Error {}

export interface ChildPool {
  /**
   * Opens one file in a process of its own. `onMessage` gets its answers in order.
   * Rejects with `InspectionUnavailable` when too many files wait, when no child can be started, or after `close`.
   */
  run(job: InspectionJob, file: Uint8Array, onMessage: (message: ChildMessage, body: Buffer) => void): Promise<RunEnd>;
  /** An upload is on its way: start children now, while its bytes are still travelling. */
  expectUpload(): void;
  load(): { running: number; waiting: number };
  close(): Promise<void>;
}

/**
 * Children that are started ahead of need, because starting one takes longer than reading a usual scan. Each is used
 * for one file and then replaced; at rest there are none, so that memory stays with the server.
 */
export function createChildPool(options: ChildPoolOptions = {}): ChildPool {
  const limits = { ...defaultChildLimits, ...options.limits };
  const places = options.running ?? Math.max(3, availableParallelism());
  const waitingPlaces = options.waiting ?? 40;
  const idleMs = options.idleMs ?? 60_000;
  const sparesAtRest = options.sparesAtRest ?? 0;
  const sparesWhenBusy = options.spares ?? places;
  const warmUpCpuSeconds = 2;

  const spares: InspectionChild[] = [];
  const running = new Set<InspectionChild>();
  const waiting: Array<{ enter: () => void; refuse: (error: Error) => void; }> = [];
  let taken = 0;
  let beforeFirstPage = 0;
  let closed = false;
  let restTimer: NodeJS.Timeout | undefined;

  function startChild(): InspectionChild {
    const child = startInspectionChild(limits.allPagesCpuMs / 1000 + warmUpCpuSeconds);
    void child.ended.then(() => {
      const at = spares.indexOf(child);
      if (at >= 0) spares.splice(at, 1);
    });
    return child;
  }

  function keepSpares(count: number): void {
    if (closed) return;
    while (spares.length < count) spares.push(startChild());
    while (spares.length > count) spares.pop()?.kill();
  }

  function expectUpload(): void {
    if (closed) return;
    clearTimeout(restTimer);
    restTimer = setTimeout(() => keepSpares(sparesAtRest), idleMs);
    restTimer.unref();
    // Starting children costs as much processor time as reading a scan, so files that are being read go first.
    if (beforeFirstPage === 0) keepSpares(Math.max(spares.length, sparesWhenBusy));
  }

  async function enter(): Promise<void> {
    if (closed) throw new InspectionUnavailable('the inspector is closed');
    if (taken < places) {
      taken += 1;
      return;
    }
    if (waiting.length >= waitingPlaces) throw new InspectionUnavailable('too many files are waiting');
    await new Promise<void>((resolve, reject) => waiting.push({ enter: resolve, refuse: reject }));
  }

  function leave(): void {
    const next = waiting.shift();
    if (next) next.enter();
    else taken -= 1;
  }

  async function takeChild(): Promise<InspectionChild> {
    // The oldest spare is the likeliest to be ready; a second one, in case the first died while it waited.
    for (let attempt = 0; attempt < 2 && !closed; attempt++) {
      const child = spares.shift() ?? startChild();
      running.add(child);
      child.hold();
      const started = await child.ready.then(
        () => true,
        () => false,
      );
      if (started) return child;
      running.delete(child);
    }
    throw new InspectionUnavailable('no inspection child could be started');
  }

  async function run(job: InspectionJob, file: Uint8Array, onMessage: (message: ChildMessage, body: Buffer) => void): Promise<RunEnd> {
    await enter();
    beforeFirstPage += 1;
    let firstPagePending = true;
    const firstPageIsOver = () => {
      if (!firstPagePending) return;
      firstPagePending = false;
      beforeFirstPage -= 1;
      expectUpload();
    };
    try {
      const child = await takeChild();
      return await watchOver(child, job, file, (message, body) => {
        onMessage(message, body);
        if (message.kind === 'page' && message.n === 1) firstPageIsOver();
      });
    } finally {
      firstPageIsOver();
      leave();
    }
  }

  async function watchOver(
    child: InspectionChild,
    job: InspectionJob,
    file: Uint8Array,
    onMessage: (message: ChildMessage, body: Buffer) => void,
  ): Promise<RunEnd> {
    const startedAt = performance.now();
    let end: RunEnd['end'] = 'crashed';
    const watch = watchChild(child.pid, limits, (limit) => {
      if (end !== 'done') end = limit;
      child.kill();
    });
    child.give(job, file, (message, body) => {
      if (message.kind === 'done') end = 'done';
      if (message.kind === 'page') watch.firstPageIsThere();
      onMessage(message, body);
    });
    await child.ended;
    watch.stop();
    running.delete(child);
    return { end, peakMebibytes: watch.peakMebibytes(), ms: performance.now() - startedAt };
  }

  async function close(): Promise<void> {
    closed = true;
    clearTimeout(restTimer);
    for (const { refuse } of waiting.splice(0)) refuse(new InspectionUnavailable('the inspector is closed'));
    const all = [...spares, ...running];
    for (const child of all) {
      child.hold();
      child.kill();
    }
    await Promise.all(all.map((child) => child.ended));
  }

  return { run, expectUpload, load: () => ({ running: taken, waiting: waiting.length }), close };
}
