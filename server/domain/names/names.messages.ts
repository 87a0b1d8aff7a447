/** Why two names got their score, for the officer who decides. Placeholders `%{name}` carry words of the names: never log them. */
const id = {
  'nama.alasan.sama': 'Kedua nama sama setelah gelar dan ejaan disamakan.',
  'nama.alasan.kata_sama': 'Kata “%{kata}” ada pada kedua nama.',
  'nama.alasan.kata_ejaan': '“%{kata}” dan “%{lain}” adalah kata yang sama dengan ejaan berbeda.',
  'nama.alasan.kata_mirip': '“%{kata}” mirip dengan “%{lain}” (%{persen}%).',
  'nama.alasan.inisial': '“%{kata}” dan “%{lain}” cocok sebagai inisial; pastikan kepanjangannya.',
  'nama.alasan.tanpa_pasangan': 'Kata “%{kata}” hanya ada pada satu nama.',
  'nama.alasan.tanpa_spasi': 'Kedua nama sama atau hampir sama bila ditulis tanpa spasi (%{persen}%).',
  'nama.alasan.dirangkai': 'Kata yang ditulis serangkai pada satu nama ditulis terpisah pada nama lain.',
  'nama.alasan.alias': 'Yang dibandingkan adalah nama alias “%{alias}”.',
  'nama.alasan.bentuk_usaha_beda': 'Bentuk usaha berbeda (%{bentuk} dan %{lain}): anggap badan usaha lain sampai terbukti sama.',
  'nama.alasan.kota_di_belakang': 'Nama kota “%{kota}” di belakang salah satu nama tidak ikut dibandingkan.',
  'nama.alasan.kosong': 'Salah satu nama kosong sehingga tidak dapat dibandingkan.',
} as const;

export type NameMessageKey = keyof typeof id;

const en: Record<NameMessageKey, string> = {
  'nama.alasan.sama': 'The names are equal once titles and spelling are evened out.',
  'nama.alasan.kata_sama': 'The word “%{kata}” is in both names.',
  'nama.alasan.kata_ejaan': '“%{kata}” and “%{lain}” are the same word in different spellings.',
  'nama.alasan.kata_mirip': '“%{kata}” is similar to “%{lain}” (%{persen}%).',
  'nama.alasan.inisial': '“%{kata}” and “%{lain}” match as an initial; make sure what it stands for.',
  'nama.alasan.tanpa_pasangan': 'The word “%{kata}” is in one name only.',
  'nama.alasan.tanpa_spasi': 'The names are equal or nearly equal when written without blanks (%{persen}%).',
  'nama.alasan.dirangkai': 'Words written as one in one name are written apart in the other.',
  'nama.alasan.alias': 'The alias “%{alias}” was compared.',
  'nama.alasan.bentuk_usaha_beda': 'Different legal forms (%{bentuk} and %{lain}): treat them as different bodies until shown to be the same.',
  'nama.alasan.kota_di_belakang': 'The town “%{kota}” behind one of the names was not compared.',
  'nama.alasan.kosong': 'One of the names is empty, so they cannot be compared.',
};

export const namesMessages = { id, en };

export interface NameReason {
  key: NameMessageKey;
  params: Record<string, string>;
}
