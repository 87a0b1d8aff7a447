/**
 * R9: bodies that are no proper multipart, and senders that go away in the middle, leave nothing behind and break nothing; the server they are sent to is a process
 * of its own, so that what grew is the server's. R13: what is kept of a
 * picture has none of its metadata. R15: every file we hand out says what it is and can run nothing.
 */
import { readdirSync, statSync } from 'node:fs';
import { request as httpRequest } from 'node:http';
import { connect } from 'node:net';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import sharp from 'sharp';
import { createHttpServer, SENDER_TIMES } from '../platform/http/create-http-server.ts';
import { chanceOf } from '../testing/card-scans/seeded.ts';
import { faultSeed } from '../testing/fault-runs.ts';
import { sampleScan } from '../testing/sample-files.ts';
import { startOwnServer, type OwnServer } from '../testing/own-server.ts';
import { startTestLoket, type TestLoket } from '../testing/start-loket.ts';

const RUNS = Number(process.env.LOKET_FAULT_RUNS ?? 15);
const BOUNDARY = 'batas0123456789';

let test: TestLoket;
let server: OwnServer;
beforeAll(async () => { [test, server] = await Promise.all([startTestLoket({ seed: 9 }), startOwnServer()]); }, 120_000);
afterAll(() => Promise.all([test.stop(), server.stop()]));

const part = (headers: string, body: Buffer | string) => Buffer.concat([Buffer.from(`--${BOUNDARY}\r\n${headers}\r\n\r\n`), Buffer.from(body), Buffer.from('\r\n')]);
const end = Buffer.from(`--${BOUNDARY}--\r\n`);
const FILE = 'Content-Disposition: form-data; name="berkas"; filename="ktp.jpg"\r\nContent-Type: image/jpeg';
/** The shapes behind the advisories of the form readers: empty names, deep and large indexes, prototypes, no end, no name, many parts. */
const SHAPES: [string, Buffer][] = [
  ['no field name', Buffer.concat([part('Content-Disposition: form-data; name=""', 'x'), end])],
  ['no name at all', Buffer.concat([part('Content-Disposition: form-data', 'x'), end])],
  ['deeply nested', Buffer.concat([part(`Content-Disposition: form-data; name="a${'[a]'.repeat(60)}"`, 'x'), end])],
  ['large index', Buffer.concat([part('Content-Disposition: form-data; name="a[99999999]"', 'x'), end])],
  ['prototype', Buffer.concat([part('Content-Disposition: form-data; name="__proto__[x]"', 'x'), end])],
  ['constructor', Buffer.concat([part('Content-Disposition: form-data; name="constructor[prototype][x]"', 'x'), end])],
  ['empty file name', Buffer.concat([part('Content-Disposition: form-data; name="berkas"; filename=""\r\nContent-Type: image/jpeg', 'x'), end])],
  ['a path as its name', Buffer.concat([part('Content-Disposition: form-data; name="berkas"; filename="../../../etc/passwd.jpg"', 'x'), end])],
  ['a hundred parts', Buffer.concat([...Array.from({ length: 100 }, (_, n) => part(`Content-Disposition: form-data; name="f${n}"`, 'x')), end])],
  ['a hundred headers', Buffer.concat([part(`${FILE}${Array.from({ length: 100 }, (_, n) => `\r\nX-${n}: y`).join('')}`, 'x'), end])],
  ['five hundred parts', Buffer.concat([...Array.from({ length: 500 }, (_, n) => part(`Content-Disposition: form-data; name="f${n}"`, 'x')), end])],
  ['three thousand headers', Buffer.concat([part(`${FILE}${Array.from({ length: 3_000 }, (_, n) => `\r\nX-${n}: y`).join('')}`, 'x'), end])],
  ['a name with NUL', Buffer.concat([part(FILE.replace('ktp.jpg', 'ktp\0.jpg'), 'x'), end])],
  ['a name of 4 KB', Buffer.concat([part(FILE.replace('ktp', 'k'.repeat(4_096)), 'x'), end])],
  ['no end', part(FILE, 'x')],
  ['only an end', end],
  ['nothing', Buffer.alloc(0)],
];

/** Null: the sender went away. */
function post(body: Buffer, { cutAt, headers = {}, hear = () => undefined }: { cutAt?: number; headers?: Record<string, string>; hear?: (text: string) => void } = {}): Promise<number | null> {
  return new Promise((resolve) => {
    const sending = httpRequest(new URL('/api/public/uploads', server.url), {
      method: 'POST', headers: { 'Content-Type': `multipart/form-data; boundary=${BOUNDARY}`, 'Content-Length': String(body.length), Origin: server.url, 'X-Requested-With': 'loket', ...headers },
    }, (answer) => { let text = ''; answer.on('data', (chunk: Buffer) => { text += chunk.toString(); }); answer.on('end', () => { hear(text); resolve(answer.statusCode ?? null); }); });
    sending.on('error', () => { resolve(null); });
    if (cutAt === undefined) sending.end(body);
    else { sending.write(body.subarray(0, cutAt)); setTimeout(() => { sending.destroy(); }, 20); }
  });
}
/** The end of an upload: where it was still being examined, what came of that. */
async function postToEnd(body: Buffer): Promise<number | null> {
  let told = '';
  let status = await post(body, { hear: (text) => { told = text; } });
  for (let tries = 0; status === 202 && tries < 60; tries += 1) {
    await new Promise((resolve) => { setTimeout(resolve, 500); });
    status = (await server.client().request('GET', `/api/public/upload-examinations/${(JSON.parse(told) as { id: string }).id}`)).status;
  }
  return status;
}
/** Proper uploads and broken ones before anything is weighed. */
const WARM = 20;
const settled = async (left: () => number, until: number, most = 200) => { for (let tries = 0; tries < most && left() > until; tries += 1) await new Promise((resolve) => { setTimeout(resolve, 50); }); return left(); };

describe('R9: broken forms', () => {
  it.each(SHAPES)('%s is answered', async (_name, body) => {
    const status = await post(body);
    expect([400, 413, 415, 422]).toContain(status);
  });

  it.each([
    { name: 'NUL', written: 'filename="ktp\0.jpg"', answer: 422 },
    // The written form is the one that arrives decoded.
    { name: 'NUL, written as %00', written: "filename*=UTF-8''ktp%00.jpg", answer: 422 },
    { name: '4 KB', written: `filename="${'k'.repeat(4_096)}.jpg"`, answer: 200 },
    { name: '4 KB of letters of four bytes', written: `filename="${'😀'.repeat(1_024)}.jpg"`, answer: 200 },
  ])('a proper picture with a name of $name is taken or refused, nothing between', async ({ written, answer }) => {
    const scan = await sampleScan('ktp', test.world.people().onCards, 'jpeg');
    const status = await postToEnd(Buffer.concat([part(`Content-Disposition: form-data; name="berkas"; ${written}\r\nContent-Type: image/jpeg`, scan), end]));
    expect(status === 201 ? 200 : status).toBe(answer);
  }, 60_000);

  it('who sends a byte a second is cut in bounded time and leaves nothing, the times lowered a hundredfold', async () => {
    const patient = createHttpServer(test.loket.express, { ...SENDER_TIMES, graceMs: SENDER_TIMES.graceMs / 100, everyMs: SENDER_TIMES.everyMs / 100 });
    await new Promise<void>((resolve) => { patient.listen(0, '127.0.0.1', resolve); });
    const address = patient.address();
    const port = typeof address === 'object' && address ? address.port : 0;
    const scratch = path.join(test.config.dataDir, 'tmp');
    try {
      const began = performance.now();
      const answer = await new Promise<string>((resolve) => {
        let heard = '';
        const socket = connect(port, '127.0.0.1', () => { socket.write(`POST /api/public/uploads HTTP/1.1\r\nHost: 127.0.0.1:${port}\r\nOrigin: http://127.0.0.1:${port}\r\nX-Requested-With: loket\r\nContent-Type: multipart/form-data; boundary=${BOUNDARY}\r\nContent-Length: 1000000\r\n\r\n--${BOUNDARY}\r\n${FILE}\r\n\r\n`); });
        const dripping = setInterval(() => { if (socket.writable) socket.write('x'); }, 1_000);
        const never = setTimeout(() => { socket.destroy(); }, 30_000);
        socket.on('data', (chunk) => { heard += chunk.toString(); });
        socket.on('error', () => undefined); // a reset: cut is cut
        socket.on('close', () => { clearInterval(dripping); clearTimeout(never); resolve(heard); });
      });
      expect(answer).toMatch(/^HTTP\/1\.1 408 /);
      expect(performance.now() - began).toBeLessThan(20_000);
      expect(await settled(() => readdirSync(scratch).length, 0)).toBe(0);
    } finally {
      patient.closeAllConnections();
      await new Promise((resolve) => { patient.close(resolve); });
    }
  }, 60_000);

  it(`${RUNS * 10} mutated bodies and ${RUNS * 2} senders that went away leave no file, no descriptor and a server that answers`, async () => {
    const whole = Buffer.concat([part(FILE, await sampleScan('ktp', test.world.people().onCards, 'jpeg')), end]);
    const chance = chanceOf(faultSeed(909));
    const answers = new Set<number | null>();
    const mutated = async (n: number) => {
      const body = Buffer.from(n % 4 === 0 ? whole : whole.subarray(0, 600 + chance.whole(0, 2_000)));
      // Mostly in the head, where the form is; sometimes anywhere.
      for (let times = chance.whole(1, 6); times > 0; times -= 1) body[chance.is(0.8) ? chance.whole(0, Math.min(200, body.length - 1)) : chance.whole(0, body.length - 1)] = chance.whole(0, 255);
      answers.add(await post(body));
    };
    // A server that has worked: its code is compiled, its pools are full, its spare processes are there.
    for (let n = 0; n < WARM; n += 1) { await post(whole); await mutated(n); }
    const before = { files: await settled(server.openFiles, 0, 20), scratch: await settled(server.scratchFiles, 0), memory: server.memoryMb() };
    // How it grows, not only how much: one that grows evenly would keep something of each.
    const course: number[] = [];
    for (let n = 0; n < RUNS * 10; n += 1) { await mutated(n); if (n % RUNS === 0) course.push(Math.round(server.memoryMb())); }
    for (let n = 0; n < RUNS * 2; n += 1) await post(whole, { cutAt: chance.whole(1, whole.length - 1) });
    expect([...answers].filter((status) => status === null || status >= 500)).toEqual([]);
    expect(await settled(server.scratchFiles, 0)).toBe(0);
    // Inspection keeps spare processes with a few pipes each.
    expect(await settled(server.openFiles, before.files + 12)).toBeLessThanOrEqual(before.files + 12);
    const grownMb = Math.round(server.memoryMb() - before.memory);
    process.stderr.write(`${JSON.stringify({ R9: 'mutated forms', bodies: RUNS * 10, gone: RUNS * 2, answers: [...answers], serverMb: Math.round(server.memoryMb()), peakMb: Math.round(server.peakMb()), course, grownMb, descriptors: server.openFiles() - before.files, scratch: server.scratchFiles() - before.scratch })}\n`);
    expect(grownMb).toBeLessThan(50);
    expect((await server.client().request('GET', '/api/health')).status).toBe(200);
  }, 7_200_000);
});

describe('R13 and R15: what is kept and handed out', () => {
  it('the stored picture has no place, no comment and no second file in it; its answers run nothing', async () => {
    const helpdesk = await test.world.officer('helpdesk');
    const scan = await sampleScan('ktp', test.world.people().onCards, 'jpeg');
    const told = await sharp(scan).withExif({ IFD0: { Copyright: 'RAHASIA-EXIF', ImageDescription: '<script>alert(1)</script>' }, IFD3: { GPSLatitudeRef: 'S', GPSLatitude: '0/1 30/1 0/1' } }).jpeg().toBuffer();
    const dressed = Buffer.concat([told, Buffer.from('<?php echo 1; ?>%PDF-1.7 PK\u0003\u0004<script>alert(2)</script>')]);
    const upload = await helpdesk.upload('/api/uploads', dressed, 'ktp.jpg');
    expect(upload.status).toBe(201);
    const { storage_key: key } = await test.db('uploads').where({ id: upload.body.id }).first<{ storage_key: string }>('storage_key');
    const file = [path.join(test.config.uploadsDir, key)].find((candidate) => statSync(candidate, { throwIfNoEntry: false }));
    const kept = file ? (await import('node:fs')).readFileSync(file) : Buffer.alloc(0);
    expect(kept.length).toBeGreaterThan(1_000);
    for (const trace of ['RAHASIA-EXIF', '<script', '<?php', '%PDF-', 'PK\u0003\u0004', 'Exif\0']) expect({ trace, found: kept.includes(trace) }).toEqual({ trace, found: false });
    const answer = await helpdesk.request('GET', `/api/uploads/${upload.body.id}/pages/1`);
    expect(Object.fromEntries(['content-type', 'x-content-type-options', 'content-disposition', 'content-security-policy', 'cache-control'].map((name) => [name, answer.headers.get(name)]))).toMatchObject({
      'content-type': 'image/jpeg', 'x-content-type-options': 'nosniff', 'content-disposition': 'inline', 'content-security-policy': "sandbox; default-src 'none'", 'cache-control': expect.stringContaining('no-store'),
    });
  }, 60_000);
});
