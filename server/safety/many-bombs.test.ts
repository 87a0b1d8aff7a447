/**
 * R11: twenty decompression bombs at once, from four addresses. Each gets its first answer within two seconds, the server's own event loop stays quick, and an honest officer is
 * served meanwhile. The server is a process of its own: what is weighed is the server, not the attacker beside it.
 */
import { setTimeout as pause } from 'node:timers/promises';
import { availableParallelism, loadavg } from 'node:os';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { evenly } from '../testing/fault-runs.ts';
import * as hostile from '../testing/hostile-files.ts';
import { startOwnServer, type OwnServer } from '../testing/own-server.ts';
import { sampleScan } from '../testing/sample-files.ts';
import { uploadFrom } from '../testing/upload-from.ts';

const BOMBS = 20;
const ADDRESSES = ['127.0.0.2', '127.0.0.3', '127.0.0.4', '127.0.0.5'];
/** The promised times hold at the full number; two kinds in the suite may fall on a machine that is starting ten other things. */
const FULL = process.env.LOKET_FAULT_RUNS !== undefined;
const FIRST_ANSWER_MS = 2_000;
const LOOP_MS = 100;
/** A machine with a queue before its processors takes that much longer. */
const patience = () => (FULL ? 1 : 3 * Math.max(1, (loadavg()[0] ?? 0) / availableParallelism()));

let test: OwnServer;
beforeAll(async () => { test = await startOwnServer(); }, 120_000);
afterAll(() => test.stop());

const scanOf = (format: 'jpeg' | 'png' | 'pdf') => sampleScan('ktp', { name: 'Rina Contoh', nik: '6472014508900003', npwp: '6472014508900003' }, format);
/** Seventeen kinds; the suite runs two of them, `npm run faults` all. Those that can be drawn within their limits are taken (201). */
const KINDS: [what: string, name: string, make: () => Buffer | Promise<Buffer>][] = [
  ['object streams of 256 MiB', 'bom.pdf', () => hostile.objectStreamBomb(256)], ['object streams of 1,024 MiB', 'bom.pdf', () => hostile.objectStreamBomb(1024)],
  ['content streams of 113 MiB', 'bom.pdf', () => hostile.endlessDrawing(113)], ['pictures of 60,000² in a PDF', 'bom.pdf', () => hostile.hugeImagePdf(60_000)],
  ['page trees that are a circle', 'bom.pdf', () => hostile.pageTreeCycle()], ['objects that never end', 'bom.pdf', () => hostile.unterminatedObjects(190_000)],
  ['arrays nested 900,000 deep', 'bom.pdf', () => hostile.nestedArrays(900_000)], ['30,000 objects', 'bom.pdf', () => hostile.manyObjects(30_000)],
  ['drawings without end', 'bom.pdf', () => hostile.endlessDrawing(20)], ['pages of two million points', 'bom.pdf', () => hostile.hugePage(2_000_000)],
  ['PDFs with a password', 'bom.pdf', () => hostile.encryptedPdf()], ['PNGs of 16,000²', 'bom.png', () => hostile.hugePng(16_000, 8)],
  ['black-and-white PNGs of 30,000²', 'bom.png', () => hostile.hugePng(30_000, 1)], ['PNGs just below the limit', 'bom.png', () => hostile.hugePng(6_300, 8)],
  ['JPEGs that claim 65,500²', 'bom.jpg', async () => hostile.jpegClaiming(await scanOf('jpeg'), 65_500)], ['JPEGs that claim more than they have', 'bom.jpg', async () => hostile.jpegClaiming(await scanOf('jpeg'), 6_000)],
  ['95,000 objects that no table lists', 'bom.pdf', () => hostile.unlistedObjects(95_000)],
];

describe('twenty bombs at once', () => {
  it.each(evenly(KINDS, 2))('%s', async (what, name, make) => {
    const bytes = await make();
    const honest = test.client();
    await honest.login('helpdesk@loket.test', 'kata-sandi-untuk-uji');
    const scan = await scanOf('jpeg');
    await test.loopDelay(); // what is measured begins here
    const began = performance.now();
    const attack = Promise.all(Array.from({ length: BOMBS }, async (_, n) => {
      const first = await uploadFrom(ADDRESSES[n % ADDRESSES.length] ?? '', test.url, { name, bytes });
      return { first, ...await endOf(first.status, first.id), ms: performance.now() - began };
    }));
    // As the applicant's page does: come again when the server says so.
    let other = await honest.upload('/api/uploads', scan, 'ktp.jpg');
    for (let again = 0; other.status === 503 && again < 3; again += 1) {
      await pause(Number(other.headers.get('retry-after')) * 1_000);
      other = await honest.upload('/api/uploads', scan, 'ktp.jpg');
    }
    const otherMs = performance.now() - began;
    const answers = await attack;
    const loop = await test.loopDelay();

    expect(other.status).toBe(201);
    for (const { first, status } of answers) {
      expect([201, 202, 422, 503]).toContain(first.status);
      expect([first.status === 503, first.retryAfter]).toEqual(first.status === 503 ? [true, '10'] : [false, null]);
      expect([201, 422, 503]).toContain(status);
    }
    // Somebody was told what is wrong with his file, or had it taken: not all were merely put off.
    expect(answers.some(({ status }) => status !== 503)).toBe(true);
    const firsts = Math.max(...answers.map(({ first }) => first.ms));
    const said: Record<string, number> = {};
    for (const { status } of answers) said[status] = (said[status] ?? 0) + 1;
    const figures = { firstAnswer: firsts, ends: Math.max(...answers.map(({ ms }) => ms)), otherMs, loopP99: loop.p99, loopMax: loop.max, serverMb: Math.round(test.memoryMb()), load: loadavg()[0] };
    process.stderr.write(`${JSON.stringify({ R11: what, bombs: BOMBS, addresses: ADDRESSES.length, said, ...figures })}\n`);
    expect({ ...figures, ok: firsts < FIRST_ANSWER_MS * patience() }).toMatchObject({ ok: true });
    expect({ ...figures, ok: loop.p99 < LOOP_MS * patience() }).toMatchObject({ ok: true });
    // The honest one is before every bomb that waits.
    expect({ ...figures, ok: otherMs < 6_000 * patience() }).toMatchObject({ ok: true });
  }, 180_000);
});

/** Who was told "under examination" asks once a second, as a page does, until it is taken or refused. */
async function endOf(status: number, id: string): Promise<{ status: number }> {
  const asks = test.client();
  for (let now = status; ;) {
    if (now !== 202) return { status: now === 200 ? 201 : now };
    await pause(1_000);
    now = (await asks.request('GET', `/api/public/upload-examinations/${id}`)).status;
  }
}
