import { describe, expect, it } from '@jest/globals';
import { parseNib } from './nib.ts';

describe('parseNib', () => {
  it.each([['0220100200228'], ['0220 1002 00228'], ['0220.1002.00228']])('reads %s', (text) => {
    expect(parseNib(text)).toEqual({ ok: true, nib: '0220100200228' });
  });

  it.each([
    ['  ', 'identitas.nib.kosong', {}],
    ['022010020022', 'identitas.nib.panjang_salah', { jumlah: '12' }],
    ['02201002002281', 'identitas.nib.panjang_salah', { jumlah: '14' }],
    ['NIB0220100200', 'identitas.nib.bukan_angka', {}],
  ])('refuses %j with %s', (text, key, params) => {
    expect(parseNib(text)).toEqual({ ok: false, error: { key, params } });
  });
});
