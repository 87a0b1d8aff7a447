import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { compareFolded, compareNames } from './compare-names.ts';
import { foldName } from './fold-name.ts';
import { namesMessages } from './names.messages.ts';

/** The levels of domain.md 2.4. */
const A = 0.92;
const B = 0.75;

describe('compareNames', () => {
  it.each([
    ['Buyung Dodi Gunawan, S.T., M.M.', 'BUYUNG DODI GUNAWAN'],
    ['Moch. Soekarno', 'Muhammad Sukarno'],
    ['Abdul Rahman', 'Abdurrahman'],
    ['PT LINTAS PUTRA', 'PT PUTRA LINTAS'],
    ['CV WIRA CAHAYA', 'CAHAYA WIRA CV'],
    ['CV TELAGA MEGA BUANA', 'CV TELAGA MEGABUANA'],
    ['CV TELAGA MEGABUANA', 'CV TELAGAMEGA BUANA'],
    ['PTPUTRASULUNGPERKASA', 'PT PUTRA SULUNG PERKASA'],
    ['Suparman alias Maman', 'Maman'],
    ['Suparman alias Maman', 'Darso @ Maman'],
  ])('%s and %s are equal', (a, b) => {
    expect(compareNames(a, b).score).toBe(1);
  });

  it.each([
    ['Buyung Dodi Gunawan', 'B. D. Gunawan'],
    ['Muhammad Arif', 'Moh. Arip'],
    ['Jaenal Abidin', 'Zainal Abidin'],
    ['Jani Soekarno', 'Yani Sukarno'],
    ['Dewi Lestari', 'Dwi Lestari'],
    ['Rizki', 'Riski'],
    ['Vera Susanti', 'Fera Susanti'],
    ['Buyung Dodi Gunawan', 'Buyung Dodi Gunawna'],
    ['Pandapotan Situmorang', 'Pandapotan S.'],
    ['CV TELAGA MEGA BUANA', 'CV TELAGA MEGABUWANA'],
    ['PT TIGA BERLIAN', 'PT 3 BERLIAN'],
    ['CV CAAYA TIMUR RAYA', 'CV CAHAYA TIMUR RAYA'],
    ['PT WAHANA LESTARI SJAHTERA', 'PT WAHANA LESTARI SEJAHTERA'],
  ])('%s and %s are as good as equal', (a, b) => {
    const { score } = compareNames(a, b);
    expect(score).toBeGreaterThanOrEqual(A);
    expect(score).toBeLessThan(1);
  });

  it.each([
    ['a missing first name', 'Buyung Dodi Gunawan', 'Dodi Gunawan'],
    ['old j for y behind a consonant', 'Soerjadi', 'Suryadi'],
    ['Joko and Yoko', 'Joko', 'Yoko'],
    ['another number', 'CV BINTANG RIMBA', 'CV BINTANG RIMBA II'],
    ['one letter of a short word', 'CV CIPTA ABADI JAYA', 'CV CIPTA ABADI RAYA'],
    ['one letter of a family name', 'Agus Salim', 'Agus Halim'],
    ['a lost letter of a short word', 'UD YDHA BHAKTI', 'UD YUDHA BHAKTI'],
  ])('shows but does not equal: %s', (_case, a, b) => {
    const { score } = compareNames(a, b);
    expect(score).toBeGreaterThanOrEqual(B);
    expect(score).toBeLessThan(A);
  });

  it.each([
    ['one common word against a longer name', 'Muhammad', 'Muhammad Rizki Pratama'],
    ['one word against two', 'Budi', 'Budi Santoso'],
    ['one letter against a name', 'B', 'Budi Santoso'],
    ['a common first name', 'Muhammad Arif', 'Muhammad Rizki'],
    ['a common first name and another cut', 'Muhammad Arif', 'Muhammad Rifki Anto'],
    ['common words of firms', 'CV KARYA PUTRA', 'CV KARYA PUTRA MANDIRI'],
    ['short names', 'Eko', 'Eka'],
    ['two initials', 'B', 'D'],
    ['other numbers', 'CV 45', 'CV 46'],
    ['a number at the end of a word', 'CV RIMBA4', 'CV RIMBA'],
    ['another initial', 'D Umar', 'Budi Umar'],
    ['a short word inside another', 'Ani', 'Anik'],
    ['numbers in one word', 'CV RIMBA45', 'CV RIMBA 46'],
    ['nothing in common', 'Siti Aminah', 'Joko Prasetyo'],
  ])('does not show: %s', (_case, a, b) => {
    expect(compareNames(a, b).score).toBeLessThan(B);
  });

  it.each([
    ['', 'Budi'],
    ['Budi', '***'],
    ['', ''],
  ])('has nothing to say about %j and %j', (a, b) => {
    expect(compareNames(a, b)).toEqual({ score: 0, likeness: 'jauh', opposed: false, legalFormConflict: false, reasons: [{ key: 'nama.alasan.kosong', params: {} }] });
  });

  it.each([
    ['CV KARYA PUTRA', 'PT KARYA PUTRA', true],
    ['KARYA PUTRA CV', 'PT. KARYA PUTRA', true],
    ['CV KARYA PUTRA', 'C.V. KARYA PUTRA', false],
    ['PT KARYA PUTRA', 'PT KARYA PUTRA (PERSERO) TBK', false],
    ['CV KARYA PUTRA', 'KARYA PUTRA', false],
    ['Budi', 'Budi', false],
  ])('legal forms of %s and %s differ: %s', (a, b, conflict) => {
    const result = compareNames(a, b);
    expect(result.score).toBe(1);
    expect(result.legalFormConflict).toBe(conflict);
    expect(result.reasons.some(({ key }) => key === 'nama.alasan.bentuk_usaha_beda')).toBe(conflict);
  });

  it('explains which words met', () => {
    expect(compareNames('Moch. B. Salim Arif Umar', 'Muhammad Budi Halim Umar').reasons).toEqual([
      { key: 'nama.alasan.kata_ejaan', params: { kata: 'MOCH', lain: 'MUHAMMAD' } },
      { key: 'nama.alasan.inisial', params: { kata: 'B', lain: 'BUDI' } },
      { key: 'nama.alasan.kata_mirip', params: { kata: 'SALIM', lain: 'HALIM', persen: '73' } },
      { key: 'nama.alasan.tanpa_pasangan', params: { kata: 'ARIF' } },
      { key: 'nama.alasan.kata_sama', params: { kata: 'UMAR' } },
    ]);
    expect(compareNames('CV TELAGA MEGA BUANA', 'PT TELAGA MEGABUANA').reasons).toEqual([
      { key: 'nama.alasan.tanpa_spasi', params: { persen: '100' } },
      { key: 'nama.alasan.bentuk_usaha_beda', params: { bentuk: 'CV', lain: 'PT' } },
    ]);
    expect(compareNames('Suparman alias Maman', 'Maman').reasons).toEqual([
      { key: 'nama.alasan.alias', params: { alias: 'MAMAN' } },
      { key: 'nama.alasan.sama', params: {} },
    ]);
  });

  it('names a word without partner on either side, once for each', () => {
    const reasons = compareNames('Umar', 'Umar Budi Budi').reasons.filter(({ key }) => key === 'nama.alasan.tanpa_pasangan');
    expect(reasons).toEqual([{ key: 'nama.alasan.tanpa_pasangan', params: { kata: 'BUDI' } }]);
  });

  it('takes names that were folded before', () => {
    expect(compareFolded(foldName('Djoko'), foldName('Joko')).score).toBe(1);
  });

  const word = fc.constantFrom('Muhammad', 'M.', 'Rizki', 'Riski', 'Arif', 'Arip', 'Budi', 'B', 'Abdurrahman', 'Jaya', 'Raya', 'II', 'CV', 'PT', 'alias');
  const nameOf = (maxLength: number) => fc.array(word, { minLength: 1, maxLength }).map((words) => words.join(' '));

  it('is symmetric and between 0 and 1; a name equals itself', () => {
    fc.assert(
      fc.property(nameOf(4), nameOf(10), (a, b) => {
        const there = compareNames(a, b);
        const back = compareNames(b, a);
        expect(there.score).toBeCloseTo(back.score, 9);
        expect(there.legalFormConflict).toBe(back.legalFormConflict);
        expect(there.score).toBeGreaterThanOrEqual(0);
        expect(there.score).toBeLessThanOrEqual(1);
        expect(compareNames(a, a).score).toBe(1);
      }),
    );
  });
});

describe('name messages', () => {
  it.each(Object.entries(namesMessages.id))('%s has the same placeholders in both languages', (key, text) => {
    const placeholders = (sentence: string) => [...sentence.matchAll(/%\{(\w+)\}/g)].map((match) => match[1]).sort();
    expect(Object.keys(namesMessages.en)).toEqual(Object.keys(namesMessages.id));
    expect(placeholders(namesMessages.en[key as keyof typeof namesMessages.en])).toEqual(placeholders(text));
  });
});
