import { describe, expect, it } from '@jest/globals';
import { compareNik, parseNik } from './nik.ts';
import type { ParsedNik } from './nik.ts';

const today = '2026-11-20';

function parsed(text: string): ParsedNik {
  const result = parseNik(text, { today });
  if (!result.ok) throw new Error(result.error.key);
  return result;
}

describe('parseNik', () => {
  it('reads the worked example of domain.md 3.4', () => {
    expect(parseNik('6472014508900003', { today })).toEqual({
      ok: true,
      nik: '6472014508900003',
      regionCode: '647201',
      birthDate: '1990-08-05',
      sex: 'P',
      serial: '0003',
      warnings: [],
    });
  });

  it.each([
    ['6472 0145 0890 0003'],
    ['647201.450890.0003'],
    ['647201-450890-0003'],
    ['  647201–450890—0003\n'],
    ['6472\u00a00145\u00a00890\u00a00003'],
    [`6472014508900003${' '.repeat(48)}`],
  ])('accepts %j as people type it', (text) => {
    expect(parsed(text).nik).toBe('6472014508900003');
  });

  it.each([
    ['', 'identitas.nik.kosong', {}],
    [' -. ', 'identitas.nik.kosong', {}],
    ['647201450890000', 'identitas.nik.panjang_salah', { jumlah: '15' }],
    ['64720145089000031', 'identitas.nik.panjang_salah', { jumlah: '17' }],
    ['64720145O8900003', 'identitas.nik.bukan_angka', {}],
    ['6472014508900003'.repeat(9), 'identitas.nik.bukan_angka', {}],
    ['٦٤٧٢٠١٤٥٠٨٩٠٠٠٠٣', 'identitas.nik.bukan_angka', {}],
    ['6402053102850001', 'identitas.nik.tanggal_mustahil', {}],
    ['6402050001850001', 'identitas.nik.tanggal_mustahil', {}],
    ['6402054001850001', 'identitas.nik.tanggal_mustahil', {}],
    ['6402053201850001', 'identitas.nik.tanggal_mustahil', {}],
    ['6402057201850001', 'identitas.nik.tanggal_mustahil', {}],
    ['6402051513850001', 'identitas.nik.tanggal_mustahil', {}],
    ['6402051500850001', 'identitas.nik.tanggal_mustahil', {}],
    ['6402052902850001', 'identitas.nik.tanggal_mustahil', {}],
    ['6402051501850000', 'identitas.nik.nomor_urut_nol', {}],
  ])('refuses %j with %s', (text, key, params) => {
    expect(parseNik(text, { today })).toEqual({ ok: false, error: { key, params } });
  });

  it.each([
    ['first day a man', '6402050101850001', '1985-01-01', 'L'],
    ['last day a man', '6402053101850001', '1985-01-31', 'L'],
    ['first day a woman', '6402054101850001', '1985-01-01', 'P'],
    ['last day a woman', '6402057101850001', '1985-01-31', 'P'],
    ['leap day', '6402052902880001', '1988-02-29', 'L'],
    ['leap day that exists only in 2000', '6402052902000001', '2000-02-29', 'L'],
    ['17 today', '6402052011090001', '2009-11-20', 'L'],
    ['17, 18 tomorrow', '6402052111080001', '2008-11-21', 'L'],
    ['100, not yet 101', '6402052111250001', '1925-11-21', 'L'],
  ])('reads %s', (_case, nik, birthDate, sex) => {
    expect(parsed(nik)).toMatchObject({ birthDate, sex, warnings: [] });
  });

  it.each([
    ['17 tomorrow', '6402052111090001'],
    ['101 today', '6402052011250001'],
    ['a child or a very old person', '6402050101150001'],
  ])('leaves the century open for %s and says so', (_case, nik) => {
    expect(parsed(nik)).toMatchObject({
      birthDate: null,
      warnings: [{ key: 'identitas.nik.usia_tidak_wajar', params: { usiaMin: '17', usiaMaks: '100' } }],
    });
  });

  it.each([
    ['known kecamatan', ['6472', '647201'], []],
    ['known kabupaten, unknown kecamatan', ['6472'], ['identitas.nik.kecamatan_tidak_dikenal']],
    ['unknown kabupaten', [], ['identitas.nik.wilayah_tidak_dikenal']],
  ])('warns about the region: %s', (_case, known, keys) => {
    const result = parseNik('6472014508900003', { today, knownRegions: (code) => known.includes(code) });
    expect(result.ok && result.warnings.map((warning) => warning.key)).toEqual(keys);
  });
});

describe('compareNik', () => {
  const woman = parsed('6472014508900003');
  const undecided = parsed('6472014508150003');

  it.each([
    ['everything agrees', woman, { birthDate: '1990-08-05', kabupaten: '6472', sex: 'P' as const }, []],
    ['nothing to compare with', woman, {}, []],
    ['nulls are not compared', woman, { birthDate: null, kabupaten: null, sex: null }, []],
    ['another day', woman, { birthDate: '1990-08-06' }, ['identitas.nik.tanggal_lahir_beda']],
    ['another century', woman, { birthDate: '1890-08-05' }, ['identitas.nik.tanggal_lahir_beda']],
    ['another regency', woman, { kabupaten: '6402' }, ['identitas.nik.kabupaten_beda']],
    ['another sex', woman, { sex: 'L' as const }, ['identitas.nik.jenis_kelamin_beda']],
    ['century open, day agrees', undecided, { birthDate: '2015-08-05' }, []],
    ['century open, other day', undecided, { birthDate: '2015-08-04' }, ['identitas.nik.tanggal_lahir_beda']],
  ])('%s', (_case, nik, form, keys) => {
    expect(compareNik(nik, form).map((warning) => warning.key)).toEqual(keys);
  });
});
