import { describe, expect, it } from '@jest/globals';
import { compareRegion, compareRow, compareShown } from './compare-shown.ts';

describe('compareShown', () => {
  it.each([
    ['SUPRIYADI GINTING', 'Supriyadi Ginting', 'sama'],
    ['Kab. Kutai', 'kab kutai', 'sama'],
    ['Siti', 'Sita', 'berbeda'],
    ['6403********9993', '6403********9993', 'tidak_pasti'],
    ['6403********9993', '6403********9994', 'berbeda'],
    ['6403010104949993', '6403********9993', 'tidak_pasti'],
    ['a***@surel.test', 'ab***@surel.test', 'tidak_pasti'],
    [null, 'x', 'tidak_ada'],
    ['x', '', 'tidak_ada'],
  ] as const)('%s and %s: %s', (left, right, agreement) => expect(compareShown(left, right)).toBe(agreement));
});

describe('compareRegion', () => {
  it.each([
    ['Kabupaten Berau, Kalimantan Timur', 'Kabupaten Berau', 'sama'],
    ['Kab. Berau', 'Kabupaten Berau', 'sama'],
    ['Kota Bontang', 'Kabupaten Berau', 'berbeda'],
    ['Kota Serang', 'Kabupaten Serang', 'berbeda'],
    [null, 'Kota Bontang', 'tidak_ada'],
  ] as const)('%s and %s: %s', (left, right, agreement) => expect(compareRegion(left, right)).toBe(agreement));
});

describe('compareRow: the server saw the whole of both', () => {
  const of = (kind: string, ...keys: string[]) => ({ kind, reasons: keys.map((key) => ({ key: `temuan.alasan.${key}` })) });
  it.each([
    ['a masked NIK that is equal', 'nik', '6403********9993', '6403********9993', of('lpse_lain', 'kunci_nik'), 'sama'],
    ['a masked NIK of the same ends that is not', 'nik', '6403********9993', '6403********9993', of('lpse_lain', 'kunci_email', 'duplikat_nik_beda'), 'berbeda'],
    ['a masked address that was no key', 'email', 'r***@surel.test', 'r***@surel.test', of('lpse_lain', 'kunci_nik'), 'berbeda'],
    ['an equal mask of the list proves nothing', 'npwp', '**.***.064.*-*72.***', '**.***.064.*-*72.***', of('daftar_hitam', 'mask_sama', 'nama_sama'), 'tidak_pasti'],
    ['a name in old spelling', 'nama', 'Soekarno', 'Sukarno', of('daftar_hitam', 'nama_sama_ejaan'), 'sama'],
    ['a masked name that is alike', 'nama', 'Rina Contoh', 'Rina C***', of('lpse_lain', 'nama_mirip'), 'mirip'],
    ['another kabupaten of the province', 'kabupaten', 'Kota Samarinda, Kalimantan Timur', 'Kota Bontang', of('daftar_hitam', 'provinsi_sama'), 'berbeda'],
    ['what one side lacks', 'npwp', null, '**.***.064.*-*72.***', of('daftar_hitam'), 'tidak_ada'],
  ] as const)('%s', (_name, row, left, right, found, agreement) => expect(compareRow(row, [left, right], found)).toBe(agreement));
});
