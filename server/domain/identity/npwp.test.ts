import { describe, expect, it } from '@jest/globals';
import { maskKeyOfMasked, maskNpwp, npwp15CheckDigit, parseNpwp } from './npwp.ts';

describe('npwp15CheckDigit', () => {
  // domain.md 3.1
  it.each([
    ['02183241', 5],
    ['01312166', 0],
    ['01609052', 4],
    ['01451869', 0],
    ['01234567', 4],
    ['02345678', 3],
    ['09876543', 1],
    ['31234567', 1],
    ['70123456', 9],
  ])('%s gives %d', (first8, digit) => {
    expect(npwp15CheckDigit(first8)).toBe(digit);
  });

  it.each([['0218324'], ['021832415'], ['0218324x']])('throws on %s', (text) => {
    expect(() => npwp15CheckDigit(text)).toThrow(RangeError);
  });
});

describe('parseNpwp', () => {
  it('reads the printed form of an old card', () => {
    expect(parseNpwp(' 02.183.241.5-000.000 ')).toEqual({
      ok: true,
      typed: '02.183.241.5-000.000',
      npwp15: '021832415000000',
      npwp16: '0021832415000000',
      kind: 'npwp15',
      maskKey: '24100',
      checkDigitValid: true,
      warnings: [],
    });
  });

  it.each([
    ['0 and 15 digits', '0021832415000000', 'npwp16_badan', '021832415000000', '24100', true, []],
    ['wrong check digit', '01.234.567.8-012.345', 'npwp15', '012345678012345', '56712', false, ['identitas.npwp.angka_periksa']],
    ['wrong check digit behind a 0', '0012345678012345', 'npwp16_badan', '012345678012345', '56712', false, ['identitas.npwp.angka_periksa']],
    ['serial of zeros, which passes Luhn', '000000000012000', 'npwp15', '000000000012000', '00012', false, ['identitas.npwp.nomor_nol']],
    ['the NIK of a person', '6472 0145 0890 0003', 'npwp16_nik', null, null, null, []],
    ['the NIK of the first region', '1101014508900003', 'npwp16_nik', null, null, null, []],
    ['an impossible NIK', '6402053102850001', 'npwp16_lain', null, null, null, ['identitas.npwp.bentuk_tidak_dikenal']],
    ['below the first region code', '1000004508900003', 'npwp16_lain', null, null, null, ['identitas.npwp.bentuk_tidak_dikenal']],
  ])('reads %s', (_case, text, kind, npwp15, maskKey, checkDigitValid, keys) => {
    const result = parseNpwp(text);
    expect(result).toMatchObject({ ok: true, kind, npwp15, maskKey, checkDigitValid });
    expect(result.ok && result.warnings.map((warning) => warning.key)).toEqual(keys);
    expect(result.ok && result.npwp16).toMatch(/^[0-9]{16}$/);
  });

  it.each([
    ['', 'identitas.npwp.kosong', {}],
    ['02.183.241.5-000.00', 'identitas.npwp.panjang_salah', { jumlah: '14' }],
    ['00218324150000001', 'identitas.npwp.panjang_salah', { jumlah: '17' }],
    ['NPWP 02.183.241.5-000.000', 'identitas.npwp.bukan_angka', {}],
  ])('refuses %j with %s', (text, key, params) => {
    expect(parseNpwp(text)).toEqual({ ok: false, error: { key, params } });
  });
});

describe('masks in the positions of the portal', () => {
  it.each([
    ['021238745911000', '**.***.874.*-*11.***'],
    ['02.123.874.5-911.000', '**.***.874.*-*11.***'],
    ['0021238745911000', '**.***.874.*-*11.***'],
    ['6472014508900003', '6472********0003'],
    ['1000004508900003', '************0003'],
    ['12.34', '**.**'],
    ['NPWP lama 5', '**** **** *'],
  ])('%s becomes %s', (npwp, mask) => {
    expect(maskNpwp(npwp)).toBe(mask);
  });

  it.each([
    ['**.***.874.*-*11.***', '87411'],
    [' **.***.874.*-*11.*** ', '87411'],
    ['N/A', null],
    ['', null],
    ['**.***.87.*-*11.***', null],
    ['*****874**11***', '87411'],
    ['xx.xxx.874.x-x11.xxx', '87411'],
    ['** *** 874 * * 11 ***', '87411'],
    ['02.***.874.*-*11.***', null],
    ['*'.repeat(5000), null],
    ['6472********0003', null],
  ])('the key of %j is %s', (masked, key) => {
    expect(maskKeyOfMasked(masked)).toBe(key);
  });

  it('gives the same key as the full number', () => {
    const parsed = parseNpwp('02.123.874.5-911.000');
    expect(parsed.ok && parsed.maskKey).toBe(maskKeyOfMasked(maskNpwp('02.123.874.5-911.000')));
  });
});
