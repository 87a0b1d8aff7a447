/** Appointments: what closes a slot, and the words of the calendar entry. */
const id = {
  'galat.jadwal.di_luar_jam_kerja': 'Jadwal harus seluruhnya berada dalam jam kerja kantor, bukan pada jam istirahat, akhir pekan, atau hari libur. Pilih waktu lain, atau isi alasannya bila sudah disepakati dengan pemohon.',
  'hambatan.jadwal_bentrok': '%{apa} sudah terpakai pada waktu itu. Pilih waktu atau tempat lain.',
  'jadwal.bentrok.petugas': 'Jadwal Anda',
  'jadwal.bentrok.tempat': 'Ruang atau tautan panggilan ini',
  'jadwal.undangan.judul': 'Verifikasi permohonan %{nomor}',
  'jadwal.undangan.uraian': 'Verifikasi permohonan %{nomor}. %{saluran}. Siapkan dokumen ASLI. %{kantor}',
};

const en: Record<keyof typeof id, string> = {
  'galat.jadwal.di_luar_jam_kerja': 'The whole appointment must lie within office hours, not in a break, on a weekend or on a holiday. Choose another time, or give the reason if it was agreed with the applicant.',
  'hambatan.jadwal_bentrok': '%{apa} is taken at that time. Choose another time or place.',
  'jadwal.bentrok.petugas': 'Your calendar',
  'jadwal.bentrok.tempat': 'This room or call link',
  'jadwal.undangan.judul': 'Verification of application %{nomor}',
  'jadwal.undangan.uraian': 'Verification of application %{nomor}. %{saluran}. Have your ORIGINAL documents at hand. %{kantor}',
};

export const schedulingWords = { id, en };
