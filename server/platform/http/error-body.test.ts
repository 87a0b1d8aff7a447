import { describe, expect, it } from '@jest/globals';
import { InvalidError } from '../errors.ts';
import { errorBody } from './error-body.ts';

describe('what a refusal says', () => {
  const refusal = new InvalidError({ berkas: { key: 'unggahan.pdf_password' } }, 'unggahan.pdf_password');

  it('is said in every language where a page asks for it, in the one of the reader first', () => {
    const { body } = errorBody(refusal, 'r', 'en', true);
    expect(body.errors?.berkas).toMatch(/^This PDF is locked/);
    expect(body.words).toEqual({ id: { message: expect.stringMatching(/^PDF ini dikunci/), errors: { berkas: expect.stringMatching(/^PDF ini dikunci/) } }, en: { message: body.message, errors: body.errors } });
    expect(errorBody(new Error('x'), 'r', 'id', true).body.words?.en.message).not.toBe(errorBody(new Error('x'), 'r', 'id').body.message);
  });

  it('is said in one otherwise', () => expect(errorBody(refusal, 'r', 'id').body).not.toHaveProperty('words'));
});
