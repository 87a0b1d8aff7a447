import { describe, expect, it } from '@jest/globals';
import { makePublicCode, printedCode, readPublicCode } from './public-code.ts';

describe('code of a letter', () => {
  it('is 26 signs of 5 bits and never the same', () => {
    const codes = new Set(Array.from({ length: 500 }, makePublicCode));
    expect(codes.size).toBe(500);
    expect([...codes].every((code) => /^[0-9A-HJKMNP-TV-Z]{26}$/.test(code))).toBe(true);
  });
  it('is read as printed, in small letters and with the usual slips', () => {
    const code = '7K3MQ9T2XVBN4R8HZC0WFD5J1P';
    expect(printedCode(code)).toBe('7K3MQ-9T2XV-BN4R8-HZC0W-FD5J1P');
    expect([printedCode(code), code.toLowerCase(), '7K3MQ 9T2XV BN4R8 HZCOW FD5JlP'].map(readPublicCode)).toEqual([code, code, code]);
  });
  it.each(['', 'A', '7K3MQ9T2XVBN4R8HZC0WFD5J1', `${'7'.repeat(25)}U`, '../'.repeat(9), '7'.repeat(5000)])('%s is no code', (typed) => { expect(readPublicCode(typed)).toBeNull(); });
});
