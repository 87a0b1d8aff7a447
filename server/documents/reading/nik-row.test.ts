import { describe, expect, it } from '@jest/globals';
import { nikRow } from './propose-fields.ts';
import type { Line } from './words.ts';

/** Lines as the recogniser gives them, one under the other. */
const linesOf = (...texts: string[]): Line[] => texts.map((text, n) => {
  const words = text.split(' ').map((word, at) => ({ text: word, confidence: 91, left: at * 90, top: n * 40, right: at * 90 + 80, bottom: n * 40 + 24 }));
  return { text, words, left: 0, top: n * 40, right: words.length * 90, bottom: n * 40 + 24 };
});
/** Which line, and whether its label was read. */
const rowOf = (...texts: string[]) => { const row = nikRow(linesOf(...texts)); return row && [row.top / 40, row.labelled]; };

describe('the row of the NIK', () => {
  it.each<[string, string[], [number, boolean] | null]>([
    ['is the one that says so', ['PROVINSI CONTOH', 'NIK : 6472010708889994', 'Nama : BUDI'], [1, true]],
    ['also where its label came out badly', ['PROVINSI CONTOH', '»N1K: 6472010708889994'], [1, true]],
    ['also where nothing was made of its digits', ['PROVINSI CONTOH', 'NIK', 'Nama : BUDI'], [1, true]],
    ['is not the name of somebody called Niken', ['6472010708889994', 'Nama : NIKEN CONTOH'], [0, false]],
    ['nor a street named after nickel', ['Alamat : JL NIKEL 4', '6472010708889994'], [1, false]],
    ['of two that say so is the one with digits', ['NIK', 'NIK : 6472010708889994'], [1, true]],
    ['is nowhere, where a name only begins so', ['Nama : NIKO CONTOH'], null],
  ])('%s', (_what, texts, row) => { expect(rowOf(...texts)).toEqual(row); });
});
