import { describe, expect, it } from '@jest/globals';
import { redactorFor } from './redact.ts';

const person = {
  nik: '6472014508900003', npwp_typed: null, npwp15: '000123456789012', npwp16: null, nib: '9120001234228', email: 'rina@contoh.test', phone: '+6281234567890', user_id_spse: 'RINACONTOH', address: 'Jalan Contoh 1',
};

describe('redactorFor', () => {
  const redact = redactorFor([person]);

  it.each([
    ['NIB 9120001234228 sama', 'NIB **********228 sama'],
    ['NIK 6472014508900003 sama', 'NIK 6472********0003 sama'],
    ['surat ke rina@contoh.test', 'surat ke r***@contoh.test'],
    ['akun RINACONTOH aktif', 'akun RI****** aktif'],
    ['alamat: Jalan Contoh 1', 'alamat: ***** ****** *'],
    ['nomor lain 6472014508900009', 'nomor lain ****************'],
    ['NPWP 01.234.567.8-901.234', 'NPWP **.***.***.*-***.***'],
    ['telepon 0812 3456 7890', 'telepon **** **** ****'],
    ['orang lain: budi@lain.test', 'orang lain: b***@lain.test'],
    ['dikerjakan 2026-03-02T02:00:00.000Z, SK 12/2026', 'dikerjakan 2026-03-02T02:00:00.000Z, SK 12/2026'],
  ])('%s', (written, kept) => expect(redact(written)).toBe(kept));

  it('reaches into lists and records and leaves numbers and nothing alone', () => {
    expect(redact({ a: ['6472014508900003'], n: 3, none: null })).toEqual({ a: ['6472********0003'], n: 3, none: null });
  });
});
