/**
 * Which column of a table means what. A header is compared in lower case with every blank and sign as `_`; offices write their
 * lists themselves, so each meaning has the names seen in practice. What is still unknown is mapped on screen.
 */

export type ColumnNames<F extends string> = Readonly<Record<F, readonly string[]>>;

/** Meanings of the national list under the names of its public export (`provinci` is its spelling), then those of plain lists. */
export const BLACKLIST_COLUMNS = {
  penyedia: ['nama', 'nama_penyedia', 'nama_perusahaan', 'nama_badan_usaha', 'nama_pelaku_usaha', 'perusahaan', 'badan_usaha', 'name', 'provider'],
  npwp_penyedia: ['npwp', 'no_npwp', 'nomor_npwp', 'npwp_perusahaan'],
  nik: ['nik_penyedia', 'no_nik', 'nomor_nik', 'no_ktp', 'nomor_ktp', 'ktp'],
  nib_penyedia: ['nib', 'no_nib', 'nomor_nib', 'nomor_induk_berusaha'],
  nomor_sk: ['sk', 'no_sk', 'sk_number', 'nomor_surat_keputusan', 'no_surat_keputusan', 'surat_keputusan', 'sk_penetapan', 'nomor_sk_penetapan', 'nomor'],
  status: ['status_sanksi', 'keadaan', 'status_penayangan'],
  tanggal_berlaku: ['mulai', 'tanggal_mulai', 'tgl_mulai', 'mulai_berlaku', 'berlaku_mulai', 'tgl_berlaku', 'tmt', 'start_date', 'starts_on', 'masa_berlaku_mulai', 'mulai_sanksi'],
  tanggal_selesai: ['selesai', 'sampai', 'akhir', 'tgl_selesai', 'tanggal_berakhir', 'tgl_berakhir', 'tanggal_akhir', 'berlaku_sampai', 'berakhir', 'end_date', 'ends_on', 'expired_date',
    'masa_berlaku_selesai', 'masa_berlaku_sampai', 'selesai_sanksi'],
  provinci: ['provinsi', 'prov', 'propinsi', 'province'],
  'kota/kabupaten': ['kabupaten', 'kabupaten/kota', 'kab/kota', 'kabupaten_kota', 'kota_kabupaten', 'kab_kota', 'kota_kab', 'kota', 'kab', 'regency'],
  alamat_penyedia: ['alamat', 'alamat_perusahaan', 'address'],
  jenis_pelanggaran: ['pelanggaran', 'jenis_sanksi', 'sanksi'],
  deskripsi_pelanggaran: ['keterangan', 'deskripsi', 'uraian'],
  'k/l/pd': ['klpd', 'instansi', 'kldi', 'k_l_pd'],
  'satuan_kerja_(satker)': ['satker', 'satuan_kerja'],
} as const satisfies ColumnNames<string>;
export type BlacklistColumn = keyof typeof BLACKLIST_COLUMNS;

export const REGISTRY_COLUMNS = {
  lpse: ['nama_lpse', 'lpse_asal'],
  user_id: ['userid', 'user', 'id_pengguna', 'user_id_spse', 'username'],
  nama: ['nama_penyedia', 'nama_perusahaan', 'penyedia', 'name'],
  nik: ['no_nik', 'nomor_nik', 'no_ktp', 'ktp'],
  npwp: ['no_npwp', 'nomor_npwp', 'npwp_penyedia'],
  nib: ['no_nib', 'nomor_nib', 'nomor_induk_berusaha', 'nib_penyedia'],
  email: ['e-mail', 'e_mail', 'surel', 'alamat_email'],
  telepon: ['telp', 'tlp', 'no_telepon', 'nomor_telepon', 'no_telp', 'no_hp', 'hp', 'phone'],
  kabupaten: ['kabupaten/kota', 'kota/kabupaten', 'kab/kota', 'kabupaten_kota', 'kota_kabupaten', 'kab_kota', 'kota_kab', 'kota', 'kab'],
  tanggal_lahir: ['tgl_lahir', 'lahir', 'birth_date', 'tanggal_lahir_pemilik'],
} as const satisfies ColumnNames<string>;
export type RegistryColumn = keyof typeof REGISTRY_COLUMNS;

export const QUERY_COLUMNS = {
  id: ['no', 'nomor', 'kode', 'no_urut'],
  nama: REGISTRY_COLUMNS.nama, npwp: REGISTRY_COLUMNS.npwp, nik: REGISTRY_COLUMNS.nik, nib: REGISTRY_COLUMNS.nib, email: REGISTRY_COLUMNS.email, telepon: REGISTRY_COLUMNS.telepon,
  kabupaten: REGISTRY_COLUMNS.kabupaten, provinsi: BLACKLIST_COLUMNS.provinci.filter((name) => name !== 'provinsi'), tanggal_lahir: REGISTRY_COLUMNS.tanggal_lahir,
} as const satisfies ColumnNames<string>;

/** Columns that name somebody: one of them makes a row the header. */
export const NAMING = {
  daftar_hitam: ['penyedia', 'npwp_penyedia', 'nik', 'nib_penyedia'], registri: ['nama', 'nik', 'npwp', 'nib', 'email', 'telepon', 'user_id'], pertanyaan: ['nama', 'nik', 'npwp', 'nib', 'email', 'telepon'],
} as const satisfies { daftar_hitam: readonly (keyof typeof BLACKLIST_COLUMNS)[]; registri: readonly RegistryColumn[]; pertanyaan: readonly (keyof typeof QUERY_COLUMNS)[] };

/** Where each meaning stands in a row; a meaning the table does not have is absent. */
export type ColumnPlaces<F extends string> = ReadonlyMap<F, number>;

/** @param chosen meaning → header as written, said by a person; goes before the names known here */
export function findColumns<F extends string>(header: readonly string[], known: ColumnNames<F>, chosen?: Partial<Record<F, string>>): ColumnPlaces<F> {
  const plain = header.map(plainHeader);
  const places = new Map<F, number>();
  for (const field of Object.keys(known) as F[]) {
    const wanted = chosen ? [chosen[field] === undefined ? null : plainHeader(chosen[field])] : [plainHeader(field), ...known[field].map(plainHeader)];
    const found = wanted.map((name) => (name === null || name === '' ? -1 : plain.indexOf(name))).find((at) => at >= 0);
    if (found !== undefined) places.set(field, found);
  }
  return places;
}

/** `Kab. / Kota` and `KAB/KOTA` are one header. */
function plainHeader(text: string): string {
  return text.normalize('NFKC').toLowerCase().replace(/^\uFEFF/, '').replace(/[^\p{L}\p{N}]+/gu, '_').replace(/^_+|_+$/g, '');
}

/** The cells of a row by meaning; what the table does not have is absent. */
export function cellsOf<F extends string>(places: ColumnPlaces<F>, cells: readonly string[]): Map<F, string> {
  return new Map([...places].map(([field, at]) => [field, cells[at] ?? '']));
}
