import { describe, expect, it } from '@jest/globals';
import { LOST, readAnswer, toldIn, type Problem } from './api-answer.ts';

describe('an answer of the server', () => {
  it('gives the body of a success', () => expect(readAnswer(201, '{"token":"t"}', null)).toEqual({ ok: true, status: 201, body: { token: 't' } }));
  it('may have no body', () => expect(readAnswer(204, '', null)).toMatchObject({ ok: true, status: 204 }));

  it.each([
    { name: 'no answer', status: 0, text: '' },
    { name: 'an answer that broke off', status: 200, text: '{"token":"' },
  ])('$name is lost: nobody knows whether it arrived', ({ status, text }) => expect(readAnswer(status, text, null)).toEqual(LOST));

  it('keeps sentence, fields and waiting time of a refusal', () => {
    expect(readAnswer(429, '{"message":"Tunggu.","errors":{"nik":"Salah."},"requestId":"r"}', '37'))
      .toEqual({ ok: false, kind: 'refused', status: 429, message: 'Tunggu.', errors: { nik: 'Salah.' }, words: null, retryAfter: 37 });
  });

  it('is told in the language that is read now, where the server said it in both', () => {
    const body = { message: 'Tunggu.', errors: { nik: 'Salah.' }, words: { id: { message: 'Tunggu.', errors: { nik: 'Salah.' } }, en: { message: 'Wait.' } } };
    const problem = readAnswer(422, JSON.stringify(body), null) as Problem;
    expect([toldIn(problem, 'id'), toldIn(problem, 'en')]).toEqual([{ message: 'Tunggu.', errors: { nik: 'Salah.' } }, { message: 'Wait.', errors: {} }]);
    expect(toldIn({ ...problem, words: null }, 'en').message).toBe('Tunggu.');
  });

  it.each([
    { name: "a proxy's page", text: '<html>Bad gateway</html>', retryAfter: 'Wed, 21 Oct 2026 07:28:00 GMT' },
    { name: 'words that are no words', text: '{"message":5,"errors":{"nik":{"a":1}}}', retryAfter: '-1' },
    { name: 'null', text: 'null', retryAfter: null },
  ])('makes no sentence out of $name', ({ text, retryAfter }) => {
    expect(readAnswer(502, text, retryAfter)).toEqual({ ok: false, kind: 'refused', status: 502, message: null, errors: {}, words: null, retryAfter: null });
  });
});
