import { describe, expect, it } from '@jest/globals';
import { isUnproven, proposeNpwp } from './propose-fields.ts';
import type { Line } from './words.ts';

/** Lines as the recogniser gives them, one under the other. */
const linesOf = (...texts: string[]): Line[] => texts.map((text, n) => {
  const words = text.split(' ').map((word, at) => ({ text: word, confidence: 91, left: at * 90, top: n * 40, right: at * 90 + 80, bottom: n * 40 + 24 }));
  return { text, words, left: 0, top: n * 40, right: words.length * 90, bottom: n * 40 + 24 };
});
const npwpOf = (...texts: string[]) => proposeNpwp(linesOf(...texts)).find(({ field }) => field === 'npwp')?.value;

describe('the number of a tax card', () => {
  it('of sixteen digits is found on a line of its own, together or in groups of four', () => {
    expect(npwpOf('NPWP KARTU CONTOH', '6472010708889994', 'BUDI CONTOH', 'NIK : 6472010708889994')).toBe('6472010708889994');
    expect(npwpOf('NPWP KARTU CONTOH', '6472 0107 0888 9994', 'BUDI CONTOH')).toBe('6472010708889994');
  });

  it('is never taken from the line of the NIK', () => {
    expect(npwpOf('NPWP KARTU CONTOH', 'BUDI CONTOH', 'NIK : 6472010708889994')).toBeUndefined();
    expect(npwpOf('N1K 647201070888999')).toBeUndefined();
  });

  it('called NPWP goes before one that is called nothing', () => {
    expect(npwpOf('6472010708889994', 'NPWP : 09.876.543.2-012.000')).toBe('098765432012000');
  });

  it('without a check digit, or with one that does not fit, must be read twice', () => {
    expect(isUnproven({ field: 'npwp', value: '6472010708889994', confidence: 99 })).toBe(true);
    expect(isUnproven({ field: 'npwp', value: '098765432000000', confidence: 99 })).toBe(true);
    expect(isUnproven({ field: 'nama', value: 'BUDI CONTOH ENAMBELA', confidence: 20 })).toBe(false);
  });
});
