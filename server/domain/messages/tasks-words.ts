/** Tasks outside, timers, deviations and exceptions. */
const id = {
  'galat.bukti.waktu_mendatang': 'Waktu bukti tidak boleh di masa depan. Isi waktu pekerjaan itu benar-benar dilakukan.',
  'galat.pengecualian.aksi': 'Tindakan ini tidak terikat aturan empat mata, jadi tidak memerlukan pengecualian. Pilih tindakan lain.',
  'galat.pengecualian.orang': 'Petugas ini tidak aktif di kantor Anda. Pilih petugas lain.',
  'galat.pengecualian.diri_sendiri': 'Pengecualian tidak dapat diberikan kepada diri sendiri. Mintalah penyelia atau admin kantor lain memberikannya.',
  'aksi.ingatkan': 'Pengingat otomatis dikirim',
  'nilai.terbuka': 'Terbuka',
  'nilai.selesai': 'Selesai',
};

const en: Record<keyof typeof id, string> = {
  'galat.bukti.waktu_mendatang': 'The time of the proof cannot lie ahead. Give the time at which it was really done.',
  'galat.pengecualian.aksi': 'This act is under no four-eyes rule, so it needs no exception. Choose another act.',
  'galat.pengecualian.orang': 'This officer is not active in your office. Choose another one.',
  'galat.pengecualian.diri_sendiri': 'You cannot grant an exception to yourself. Ask another supervisor or office administrator to grant it.',
  'aksi.ingatkan': 'Automatic reminder sent',
  'nilai.terbuka': 'Open',
  'nilai.selesai': 'Done',
};

export const tasksWords = { id, en };
