import { addressLetter, reopeningLetter } from '../correcting-acts.ts';
import type { LetterSpec } from '../model.ts';

const FOOT = '\n\nBila e-mail ini tidak Anda temukan lagi, periksa juga folder Spam. Simpan tautan berkas Anda dan jangan berikan kepada orang lain:\n{tautan}\n\nSalam,\n{kantor}\n{kontak}';
const HEAD = 'Yth. {nama},\n\n';

/** Words of this procedure's letters. None holds the user ID in full, and none is numbered, so that no PDF outlives the mail: see places.ts. */
export const letters: LetterSpec[] = [
  {
    id: 'konfirmasi_penerimaan', to: 'pemohon',
    subject: 'Permintaan user ID {nomor} kami terima',
    body: `${HEAD}Permintaan user ID Anda kami terima pada {waktu} dengan nomor {nomor}.\n\nSelanjutnya: petugas mencocokkan nama perusahaan, alamat, NPWP, dan e-mail Anda dengan data yang terdaftar. User ID hanya kami sampaikan ke e-mail yang terdaftar.${FOOT}`,
  },
  {
    id: 'user_id_disampaikan', to: 'pemohon',
    subject: 'Permintaan {nomor}: user ID sudah kami sampaikan',
    body: `${HEAD}Data Anda cocok dengan data terdaftar di {lpse_asal}. User ID Anda ({user_id_tersamar}) sudah kami kirim secara lengkap dalam e-mail tersendiri dari kantor kami ke alamat e-mail yang terdaftar.\n\nSilakan masuk ke aplikasi SPSE dengan user ID itu. Bila lupa kata sandi, gunakan menu "Lupa Password". Bila e-mail tersebut belum Anda terima, hubungi kami dengan menyebut nomor {nomor}.${FOOT}`,
  },
  {
    id: 'tidak_ditemukan', to: 'pemohon',
    subject: 'Permintaan {nomor}: data tidak cocok atau tidak ditemukan',
    body: `${HEAD}Kami tidak dapat menyampaikan user ID: {alasan}.\n\n{catatan}\n\nPeriksa nama perusahaan, alamat, NPWP, dan e-mail yang Anda pakai saat mendaftar, lalu ajukan permintaan baru, atau hubungi LPSE tempat Anda mendaftar.${FOOT}`,
  },
  {
    id: 'penarikan', to: 'pemohon',
    subject: 'Permintaan {nomor} ditarik',
    body: `${HEAD}Permintaan user ID Anda telah ditarik pada {waktu}. Bila bukan Anda yang memintanya, segera hubungi kami.${FOOT}`,
  },
  {
    id: 'bukan_permohonan', to: 'pemohon',
    subject: 'Kiriman {nomor} tidak dapat diproses',
    body: `${HEAD}Kiriman Anda tidak dapat kami proses sebagai permintaan user ID: {alasan}.\n\n{catatan}${FOOT}`,
  },
  reopeningLetter, addressLetter,
];
