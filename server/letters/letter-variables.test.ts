import { describe, expect, it } from '@jest/globals';
import { allSops } from '../domain/sop/catalogue.ts';
import type { LetterSpec } from '../domain/sop/model.ts';
import { catalogue } from '../domain/messages/translate.ts';
import { checkLetter, fillLetter, LETTER_VARIABLES, variablesOf } from './letter-variables.ts';

const letterOf = (change: Partial<LetterSpec>): LetterSpec => ({ id: 'contoh', to: 'pemohon', subject: 'Permohonan {nomor}', body: 'Yth. {nama}', ...change });

it('every variable has a name and an example for the editor', () => {
  const words = catalogue('id');
  expect(LETTER_VARIABLES.filter((name) => !words[`variabel_surat.${name}`] || !words[`contoh_surat.${name}`])).toEqual([]);
});

describe('letters of the procedures', () => {
  it.each(allSops.flatMap((sop) => sop.letters.map((letter) => [`${sop.code} v${sop.version}: ${letter.id}`, letter] as const)))('%s can be filled', (_name, letter) => {
    expect(() => { checkLetter(letter); }).not.toThrow();
  });

  it('whoever gets one reads at its end where the office is reached, if it says so', () => {
    const toApplicants = allSops.flatMap((sop) => sop.letters).filter(({ to }) => to === 'pemohon');
    expect(toApplicants.filter(({ body }) => !body.endsWith('Salam,\n{kantor}\n{kontak}')).map(({ id }) => id)).toEqual([]);
    expect(fillLetter({ subject: '-', body: 'Salam,\n{kantor}\n{kontak}' }, { kantor: 'LPSE Contoh' }).body).toBe('Salam,\nLPSE Contoh');
  });

  it.each<[string, Partial<LetterSpec>, RegExp]>([
    ['an unknown variable', { body: 'Halo {nik}, {nama}' }, /\{nik\}/],
    ['code in a variable', { body: '{constructor.constructor("x")}' }, /constructor/],
    ['an empty variable', { body: 'Halo {}' }, /\{\}/],
    ['a link in the subject', { subject: 'Buka {tautan}' }, /subject/],
    ['a private link for an officer', { to: 'verifikator', body: 'Buka {tautan}' }, /applicants/],
  ])('%s is refused', (_name, change, message) => {
    expect(() => { checkLetter(letterOf(change)); }).toThrow(message);
  });

  it('names each variable once', () => {
    expect(variablesOf({ subject: '{nomor}', body: '{nama} {nomor} {nama}' })).toEqual(['nomor', 'nama']);
  });
});

describe('filling', () => {
  it('keeps the link mark and fills the rest', () => {
    expect(fillLetter({ subject: 'P {nomor}', body: 'Yth. {nama},\n\n{tautan}' }, { nomor: 'A-1', nama: 'Rina' })).toEqual({ subject: 'P A-1', body: 'Yth. Rina,\n\n{tautan}' });
  });

  it('never reads typed text as a variable', () => {
    const { body } = fillLetter({ subject: '-', body: '{nama}: {catatan}' }, { nama: '{nomor} {tautan}', catatan: 'lihat {tautan}', nomor: 'A-1' });
    expect(body).toBe('{nomor} { tautan }: lihat { tautan }');
  });

  it('leaves no stray blank lines for an empty note', () => {
    expect(fillLetter({ subject: '-', body: 'Satu.\n\n{catatan}\n\nDua.' }, { catatan: '' }).body).toBe('Satu.\n\nDua.');
  });

  it('prints a dash where a needed row is missing', () => {
    expect(fillLetter({ subject: '-', body: 'pada {jadwal}' }, {}).body).toBe('pada –');
  });

  it.each([
    ['line breaks in a name', 'Rina\r\nBcc: lain@contoh.test', 'Rina Bcc: lain@contoh.test'],
    ['control characters', 'Rina\u0000\u001B[31m', 'Rina [31m'],
    ['direction marks', 'Rina\u202Eatad', 'Rina atad'],
  ])('cleans %s', (_name, typed, printed) => {
    expect(fillLetter({ subject: 'S {nama}', body: '{nama}' }, { nama: typed })).toEqual({ subject: `S ${printed}`, body: printed });
  });

  it('keeps the lines of a note', () => {
    expect(fillLetter({ subject: '-', body: '{catatan}' }, { catatan: 'satu\r\ndua' }).body).toBe('satu\ndua');
  });
});
