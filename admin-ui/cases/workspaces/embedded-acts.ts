/**
 * Acts that a workspace draws itself instead of leaving them to the panel. The names stand here and nowhere else in the interface;
 * an act the procedure does not offer at this place is simply not drawn.
 */
export const ACTS = {
  judgeDocument: 'nilai_dokumen',
  takeReading: 'pakai_bacaan',
  judgeTwin: 'nilai_kembaran',
  recordLack: 'catat_tidak_punya',
  judgeNpwp: 'nilai_npwp',
  recordVisit: 'catat_buku_tamu',
  recordNoVisit: 'catat_tanpa_buku_tamu',
  runBlacklist: 'jalankan_daftar_hitam',
  judgeHit: 'nilai_temuan',
  confirmHit: 'konfirmasi_temuan',
  askSupervisor: 'ajukan_temuan',
  decideHit: 'putuskan_temuan',
  recordPortal: 'catat_lihat_portal',
  runRegistry: 'jalankan_lpse_lain',
  judgeCandidate: 'nilai_kandidat',
  closeTask: 'selesaikan_tugas',
  agreeSlot: 'setujui_jadwal',
  recordChoice: 'catat_pilihan_jadwal',
  fillChecklist: 'isi_daftar_periksa',
  judgePerson: 'nilai_orang',
  reissueLetter: 'terbitkan_ulang_surat',
  voidLetter: 'cabut_surat',
  keepPicture: 'simpan_bukti_panggilan',
} as const;
