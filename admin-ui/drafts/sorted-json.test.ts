import { expect, it } from '@jest/globals';
import { sortedJson } from './sorted-json.ts';

it.each([
  ['keys in another order', { hasil: 'sama', alasan: 'Nama sama.' }, { alasan: 'Nama sama.', hasil: 'sama' }],
  ['keys of what lies within', { kekurangan: [{ dokumen: 'npwp', alasan: 'DOC-02' }] }, { kekurangan: [{ alasan: 'DOC-02', dokumen: 'npwp' }] }],
  ['a field that was taken back', { hasil: 'sama', alasan: undefined }, { hasil: 'sama' }],
])('is the same text for %s', (_what, one, other) => {
  expect(sortedJson(one)).toBe(sortedJson(other));
});

it.each([
  ['another value', { hasil: 'sama' }, { hasil: 'bukan_yang_sama' }],
  ['another order of a list', { dokumen: ['ktp', 'npwp'] }, { dokumen: ['npwp', 'ktp'] }],
  ['nothing and an empty text', { alasan: null }, { alasan: '' }],
])('is another text for %s', (_what, one, other) => {
  expect(sortedJson(one)).not.toBe(sortedJson(other));
});

it('reads as what it was', () => {
  const content = { waktu: '2026-03-02', daftar: [{ b: 1, a: [null, true] }], teks: 'Catatan “baru”' };
  expect(JSON.parse(sortedJson(content))).toEqual(content);
});
