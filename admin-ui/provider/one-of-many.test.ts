import { expect, it } from '@jest/globals';
import { uiWords } from '../../server/domain/messages/ui-words.ts';
import { inNumber } from './one-of-many.ts';

it.each([
  ['ui.tenggat.sisa_hari', { n: 1 }, '%{n} day left'], ['ui.tenggat.sisa_hari', { n: 2 }, '%{n} days left'], ['ui.tenggat.sisa_hari', { n: '1' }, '%{n} day left'],
  ['ui.dokumen.ukuran', { n: 1, kb: 1 }, '%{n} page · %{kb} KB'], ['ui.serah.selesai', { berkas: 1, jadwal: 0, tugas: 1 }, 'Handed over: %{berkas} case, %{jadwal} appointments, %{tugas} task'],
] as const)('%s of %o', (key, params, said) => { expect(inNumber(uiWords.en[key], params)).toBe(said); });

it('leaves a noun in the plural whose verb is', () => {
  expect(inNumber('%{n} mails were decided.', { n: 1 })).toBe('%{n} mails were decided.');
});
