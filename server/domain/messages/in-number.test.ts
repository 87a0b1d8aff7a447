import { expect, it } from '@jest/globals';
import { inNumber } from './in-number.ts';
import { catalogue, translate } from './translate.ts';
import { uiWords } from './ui-words.ts';

it.each([
  ['ui.tenggat.sisa_hari', { n: 1 }, '%{n} day left'], ['ui.tenggat.sisa_hari', { n: 2 }, '%{n} days left'], ['ui.tenggat.sisa_hari', { n: '1' }, '%{n} day left'],
  ['ui.serah.selesai', { berkas: 1, jadwal: 0, tugas: 1 }, 'Handed over: %{berkas} case, %{jadwal} appointments, %{tugas} task'],
  ['ui.lembar.asli', { n: 1 }, '%{n} original still lies in the office'], ['ui.efek.hasil', { n: 1 }, '%{n} piece of work was started again. What fails again comes back to this list.'],
] as const)('%s of %o', (key, params, said) => { expect(inNumber(uiWords.en[key], params)).toBe(said); });

it('is in what the server says as well', () => {
  expect([1, 3].map((bulan) => translate('laman.dokumen.paling_tua', { bulan }, 'en'))).toEqual(['Issued at most 1 month ago', 'Issued at most 3 months ago']);
});

// What stands behind a number with an s at its end and no mark would speak of "1 rows".
const NOUNS = 'appointments|applications|cases|days|documents|hours|mails|minutes|months|originals|pages|rows|tasks|warnings|accounts|rooms|forms|verifiers|suppliers|digits|steps|pieces|seconds|columns|names';
it('leaves no counted noun of an English sentence without its singular, and no mark in an Indonesian one', () => {
  const [english, indonesian] = (['en', 'id'] as const).map((locale) => Object.entries({ ...catalogue(locale), ...uiWords[locale] }));
  expect(english?.filter(([, text]) => new RegExp(`%\\{\\w+\\} (?:\\w+ )?(?:${NOUNS})\\b`).test(text)).map(([key]) => key)).toEqual([]);
  expect(indonesian?.filter(([, text]) => inNumber(text, {}) !== text).map(([key]) => key)).toEqual([]);
});
