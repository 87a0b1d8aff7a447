/**
 * Everything a person can be told about an identifier they typed. Keys are stable: they are stored with a case.
 * Placeholders are `%{name}`. No placeholder ever carries the identifier itself, so a stored or logged note stays free of
 * personal data (security.md R30).
 */
const id = {
  'identitas.nik.kosong': 'NIK belum diisi. Tuliskan 16 angka NIK seperti pada KTP Anda.',
  'identitas.nik.bukan_angka': 'NIK hanya boleh berisi angka. Hapus huruf atau tanda lain, lalu cocokkan dengan KTP Anda.',
  'identitas.nik.panjang_salah': 'NIK harus 16 angka, yang diisi %{jumlah} angka. Periksa kembali NIK pada KTP Anda.',
  'identitas.nik.tanggal_mustahil': 'Angka ke-7 sampai ke-12 NIK bukan tanggal lahir yang ada. Periksa kembali NIK pada KTP Anda.',
  'identitas.nik.nomor_urut_nol': 'Empat angka terakhir NIK tidak mungkin 0000. Periksa kembali NIK pada KTP Anda.',
  'identitas.nik.wilayah_tidak_dikenal': 'Kode kabupaten/kota pada awal NIK tidak kami kenal. Cocokkan NIK dengan KTP Anda; bila sudah benar, Anda boleh melanjutkan.',
  'identitas.nik.kecamatan_tidak_dikenal': 'Kode kecamatan pada NIK tidak kami kenal. Cocokkan NIK dengan KTP Anda; bila sudah benar, Anda boleh melanjutkan.',
  'identitas.nik.usia_tidak_wajar': 'Menurut NIK, usia Anda di luar %{usiaMin}–%{usiaMaks} tahun sehingga tahun lahir tidak dapat dipastikan. Periksa NIK dan tanggal lahir Anda.',
  'identitas.nik.tanggal_lahir_beda': 'Tanggal lahir di dalam NIK berbeda dengan tanggal lahir yang diisi. Cocokkan keduanya dengan KTP; bila KTP memang demikian, Anda boleh melanjutkan.',
  'identitas.nik.jenis_kelamin_beda': 'Jenis kelamin menurut NIK berbeda dengan yang diisi. Cocokkan keduanya dengan KTP; bila KTP memang demikian, Anda boleh melanjutkan.',
  'identitas.nik.kabupaten_beda': 'NIK Anda diterbitkan di kabupaten/kota lain dari alamat yang diisi. Hal ini wajar bila Anda pernah pindah; cukup pastikan alamat sesuai KTP.',
  'identitas.npwp.kosong': 'NPWP belum diisi. Tuliskan 15 atau 16 angka NPWP seperti pada kartu NPWP Anda.',
  'identitas.npwp.bukan_angka': 'NPWP hanya boleh berisi angka, titik, dan tanda hubung. Hapus huruf atau tanda lain, lalu cocokkan dengan kartu NPWP Anda.',
  'identitas.npwp.panjang_salah': 'NPWP harus 15 atau 16 angka, yang diisi %{jumlah} angka. Periksa kembali kartu NPWP Anda.',
  'identitas.npwp.angka_periksa': 'Angka ke-9 NPWP (angka pemeriksa) tidak cocok dengan angka di depannya, biasanya karena salah ketik. Periksa kembali kartu NPWP Anda.',
  'identitas.npwp.nomor_nol': 'Nomor urut di dalam NPWP seluruhnya nol, padahal tidak ada NPWP seperti itu. Periksa kembali kartu NPWP Anda.',
  'identitas.npwp.bentuk_tidak_dikenal': 'NPWP 16 angka ini bukan NIK dan bukan NPWP lama yang diawali 0. Cocokkan dengan kartu NPWP Anda; bila sudah benar, Anda boleh melanjutkan.',
  'identitas.nib.kosong': 'NIB belum diisi. Tuliskan 13 angka NIB dari dokumen OSS Anda.',
  'identitas.nib.bukan_angka': 'NIB hanya boleh berisi angka. Hapus huruf atau tanda lain, lalu cocokkan dengan dokumen OSS Anda.',
  'identitas.nib.panjang_salah': 'NIB harus 13 angka, yang diisi %{jumlah} angka. Periksa kembali dokumen OSS Anda.',
  'identitas.telepon.kosong': 'Nomor telepon belum diisi. Tuliskan nomor yang dapat dihubungi, misalnya 0812 3456 7890.',
  'identitas.telepon.bukan_angka': 'Nomor telepon hanya boleh berisi angka, spasi, tanda hubung, kurung, dan tanda + di depan. Tuliskan satu nomor saja.',
  'identitas.telepon.awalan_salah': 'Nomor telepon harus diawali 0 atau +62. Tuliskan misalnya 0812 3456 7890 atau (0541) 123456.',
  'identitas.telepon.luar_negeri': 'Nomor telepon luar negeri belum dapat dipakai. Tuliskan nomor Indonesia yang diawali 0 atau +62.',
  'identitas.telepon.seluler_panjang_salah': 'Nomor telepon seluler harus 10 sampai 13 angka termasuk 0 di depan. Periksa kembali nomor Anda.',
  'identitas.telepon.tetap_panjang_salah': 'Nomor telepon tetap terdiri atas kode wilayah dan 5 sampai 8 angka, misalnya (0541) 123456. Periksa kembali nomor Anda.',
  'identitas.email.kosong': 'Alamat e-mail belum diisi. Tuliskan alamat e-mail yang Anda buka setiap hari.',
  'identitas.email.terlalu_panjang': 'Alamat e-mail terlalu panjang, paling banyak %{maks} karakter. Gunakan alamat e-mail yang lebih pendek.',
  'identitas.email.satu_alamat': 'Tuliskan tepat satu alamat e-mail dengan satu tanda @, tanpa koma, spasi, atau baris baru.',
  'identitas.email.nama_salah': 'Bagian sebelum tanda @ tidak dapat kami pakai. Gunakan huruf tanpa aksen, angka, titik, garis bawah, tanda hubung, atau tanda +.',
  'identitas.email.domain_salah': 'Bagian sesudah tanda @ bukan nama domain yang benar. Periksa ejaannya, misalnya nama@contoh.id.',
} as const;

export type IdentityMessageKey = keyof typeof id;

const en: Record<IdentityMessageKey, string> = {
  'identitas.nik.kosong': 'The NIK is missing. Enter the 16 digits of the NIK on your identity card (KTP).',
  'identitas.nik.bukan_angka': 'A NIK has digits only. Remove letters or other signs and compare it with your identity card.',
  'identitas.nik.panjang_salah': 'A NIK has 16 digits; you entered %{jumlah}. Check the NIK on your identity card.',
  'identitas.nik.tanggal_mustahil': 'Digits 7 to 12 of the NIK are not a date of birth that exists. Check the NIK on your identity card.',
  'identitas.nik.nomor_urut_nol': 'The last four digits of a NIK cannot be 0000. Check the NIK on your identity card.',
  'identitas.nik.wilayah_tidak_dikenal': 'We do not know the regency code at the start of the NIK. Compare it with your identity card; if it is right you may go on.',
  'identitas.nik.kecamatan_tidak_dikenal': 'We do not know the district code in the NIK. Compare it with your identity card; if it is right you may go on.',
  'identitas.nik.usia_tidak_wajar': 'According to the NIK your age is outside %{usiaMin}–%{usiaMaks} years, so the year of birth is uncertain. Check the NIK and your date of birth.',
  'identitas.nik.tanggal_lahir_beda': 'The date of birth inside the NIK differs from the one you entered. Compare both with your identity card; if the card really says so you may go on.',
  'identitas.nik.jenis_kelamin_beda': 'The sex according to the NIK differs from the one entered. Compare both with your identity card; if the card really says so you may go on.',
  'identitas.nik.kabupaten_beda': 'Your NIK was issued in another regency than the address you entered. That is normal if you have moved; just make sure the address matches your identity card.',
  'identitas.npwp.kosong': 'The NPWP is missing. Enter the 15 or 16 digits on your tax card.',
  'identitas.npwp.bukan_angka': 'An NPWP has digits, dots and dashes only. Remove letters or other signs and compare it with your tax card.',
  'identitas.npwp.panjang_salah': 'An NPWP has 15 or 16 digits; you entered %{jumlah}. Check your tax card.',
  'identitas.npwp.angka_periksa': 'Digit 9 of the NPWP (the check digit) does not fit the digits before it, usually because of a typing error. Check your tax card.',
  'identitas.npwp.nomor_nol': 'The serial number inside the NPWP is all zeros, and no such NPWP exists. Check your tax card.',
  'identitas.npwp.bentuk_tidak_dikenal': 'This 16-digit NPWP is neither a NIK nor an older NPWP with a leading 0. Compare it with your tax card; if it is right you may go on.',
  'identitas.nib.kosong': 'The NIB is missing. Enter the 13 digits from your OSS document.',
  'identitas.nib.bukan_angka': 'A NIB has digits only. Remove letters or other signs and compare it with your OSS document.',
  'identitas.nib.panjang_salah': 'A NIB has 13 digits; you entered %{jumlah}. Check your OSS document.',
  'identitas.telepon.kosong': 'The telephone number is missing. Enter a number we can reach you on, for example 0812 3456 7890.',
  'identitas.telepon.bukan_angka': 'A telephone number may have digits, blanks, dashes, brackets and a leading + only. Enter one number only.',
  'identitas.telepon.awalan_salah': 'A telephone number starts with 0 or +62. Enter it like 0812 3456 7890 or (0541) 123456.',
  'identitas.telepon.luar_negeri': 'Foreign telephone numbers cannot be used yet. Enter an Indonesian number that starts with 0 or +62.',
  'identitas.telepon.seluler_panjang_salah': 'A mobile number has 10 to 13 digits including the leading 0. Check your number.',
  'identitas.telepon.tetap_panjang_salah': 'A fixed-line number is an area code and 5 to 8 digits, for example (0541) 123456. Check your number.',
  'identitas.email.kosong': 'The e-mail address is missing. Enter an address that you read every day.',
  'identitas.email.terlalu_panjang': 'The e-mail address is too long; at most %{maks} characters. Use a shorter address.',
  'identitas.email.satu_alamat': 'Enter exactly one e-mail address with one @ sign, without commas, blanks or line breaks.',
  'identitas.email.nama_salah': 'We cannot use the part before the @ sign. Use plain letters, digits, dots, underscores, dashes or a + sign.',
  'identitas.email.domain_salah': 'The part after the @ sign is not a proper domain name. Check the spelling, for example name@example.com.',
};

export const identityMessages = { id, en };

/** One sentence for a person: a key of `identityMessages` and the values of its `%{placeholders}` (never an identifier). */
export interface IdentityNote {
  key: IdentityMessageKey;
  params: Record<string, string>;
}
/** The value cannot be accepted (HTTP 422). */
export type IdentityError = IdentityNote;
/** The value is accepted; the sentence is shown before sending and to the officer. */
export type IdentityWarning = IdentityNote;

/** Builds a note; parameters default to none. */
export function identityNote(key: IdentityMessageKey, params: Record<string, string> = {}): IdentityNote {
  return { key, params };
}
