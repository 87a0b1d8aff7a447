import { describe, expect, it } from '@jest/globals';
import { parsePhone } from './phone.ts';

describe('parsePhone', () => {
  it.each([
    ['081234567890', '+6281234567890', 'seluler'],
    ['0812 3456 7890', '+6281234567890', 'seluler'],
    ['0812-3456-7890', '+6281234567890', 'seluler'],
    ['+62 812 3456 7890', '+6281234567890', 'seluler'],
    ['62 812 3456 7890', '+6281234567890', 'seluler'],
    ['+62 (0)812 3456 7890', '+6281234567890', 'seluler'],
    ['0812345678', '+62812345678', 'seluler'],
    [`0812${'-'.repeat(28)}34567890`, '+6281234567890', 'seluler'],
    ['0812345678901', '+62812345678901', 'seluler'],
    ['(0541) 123456', '+62541123456', 'tetap'],
    ['0541-12345', '+6254112345', 'tetap'],
    ['021 1234567', '+62211234567', 'tetap'],
    ['021 12345678', '+622112345678', 'tetap'],
    ['+62 541 12345678', '+6254112345678', 'tetap'],
  ])('%s becomes %s', (text, e164, kind) => {
    expect(parsePhone(text)).toEqual({ ok: true, e164, kind });
  });

  it.each([
    ['', 'identitas.telepon.kosong'],
    ['0812 3456 7890 / 0813 1111 2222', 'identitas.telepon.bukan_angka'],
    ['telepon 0812', 'identitas.telepon.bukan_angka'],
    ['08+12345678', 'identitas.telepon.bukan_angka'],
    ['0'.repeat(41), 'identitas.telepon.bukan_angka'],
    ['812 3456 7890', 'identitas.telepon.awalan_salah'],
    ['0014045', 'identitas.telepon.awalan_salah'],
    ['0110', 'identitas.telepon.awalan_salah'],
    ['+60 12 345 6789', 'identitas.telepon.luar_negeri'],
    ['081234567', 'identitas.telepon.seluler_panjang_salah'],
    ['08123456789012', 'identitas.telepon.seluler_panjang_salah'],
    ['0541 1234', 'identitas.telepon.tetap_panjang_salah'],
    ['0541 123456789', 'identitas.telepon.tetap_panjang_salah'],
    ['021 123456789', 'identitas.telepon.tetap_panjang_salah'],
  ])('refuses %j with %s', (text, key) => {
    expect(parsePhone(text)).toEqual({ ok: false, error: { key, params: {} } });
  });
});
