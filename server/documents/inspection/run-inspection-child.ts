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
  /** of these, files of one caller */
  waitingOfOne?: number;
  /** how long a file waits for a place before it is turned away with a word when to come again */
  waitMs?: number;
  /** started children kept at hand while uploads come in, and when none came for `idleMs` */
  spares?: number;
  sparesAtRest?: number;
  idleMs?: number;
  /** where the compiled program of the children is kept, see `compileAhead` */
  compiledFolder?: string | undefined;
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
   * Opens one file in a process of its own. `onMessage` gets its answers in order. `caller` is whoever sent it (a hash, an id): places go to
   * callers by turns, so that one who sends twenty bombs delays himself.
   * Rejects with `InspectionUnavailable` when too many files wait or this one waited too long, when no child can be started, or after `close`.
   */
  run(job: InspectionJob, file: Uint8Array, onMessage: (message: ChildMessage, body: Buffer) => void, caller?: string): Promise<RunEnd>;
  /** An upload is on its way: start children now, while its bytes are still travelling. */
  expectUpload(): void;
  load(): { running: number; waiting: number };
  /** MiB; the highest resident memory seen of any child since the start. */
  peakMebibytes(): number;
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
  const waitingOfOne = options.waitingOfOne ?? 20;
  const waitMs = options.waitMs ?? 6_000;
  const idleMs = options.idleMs ?? 60_000;
  const sparesAtRest = options.sparesAtRest ?? 0;
  const sparesWhenBusy = options.spares ?? places;
  const warmUpCpuSeconds = 2;

  const spares: InspectionChild[] = [];
  const running = new Set<InspectionChild>();
  const waiting: Array<{ caller: string; enter: () => void; refuse: (error: Error) => void; }> = [];
  /** places a caller has, and which place of all was his last */
  const takenBy = new Map<string, { now: number; last: number; }>();
  let given = 0;
  let taken = 0;
  let beforeFirstPage = 0;
  let closed = false;
  let peak = 0;
  let restTimer: NodeJS.Timeout | undefined;

  function startChild(): InspectionChild {
    const child = startInspectionChild(limits.allPagesCpuMs / 1000 + warmUpCpuSeconds, options.compiledFolder);
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

  async function enter(caller: string): Promise<void> {
    if (closed) throw new InspectionUnavailable('the inspector is closed');
    if (taken < places) {
      take(caller);
      return;
    }
    if (waiting.length >= waitingPlaces || waiting.filter((other) => other.caller === caller).length >= waitingOfOne) throw new InspectionUnavailable('too many files are waiting');
    await new Promise<void>((resolve, reject) => {
      const entry = { caller, enter: () => { clearTimeout(timer); resolve(); }, refuse: (error: Error) => { clearTimeout(timer); reject(error); } };
      const timer = setTimeout(() => {
        waiting.splice(waiting.indexOf(entry), 1);
        forgetIdle(caller);
        reject(new InspectionUnavailable('no place became free in time'));
      }, waitMs);
      waiting.push(entry);
    });
  }

  function take(caller: string): void {
    taken += 1;
    takenBy.set(caller, { now: (takenBy.get(caller)?.now ?? 0) + 1, last: given += 1 });
  }

  function forgetIdle(caller: string): void {
    if (takenBy.get(caller)?.now === 0 && !waiting.some((entry) => entry.caller === caller)) takenBy.delete(caller);
  }

  /** The place goes to the caller who has the fewest, among equals to who had one longest ago, then to who came first. */
  function leave(caller: string): void {
    taken -= 1;
    const his = takenBy.get(caller);
    if (his) his.now -= 1;
    forgetIdle(caller);
    const before = (a: string, b: string) => {
      const [one, other] = [takenBy.get(a) ?? { now: 0, last: 0 }, takenBy.get(b) ?? { now: 0, last: 0 }];
      return one.now - other.now || one.last - other.last;
    };
    const next = waiting.reduce<(typeof waiting)[number] | undefined>((best, entry) => (best === undefined || before(entry.caller, best.caller) < 0 ? entry : best), undefined);
    if (!next) return;
    waiting.splice(waiting.indexOf(next), 1);
    take(next.caller);
    next.enter();
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

  async function run(job: InspectionJob, file: Uint8Array, onMessage: (message: ChildMessage, body: Buffer) => void, caller = ''): Promise<RunEnd> {
    await enter(caller);
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
      leave(caller);
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
    peak = Math.max(peak, watch.peakMebibytes());
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

  return { run, expectUpload, load: () => ({ running: taken, waiting: waiting.length }), peakMebibytes: () => peak, close };
}
