import { describe, expect, it } from '@jest/globals';
import { checkIdentity } from './check-identity.ts';

const context = { today: '2026-03-02', knownRegion: (code: string) => ['6472', '647201', '6403'].includes(code) };
const sound = {
  nama: 'Rina Contoh, S.T.', nik: '6472 0145 0890 0003', npwp: '02.183.241.5-000.000', tanggal_lahir: '1990-08-05', kabupaten: '6472', email: 'Rina@Pemohon.test', telepon: '0812-3456-7890',
};

describe('checkIdentity', () => {
  it('takes sound fields in their stored form', () => {
    expect(checkIdentity(sound, context)).toEqual({
      errors: {}, warnings: [],
      normalized: {
        name: 'Rina Contoh, S.T.', name_folded: 'RINA CONTOH', nik: '6472014508900003', npwp_typed: '02.183.241.5-000.000', npwp15: '021832415000000', npwp16: '0021832415000000',
        npwp_mask: '24100', npwp_doubtful: false, birth_date: '1990-08-05', regency_code: '6472', email: 'Rina@Pemohon.test', phone: '+6281234567890',
      },
    });
  });

  it('takes a NIB in any form, and none where it is left empty', () => {
    expect(['9120 0012 34228', ' '].map((nib) => checkIdentity({ nib }, context))).toEqual(['9120001234228', null].map((nib) => ({ errors: {}, warnings: [], normalized: { nib } })));
  });

  it('looks only at what is there', () => {
    expect(checkIdentity({ email: 'a@b.test' }, context)).toEqual({ errors: {}, warnings: [], normalized: { email: 'a@b.test' } });
  });

  it.each<[string, Partial<typeof sound>, string]>([
    ['NIK of 15 digits', { nik: '647201450890000' }, 'nik'], ['NIK of 31 February', { nik: '6402053102850001' }, 'nik'], ['NIK with serial 0000', { nik: '6472014508900000' }, 'nik'],
    ['NIK with letters', { nik: '64720145089000O3' }, 'nik'], ['NPWP of 17 digits', { npwp: '02183241500000012' }, 'npwp'], ['telephone too short', { telepon: '0812' }, 'telepon'],
    ['two e-mail addresses', { email: 'a@b.test,c@d.test' }, 'email'], ['birth date today', { tanggal_lahir: '2026-03-02' }, 'tanggal_lahir'],
    ['NIB of 12 digits', { nib: '912000123422' } as Partial<typeof sound>, 'nib'], ['NIB with letters', { nib: '91200O1234228' } as Partial<typeof sound>, 'nib'],
    ['kabupaten unknown', { kabupaten: '9999' }, 'kabupaten'], ['name of signs', { nama: '...' }, 'nama'],
  ])('refuses: %s', (_what, change, field) => {
    const { errors, normalized } = checkIdentity({ ...sound, ...change }, context);
    expect([Object.keys(errors), Object.keys(normalized).length]).toEqual([[field], expect.any(Number)]);
  });

  it.each<[string, Partial<typeof sound>, string[], boolean]>([
    ['NPWP check digit', { npwp: '02.183.241.4-000.000' }, ['npwp identitas.npwp.angka_periksa'], true],
    ['NPWP of an unknown shape', { npwp: '9921832415000000' }, ['npwp identitas.npwp.bentuk_tidak_dikenal'], true],
    ['NPWP that is another person\'s NIK', { npwp: '6472014508900004' }, ['npwp peringatan.npwp_nik_beda'], true],
    ['NPWP that is the own NIK', { npwp: '6472014508900003' }, [], false],
    ['NIK of another birth date', { tanggal_lahir: '1990-08-06' }, ['nik identitas.nik.tanggal_lahir_beda'], false],
    ['NIK of another kabupaten', { kabupaten: '6403' }, ['nik identitas.nik.kabupaten_beda'], false],
    ['NIK of an unknown region', { nik: '9999014508900003' }, ['nik identitas.nik.wilayah_tidak_dikenal', 'nik identitas.nik.kabupaten_beda'], false],
  ])('warns: %s', (_what, change, warnings, doubtful) => {
    const result = checkIdentity({ ...sound, ...change }, context);
    expect([result.errors, result.warnings.map(({ field, key }) => `${field} ${key}`), result.normalized.npwp_doubtful]).toEqual([{}, warnings, doubtful]);
  });

  it('lets no typed value into what is stored as a warning', () => {
    const { warnings } = checkIdentity({ ...sound, nik: '9999014508900003', npwp: '02.183.241.4-000.000', tanggal_lahir: '1991-01-01' }, context);
    expect(warnings.length).toBeGreaterThan(2);
    expect(JSON.stringify(warnings)).not.toMatch(/\d{6}/);
  });
});
