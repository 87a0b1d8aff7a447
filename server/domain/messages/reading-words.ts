/** What the machine read in a scan, beside what was typed; where it was seen before. */
const id = {
  'bacaan.isian.nik': 'NIK', 'bacaan.isian.nama': 'Nama', 'bacaan.isian.tanggal_lahir': 'Tanggal lahir', 'bacaan.isian.jenis_kelamin': 'Jenis kelamin', 'bacaan.isian.npwp': 'NPWP',
  'bacaan.isian.nomor_sertifikat': 'Nomor sertifikat', 'bacaan.isian.berlaku_sampai': 'Berlaku sampai',
  'bacaan.kelamin.L': 'Laki-laki', 'bacaan.kelamin.P': 'Perempuan',
  'bacaan.beda.panjang': 'Terbaca %{dibaca} angka, diisi %{diisi} angka.', 'bacaan.beda.angka': 'Berbeda pada angka ke-%{tempat}.', 'bacaan.beda.banyak': '%{jumlah} angka berbeda.',
  'bacaan.nik_mustahil': 'NIK yang terbaca pada KTP tidak mungkin ada (tanggal lahir atau nomor urutnya salah). Cocokkan angkanya dengan gambar.',
  'bacaan.nik_tanggal_cetak': 'Tanggal lahir di dalam NIK berbeda dengan tanggal lahir yang tercetak pada KTP. NIK memang tidak berubah bila tanggal lahir pernah dibetulkan; pastikan dengan gambar.',
  'bacaan.nik_kelamin_cetak': 'Jenis kelamin menurut NIK berbeda dengan yang tercetak pada KTP. Pastikan NIK terbaca benar.',
  'bacaan.nik_tanggal_isian': 'Tanggal lahir di dalam NIK pada KTP berbeda dengan tanggal lahir yang diisi.',
  'bacaan.npwp_angka_periksa': 'Angka pemeriksa NPWP yang terbaca tidak cocok. Biasanya satu angka salah baca; bila pada kartu memang demikian, NPWP ini tidak sah.',
  'bacaan.npwp_bukan_nik': 'NPWP 16 angka pada kartu bukan NIK yang diisi, padahal NPWP perorangan sama dengan NIK.',
  'bacaan.sertifikat_habis': 'Masa berlaku sertifikat sudah habis pada %{tanggal}.',
  'aksi.pakai_bacaan': 'Pakai nilai yang terbaca', 'isian.isian_bacaan': 'Isian',
  'kembaran.cara.byte': 'Berkasnya persis sama (semua byte)', 'kembaran.cara.nomor': 'Gambarnya mirip dan nomor yang terbaca sama', 'kembaran.cara.gambar': 'Gambarnya sama setelah ditumpuk',
  'nilai.berbeda': 'Berbeda',
  'aksi.nilai_kembaran': 'Simpan penilaian berkas kembar', 'isian.kembaranId': 'Berkas kembar',
  'hambatan.kembaran_belum_dinilai': '%{dokumen} pernah dipakai di permohonan lain dan belum dinilai. Bandingkan keduanya lalu pilih sama atau berbeda.',
  'hambatan.kembaran_tidak_dikenal': 'Temuan ini bukan milik dokumen yang berlaku sekarang.',
  'hambatan.bacaan_tidak_ada': 'Nilai ini tidak (lagi) terbaca pada dokumen yang berlaku.',
} as const;

const en: Record<keyof typeof id, string> = {
  'bacaan.isian.nik': 'NIK', 'bacaan.isian.nama': 'Name', 'bacaan.isian.tanggal_lahir': 'Date of birth', 'bacaan.isian.jenis_kelamin': 'Sex', 'bacaan.isian.npwp': 'NPWP',
  'bacaan.isian.nomor_sertifikat': 'Certificate number', 'bacaan.isian.berlaku_sampai': 'Valid until',
  'bacaan.kelamin.L': 'Male', 'bacaan.kelamin.P': 'Female',
  'bacaan.beda.panjang': '%{dibaca} digits were read, %{diisi} typed.', 'bacaan.beda.angka': 'Differs at digit %{tempat}.', 'bacaan.beda.banyak': '%{jumlah} digits differ.',
  'bacaan.nik_mustahil': 'The NIK read on the KTP cannot exist (its date of birth or serial is wrong). Compare the digits with the picture.',
  'bacaan.nik_tanggal_cetak': 'The date of birth inside the NIK differs from the one printed on the KTP. A NIK does not change when a date of birth is corrected; make sure with the picture.',
  'bacaan.nik_kelamin_cetak': 'The sex according to the NIK differs from the one printed on the KTP. Make sure the NIK was read rightly.',
  'bacaan.nik_tanggal_isian': 'The date of birth inside the NIK on the KTP differs from the one typed.',
  'bacaan.npwp_angka_periksa': 'The check digit of the NPWP does not fit. Usually one digit was misread; if the card really says so, this NPWP is not valid.',
  'bacaan.npwp_bukan_nik': 'The 16-digit NPWP on the card is not the NIK that was typed, although a person’s NPWP is the NIK.',
  'bacaan.sertifikat_habis': 'The certificate expired on %{tanggal}.',
  'aksi.pakai_bacaan': 'Use the value that was read', 'isian.isian_bacaan': 'Field',
  'kembaran.cara.byte': 'The very same file (every byte)', 'kembaran.cara.nomor': 'The pictures look alike and the numbers read are equal', 'kembaran.cara.gambar': 'The same picture when laid over each other',
  'nilai.berbeda': 'Different',
  'aksi.nilai_kembaran': 'Save the verdict on the file seen before', 'isian.kembaranId': 'File seen before',
  'hambatan.kembaran_belum_dinilai': '%{dokumen} was used in another application and nobody judged that. Compare the two and choose same or different.',
  'hambatan.kembaran_tidak_dikenal': 'This find does not belong to a document in force.',
  'hambatan.bacaan_tidak_ada': 'This value is not (or no longer) read in the document in force.',
};

export const readingWords = { id, en };
