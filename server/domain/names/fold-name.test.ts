import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { foldName } from './fold-name.ts';

describe('foldName', () => {
  it('gives all its keys', () => {
    expect(foldName('CV. Tjipta Karya II')).toEqual({
      form: 'CV',
      core: 'TJIPTA KARYA II',
      folded: 'CIPTA KARIA 2',
      tokens: ['CIPTA', 'KARIA', '2'],
      glued: 'CIPTAKARIA2',
      words: ['TJIPTA', 'KARYA', 'II'],
      alias: null,
    });
  });

  it.each([
    ['the shape of seed 003', 'Buyung Dodi Gunawan, S.T., M.M.', 'BUYUNG DODI GUNAWAN'],
    ['titles without dots', 'BUYUNG DODI GUNAWAN ST MM', 'BUYUNG DODI GUNAWAN'],
    ['titles behind a comma without dots', 'Hasan, SE', 'HASAN'],
    ['titles with blanks', 'Dewi Lestari S. Kom M. Si', 'DEWI LESTARI'],
    ['titles with blanks behind a comma', 'Hasan, S. T., M. M.', 'HASAN'],
    ['a title with a blank behind one word', 'Dewi S. Kom', 'DEWI'],
    ['titles on both sides', 'Prof. Dr. Ir. H. Hasan Basri, Ph.D', 'HASAN BASRI'],
    ['title without a blank', 'H.Udin', 'UDIN'],
    ['two titles without a blank', 'Drs.H.Udin', 'UDIN'],
    ['a woman on the pilgrimage', 'Hj. Aminah, A.Md.', 'AMINAH'],
    ['a name that looks like a title', 'Raden', 'RADEN'],
    ['nothing but titles', 'Dr. H.', 'H'],
    ['parts of a name that are no titles', 'Andi Cut Teuku', 'ANDI CUT TEUKU'],
    ['initials in front', 'A.H. Nasution', 'A H NASUTION'],
    ['initials behind', 'Pandapotan S. M.', 'PANDAPOTAN S M'],
    ['a syllable that is also a title', 'Dewi Si', 'DEWI SI'],
    ['two letters behind one word', 'Hasan SE', 'HASAN SE'],
    ['Tubagus or Toko Bangunan', 'TB. Hasan, S.E.', 'HASAN'],
    ['bin', 'Ahmad bin Abdullah', 'AHMAD ABDULLAH'],
    ['binti', 'Siti binti Umar', 'SITI UMAR'],
    ['putra dari', 'Hasan putra dari Umar', 'HASAN UMAR'],
    ['a word that only looks like descent', 'Hasan Putra', 'HASAN PUTRA'],
    ['bin without a son', 'Bin Umar', 'BIN UMAR'],
    ['bin without a father', 'Umar Bin', 'UMAR BIN'],
    ['dari behind another word', 'Umar Hasan Dari Timur', 'UMAR HASAN DARI TIMUR'],
    ['initial and word, which make a title only behind a name', 'S. Kom', 'S KOM'],
    ['apostrophes', 'Ma’ruf Syafi\'i', 'MARUF SYAFII'],
    ['accents', 'José Andrés', 'JOSE ANDRES'],
    ['wide letters', 'ＢＵＤＩ', 'BUDI'],
    ['a branch', 'PT Karya Cabang Samarinda', 'KARYA'],
    ['a firm called Cabang', 'PT Cabang Maju', 'CABANG MAJU'],
    ['a body keeps its letters', 'CV H. Udin Jaya', 'H UDIN JAYA'],
    ['a body keeps its words', 'CV Putra Dari Timur', 'PUTRA DARI TIMUR'],
    ['a head office', 'CV. Zahra Putri (Kantor Pusat)', 'ZAHRA PUTRI'],
    ['a title with its subject', 'Slamet, A.Md.Kom.', 'SLAMET'],
    ['an honorary title', 'Dr. (H.C.) Suryo Hadi', 'SURYO HADI'],
    ['somebody who died', 'Suryo Hadi (Alm)', 'SURYO HADI'],
    ['a scanned 0 and 1', 'PT T1MUR SENT0SA', 'TIMUR SENTOSA'],
    ['a number at the end of a word', 'CV RIMBA1', 'RIMBA1'],
    ['a small l among capitals', 'RlZKY lLLAHl', 'RIZKY ILLAHI'],
    ['a usual small l', 'PT Multi Al Amin', 'MULTI AL AMIN'],
    ['a village company', 'Badan Usaha Milik Desa Maju Jaya', 'MAJU JAYA'],
    ['a Dutch CV', 'Commanditaire Vennootschap Anugerah Jaya', 'ANUGERAH JAYA'],
    ['an ampersand', 'CV Satu & Rekan', 'SATU DAN REKAN'],
    ['nothing to read', ' *** ', ''],
  ])('cleans %s: %j', (_case, name, core) => {
    expect(foldName(name).core).toBe(core);
  });

  it.each([
    ['Suparman alias Maman', 'SUPARMAN', 'MAMAN'],
    ['Suparman al. Maman', 'SUPARMAN', 'MAMAN'],
    ['Suparman @ Maman', 'SUPARMAN', 'MAMAN'],
    ['Umar Al Farabi', 'UMAR AL FARABI', null],
  ])('keeps what stands behind alias apart: %s', (name, core, alias) => {
    expect(foldName(name)).toMatchObject({ core, alias });
  });

  // domain.md 4.1 and 4.2: every spelling of a row gives the key.
  it.each([
    ['SUKARNO', ['Soekarno', 'Sukarno']],
    ['I GUSTI NGURAH RAI', ['I Gusti Ngurah Rai', 'I Gst. Ngr. Rai']],
    ['KETUT NYOMAN WAYAN', ['Ketut Nyoman Wayan', 'Kt. Nym. Wyn.']],
    ['IGNATIUS LOYOLA', ['Ignatius Loyola', 'Ign. Loyola']],
    ['BAROKAH KONSTRUKSI', ['CV Barokah Konstruksi', 'CV. BAROKAH CONSTRUCTION']],
    ['MITRA TEKNIK KONSULTAN', ['PT Mitra Teknik Konsultan', 'PT Mitra Tehnik Consultant']],
    ['JOKO', ['Djoko', 'Joko']],
    ['CIPTO', ['Tjipto', 'Cipto']],
    ['NYOMAN', ['Njoman', 'Nyoman']],
    ['SARIF', ['Sjarif', 'Syarif', 'Sarief']],
    ['MUHAMAD ARIF', ['Muhamad Arif', 'Mohammad Arif', 'Mohammed Arif', 'Moehammad Arif', 'Moch. Arif', 'Mochamad Arif', 'Moh. Arief', 'Muh Arif', 'Mhd. Arif', 'Md. Arif', 'M. Arif', 'M.Arif']],
    ['AHMAD', ['Ahmad', 'Achmad', 'Akhmad', 'Akhmat', 'Ahmat']],
    ['ABDUL RAHMAN', ['Abdul Rahman', 'Abd. Rahman', 'Abdoel Rahman', 'Abdl Rahman', 'Abdurrahman', 'Abdurahman', 'Abdulrahman']],
    ['ABDUL SALAM', ['Abdussalam', 'Abdul Salam']],
    ['ABDULAH', ['Abdullah', 'Abdulah']],
    ['SITI UMI', ['Siti Umi', 'St. Umi', 'Sitti Ummi', 'Sti Umy']],
    ['NUR AINI', ['Nur Aini', 'Noer Aini', 'Nor Aini', 'Noor Aeni']],
    ['YUDI', ['Yudi', 'Yudhi', 'Yudy']],
    ['ADI', ['Adi', 'Adhi', 'Addy']],
    ['RIZKI', ['Rizki', 'Rizky', 'Rizqi', 'Rizkie']],
    ['ZAINAL', ['Zaenal', 'Zainal']],
    ['SULISTIO', ['Sulistyo', 'Sulistio']],
    ['ALEKS', ['Alex', 'Aleks']],
    ['WAHIU HIDAYAT', ['Wahyu Hidayat']],
    ['MIRA M', ['Mira M.']],
    ['M', ['M', 'M.']],
    ['MAJU 2', ['PT Maju II', 'PT Maju 2']],
    ['X', ['PT X']],
  ])('gives %s', (folded, names) => {
    expect(names.map((name) => foldName(name).folded)).toEqual(names.map(() => folded));
  });

  it('reads no more than the length of a long name', () => {
    expect(foldName('A'.repeat(5_000)).core).toHaveLength(300);
  });

  it('never throws and keeps its keys in step', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme' }), (name) => {
        const { folded, tokens, glued, words, core } = foldName(name);
        expect(folded.split(' ').filter(Boolean)).toEqual(tokens);
        expect(glued).toBe(tokens.join(''));
        expect(words).toHaveLength(tokens.length);
        expect(core === '').toBe(tokens.length === 0);
      }),
    );
  });
});
