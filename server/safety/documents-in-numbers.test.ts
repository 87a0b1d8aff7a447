/**
 * R10: broken PDFs and pictures by the hundred through the real way in, while others go on working. R12: what honest people send is taken, and where it is not, a sentence says what to
 * do. R13: what is kept of a picture has nothing of its metadata or of what somebody hid in it. On generated files and on those that packages carry; counts are printed.
 * The server is a process of its own: what is weighed is the server, not whoever makes the files and sends them.
 * The suite takes a few; `npm run faults -- --only R10,R12,R13` takes the full number.
 */
import { readFileSync } from 'node:fs';
import { availableParallelism, loadavg } from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { chanceOf } from '../testing/card-scans/seeded.ts';
import { evenly, faultRuns, faultSeed } from '../testing/fault-runs.ts';
import type { Client } from '../testing/client.ts';
import { objectStreamBomb } from '../testing/hostile-files.ts';
import { carriedPictures, honestPdfs, honestPictures, pictureWithPast, withPast, type HonestFile } from '../testing/honest-files.ts';
import { sampleScan } from '../testing/sample-files.ts';
import { startOwnServer, type OwnServer } from '../testing/own-server.ts';

/** The promised times hold at the full number; a handful in the suite may fall on a machine that is starting ten other things. */
const FULL = process.env.LOKET_FAULT_RUNS !== undefined;
const ROOT = path.resolve(import.meta.dirname, '..', '..');
const PATIENCE = 3_600_000;
/** A machine with a queue before its processors takes that much longer. */
const slower = () => Math.max(1, (loadavg()[0] ?? 0) / availableParallelism());
const note = (fields: object) => process.stderr.write(`${JSON.stringify(fields)}\n`);
const middleOf = (numbers: number[], share: number) => [...numbers].sort((a, b) => a - b)[Math.min(numbers.length - 1, Math.floor(numbers.length * share))] ?? 0;

let test: OwnServer;
let applicant: Client;
beforeAll(async () => {
  test = await startOwnServer();
  applicant = test.client();
}, 120_000);
afterAll(() => test.stop());

type Said = Record<string, number>;
/** Sends it and asks until it is taken or refused; again when the server is busy and says so. `ms`: until the first answer, `allMs`: until that end. */
async function send({ name, bytes }: HonestFile): Promise<{ status: number; id: string; message: string; ms: number; allMs: number; asked: boolean }> {
  for (let tries = 0; ; tries += 1) {
    const began = performance.now();
    let answer = await applicant.uploadOnce('/api/public/uploads', bytes, name);
    const ms = performance.now() - began;
    const { id } = answer.body;
    const asked = answer.status === 202;
    while (answer.status === 202) {
      await new Promise((resolve) => { setTimeout(resolve, 50); });
      answer = await applicant.request('GET', `/api/public/upload-examinations/${id}`);
    }
    const status = answer.status === 200 ? 201 : answer.status;
    if (status !== 503 || tries === 5) return { status, id: answer.body.id, message: answer.body.message ?? '', ms, allMs: performance.now() - began, asked };
    await new Promise((resolve) => { setTimeout(resolve, 500); });
  }
}

describe('R12: honest documents', () => {
  it('are taken, all but one in thirty at most; a refusal says what to do', async () => {
    const generated = [...await honestPictures(), ...await honestPdfs()];
    const all = [...generated, ...carriedPictures(ROOT)];
    expect(all.length).toBeGreaterThanOrEqual(120);
    const files = evenly(all, 16);
    const refused: { name: string; message: string }[] = [];
    for (const file of files) {
      const { status, message } = await send(file);
      expect({ name: file.name, status: [201, 422].includes(status) }).toEqual({ name: file.name, status: true });
      if (status === 422) refused.push({ name: file.name, message });
    }
    note({ R12: 'honest documents', generated: generated.length, carried: all.length - generated.length, files: files.length, taken: files.length - refused.length, refused });
    expect(refused.length / files.length).toBeLessThanOrEqual(0.03);
    for (const { message } of refused) expect(message).toMatch(/[a-z].{20,}\./i);
  }, PATIENCE);
});

describe('R13: what is kept of a picture', () => {
  const HIDDEN = ['RAHASIA-EXIF', 'RAHASIA-KOMENTAR', '<script', '<?php', '%PDF-', 'PK\u0003\u0004', 'Exif\0\0', 'http://ns.adobe.com/xap', 'Photoshop 3.0'];
  it('holds nothing that was hidden in it, and honest pictures are not refused', async () => {
    const chance = chanceOf(faultSeed(1_313));
    const wanted = faultRuns(10);
    // Pictures of others first, as many as half of the run; each with a past of its own put in.
    const others = carriedPictures(ROOT, { system: FULL }).filter(({ name }) => !/pdf$/i.test(name));
    const ofOthers = Math.min(others.length, FULL ? Math.ceil(wanted / 2) : 4);
    const refused: { name: string; message: string }[] = [];
    const times: number[] = [];
    for (let n = 0; n < wanted; n += 1) {
      const other = n < ofOthers ? others[Math.floor((n * others.length) / ofOthers)] : undefined;
      const file = other ? await withPast(other) : await pictureWithPast(chance);
      const { status, id, message, allMs } = await send(file);
      times.push(allMs);
      if (status !== 201) { refused.push({ name: file.name, message: `${status} ${message}` }); continue; }
      const row = await test.database.db('uploads').where({ id }).first<{ storage_key: string }>('storage_key');
      const pages = await test.database.db('upload_pages').where({ upload_id: id }).select<{ picture_key: string; preview_key: string }[]>('picture_key', 'preview_key');
      for (const key of [row.storage_key, ...pages.flatMap((page) => [page.picture_key, page.preview_key])]) {
        const stored = readFileSync(path.join(test.uploadsDir, key));
        expect({ name: file.name, left: HIDDEN.filter((trace) => stored.includes(trace)) }).toEqual({ name: file.name, left: [] });
      }
    }
    note({ R13: 'pictures with metadata and hidden parts', files: wanted, carried: ofOthers, kept: wanted - refused.length, refused: refused.slice(0, 40), p50: middleOf(times, 0.5), p99: middleOf(times, 0.99), slowest: Math.max(...times), load: loadavg()[0] });
    expect(refused.length / wanted).toBeLessThanOrEqual(0.03);
    const slowest = Math.max(...times);
    expect({ slowest, ok: slowest < 1_000 * slower() * (FULL ? 1 : 3) }).toMatchObject({ ok: true });
  }, PATIENCE);
});

const WORDS: [RegExp, string][] = [[/endobj/, 'endobx'], [/\/Length \d+/, '/Length 99999999'], [/startxref\s+\d+/, 'startxref\n1'], [/\/Count \d+/, '/Count 2000000'], [/\/MediaBox\s*\[[^\]]*\]/, '/MediaBox [0 0 0 0]'], [/xref/, 'xxxx'], [/\/Type\s*\/Page\b/, '/Type/Pagf'], [/obj/, 'ojb'], [/stream/, 'strean'], [/\/Filter\s*\/FlateDecode/, '/Filter/LZWDecode']];
/** One file broken in one of the ways files break, or are broken. */
function broken(whole: Buffer, chance: ReturnType<typeof chanceOf>): Buffer {
  const at = () => chance.whole(0, whole.length - 1);
  switch (chance.whole(0, 6)) {
    case 0: return whole.subarray(0, Math.max(6, at()));
    case 1: { const bytes = Buffer.from(whole); for (let n = chance.whole(1, 60); n > 0; n -= 1) bytes[Math.max(5, at())] = chance.whole(0, 255); return bytes; }
    case 2: { const from = at(); return Buffer.concat([whole.subarray(0, from), whole.subarray(Math.min(whole.length, from + chance.whole(1, 4_000)))]); }
    case 3: { const from = at(); const part = whole.subarray(from, from + chance.whole(1, 3_000)); return Buffer.concat([whole.subarray(0, from), part, part, whole.subarray(from)]); }
    case 4: { const from = at(); return Buffer.concat([whole.subarray(0, from), Buffer.from(Array.from({ length: chance.whole(1, 400) }, () => chance.whole(0, 255))), whole.subarray(from)]); }
    case 5: { const [from, to] = WORDS[chance.whole(0, WORDS.length - 1)] ?? [/obj/, 'x']; return Buffer.from(whole.toString('latin1').replace(chance.is(0.5) ? from : new RegExp(from.source, 'g'), to), 'latin1'); }
    default: { const text = whole.toString('latin1'); return Buffer.from(text.replace(/\d+ 0 R/g, (reference) => (chance.is(0.2) ? `${chance.whole(0, 60)} 0 R` : reference)), 'latin1'); }
  }
}

describe('R10: broken PDFs and pictures', () => {
  it('are each taken or refused with a reason, quickly, and nobody else waits', async () => {
    const chance = chanceOf(faultSeed(1_010));
    const bases = [...(await honestPdfs()).filter((_, n) => n % 9 === 0).map(({ bytes }) => bytes), await sampleScan('ktp', { name: 'Rina Contoh', nik: '6472014508900003', npwp: '6472014508900003' }, 'pdf'), objectStreamBomb(64)].map((bytes): HonestFile => ({ name: 'surat.pdf', bytes }));
    // One in four is a broken file of somebody else's making.
    const carried = carriedPictures(ROOT, { system: FULL });
    const before = test.memoryMb();
    const pings: number[] = [];
    const times: number[] = [];
    let working = true;
    const others = (async () => {
      const other = test.client();
      while (working) {
        const began = performance.now();
        expect((await other.request('GET', '/api/health')).status).toBe(200);
        pings.push(performance.now() - began);
        await new Promise((resolve) => { setTimeout(resolve, 100); });
      }
    })();
    const said: Said = {};
    let peak = before;
    const ends: number[] = [];
    let put = 0;
    let foreign = 0;
    const files = faultRuns(16);
    let left = files;
    const sender = async () => {
      while (left > 0) {
        left -= 1;
        const from = chance.is(0.25) ? chance.pick(carried) : chance.pick(bases);
        if (!bases.includes(from)) foreign += 1;
        const { status, message, ms, allMs, asked } = await send({ name: from.name, bytes: broken(from.bytes, chance) });
        times.push(ms);
        ends.push(allMs);
        if (asked) put += 1;
        peak = Math.max(peak, test.memoryMb());
        said[status] = (said[status] ?? 0) + 1;
        expect([201, 422]).toContain(status);
        if (status === 422) expect(message).toMatch(/[a-z].{20,}\./i);
      }
    };
    await Promise.all([sender(), sender()]);
    working = false;
    await others;
    note({ R10: 'broken PDFs and pictures', files, carried: carried.length, ofOthers: foreign, said, p50: middleOf(times, 0.5), p99: middleOf(times, 0.99), slowest: Math.max(...times), underExamination: put, endP99: middleOf(ends, 0.99), endSlowest: Math.max(...ends), pingP99: middleOf(pings, 0.99), serverMb: Math.round(peak), grownMb: Math.round(peak - before), load: loadavg()[0] });
    expect({ slowest: Math.max(...times), ok: Math.max(...times) < 2_000 * slower() * (FULL ? 1 : 3) }).toMatchObject({ ok: true });
    expect({ ping: middleOf(pings, 0.99), ok: middleOf(pings, 0.99) < 300 * slower() * (FULL ? 1 : 3) }).toMatchObject({ ok: true });
    expect(peak).toBeLessThan(300);
  }, PATIENCE);
});
