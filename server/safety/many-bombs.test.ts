/** R11: twenty decompression bombs at once. Each gets an answer long before any time-out, the server stays quick, and an honest applicant elsewhere is served meanwhile. */
import { monitorEventLoopDelay } from 'node:perf_hooks';
import { setTimeout as pause } from 'node:timers/promises';
import { availableParallelism, loadavg } from 'node:os';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { evenly } from '../testing/fault-runs.ts';
import * as hostile from '../testing/hostile-files.ts';
import { sampleScan } from '../testing/sample-files.ts';
import { startTestLoket, TEST_PASSWORD, type TestLoket } from '../testing/start-loket.ts';

const BOMBS = 20;
/** A machine with a queue before its processors takes that much longer. */
const slower = () => Math.max(1, (loadavg()[0] ?? 0) / availableParallelism());

let test: TestLoket;
beforeAll(async () => { test = await startTestLoket(); }, 60_000);
afterAll(() => test.stop());

const scanOf = (format: 'jpeg' | 'png' | 'pdf') => sampleScan('ktp', { name: 'Rina Contoh', nik: '6472014508900003', npwp: '6472014508900003' }, format);
/** Sixteen kinds; the suite runs two of them, `npm run faults` all. Those that can be drawn within their limits are taken (201). */
const KINDS: [what: string, name: string, make: () => Buffer | Promise<Buffer>][] = [
  ['object streams of 256 MiB', 'bom.pdf', () => hostile.objectStreamBomb(256)], ['object streams of 1,024 MiB', 'bom.pdf', () => hostile.objectStreamBomb(1024)],
  ['content streams of 113 MiB', 'bom.pdf', () => hostile.endlessDrawing(113)], ['pictures of 60,000² in a PDF', 'bom.pdf', () => hostile.hugeImagePdf(60_000)],
  ['page trees that are a circle', 'bom.pdf', () => hostile.pageTreeCycle()], ['objects that never end', 'bom.pdf', () => hostile.unterminatedObjects(190_000)],
  ['arrays nested 900,000 deep', 'bom.pdf', () => hostile.nestedArrays(900_000)], ['30,000 objects', 'bom.pdf', () => hostile.manyObjects(30_000)],
  ['drawings without end', 'bom.pdf', () => hostile.endlessDrawing(20)], ['pages of two million points', 'bom.pdf', () => hostile.hugePage(2_000_000)],
  ['PDFs with a password', 'bom.pdf', () => hostile.encryptedPdf()], ['PNGs of 16,000²', 'bom.png', () => hostile.hugePng(16_000, 8)],
  ['black-and-white PNGs of 30,000²', 'bom.png', () => hostile.hugePng(30_000, 1)], ['PNGs just below the limit', 'bom.png', () => hostile.hugePng(6_300, 8)],
  ['JPEGs that claim 65,500²', 'bom.jpg', async () => hostile.jpegClaiming(await scanOf('jpeg'), 65_500)], ['JPEGs that claim more than they have', 'bom.jpg', async () => hostile.jpegClaiming(await scanOf('jpeg'), 6_000)],
];

describe('twenty bombs at once', () => {
  it.each(evenly(KINDS, 2))('%s', async (what, name, make) => {
    const bomb = await make();
    const honest = test.client();
    await honest.login('helpdesk@loket.test', TEST_PASSWORD);
    const scan = await scanOf('jpeg');
    const delay = monitorEventLoopDelay({ resolution: 10 });
    delay.enable();
    const began = performance.now();
    const attacker = test.client();
    const attack = Promise.all(Array.from({ length: BOMBS }, async () => {
      const answer = await attacker.upload('/api/public/uploads', bomb, name);
      return { status: answer.status, after: answer.headers.get('retry-after'), ms: performance.now() - began };
    }));
    // As the applicant's page does: come again when the server says so.
    let other = await honest.upload('/api/uploads', scan, 'ktp.jpg');
    for (let again = 0; other.status === 503 && again < 3; again += 1) {
      await pause(Number(other.headers.get('retry-after')) * 1_000);
      other = await honest.upload('/api/uploads', scan, 'ktp.jpg');
    }
    const otherMs = performance.now() - began;
    const answers = await attack;
    delay.disable();

    expect(other.status).toBe(201);
    for (const { status, after } of answers) expect([[201, null], [422, null], [503, '10']]).toContainEqual([status, after]);
    // Somebody was told what is wrong with his file, or had it taken: not all were merely put off.
    expect(answers.some(({ status }) => status !== 503)).toBe(true);
    const slowest = Math.max(...answers.map(({ ms }) => ms));
    const figures = { slowest, otherMs, loop: delay.percentile(99) / 1e6, load: loadavg()[0] };
    // Six seconds of waiting and what an examination may cost; the client gives up after 45.
    expect({ ...figures, ok: slowest < 12_000 * slower() }).toMatchObject({ ok: true });
    // The honest one is before every bomb that waits.
    expect({ ...figures, ok: otherMs < 6_000 * slower() }).toMatchObject({ ok: true });
    process.stderr.write(`${JSON.stringify({ bombs: BOMBS, kind: what, ...figures })}\n`);
  }, 120_000);
});
