/** The archive: contents of a file and what stands against reading its manifest. */
const id = {
  'hambatan.arsip_belum_disegel': 'Berkas arsip ini belum selesai disegel. Tunggu sebentar lalu muat ulang halaman.',
  'arsip.lokasi_usul': 'Arsip digital kantor',
  'arsip.isi.berkas': 'Rekaman penanganan permohonan',
  'arsip.isi.versi': 'versi %{versi}',
};

const en: Record<keyof typeof id, string> = {
  'hambatan.arsip_belum_disegel': 'Sealing of this archived case is not finished. Wait a moment, then reload the page.',
  'arsip.lokasi_usul': 'Digital archive of the office',
  'arsip.isi.berkas': 'Record of how the application was handled',
  'arsip.isi.versi': 'version %{versi}',
};

export const archiveWords = { id, en };
