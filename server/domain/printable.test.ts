/** Which signs papers can print: the list against the fonts, and what people are told. */
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import fontkit from '@pdf-lib/fontkit';
import { describe, expect, it } from '@jest/globals';
import { asPrinted, findUnprintable, PRINTED_SIGNS, unprintableIn } from './printable.ts';

const require = createRequire(import.meta.url);
const signsOf = (name: string): number[] => (fontkit.create(readFileSync(require.resolve(`@expo-google-fonts/source-sans-3/${name}/SourceSans3_${name}.ttf`))) as unknown as { characterSet: number[] }).characterSet;

it('is what both weights of the typeface hold, without what cannot be seen', () => {
  const bold = new Set(signsOf('600SemiBold'));
  const held = signsOf('400Regular').filter((code) => bold.has(code) && !/[\p{Cc}\p{Default_Ignorable_Code_Point}]/u.test(String.fromCodePoint(code))).sort((a, b) => a - b);
  const listed = PRINTED_SIGNS.split(' ').flatMap((range) => {
    const [from = 0, to = from] = range.split('-').map((code) => parseInt(code, 16));
    return Array.from({ length: to - from + 1 }, (_, n) => from + n);
  });
  expect(listed).toEqual(held);
});

describe('a text', () => {
  it.each(['Rina Contoh', 'I Gusti Ngurah “Bagus” D’Arc – Zoë', 'Abdu\'r-Raḥmān', 'dua\nbaris\tdan\r\ntiga', 'a\u00a0b\u2003c', '', 'Ω ≥ ½ № 12'])('%j can be printed', (text) => expect(findUnprintable(text)).toBeNull());
  it.each([
    ['Rina 🙂', '“🙂”'], ['Rina\u202eotnoC', 'U+202E'], ['Ri\u200bna', 'U+200B'], ['\ufeffRina', 'U+FEFF'], ['a\u0000b', 'U+0000'], ['漢字', '“漢”'], ['\ud800', 'U+D800'], ['a\u2028b', 'U+2028'], ['Ri\u00adna', 'U+00AD'],
  ])('%j cannot, because of %s', (text, sign) => expect(findUnprintable(text)).toBe(sign));

  it('is found wherever it stands in what was typed', () => {
    expect(unprintableIn({ butir: [{ catatan: 'baik' }, { catatan: 'buruk 🙂' }], catatan: '\u202e', jumlah: 3, kosong: null })).toEqual([{ path: 'butir.1.catatan', sign: '“🙂”' }, { path: 'catatan', sign: 'U+202E' }]);
  });
});

it('on paper such a sign is a box, and one that cannot be seen is nothing', () => {
  expect(asPrinted({ a: ['Rina\u202e 🙂\u200b漢\u0001'], n: 3, none: null })).toEqual({ a: ['Rina □□'], n: 3, none: null });
});
