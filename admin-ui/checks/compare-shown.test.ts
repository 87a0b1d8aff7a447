import { describe, expect, it } from '@jest/globals';
import { compareRegion, compareShown } from './compare-shown.ts';

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
