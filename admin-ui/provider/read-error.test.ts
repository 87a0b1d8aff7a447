import { describe, expect, it } from '@jest/globals';
import { errorAt, isClosed, readError, strayErrors } from './read-error.ts';

describe('readError', () => {
  it('keeps obstacles, holder and version of a conflict', () => {
    const body = { message: 'Sudah berubah.', obstacles: [{ key: 'hambatan.sudah_berubah', message: 'Sudah berubah.' }], holder: 'Sari', version: 7, requestId: 'r1' };
    expect(readError({ status: 409, body, message: 'x' })).toEqual({ status: 409, ...body });
  });
  it('leaves out what is empty', () => expect(readError({ status: 422, body: { message: 'Salah.', errors: {}, obstacles: [] } })).toEqual({ status: 422, message: 'Salah.' }));
  it.each([
    { name: 'a broken line', error: { status: 0, message: 'Terputus' }, read: { status: 0, message: 'Terputus' } },
    { name: 'a programme error', error: new TypeError('rusak'), read: { status: -1, message: 'rusak' } },
    { name: 'a bare text', error: 'aneh', read: { status: -1, message: 'aneh' } },
    { name: 'a page of a proxy', error: { status: 502, body: '<html>', message: 'Bad Gateway' }, read: { status: 502, message: 'Bad Gateway' } },
  ])('reads $name', ({ error, read }) => expect(readError(error)).toEqual(read));
  it('tells it in the language chosen when it is read', () => {
    const told = (one: string) => ({ message: `${one} pesan`, errors: { nik: `${one} nik` }, obstacles: [{ key: 'k', message: `${one} hambatan` }] });
    let spoken: 'id' | 'en' = 'id';
    const read = readError({ status: 409, body: { ...told('id'), holder: 'Sari', words: { id: told('id'), en: told('en') } }, message: 'x' }, () => spoken);
    expect(read).toEqual({ status: 409, ...told('id'), holder: 'Sari' });
    spoken = 'en';
    expect(read).toEqual({ status: 409, ...told('en'), holder: 'Sari' });
  });
  it.each([[409, true], [422, false], [0, false]])('status %i closed: %s', (status, closed) => expect(isClosed({ status, message: '' })).toBe(closed));
});

describe('errors of fields', () => {
  const errors = { 'butir.0.alasan': 'Pilih alasan.', mulai: 'Di luar jam kerja.', lain: 'Entah.' };
  it.each([['mulai', 'Di luar jam kerja.'], ['butir', 'Pilih alasan.'], ['but', undefined]])('at %s', (key, sentence) => expect(errorAt(errors, key)).toBe(sentence));
  it('loses no sentence that has no field', () => expect(strayErrors(errors, ['mulai', 'butir'])).toEqual(['Entah.']));
  it('gives none when there are none', () => expect(strayErrors(undefined, [])).toEqual([]));
});
