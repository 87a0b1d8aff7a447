/** Whoever reads the trail reads what an event is about in words. */
import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, it } from '@jest/globals';
import { translate } from '../domain/messages/translate.ts';
import { refInWords } from './audit.routes.ts';

const root = path.join(import.meta.dirname, '..');
/** Templates such as `surat:${id}` where the server writes an event. */
const kinds = new Set(readdirSync(root, { recursive: true, encoding: 'utf8' }).filter((file) => file.endsWith('.ts') && !file.endsWith('.test.ts')).flatMap((file) =>
  readFileSync(path.join(root, file), 'utf8').split('\n').filter((line) => /\bref: `|\bnote\(|\baudit\(/.test(line)).flatMap((line) => [...line.matchAll(/`([a-z][a-z0-9_-]+):\$\{/g)].map(([, kind]) => String(kind)))));

describe('what an event is about', () => {
  it('has a word for every kind the server writes, in both languages', () => {
    expect(kinds.size).toBeGreaterThan(20);
    expect([...kinds].flatMap((kind) => (['id', 'en'] as const).filter((locale) => translate(`acuan.${kind}`, {}, locale) === `acuan.${kind}`).map((locale) => `${kind} (${locale})`))).toEqual([]);
  });

  it.each([
    ['surat:01a20114-41aa-7c58-892d-b45b937a3f4e', 'Surat 01a20114', 'Letter 01a20114'], ['sha256:0123456789abcdef0123456789abcdef', 'Sidik berkas 01234567', 'File fingerprint 01234567'],
    ['isian:telepon', 'Isian Nomor telepon', 'Field Telephone number'], ['asal:loket', 'Asal Loket', 'Origin Counter'], ['lembar_harian:2026-03-18', 'Lembar harian 2026-03-18', 'Day docket 2026-03-18'],
    ['kontak', 'Kontak', 'Contact'], ['lain', 'lain', 'lain'], [null, null, null],
  ])('%s', (ref, indonesian, english) => { expect([refInWords(ref, 'id'), refInWords(ref, 'en')]).toEqual([indonesian, english]); });
});
