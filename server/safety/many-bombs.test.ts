/** R11: twenty decompression bombs at once. Each gets an answer long before any time-out, the server stays quick, and an honest applicant elsewhere is served meanwhile. */
import { monitorEventLoopDelay } from 'node:perf_hooks';
import { setTimeout as pause } from 'node:timers/promises';
import { availableParallelism, loadavg } from 'node:os';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { endlessDrawing, objectStreamBomb } from '../testing/hostile-files.ts';
import { sampleScan } from '../testing/sample-files.ts';
import { startTestLoket, TEST_PASSWORD, type TestLoket } from '../testing/start-loket.ts';

const BOMBS = 20;
/** A machine with a queue before its processors takes that much longer. */
const slower = () => Math.max(1, (loadavg()[0] ?? 0) / availableParallelism());

let test: TestLoket;
beforeAll(async () => { test = await startTestLoket(); }, 60_000);
afterAll(() => test.stop());

describe('twenty bombs at once', () => {
  it.each([['object streams of 256 MiB', () => objectStreamBomb(256)], ['drawings without end', () => endlessDrawing(20)]])('%s', async (_what, make) => {
    const bomb = make();
    const honest = test.client();
    await honest.login('helpdesk@loket.test', TEST_PASSWORD);
    const scan = await sampleScan('ktp', { name: 'Rina Contoh', nik: '6472014508900003', npwp: '6472014508900003' }, 'jpeg');
    const delay = monitorEventLoopDelay({ resolution: 10 });
    delay.enable();
    const began = performance.now();
    const attacker = test.client();
    const attack = Promise.all(Array.from({ length: BOMBS }, async () => {
      const answer = await attacker.upload('/api/public/uploads', bomb, 'bom.pdf');
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
    for (const { status, after } of answers) expect([[422, null], [503, '10']]).toContainEqual([status, after]);
    expect(answers.some(({ status }) => status === 422)).toBe(true);
    const slowest = Math.max(...answers.map(({ ms }) => ms));
    const figures = { slowest, otherMs, loop: delay.percentile(99) / 1e6, load: loadavg()[0] };
    // Six seconds of waiting and what an examination may cost; the client gives up after 45.
    expect({ ...figures, ok: slowest < 12_000 * slower() }).toMatchObject({ ok: true });
    // The honest one is before every bomb that waits.
    expect({ ...figures, ok: otherMs < 6_000 * slower() }).toMatchObject({ ok: true });
    process.stderr.write(`${JSON.stringify({ bombs: BOMBS, ...figures })}\n`);
  }, 120_000);
});
