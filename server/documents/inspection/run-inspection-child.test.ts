import { readdirSync, readFileSync } from 'node:fs';
import { afterEach, describe, expect, it } from '@jest/globals';
import { endlessDrawing } from '../../testing/hostile-files.ts';
import { sampleScan } from '../../testing/sample-files.ts';
import type { ChildMessage } from './child-messages.ts';
import { createChildPool, InspectionUnavailable } from './run-inspection-child.ts';
import type { ChildPool, ChildPoolOptions } from './run-inspection-child.ts';

const person = { name: 'Rahmawati Contoh', nik: '6472015708880001', npwp: '6472015708880001' };
const job = { type: 'application/pdf', maxPages: 3, maxBytes: 2_000_000, maxPixels: 40_000_000, shrink: false } as const;

let pool: ChildPool | undefined;
afterEach(async () => {
  await pool?.close();
  pool = undefined;
});

function open(options: ChildPoolOptions): ChildPool {
  pool = createChildPool(options);
  return pool;
}

/** Process ids of our inspection children, from the system's own list. */
function children(): number[] {
  return readdirSync('/proc')
    .filter((name) => /^\d+$/.test(name))
    .map(Number)
    .filter((pid) => readProc(pid, 'cmdline').includes('inspection-child.ts') && readProc(pid, 'stat').split(') ')[1]?.split(' ')[1] === String(process.pid));
}

function readProc(pid: number, file: string): string {
  try {
    return readFileSync(`/proc/${pid}/${file}`, 'utf8');
  } catch {
    return ''; // ended between the listing and this
  }
}

async function until(condition: () => boolean): Promise<void> {
  const deadline = performance.now() + 10_000;
  while (!condition()) {
    if (performance.now() > deadline) throw new Error('the awaited state did not come');
    await new Promise((resolve) => setTimeout(resolve, 20));
  }
}

async function runKinds(on: ChildPool, file: Buffer): Promise<{ kinds: string[]; end: string; }> {
  const messages: ChildMessage[] = [];
  const { end } = await on.run(job, file, (message) => messages.push(message));
  return { kinds: messages.map((message) => message.kind), end };
}

describe('the pool of inspection children', () => {
  it('has none at rest, some while uploads come, and none again', async () => {
    const quiet = open({ spares: 2, idleMs: 300 });
    expect(children()).toEqual([]);
    quiet.expectUpload();
    await until(() => children().length === 2);
    await until(() => children().length === 0);
  });

  it('uses each child for one file', async () => {
    const single = open({ spares: 1 });
    const file = await sampleScan('ktp', person, 'pdf');
    single.expectUpload();
    await until(() => children().length === 1);
    const [first] = children();
    expect(await runKinds(single, file)).toEqual({ kinds: ['opened', 'page', 'done'], end: 'done' });
    await until(() => children().length === 1);
    expect(children()).not.toContain(first);
  });

  it('gives a child no environment of ours, no files to write and a limit of processor time', async () => {
    process.env['INSPECTION_TEST_SECRET'] = 'rahasia';
    open({ spares: 1, limits: { allPagesCpuMs: 4_000 } }).expectUpload();
    await until(() => children().length === 1);
    delete process.env['INSPECTION_TEST_SECRET'];
    const pid = children()[0] ?? 0;
    // The shell that sets the limits first becomes the program.
    await until(() => readProc(pid, 'cmdline').startsWith(process.execPath));
    expect(readProc(pid, 'environ')).toMatch(/UV_THREADPOOL_SIZE/);
    expect(readProc(pid, 'environ')).not.toMatch(/rahasia|PATH|HOME/);
    expect(readProc(pid, 'limits')).toMatch(/Max cpu time\s+6\s+6/);
    expect(readProc(pid, 'limits')).toMatch(/Max file size\s+0\s+0/);
  });

  it.each([
    ['cpu', { firstPageCpuMs: 300 }],
    ['wall', { wallMs: 200 }],
    ['memory', { memoryMebibytes: 20 }],
  ] as const)('kills a child over its limit: %s', async (end, limits) => {
    const file = endlessDrawing(20);
    const startedAt = performance.now();
    expect(await runKinds(open({ limits }), file)).toEqual({ kinds: [], end });
    expect(performance.now() - startedAt).toBeLessThan(5_000);
  });

  it('goes on after a spare died', async () => {
    const tough = open({ spares: 1 });
    tough.expectUpload();
    await until(() => children().length === 1);
    process.kill(children()[0] ?? 0, 'SIGKILL');
    const file = await sampleScan('ktp', person, 'pdf');
    expect((await runKinds(tough, file)).end).toBe('done');
  });

  it('reports a child that died with the file in its hands', async () => {
    const mortal = open({ spares: 0, limits: { allPagesCpuMs: 60_000 } });
    const heard: string[] = [];
    const { end } = await mortal.run(job, endlessDrawing(20, 1), ({ kind }) => {
      heard.push(kind);
      if (kind === 'page') for (const pid of children()) process.kill(pid, 'SIGKILL');
    });
    expect([heard, end]).toEqual([['opened', 'page'], 'crashed']);
  });

  it('kills a child whose answer the caller does not accept', async () => {
    const strict = open({});
    const file = await sampleScan('ktp', person, 'pdf');
    const run = strict.run(job, file, () => {
      throw new Error('not what was asked');
    });
    expect((await run).end).toBe('crashed');
  });

  it('gives places to callers by turns: whoever sends ten waits behind whoever sends one', async () => {
    const fair = open({ running: 1, waiting: 20, spares: 0, waitMs: 60_000 });
    const file = await sampleScan('ktp', person, 'pdf');
    const ended: string[] = [];
    const send = (caller: string) => fair.run(job, file, () => undefined, caller).then(() => { ended.push(caller); });
    const all = [...Array.from({ length: 4 }, () => send('banyak')), send('satu')];
    await Promise.all(all);
    expect(ended).toEqual(['banyak', 'satu', 'banyak', 'banyak', 'banyak']);
    expect(fair.load()).toEqual({ running: 0, waiting: 0 });
  });

  it('turns a file away that no place became free for in time, and one caller\'s before the queue is full', async () => {
    const full = open({ running: 1, waiting: 5, waitingOfOne: 1, waitMs: 300, spares: 0, limits: { firstPageCpuMs: 1_500 } });
    const bomb = endlessDrawing(20);
    const first = full.run(job, bomb, () => undefined, 'penyerang');
    const late = full.run(job, bomb, () => undefined, 'penyerang');
    await expect(full.run(job, bomb, () => undefined, 'penyerang')).rejects.toThrow(/too many/);
    await expect(late).rejects.toThrow(/in time/);
    expect((await first).end).toBe('cpu');
    expect(full.load()).toEqual({ running: 0, waiting: 0 });
  });

  it('turns files away when too many wait, and all of them after close', async () => {
    const small = open({ running: 1, waiting: 1, spares: 0 });
    const file = await sampleScan('ktp', person, 'pdf');
    const first = runKinds(small, file);
    const second = runKinds(small, file);
    await expect(runKinds(small, file)).rejects.toThrow(InspectionUnavailable);
    expect([(await first).end, (await second).end]).toEqual(['done', 'done']);
    await small.close();
    await expect(runKinds(small, file)).rejects.toThrow(InspectionUnavailable);
    expect(children()).toEqual([]);
  });
});
