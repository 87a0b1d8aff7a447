import { describe, expect, it } from '@jest/globals';
import { readIdentifiers } from './query-row.ts';
import { readBirthDay, readDay } from './read-day.ts';

const read = (column: string, text: string) => readIdentifiers(new Map([[column, text]]));

describe('cells of other people’s files', () => {
  it.each([
    '3201021203850004', '320102 120385 0004', '320102.120385.0004', "'3201021203850004", 'NIK: 3201021203850004', 'No. KTP 3201021203850004', '3201021203850004.0', '3.201021203850004E+15', '\uFEFF3201021203850004 ',
  ])('reads the NIK in %j', (text) => { expect(read('nik', text).nik).toBe('3201021203850004'); });

  it.each(['3.20102E+15', '320102120385', '3201021203850000', 'N/A', ''])('takes %j for no NIK', (text) => { expect(read('nik', text).nik).toBeNull(); });

  it.each([
    '02.183.241.5-000.000', '021832415000000', '0021832415000000', '21832415000000', '21832415000000.0', '2.1832415E+13', '2.1832415000000E+13', 'NPWP: 02.183.241.5-000.000', '02.183.241.5/000.000', '02 183 241 5 000 000', '02.183.241.5-000.000.',
  ])('reads the NPWP in %j', (text) => { expect(read('npwp', text)).toMatchObject({ npwp15: '021832415000000', maskKey: '24100' }); });

  it.each(['**.***.241.*-*00.***', 'xx.xxx.241.x-x00.xxx', '*****241**00***', 'NPWP **.***.241.*-*00.***'])('reads the mask in %j', (text) => {
    expect(read('npwp', text)).toMatchObject({ npwp15: null, maskKey: '24100' });
  });

  it.each([
    '081234567890', '+62 812-3456-7890', '6281234567890', '006281234567890', '81234567890', '81234567890.0', 'HP. 081234567890', 'WA 0812 3456 7890', 'No. HP: 081234567890', '(0541) 123456 / 081234567890', '081234567890; 0541123456',
  ])('reads the telephone in %j', (text) => { expect(read('telepon', text).phone).toBe('+6281234567890'); });

  it.each(['Budi@Contoh.Test', ' budi@contoh.test ', 'mailto:budi@contoh.test', 'Budi <budi@contoh.test>', 'budi@contoh.test;', 'budi@contoh.test, lain@contoh.test'])('reads the address in %j', (text) => {
    expect(read('email', text).email).toBe('budi@contoh.test');
  });

  it.each([
    '1965-02-08', '1965-02-08 00:00:00', '1965-02-08T00:00:00+07:00', '08/02/1965', '8-2-1965', '08.02.1965', '8 Februari 1965', '08-Feb-1965', '08-Feb-65', '08/02/65', '08 Peb 1965', 'Samarinda, 08-02-1965', 'Samarinda, 8 Februari 1965',
    '19650208', '08021965', '23781', '23781.0',
  ])('reads the birth date in %j', (text) => { expect(readBirthDay(text)).toBe('1965-02-08'); });

  it.each(['31/02/1965', '1965', '02/13/1965', '99999', 'Samarinda', ''])('takes %j for no birth date', (text) => { expect(readBirthDay(text)).toBeNull(); });

  it('a short year of a birth is of the last century unless that would be a child today, of a sanction of this one', () => {
    expect([readBirthDay('08/02/05'), readBirthDay('08/02/16'), readDay('08/02/65'), readDay('45886')]).toEqual(['2005-02-08', '1916-02-08', '2065-02-08', '2025-08-17']);
  });
});
