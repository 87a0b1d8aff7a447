import { addressCorrecting, exceptionGranting, receiptRevoking, reopening } from '../correcting-acts.ts';
import { papersOverTheCounter } from '../counter-acts.ts';
import * as guard from '../guards.ts';
import * as input from '../inputs.ts';
import type { Action, PlaceId } from '../model.ts';

const HELPDESK_PLACES: PlaceId[] = ['diterima', 'cek_unggahan', 'cek_daftar_hitam', 'cek_kelengkapan'];
const VERIFIER_PLACES: PlaceId[] = ['diteruskan', 'cek_lpse_lain', 'penjadwalan', 'terjadwal', 'verifikasi', 'disetujui'];
const BEFORE_ENDING: PlaceId[] = [...HELPDESK_PLACES, 'pengembalian', 'menunggu_perbaikan', ...VERIFIER_PLACES, 'gunakan_id_ada', 'tidak_lolos'];
/** Step 12 is behind the file, and nothing is decided yet: a corrected address is compared again right here. */
const AFTER_REGISTRY: PlaceId[] = ['penjadwalan', 'terjadwal', 'verifikasi', 'disetujui', 'ditinjau_kembali'];
const ENDED: PlaceId[] = ['pengarsipan', 'diarsipkan'];
const EVERYWHERE: PlaceId[] = [...BEFORE_ENDING, 'ditolak_daftar_hitam', 'ditinjau_kembali', ...ENDED];
const OPEN: PlaceId[] = EVERYWHERE.filter((place) => place !== 'diarsipkan');
/** What may still be open when a case ends or turns back early. */
const CLOSE_ALL = ['tutup_permintaan', 'hentikan_surat_permintaan', 'tutup_jadwal', 'tutup_tugas_terbuka'];
/** Judging 7 or 9, a look at the portal that stands in for an old list included. */
const CHECKED_BY: string[] = ['nilai_temuan', 'putuskan_temuan', 'catat_lihat_portal', 'nyatakan_bersih', 'nilai_dokumen', 'catat_tidak_punya', 'nyatakan_lengkap', 'nyatakan_kurang', 'konfirmasi_temuan'];

/** Steps 6–11 and the sending of 10, 13, 18: helpdesk. */
const helpdesk: Record<string, Action> = {
  mulai_cek_unggahan: { from: ['diterima'], to: 'cek_unggahan', by: ['helpdesk'], input: input.nothing, guards: [guard.noFileHeld], tone: 'utama' },
  tandai_mendesak: { from: BEFORE_ENDING, to: 'tetap', by: ['helpdesk', 'verifikator', 'penyelia'], holder: 'bebas', input: input.urgency, now: ['ubah_mendesak'] },
  nyatakan_bukan_permohonan: {
    from: ['diterima', 'cek_unggahan'], to: 'pengarsipan', ends: 'bukan_permohonan', by: ['helpdesk'], input: input.reasonAndNote, reasons: 'penutupan',
    letters: ['bukan_permohonan'], tone: 'bahaya',
  },
  rujuk_lpse_lain: {
    from: ['diterima', 'cek_unggahan', 'cek_lpse_lain'], to: 'pengarsipan', ends: 'dirujuk_lpse_lain', by: ['helpdesk', 'verifikator'],
    input: input.referral, reasons: 'penutupan', letters: ['rujukan'], tone: 'bahaya',
  },
  catat_buku_tamu: { from: BEFORE_ENDING, to: 'tetap', by: ['pemohon', 'helpdesk'], holder: 'bebas', input: input.visit, guards: [guard.visitMissing], now: ['simpan_kunjungan'], embedded: true },
  catat_tanpa_buku_tamu: { from: HELPDESK_PLACES, to: 'tetap', by: ['helpdesk'], input: input.justNote, guards: [guard.visitUnexplained], now: ['catat_penyimpangan_kunjungan'], embedded: true },
  nilai_dokumen: {
    from: ['cek_unggahan', 'cek_kelengkapan'], to: 'tetap', by: ['helpdesk'], input: input.documentVerdict, ref: 'dokumenId', reasons: 'kekurangan',
    inputGuards: [guard.verdictFits], now: ['simpan_penilaian_dokumen'], embedded: true,
  },
  pakai_bacaan: {
    from: ['cek_unggahan', 'cek_kelengkapan'], to: 'tetap', by: ['helpdesk'], input: input.takenReading, ref: 'dokumenId',
    inputGuards: [guard.documentInForce], now: ['pakai_bacaan_dokumen'], embedded: true,
  },
  nilai_kembaran: {
    from: [...HELPDESK_PLACES, 'pengembalian', ...VERIFIER_PLACES], to: 'tetap', by: ['helpdesk', 'verifikator'], input: input.twinVerdict, ref: 'kembaranId',
    inputGuards: [guard.twinIsCurrent], now: ['simpan_penilaian_kembaran'], embedded: true,
  },
  catat_tidak_punya: {
    from: ['cek_unggahan', 'cek_kelengkapan'], to: 'tetap', by: ['helpdesk'], input: input.lacking, ref: 'jenis', inputGuards: [guard.mayBeLacking], now: ['simpan_tidak_punya'], embedded: true,
  },
  nilai_npwp: { from: ['cek_kelengkapan', 'disetujui'], to: 'tetap', by: ['helpdesk', 'verifikator'], input: input.npwpJudgement, now: ['simpan_penilaian_npwp'], embedded: true },
  lanjut_cek_daftar_hitam: {
    from: ['cek_unggahan'], to: 'cek_daftar_hitam', by: ['helpdesk'], input: input.nothing, tone: 'utama',
    guards: [guard.noFileHeld, guard.noFileInfected, guard.everyCheckJudged('cek_unggahan'), guard.visitRecorded], now: ['jalankan_cek_daftar_hitam'],
  },
  // Also at 17: a list newer than the last check closes the approval (decision 3), and days lie between 7 and 17.
  jalankan_daftar_hitam: {
    from: ['cek_daftar_hitam', 'disetujui'], to: 'tetap', by: ['helpdesk', 'verifikator'], input: input.nothing, now: ['jalankan_cek_daftar_hitam'], embedded: true,
  },
  nilai_temuan: {
    from: ['cek_daftar_hitam', 'disetujui'], to: 'tetap', by: ['helpdesk', 'verifikator'], input: input.hitVerdict, ref: 'hitId', reasons: 'temuan',
    inputGuards: [guard.hitIsCurrent('daftarHitam')], now: ['simpan_penilaian_temuan'], embedded: true,
  },
  konfirmasi_temuan: {
    from: ['cek_daftar_hitam', 'cek_lpse_lain'], to: 'tetap', by: ['helpdesk', 'verifikator', 'penyelia'], holder: 'bebas', input: input.hitConfirmation, ref: 'hitId',
    notSamePersonAs: ['nilai_temuan', 'nilai_kandidat', 'putuskan_temuan'], inputGuards: [guard.hitAwaitsConfirmation], now: ['simpan_konfirmasi_temuan'], embedded: true,
  },
  // Unsure keeps the step closed; who cannot find out more asks the supervisor, who judges or says what is missing.
  ajukan_temuan: {
    from: ['cek_daftar_hitam', 'cek_lpse_lain', ...AFTER_REGISTRY], to: 'tetap', by: ['helpdesk', 'verifikator'], input: input.hitConfirmation, ref: 'hitId',
    inputGuards: [guard.hitIsUnsure], now: ['ajukan_temuan'], embedded: true,
  },
  putuskan_temuan: {
    from: ['cek_daftar_hitam', 'cek_lpse_lain', ...AFTER_REGISTRY], to: 'tetap', by: ['penyelia'], holder: 'bebas', input: input.hitDecision, ref: 'hitId',
    notSamePersonAs: ['ajukan_temuan'], inputGuards: [guard.hitIsAtSupervisor], now: ['putuskan_temuan'], embedded: true,
  },
  catat_lihat_portal: { from: ['cek_daftar_hitam', 'disetujui'], to: 'tetap', by: ['helpdesk', 'verifikator'], holder: 'bebas', input: input.portalLook, now: ['simpan_lihat_portal'], embedded: true },
  nyatakan_bersih: {
    from: ['cek_daftar_hitam'], to: 'cek_kelengkapan', by: ['helpdesk'], input: input.nothing, tone: 'utama', guards: [guard.blacklistClean],
  },
  tolak_daftar_hitam: {
    from: ['cek_daftar_hitam'], to: 'ditolak_daftar_hitam', by: ['helpdesk'], input: input.justNote, tone: 'bahaya',
    guards: [guard.blacklistLooked, guard.blacklistHitsJudged, guard.confirmedBlacklistHit], now: ['tutup_tugas_terbuka'],
  },
  kirim_penolakan: {
    from: ['ditolak_daftar_hitam'], to: 'pengarsipan', ends: 'ditolak_daftar_hitam', by: ['helpdesk'], input: input.nothing, tone: 'bahaya',
    letters: ['penolakan_daftar_hitam', 'tugas_spse_daftar_hitam'], now: ['catat_pengembalian_berkas'],
  },
  nyatakan_lengkap: {
    from: ['cek_kelengkapan'], to: 'diteruskan', by: ['helpdesk'], input: input.nothing, tone: 'utama',
    guards: [guard.everyCheckJudged('cek_unggahan', 'cek_kelengkapan'), guard.everyDocumentGood, guard.everyTwinJudged],
  },
  nyatakan_kurang: {
    from: ['cek_kelengkapan'], to: 'pengembalian', by: ['helpdesk'], input: input.nothing, tone: 'biasa',
    guards: [guard.everyCheckJudged('cek_unggahan', 'cek_kelengkapan'), guard.somethingShort],
  },
  // Ahead of steps 7 and 9: there is nothing to examine until it is replaced, and all else that is short at step 6 is asked for with it.
  kembalikan_terinfeksi: {
    from: ['cek_unggahan'], to: 'pengembalian', by: ['helpdesk'], input: input.nothing, tone: 'biasa', embedded: true,
    guards: [guard.someFileInfected, guard.noFileHeld, guard.everyCheckJudged('cek_unggahan')],
  },
  // Not with an infected file: it came here before step 7, and going back would lead past it.
  batal_kembalikan: { from: ['pengembalian'], to: 'cek_kelengkapan', by: ['helpdesk'], input: input.justNote, guards: [guard.noFileInfected], tone: 'biasa' },
  kirim_kekurangan: {
    from: ['pengembalian'], to: 'menunggu_perbaikan', by: ['helpdesk'], input: input.shortageList, reasons: 'kekurangan', tone: 'utama',
    guards: [guard.noRepairOpen], inputGuards: [guard.somethingAsked, guard.nothingLeftOut], letters: ['kekurangan'], now: ['buka_permintaan_perbaikan'],
  },
  kirim_gunakan_id: { from: ['gunakan_id_ada'], to: 'pengarsipan', ends: 'gunakan_id_ada', by: ['helpdesk'], input: input.nothing, letters: ['gunakan_id_ada'], tone: 'utama' },
  kirim_kekurangan_verifikasi: {
    from: ['tidak_lolos'], to: 'menunggu_perbaikan', by: ['helpdesk'], input: input.shortageList, reasons: 'kekurangan', tone: 'utama',
    guards: [guard.noRepairOpen], inputGuards: [guard.somethingAsked, guard.nothingLeftOut], letters: ['kekurangan'], now: ['buka_permintaan_perbaikan'],
  },
  kirim_tidak_lolos: {
    from: ['tidak_lolos'], to: 'pengarsipan', ends: 'tidak_lolos', by: ['helpdesk'], input: input.reasonAndNote, reasons: 'penolakan', letters: ['tidak_lolos'], tone: 'bahaya',
  },
};

/** Steps 12–18: verifikator decides. */
const verifikator: Record<string, Action> = {
  terima_berkas: { from: ['diteruskan'], to: 'cek_lpse_lain', by: ['verifikator'], input: input.nothing, now: ['jalankan_cek_lpse_lain'], tone: 'utama' },
  // Also after step 12: an address that is corrected there (a bounced invitation) is compared without going back.
  jalankan_lpse_lain: { from: ['cek_lpse_lain', ...AFTER_REGISTRY], to: 'tetap', by: ['verifikator'], input: input.nothing, now: ['jalankan_cek_lpse_lain'], embedded: true },
  nilai_kandidat: {
    from: ['cek_lpse_lain', ...AFTER_REGISTRY], to: 'tetap', by: ['verifikator'], input: input.hitVerdict, ref: 'hitId', reasons: 'temuan',
    inputGuards: [guard.hitIsCurrent('lpseLain')], now: ['simpan_penilaian_temuan'], embedded: true,
  },
  nyatakan_belum_terdaftar: { from: ['cek_lpse_lain'], to: 'penjadwalan', by: ['verifikator'], input: input.nothing, guards: [guard.notRegisteredElsewhere], tone: 'utama' },
  nyatakan_sudah_terdaftar: {
    from: ['cek_lpse_lain'], to: 'gunakan_id_ada', by: ['verifikator'], input: input.existingId, guards: [guard.confirmedCandidate],
    now: ['simpan_id_terdaftar'], tone: 'bahaya',
  },
  tawarkan_jadwal: {
    from: ['penjadwalan'], to: 'terjadwal', by: ['verifikator'], input: input.slot, inputGuards: [guard.slotAhead], now: ['buat_jadwal'],
    letters: ['undangan_verifikasi'], tone: 'utama',
  },
  buka_pilihan_jadwal: {
    from: ['penjadwalan'], to: 'tetap', by: ['verifikator'], input: input.nothing, guards: [guard.choiceClosed], now: ['buka_pilihan_jadwal'],
    letters: ['pilih_jadwal'], tone: 'biasa',
  },
  lewati_panggilan: { from: ['penjadwalan'], to: 'verifikasi', by: ['verifikator'], input: input.justNote, guards: [guard.attendedBefore], tone: 'biasa' },
  jadwal_ulang: {
    from: ['terjadwal'], to: 'penjadwalan', by: ['verifikator'], input: input.reasonAndNote, reasons: 'jadwal', guards: [guard.appointmentOpen],
    now: ['tutup_jadwal_diulang', 'buka_pilihan_jadwal'], letters: ['pembatalan_jadwal'], tone: 'biasa',
  },
  // The officer is on leave or was transferred and nobody can stand in: nobody holds the file for it.
  batalkan_karena_berhalangan: {
    from: ['terjadwal'], to: 'penjadwalan', by: ['sistem'], input: input.reasonAndNote, reasons: 'jadwal', guards: [guard.appointmentOpen],
    now: ['tutup_jadwal_diulang', 'buka_pilihan_jadwal'], letters: ['pembatalan_jadwal'], tone: 'biasa',
  },
  alihkan_jadwal: {
    from: ['terjadwal'], to: 'tetap', by: ['verifikator', 'penyelia', 'sistem'], holder: 'bebas', input: input.handOver, reasons: 'jadwal', guards: [guard.appointmentOpen],
    now: ['alihkan_jadwal'], letters: ['perubahan_jadwal'], tone: 'biasa',
  },
  catat_hadir: { from: ['terjadwal'], to: 'verifikasi', by: ['verifikator'], input: input.nothing, guards: [guard.appointmentOpen, guard.appointmentBegun], now: ['catat_hadir'], tone: 'utama' },
  catat_tidak_hadir: {
    from: ['terjadwal'], to: 'penjadwalan', by: ['verifikator'], input: input.justNote, guards: [guard.appointmentOpen, guard.appointmentStarted],
    now: ['catat_tidak_hadir', 'buka_pilihan_jadwal'], letters: ['tidak_hadir'], tone: 'biasa',
  },
  isi_daftar_periksa: { from: ['verifikasi'], to: 'tetap', by: ['verifikator'], input: input.checklistRow, ref: 'butir', now: ['simpan_daftar_periksa'], embedded: true },
  nilai_orang: { from: ['verifikasi'], to: 'tetap', by: ['verifikator'], input: input.personCheck, now: ['simpan_penilaian_orang'], embedded: true },
  simpan_bukti_panggilan: { from: ['verifikasi'], to: 'tetap', by: ['verifikator'], input: input.callPicture, now: ['simpan_bukti_panggilan'], embedded: true },
  nyatakan_lolos: {
    from: ['verifikasi'], to: 'disetujui', by: ['verifikator'], input: input.nothing, guards: [guard.checklistPassed], letters: ['berita_acara_verifikasi'], tone: 'utama',
  },
  nyatakan_tidak_lolos: { from: ['verifikasi', 'disetujui', 'ditinjau_kembali'], to: 'tidak_lolos', by: ['verifikator'], input: input.reasonAndNote, reasons: 'penolakan', now: ['tutup_tugas_terbuka'], letters: ['berita_acara_verifikasi'], tone: 'bahaya' },
  kembalikan_ke_perbaikan: { from: ['disetujui', 'ditinjau_kembali'], to: 'pengembalian', by: ['verifikator'], input: input.reasonAndNote, reasons: 'kekurangan', now: ['tutup_tugas_terbuka'], tone: 'biasa' },
  // A hit in a newer list is judged where hits are judged: by helpdesk, with its second person.
  kembalikan_ke_daftar_hitam: { from: ['disetujui', 'ditinjau_kembali'], to: 'cek_daftar_hitam', by: ['verifikator'], input: input.justNote, now: ['tutup_tugas_terbuka'], tone: 'biasa' },
  // A newer registry knows the applicant: step 12 is done again, with its second person. Who awaits his appointment is told that it is put off.
  kembalikan_ke_lpse_lain: {
    from: ['penjadwalan', 'verifikasi', 'disetujui', 'ditinjau_kembali'], to: 'cek_lpse_lain', by: ['verifikator'], input: input.justNote,
    now: ['tutup_tugas_terbuka', 'tutup_jadwal', 'jalankan_cek_lpse_lain'], tone: 'biasa',
  },
  tunda_jadwal_ke_lpse_lain: {
    from: ['terjadwal'], to: 'cek_lpse_lain', by: ['verifikator'], input: input.justNote, guards: [guard.appointmentOpen],
    now: ['tutup_tugas_terbuka', 'tutup_jadwal', 'jalankan_cek_lpse_lain'], letters: ['jadwal_ditunda'], tone: 'biasa',
  },
  // The approval itself was right, its paper was not: back to 17, where a receipt is sent that says what is true.
  pulihkan_persetujuan: { from: ['ditinjau_kembali'], to: 'disetujui', by: ['verifikator'], input: input.justNote, now: ['tutup_tugas_terbuka'], tone: 'biasa' },
  kirim_tanda_terima: {
    from: ['disetujui'], to: 'pengarsipan', ends: 'disetujui', by: ['verifikator'], input: input.nothing, tone: 'utama',
    guards: [guard.blacklistClean, guard.stillNotRegisteredElsewhere, guard.newerRegistrySettled, guard.everyDocumentGood, guard.everyTwinJudged, guard.checklistPassed, guard.npwpSettled],
    notSamePersonAs: CHECKED_BY, now: ['daftarkan_penyedia'], letters: ['tanda_terima'],
  },
  selesaikan_tugas: {
    from: OPEN, to: 'tetap', by: ['verifikator', 'helpdesk'], holder: 'bebas', ref: 'tugasId',
    input: input.taskDone, inputGuards: [guard.taskMayClose], now: ['tutup_tugas'], embedded: true,
  },
};

const applicant: Record<string, Action> = {
  kirim_perbaikan: {
    from: ['menunggu_perbaikan'], to: 'cek_unggahan', nextRound: true, by: ['pemohon', 'helpdesk'], holder: 'bebas', input: input.repair,
    guards: [guard.repairOpen], inputGuards: [guard.repairMatchesRequest], now: ['terima_perbaikan', 'hentikan_surat_permintaan'], letters: ['perbaikan_diterima'], tone: 'utama',
  },
  setujui_jadwal: { from: ['terjadwal'], to: 'tetap', by: ['pemohon', 'helpdesk'], holder: 'bebas', input: input.nothing, guards: [guard.appointmentOpen, guard.appointmentNotOver], now: ['setujui_jadwal'], embedded: true },
  minta_jadwal_lain: {
    from: ['terjadwal'], to: 'penjadwalan', by: ['pemohon', 'helpdesk'], holder: 'bebas', input: input.wish, guards: [guard.appointmentOpen, guard.movesLeft],
    now: ['minta_jadwal_lain', 'buka_pilihan_jadwal'], letters: ['pembatalan_jadwal'], tone: 'biasa',
  },
  pilih_jadwal: {
    from: ['penjadwalan'], to: 'terjadwal', by: ['pemohon'], holder: 'bebas', input: input.chosenSlot, guards: [guard.choiceOpen], inputGuards: [guard.slotAhead],
    now: ['pilih_jadwal'], letters: ['undangan_verifikasi'], tone: 'biasa', embedded: true,
  },
  // His own choice, told to an officer: on record is also by which way it was told.
  catat_pilihan_jadwal: {
    from: ['penjadwalan'], to: 'terjadwal', by: ['helpdesk', 'verifikator'], holder: 'bebas', input: input.toldSlot, guards: [guard.choiceOpen], inputGuards: [guard.slotAhead],
    now: ['pilih_jadwal'], letters: ['undangan_verifikasi'], tone: 'biasa', embedded: true,
  },
  tarik_permohonan: {
    from: BEFORE_ENDING, to: 'pengarsipan', ends: 'ditarik', by: ['pemohon', 'helpdesk'], holder: 'bukan_rekan', input: input.justNote,
    now: CLOSE_ALL, letters: ['penarikan'], tone: 'bahaya',
  },
};

/** Supervision, timers and the archive. */
const office: Record<string, Action> = {
  // The thread stays: the request keeps its row, its letter and what was written; the file goes back to the desk that judges it.
  tarik_permintaan_perbaikan: {
    from: ['menunggu_perbaikan'], to: 'cek_kelengkapan', by: ['helpdesk'], holder: 'bebas', input: input.justNote, guards: [guard.repairOpen], now: ['tarik_permintaan', 'cabut_surat_permintaan', 'hentikan_surat_permintaan'],
    letters: ['permintaan_ditarik'], tone: 'biasa',
  },
  usulkan_kedaluwarsa: { from: ['menunggu_perbaikan'], to: 'tetap', by: ['sistem'], input: input.nothing, guards: [guard.repairOpen], now: ['usulkan_kedaluwarsa'] },
  nyatakan_kedaluwarsa: {
    from: ['menunggu_perbaikan'], to: 'pengarsipan', ends: 'kedaluwarsa', by: ['helpdesk', 'penyelia'], holder: 'bebas', input: input.justNote,
    guards: [guard.expiryProposed, guard.nothingUnfiled], now: CLOSE_ALL, letters: ['kedaluwarsa'], tone: 'bahaya',
  },
  ...exceptionGranting(OPEN),
  catat_penyimpangan: {
    from: OPEN, to: 'tetap', by: ['helpdesk', 'verifikator', 'penyelia', 'arsiparis'], holder: 'bebas',
    input: input.deviation, now: ['catat_penyimpangan'], tone: 'biasa',
  },
  terbitkan_ulang_surat: {
    from: OPEN, to: 'tetap', by: ['helpdesk', 'verifikator', 'penyelia'], holder: 'bebas', input: input.namedLetter, ref: 'suratId',
    reissues: 'suratId', now: ['terbitkan_ulang_surat'], embedded: true,
  },
  cabut_surat: {
    from: OPEN, to: 'tetap', by: ['penyelia'], holder: 'bebas', input: input.namedLetter, ref: 'suratId', now: ['cabut_surat'], embedded: true,
  },
  // Sent when the file went to a colleague and its appointment with it.
  kabari_pergantian_petugas: { from: ['terjadwal'], to: 'tetap', by: ['sistem'], input: input.nothing, guards: [guard.appointmentOpen], letters: ['perubahan_jadwal'] },
  // The room it is held in got another link or is out of use, or the office's usual place is another one.
  pindah_tempat_jadwal: { from: ['terjadwal'], to: 'tetap', by: ['sistem'], input: input.newPlace, guards: [guard.appointmentOpen], now: ['pindah_tempat_jadwal'], letters: ['perubahan_tempat'] },
  arsipkan: {
    from: ['pengarsipan'], to: 'diarsipkan', by: ['arsiparis', 'helpdesk'], input: input.filing, guards: [guard.lettersDelivered, guard.originalsReturned], now: ['buat_berkas_arsip'],
    later: ['segel_arsip'], tone: 'utama',
  },
  tambah_suplemen: { from: ['diarsipkan'], to: 'tetap', by: ['arsiparis', 'penyelia'], holder: 'bebas', input: input.justNote, now: ['tambah_suplemen'], later: ['segel_suplemen'], tone: 'biasa' },
};

/** Decision 12. A withdrawn receipt leaves a case that was decided: it is decided about again, not examined from the start. */
const corrections: Record<string, Action> = {
  ...receiptRevoking({ ended: ENDED, again: 'ditinjau_kembali', receipt: 'disetujui' }),
  ...reopening({ ended: ENDED, again: 'cek_unggahan', receipt: 'disetujui' }),
  ...addressCorrecting(EVERYWHERE),
};
const counter = papersOverTheCounter(OPEN);

export const actions: Record<string, Action> = { ...helpdesk, ...verifikator, ...applicant, ...office, ...corrections, ...counter };
