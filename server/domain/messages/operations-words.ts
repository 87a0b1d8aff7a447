/** Background work that stopped, and the stop of mail after a restore. */
const id = {
  'efek.kirim_email': 'Mengirim e-mail',
  'efek.buat_pdf_surat': 'Membuat PDF surat',
  'efek.gambar_halaman': 'Menggambar halaman pindaian',
  'efek.segel_arsip': 'Menyegel arsip',
  'efek.segel_suplemen': 'Menyegel suplemen arsip',
  'efek.segel_surat_bertanda_tangan': 'Menyegel surat bertanda tangan sebagai suplemen arsip',
  'keadaan_efek.gagal': 'Gagal',
  'keadaan_efek.ditahan': 'Ditahan',
  'sebab_efek.penyimpanan_penuh': 'Tempat penyimpanan penuh. Kosongkan tempat, lalu coba lagi.',
  'sebab_efek.berkas_hilang': 'Sebuah berkas tidak ditemukan di penyimpanan. Mintalah admin sistem memeriksanya sebelum mencoba lagi.',
  'sebab_efek.layanan_tidak_menjawab': 'Layanan yang diperlukan tidak menjawab. Coba lagi setelah layanan itu pulih.',
  'sebab_efek.efek_tidak_dikenal': 'Pekerjaan ini tidak dikenal oleh versi yang sedang berjalan. Hubungi admin sistem.',
  'sebab_efek.lain': 'Kesalahan yang tidak kami duga. Coba lagi; bila gagal lagi, sampaikan kode %{id} kepada admin sistem.',
  'sebab_efek.ditahan': 'Ditahan setelah data dipulihkan dari cadangan. Lanjutkan bila memang masih diperlukan.',
};

const en: Record<keyof typeof id, string> = {
  'efek.kirim_email': 'Sending an e-mail',
  'efek.buat_pdf_surat': 'Making the PDF of a letter',
  'efek.gambar_halaman': 'Drawing the pages of a scan',
  'efek.segel_arsip': 'Sealing an archive file',
  'efek.segel_suplemen': 'Sealing a supplement of an archive file',
  'efek.segel_surat_bertanda_tangan': 'Sealing a signed letter as a supplement of an archive file',
  'keadaan_efek.gagal': 'Failed',
  'keadaan_efek.ditahan': 'Held',
  'sebab_efek.penyimpanan_penuh': 'The file store is full. Make room, then try again.',
  'sebab_efek.berkas_hilang': 'A file was not found in the store. Ask the system administrator to look before trying again.',
  'sebab_efek.layanan_tidak_menjawab': 'A service this needs did not answer. Try again once it is back.',
  'sebab_efek.efek_tidak_dikenal': 'The running version does not know this work. Tell the system administrator.',
  'sebab_efek.lain': 'Something we did not expect. Try again; if it fails again, give the system administrator the code %{id}.',
  'sebab_efek.ditahan': 'Held after the data were restored from a back-up. Let it go on if it is still needed.',
};

export const operationsWords = { id, en };
