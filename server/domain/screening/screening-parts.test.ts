import { describe, expect, it } from '@jest/globals';
import { catalogue } from '../messages/translate.ts';
import { daysBetween, freshnessOf } from './freshness.ts';
import { maskName } from './mask-name.ts';
import { regionKey } from './region-key.ts';
import { dayIn } from '../working-time.ts';

describe('age of a list (decision 3)', () => {
  it.each([
    { dataDate: '2026-03-02', freshness: 'segar' },
    { dataDate: '2026-02-23', freshness: 'segar' },
    { dataDate: '2026-02-22', freshness: 'kuning' },
    { dataDate: '2026-01-31', freshness: 'kuning' },
    { dataDate: '2026-01-30', freshness: 'merah' },
    { dataDate: null, freshness: 'merah' },
  ])('$dataDate is $freshness on 2 March', ({ dataDate, freshness }) => expect(freshnessOf(dataDate, '2026-03-02')).toBe(freshness));

  it('an office may set its own days', () => expect(freshnessOf('2026-03-01', '2026-03-02', { freshDays: 0, yellowDays: 1 })).toBe('kuning'));

  it('a day is the day of the office', () => {
    const at = new Date('2026-03-01T16:30:00Z');
    expect([dayIn('Asia/Jakarta', at), dayIn('Asia/Makassar', at)]).toEqual(['2026-03-01', '2026-03-02']);
  });

  it('counts days over the end of February and backwards', () => expect([daysBetween('2028-02-28', '2028-03-01'), daysBetween('2026-03-02', '2026-03-01')]).toEqual([2, -1]));
});

describe('names of regions', () => {
  it.each([
    ['Kab. Sintang', 'KABUPATEN  SINTANG'], ['Kota Administrasi Jakarta Pusat', 'KOTA ADM. JAKARTA PUSAT'], ['DKI Jakarta', 'Daerah Khusus Ibukota Jakarta'],
    ['DI Yogyakarta', 'Daerah Istimewa Yogyakarta'], ['Provinsi Riau', 'RIAU'],
    ['D.I. Yogyakarta', 'DI Yogyakarta'], ['D.K.I. Jakarta', 'DKI JAKARTA'], ['Nanggroe Aceh Darussalam', 'ACEH'], ['Kep. Riau', 'Kepulauan Riau'], ['Bangka Belitung', 'Kep. Bangka Belitung'],
    ['Kab. Kep. Meranti', 'Kabupaten Kepulauan Meranti'], ['Kotamadya Bandung', 'Kota Bandung'], ['Kodya Medan', 'KOTA MEDAN'], ['Sumatra Utara', 'Sumatera Utara'], ['Kab. Adm. Kep. Seribu', 'Kabupaten Administrasi Kepulauan Seribu'],
  ])('%s is %s', (one, other) => expect(regionKey(one)).toBe(regionKey(other)));
  it.each([['Kota Serang', 'Kab. Serang'], ['Jambi', 'Kota Jambi'], ['Riau', 'Kepulauan Riau']])('%s is not %s', (one, other) => expect(regionKey(one)).not.toBe(regionKey(other)));
  it.each([[''], ['N/A'], ['  '], ['NULL'], [null]])('%s is no region', (text) => expect(regionKey(text)).toBeNull());
});

describe('a name for foreign eyes', () => {
  it.each([
    { name: 'Dewi Lestari', known: '', masked: 'D*** L***' },
    { name: 'Dewi Lestari, S.T.', known: 'DEWI Anggraini', masked: 'Dewi L*** S T' },
    { name: 'dewi_lestari', known: '', masked: 'd*** l***' },
    { name: '', known: 'Dewi', masked: '' },
  ])('$name seen by "$known": $masked', ({ name, known, masked }) => expect(maskName(name, known)).toBe(masked));
});

describe('every reason the comparisons can give', () => {
  it('has its sentence in both languages', () => {
    const said = ['nik_sama', 'npwp_sama', 'npwp_cabang', 'mask_sama', 'mask_kpp_beda', 'tidak_dapat_dibandingkan', 'nama_mirip', 'nama_jauh', 'nama_pendek', 'bentuk_usaha',
      'kabupaten_sama', 'provinsi_sama', 'wilayah_beda', 'wilayah_tidak_ada', 'sanksi_berlaku', 'sanksi_baru_berakhir', 'sanksi_ditunda', 'sanksi_belum_mulai', 'sanksi_riwayat', 'sanksi_riwayat_batal', 'sanksi_riwayat_habis', 'sanksi_berlaku_tanpa_akhir', 'sanksi_berakhir_dini', 'provinsi_sama_saja',
      'kunci_npwp', 'kunci_email', 'kunci_user_id', 'kunci_nik', 'kunci_nama_wilayah', 'npwp_sama_wilayah_beda', 'user_id_sama_nama_beda', 'tanggal_lahir_sama', 'nama_sama', 'nama_sama_ejaan',
      'nama_sama_urutan', 'nama_sama_spasi', 'kabupaten_beda', 'kunci_telepon', 'kunci_npwp_cabang', 'kunci_nama_lahir', 'duplikat_nik_nyaris', 'duplikat_nik_beda', 'duplikat_npwp_beda',
      'tanggal_lahir_beda', 'nib_sama', 'nib_beda', 'kunci_nib', 'duplikat_nib_beda', 'nib_sama_wilayah_beda'];
    expect(said.filter((key) => !(`temuan.alasan.${key}` in catalogue('id')) || !(`temuan.alasan.${key}` in catalogue('en')))).toEqual([]);
  });
});
