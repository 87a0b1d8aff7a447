import { describe, expect, it } from '@jest/globals';
import { ActionClosedError, InvalidError } from '../errors.ts';
import { errorBody } from './error-body.ts';

describe('what a refusal says', () => {
  const refusal = new InvalidError({ berkas: { key: 'unggahan.pdf_password' } }, 'unggahan.pdf_password');

  it('is said in every language where a page asks for it, in the one of the reader first', () => {
    const { body } = errorBody(refusal, 'r', 'en', true);
    expect(body.errors?.berkas).toMatch(/^This PDF is locked/);
    expect(body.words).toEqual({ id: { message: expect.stringMatching(/^PDF ini dikunci/), errors: { berkas: expect.stringMatching(/^PDF ini dikunci/) } }, en: { message: body.message, errors: body.errors } });
    expect(errorBody(new Error('x'), 'r', 'id', true).body.words?.en.message).not.toBe(errorBody(new Error('x'), 'r', 'id').body.message);
  });

  it('says in every language why an act is closed, where it leads besides', () => {
    const closed = new ActionClosedError([{ key: 'hambatan.sudah_berubah', params: {} }, { key: 'hambatan.belum_diambil', params: {}, fix: { workspace: 'surat', ref: 'x' } }], { holder: 'Sari', version: 7 });
    const { body } = errorBody(closed, 'r', 'id', true);
    expect([body.words?.id.obstacles, body.words?.en.obstacles?.map(({ key, fix }) => ({ key, fix }))]).toEqual([body.obstacles, body.obstacles?.map(({ key, fix }) => ({ key, fix }))]);
    expect(body.words?.en.obstacles?.map(({ message }) => message)).not.toEqual(body.obstacles?.map(({ message }) => message));
  });

  it('is said in one otherwise', () => expect(errorBody(refusal, 'r', 'id').body).not.toHaveProperty('words'));
});
