/**
 * R9: bodies that are no proper multipart, and senders that go away in the middle, leave nothing behind and break nothing. R13: what is kept of a
 * picture has none of its metadata. R15: every file we hand out says what it is and can run nothing.
 */
import { readdirSync, statSync } from 'node:fs';
import { request as httpRequest } from 'node:http';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import sharp from 'sharp';
import { chanceOf } from '../testing/card-scans/seeded.ts';
import { faultSeed } from '../testing/fault-runs.ts';
import { sampleScan } from '../testing/sample-files.ts';
import { startTestLoket, type TestLoket } from '../testing/start-loket.ts';

const RUNS = Number(process.env.LOKET_FAULT_RUNS ?? 15);
const BOUNDARY = 'batas0123456789';

let test: TestLoket;
beforeAll(async () => { test = await startTestLoket({ seed: 9 }); }, 120_000);
afterAll(() => test.stop());

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
  ['no end', part(FILE, 'x')],
  ['only an end', end],
  ['nothing', Buffer.alloc(0)],
];

/** Null: the sender went away. */
function post(body: Buffer, { cutAt, headers = {} }: { cutAt?: number; headers?: Record<string, string> } = {}): Promise<number | null> {
  return new Promise((resolve) => {
    const sending = httpRequest(new URL('/api/public/uploads', test.url), {
      method: 'POST', headers: { 'Content-Type': `multipart/form-data; boundary=${BOUNDARY}`, 'Content-Length': String(body.length), Origin: test.url, 'X-Requested-With': 'loket', ...headers },
    }, (answer) => { answer.resume(); answer.on('end', () => { resolve(answer.statusCode ?? null); }); });
    sending.on('error', () => { resolve(null); });
    if (cutAt === undefined) sending.end(body);
    else { sending.write(body.subarray(0, cutAt)); setTimeout(() => { sending.destroy(); }, 20); }
  });
}
const openFiles = () => readdirSync('/proc/self/fd').length;
const scratch = () => readdirSync(path.join(test.config.dataDir, 'tmp')).length;
const settled = async (left: () => number, until: number) => { for (let tries = 0; tries < 200 && left() > until; tries += 1) await new Promise((resolve) => { setTimeout(resolve, 50); }); return left(); };

describe('R9: broken forms', () => {
  it.each(SHAPES)('%s is answered', async (_name, body) => {
    const status = await post(body);
    expect([400, 413, 415, 422]).toContain(status);
  });

  it(`${RUNS * 10} mutated bodies and ${RUNS * 2} senders that went away leave no file, no descriptor and a server that answers`, async () => {
    const { onCards } = test.world.people();
    const whole = Buffer.concat([part(FILE, await sampleScan('ktp', onCards, 'jpeg')), end]);
    await post(whole);
    const before = { files: openFiles(), scratch: scratch(), memory: process.memoryUsage().rss };
    const chance = chanceOf(faultSeed(909));
    const answers = new Set<number | null>();
    for (let n = 0; n < RUNS * 10; n += 1) {
      const body = Buffer.from(n % 4 === 0 ? whole : whole.subarray(0, 600 + chance.whole(0, 2_000)));
      // Mostly in the head, where the form is; sometimes anywhere.
      for (let times = chance.whole(1, 6); times > 0; times -= 1) body[chance.is(0.8) ? chance.whole(0, Math.min(200, body.length - 1)) : chance.whole(0, body.length - 1)] = chance.whole(0, 255);
      answers.add(await post(body));
    }
    for (let n = 0; n < RUNS * 2; n += 1) await post(whole, { cutAt: chance.whole(1, whole.length - 1) });
    expect([...answers].filter((status) => status === null || status >= 500)).toEqual([]);
    expect(await settled(scratch, before.scratch)).toBeLessThanOrEqual(before.scratch);
    // Inspection keeps spare processes with a few pipes each.
    expect(await settled(openFiles, before.files + 12)).toBeLessThanOrEqual(before.files + 12);
    const grownMb = Math.round((process.memoryUsage().rss - before.memory) / 1_048_576);
    process.stderr.write(`${JSON.stringify({ R9: 'mutated forms', bodies: RUNS * 10, gone: RUNS * 2, answers: [...answers], grownMb, descriptors: openFiles() - before.files, scratch: scratch() - before.scratch })}\n`);
    if (process.env.LOKET_FAULT_RUNS) expect(grownMb).toBeLessThan(200);
    expect((await test.client().request('GET', '/api/health')).status).toBe(200);
  }, 600_000);
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
