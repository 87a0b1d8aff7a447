import { addressLetter, receiptRevokingLetter, reopeningLetter } from '../correcting-acts.ts';
import { papersInLetter, papersOutLetter } from '../counter-acts.ts';
import type { LetterSpec } from '../model.ts';

const FOOT = '\n\nBila e-mail ini tidak Anda temukan lagi, periksa juga folder Spam. Simpan tautan berkas Anda dan jangan berikan kepada orang lain:\n{tautan}\n\nSalam,\n{kantor}\n{kontak}';
/** Once the applicant is asked again, or comes to his verification, the examination before is over. */
const EXAMINED = ['kekurangan', 'pilih_jadwal', 'undangan_verifikasi'];
/** Until an appointment stands, or the file went another way. */
const UNTIL_APPOINTED = ['undangan_verifikasi', 'jadwal_ditunda', 'kekurangan'];
const HEAD = 'Yth. {nama},\n\n';

/** Letters of seed 003, logic-less; variables from LETTER_VARIABLES. Numbers E1… are those of domain.md 1.6. */
export const letters: LetterSpec[] = [
  {
    id: 'konfirmasi_penerimaan', to: 'pemohon', // E1
    subject: 'Permohonan {nomor} kami terima',
    body: `${HEAD}Permohonan Anda kami terima pada {waktu} dengan nomor {nomor}.\n\nSelanjutnya: isilah Buku Tamu melalui tautan di bawah. Petugas akan memeriksa berkas Anda; hasilnya dikirim ke alamat e-mail ini.${FOOT}`,
  },
  {
    id: 'perbaikan_diterima', to: 'pemohon', overtakenBy: EXAMINED,
    subject: 'Perbaikan permohonan {nomor} kami terima',
    body: `${HEAD}Perbaikan berkas Anda kami terima pada {waktu}. Isilah kembali Buku Tamu melalui tautan di bawah; setelah itu berkas diperiksa ulang.${FOOT}`,
  },
  {
    id: 'kekurangan', to: 'pemohon', numbered: true, // E3; each round has its own, none replaces another
    subject: 'Permohonan {nomor} perlu dilengkapi',
    body: `${HEAD}Berkas permohonan Anda perlu diperbaiki sebelum dapat kami lanjutkan:\n\n{daftar_kekurangan}\n\n{catatan}\n\n{formulir}\n\nKirimkan perbaikan melalui tautan di bawah paling lambat {batas}. Yang sudah kami terima tidak perlu dikirim ulang.${FOOT}`,
  },
  {
    id: 'permintaan_ditarik', to: 'pemohon', overtakenBy: EXAMINED,
    subject: 'Permohonan {nomor}: perbaikan tidak lagi diperlukan',
    body: `${HEAD}Permintaan perbaikan yang kami kirim sebelumnya kami tarik kembali. Anda tidak perlu mengirim apa pun; pemeriksaan berkas kami lanjutkan.\n\n{catatan}${FOOT}`,
  },
  {
    id: 'pengingat_perbaikan', to: 'pemohon',
    subject: 'Pengingat: permohonan {nomor} menunggu perbaikan Anda',
    body: `${HEAD}Kami masih menunggu perbaikan berkas Anda paling lambat {batas}:\n\n{daftar_kekurangan}${FOOT}`,
  },
  {
    id: 'penolakan_daftar_hitam', to: 'pemohon', numbered: true, // E4
    subject: 'Permohonan {nomor} ditolak',
    body: `${HEAD}Permohonan registrasi Anda kami tolak karena data Anda tercantum dalam Daftar Hitam yang masih tayang:\n\n{rincian_daftar_hitam}\n\nBerkas Anda kami kembalikan: dapat diunduh melalui tautan di bawah sampai {batas_unduh}. Keberatan atas pencantuman diajukan kepada instansi yang menetapkan surat keputusan tersebut.${FOOT}`,
  },
  {
    id: 'tugas_spse_daftar_hitam', to: 'verifikator', // E5
    subject: 'Tugas: masukkan ID penyedia ke Daftar Hitam SPSE ({nomor})',
    body: 'Permohonan {nomor} ditolak karena Daftar Hitam. Masukkan ID penyedia ke daftar hitam pada aplikasi SPSE, lalu catat buktinya di Loket pada tugas yang terbuka.\n\n{kantor}',
  },
  {
    id: 'gunakan_id_ada', to: 'pemohon', numbered: true, // E6
    subject: 'Permohonan {nomor}: gunakan ID yang sudah terdaftar',
    body: `${HEAD}Anda sudah terdaftar sebagai penyedia di {lpse_asal} dengan user ID {user_id_tersamar}. Silakan masuk ke aplikasi SPSE menggunakan ID yang sudah terdaftar itu; tidak perlu membuat akun baru. Bila lupa kata sandi, gunakan menu "Lupa Password".${FOOT}`,
  },
  {
    id: 'rujukan', to: 'pemohon', numbered: true,
    subject: 'Permohonan {nomor} dirujuk ke {lpse_tujuan}',
    body: `${HEAD}Permohonan Anda perlu diajukan ke {lpse_tujuan}: {alasan}.\n\n{catatan}${FOOT}`,
  },
  {
    id: 'undangan_verifikasi', to: 'pemohon', invites: true, // E2
    subject: 'Jadwal verifikasi permohonan {nomor}',
    body: `${HEAD}Verifikasi berkas Anda dijadwalkan pada {jadwal} ({zona}), {saluran}: {tempat}.\n\n{jam_setempat}\n\nSiapkan dokumen ASLI: {daftar_dokumen}. Bukalah tautan di bawah untuk menjawab "ya" atau meminta waktu lain.${FOOT}`,
  },
  {
    id: 'pembatalan_jadwal', to: 'pemohon', invites: true, overtakenBy: UNTIL_APPOINTED,
    subject: 'Jadwal verifikasi permohonan {nomor} dibatalkan',
    body: `${HEAD}Jadwal verifikasi pada {jadwal} ({zona}) dibatalkan: {alasan}.\n\nPilihlah waktu pengganti melalui tautan di bawah. Bila tidak ada waktu yang cocok, tunggu jadwal pengganti dari kami.${FOOT}`,
  },
  {
    id: 'jadwal_ditunda', to: 'pemohon', invites: true, overtakenBy: EXAMINED,
    subject: 'Jadwal verifikasi permohonan {nomor} ditunda',
    body: `${HEAD}Jadwal verifikasi pada {jadwal} ({zona}) kami tunda karena data Anda perlu kami periksa kembali. Anda tidak perlu melakukan apa-apa: setelah pemeriksaan selesai kami mengabari Anda.${FOOT}`,
  },
  {
    id: 'pilih_jadwal', to: 'pemohon', overtakenBy: UNTIL_APPOINTED,
    subject: 'Pilih waktu verifikasi permohonan {nomor}',
    body: `${HEAD}Berkas Anda siap diverifikasi. Pilihlah waktu yang cocok melalui tautan di bawah.\n\nPada waktunya siapkan dokumen ASLI: {daftar_dokumen}.${FOOT}`,
  },
  {
    id: 'perubahan_jadwal', to: 'pemohon', invites: true,
    subject: 'Perubahan petugas pada jadwal verifikasi permohonan {nomor}',
    body: `${HEAD}Verifikasi Anda tetap pada {jadwal} ({zona}), {saluran}: {tempat}. Petugas yang menemui Anda berganti.\n\n{jam_setempat}\n\nAnda tidak perlu menjawab lagi bila tetap dapat hadir.${FOOT}`,
  },
  {
    id: 'perubahan_tempat', to: 'pemohon', invites: true,
    subject: 'Perubahan tempat verifikasi permohonan {nomor}',
    body: `${HEAD}Verifikasi Anda tetap pada {jadwal} ({zona}). Yang berubah hanya tempat atau tautannya. Gunakan yang berikut ini, bukan yang lama.\n\n{saluran}: {tempat}\n\n{jam_setempat}\n\nAnda tidak perlu menjawab lagi bila tetap dapat hadir.${FOOT}`,
  },
  {
    id: 'pengingat_pilih_jadwal', to: 'pemohon', overtakenBy: UNTIL_APPOINTED,
    subject: 'Pilih jadwal verifikasi permohonan {nomor}',
    body: `${HEAD}Kami menunggu Anda memilih waktu verifikasi. Bukalah tautan di bawah dan pilih salah satu waktu yang tersedia.\n\nSiapkan dokumen ASLI: {daftar_dokumen}.${FOOT}`,
  },
  {
    id: 'pengingat_jadwal', to: 'pemohon', onlyBefore: 'janji',
    subject: 'Pengingat: verifikasi permohonan {nomor} pada {jadwal}',
    body: `${HEAD}Kami mengingatkan jadwal verifikasi Anda: {jadwal} ({zona}), {saluran}: {tempat}.\n\n{jam_setempat}\n\nSiapkan dokumen ASLI: {daftar_dokumen}. Bila tidak dapat hadir, mintalah waktu lain melalui tautan di bawah sebelum waktunya.${FOOT}`,
  },
  {
    id: 'berita_acara_verifikasi', to: 'pemohon', numbered: true, replaces: true, countersigned: 'peran.pemohon',
    subject: 'Berita Acara Verifikasi permohonan {nomor}',
    body: `${HEAD}Verifikasi berkas permohonan {nomor} telah dilaksanakan pada {waktu_verifikasi} ({zona}), {saluran}, oleh {pemeriksa}.\n\nHasil pemeriksaan dokumen:\n{daftar_periksa}\n\nKecocokan orang dengan foto KTP: {orang_sesuai}\nPersetujuan pemohon atas verifikasi: {persetujuan}\nHasil verifikasi: {hasil_verifikasi}\n\nPercakapan tidak direkam.\n\nBerita Acara terlampir dan dapat diperiksa keasliannya melalui kode QR.${FOOT}`,
  },
  {
    id: 'tidak_hadir', to: 'pemohon', overtakenBy: UNTIL_APPOINTED, // E9
    subject: 'Anda belum hadir pada verifikasi permohonan {nomor}',
    body: `${HEAD}Anda tercatat tidak hadir pada verifikasi {jadwal} ({zona}). Pilihlah waktu baru melalui tautan di bawah. Bila tidak ada waktu yang cocok, tunggu jadwal pengganti dari kami.${FOOT}`,
  },
  {
    id: 'tanda_terima', to: 'pemohon', numbered: true, replaces: true, // E7
    subject: 'Tanda Terima permohonan {nomor}',
    body: `${HEAD}Permohonan registrasi Anda DISETUJUI pada {waktu}. Akun SPSE Anda ({user_id_tersamar}) dapat digunakan.\n\nDokumen: {daftar_dokumen}\nPemeriksaan Daftar Hitam: {hasil_daftar_hitam}\nPemeriksaan LPSE lain: {hasil_lpse_lain}\nVerifikasi: {jadwal} ({zona}), {saluran}\n\nTanda Terima terlampir dan dapat diperiksa keasliannya melalui kode QR.${FOOT}`,
  },
  {
    id: 'tidak_lolos', to: 'pemohon', numbered: true,
    subject: 'Permohonan {nomor} tidak lolos verifikasi',
    body: `${HEAD}Permohonan Anda tidak lolos verifikasi: {alasan}.\n\n{catatan}\n\nBila keberatan, hubungi kami dengan menyebut nomor permohonan.${FOOT}`,
  },
  {
    id: 'penarikan', to: 'pemohon',
    subject: 'Permohonan {nomor} ditarik',
    body: `${HEAD}Permohonan Anda telah ditarik pada {waktu}. {jadwal_batal}\n\nBila bukan Anda yang memintanya, segera hubungi kami.${FOOT}`,
  },
  {
    id: 'kedaluwarsa', to: 'pemohon', numbered: true,
    subject: 'Permohonan {nomor} ditutup karena tidak diperbaiki',
    body: `${HEAD}Perbaikan yang kami minta tidak kami terima sampai {batas}, sehingga permohonan ini ditutup. Anda dapat mengajukan permohonan baru kapan saja.${FOOT}`,
  },
  {
    id: 'bukan_permohonan', to: 'pemohon',
    subject: 'Kiriman {nomor} tidak dapat diproses',
    body: `${HEAD}Kiriman Anda tidak dapat kami proses sebagai permohonan registrasi: {alasan}.\n\n{catatan}${FOOT}`,
  },
  receiptRevokingLetter, { ...reopeningLetter, numbered: true }, addressLetter, papersInLetter, papersOutLetter,
];
