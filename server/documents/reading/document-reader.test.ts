/** The real reader on invented cards: a handful here, hundreds in `npm run bench -- documents`. */
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, describe, expect, it } from '@jest/globals';
import sharp from 'sharp';
import { otherScansElsewhere, scanElsewhere, type PlainScan } from '../../testing/card-scans/plain-node.ts';
import { createInspector } from '../inspection/inspect-upload.ts';
import { compareReading } from './compare-reading.ts';
import { createDocumentReader, isClosedReader, ReadingUnavailable } from './document-reader.ts';

/** Seeds whose cards bear the numbers instead of their person's. */
const [FORGED_KTP, FORGED_NPWP] = [821, 822];
const warnings: string[] = [];
const log = { warn: (_fields: object, message: string) => { warnings.push(message); } };
const reader = createDocumentReader({ log });
const folder = mkdtempSync(path.join(tmpdir(), 'loket-baca-'));
afterAll(async () => {
  await reader.close();
  rmSync(folder, { recursive: true, force: true });
});

const pageOf = ({ jpeg }: PlainScan) => sharp(jpeg).resize({ width: 1600, height: 1600, fit: 'inside', withoutEnlargement: true }).jpeg({ quality: 80 }).toBuffer();
const valuesOf = (proposals: { field: string; value: string }[]) => Object.fromEntries(proposals.map(({ field, value }) => [field, field === 'nama' ? value.toUpperCase() : value]));

describe('the reader', () => {
  it('reads a KTP: NIK, name, birth date and sex, and sees that it is one', async () => {
    const scan = await scanElsewhere(811, 'ktp', 'jernih');
    const reading = await reader.read(await pageOf(scan), null);
    expect(reading).toMatchObject({ looksLike: 'ktp', turn: 0 });
    expect(valuesOf(reading.proposals)).toEqual({ nik: scan.truth.nik, nama: scan.truth.nama.toUpperCase(), tanggal_lahir: scan.truth.tanggal_lahir, jenis_kelamin: scan.truth.jenis_kelamin });
  }, 180_000);

  it('reads a KTP that lies on a sheet of A4 at its true size, in a picture drawn larger, and says how the whole sheet looks', async () => {
    const inspector = createInspector({ maxBytes: 8_000_000, log: { info: () => undefined, ...log } });
    try {
      const scans = await otherScansElsewhere([[861, 'ktp', 'a4_200'], [862, 'ktp', 'a4_200'], [863, 'ktp', 'a4_300']]);
      for (const { truth, bytes, type } of scans) {
        const looked = await inspector.inspect({ buffer: bytes, fileName: type === 'image/jpeg' ? 'a.jpg' : 'a.pdf' });
        if (looked.outcome === 'refused') throw new Error(looked.key);
        const first = await looked.pages[Symbol.asyncIterator]().next();
        if (first.done) throw new Error('no page');
        const asked: number[] = [];
        const reading = await reader.read(first.value.jpeg, 'ktp', (part) => { asked.push(part.width); return inspector.drawPart(looked.stored, looked.type, part); });
        expect(asked).toEqual([expect.any(Number)]);
        expect(asked[0]).toBeLessThan(0.6);
        expect({ type, nik: valuesOf(reading.proposals).nik }).toEqual({ type, nik: truth.nik });
        // Without it, from the picture of the page, the same person is seen before: the look is that of the sheet.
        expect(reading.hashes[0]).toEqual((await reader.read(first.value.jpeg, 'ktp')).hashes[0]);
      }
    } finally {
      await inspector.close();
    }
  }, 400_000);

  it('reads since when a certificate and a tax card are, beside until when', async () => {
    for (const [kind, seed] of [['sertifikat_keahlian', 814], ['npwp', 813]] as const) {
      const scan = await scanElsewhere(seed, kind, 'jernih');
      const { tanggal_terbit: issued, berlaku_sampai: until } = valuesOf((await reader.read(await pageOf(scan), kind)).proposals);
      expect({ kind, issued, until }).toEqual({ kind, issued: scan.truth.tanggal_terbit, until: scan.truth.berlaku_sampai });
    }
  }, 300_000);

  it('is sure of a number that is printed and yet cannot be: an invented card gets its sentence', async () => {
    const about = (kind: 'ktp' | 'npwp') => ({ kind, typed: null, today: '2026-03-02', fieldKeys: ['nik', 'npwp'], locale: 'id' as const });
    // Born on 31 February; a check digit that does not fit.
    const nik = '6472013102900001';
    const ktp = await reader.read(await pageOf(await scanElsewhere(FORGED_KTP, 'ktp', 'jernih', { nik })), 'ktp');
    expect(ktp.proposals.find(({ field }) => field === 'nik')).toMatchObject({ value: nik, confidence: expect.any(Number) });
    expect(compareReading({ state: 'terbaca', looks_like: 'ktp', turn: 0, proposals: ktp.proposals }, about('ktp')).notes).toContainEqual({ level: 'galat', message: expect.stringContaining('tidak mungkin ada') });
    const npwp = '098765432000000';
    const tax = await reader.read(await pageOf(await scanElsewhere(FORGED_NPWP, 'npwp', 'jernih', { npwp })), 'npwp');
    expect(tax.proposals.find(({ field }) => field === 'npwp')).toMatchObject({ value: npwp });
    expect(compareReading({ state: 'terbaca', looks_like: 'npwp', turn: 0, proposals: tax.proposals }, about('npwp')).notes).toContainEqual({ level: 'galat', message: expect.stringContaining('Angka pemeriksa') });
  }, 300_000);

  it('finds out that a card lies on its side or on its head, and reads it all the same', async () => {
    const scan = await scanElsewhere(812, 'ktp', 'jernih');
    const page = await pageOf(scan);
    for (const [by, back] of [[180, 180], [90, 270]] as const) {
      const reading = await reader.read(await sharp(page).rotate(by).jpeg().toBuffer(), 'ktp');
      expect({ by, turn: reading.turn, nik: valuesOf(reading.proposals).nik }).toEqual({ by, turn: back, nik: scan.truth.nik });
    }
  }, 300_000);

  it('reads nothing where nothing is written', async () => {
    const blank = await sharp({ create: { width: 900, height: 600, channels: 3, background: '#eee' } }).jpeg().toBuffer();
    expect(await reader.read(blank, 'ktp')).toMatchObject({ proposals: [], looksLike: null });
  }, 180_000);

  it('goes on with a new process after one that broke, was silent or spoke nonsense', async () => {
    for (const [name, program] of [['mati', 'process.exit(3)'], ['diam', 'setInterval(() => {}, 1000)'], ['asal', "require('node:fs').writeSync(3, Buffer.from('halo halo halo halo'))"]] as const) {
      const childFile = path.join(folder, `${name}.cjs`);
      writeFileSync(childFile, program);
      const broken = createDocumentReader({ log, childFile, startMs: 2_000 });
      await expect(broken.read(Buffer.from('x'), 'ktp')).rejects.toThrow(ReadingUnavailable);
      await expect(broken.read(Buffer.from('x'), 'ktp')).rejects.toThrow(ReadingUnavailable);
      await broken.close();
    }
  }, 60_000);

  it('that is closed while it reads says so: a stop is no failure of the picture', async () => {
    const childFile = path.join(folder, 'menunggu.cjs');
    writeFileSync(childFile, 'setInterval(() => {}, 1000)');
    const stopping = createDocumentReader({ log, childFile });
    const under = stopping.read(Buffer.from('x'), 'ktp').catch((error: unknown) => error);
    await new Promise((resolve) => { setTimeout(resolve, 300); });
    await stopping.close();
    expect(isClosedReader(await under)).toBe(true);
  }, 60_000);

  it('is ended when it grows too large', async () => {
    const small = createDocumentReader({ log, memoryMebibytes: 60 });
    await expect(small.read(await pageOf(await scanElsewhere(813, 'npwp', 'jernih')), 'npwp')).rejects.toThrow(ReadingUnavailable);
    expect(warnings).toContain('reader grew too large');
    await small.close();
  }, 120_000);
});
