import { z } from 'zod';
import type { Facts } from '../facts.ts';
import { UNSURE_HIT } from '../guards.ts';
import type { Place, TaskSpec } from '../model.ts';

/** Something of his came that nobody filed yet: it is the office's turn, whatever the place says. */
const hasDelivered = (facts: Facts): boolean => facts.kiriman.length > 0;

const at = (place: string) => `publik.tempat.${place}`;

/** What SPSE itself must show. SPSE has no interface for us, so a person looks and writes down what stands there. */
const spseProof = z.object({
  userIdSpse: z.string().trim().min(3).max(60).meta({ label: 'isian.user_id_spse' }),
  waktu: z.iso.datetime({ offset: true }).meta({ label: 'isian.waktu_bukti', widget: 'datetime' }),
  nomorBukti: z.string().trim().min(3).max(120).meta({ label: 'isian.nomor_bukti' }),
});

const spseTask = (kind: string, step: string, blocks: string[], notOpener = false): TaskSpec => ({
  kind, where: 'spse', actor: 'verifikator', step, standard: { hariKerja: [1, 1] }, proof: spseProof, blocks, notOpener,
});

/** What became of a hit: kept as the proof of its task. */
const hitProof = z.object({
  hasil: z.enum(['sama', 'bukan_yang_sama', 'kembalikan']).meta({ label: 'isian.hasil_penilaian' }),
  alasan: z.string().meta({ label: 'isian.catatan' }),
});

/** About one hit: an officer unsure at step 7 or 12 asks his supervisor; a newer list names somebody we know. */
export const tasksAbout: TaskSpec[] = [
  { kind: UNSURE_HIT, where: 'kantor', actor: 'penyelia', step: null, standard: { hariKerja: [1, 1] }, proof: hitProof, blocks: [], notOpener: true },
  { kind: 'temuan_pemantauan', where: 'kantor', actor: 'verifikator', step: null, standard: { hariKerja: [1, 1] }, proof: hitProof, blocks: [] },
];

/** What was done in SPSE for a decision that did not come, or was taken back, is undone there. */
const withdrawApproval = spseTask('spse_cabut_persetujuan', '17', ['nyatakan_tidak_lolos', 'kembalikan_ke_perbaikan', 'kembalikan_ke_daftar_hitam', 'kembalikan_ke_lpse_lain', 'nyatakan_lolos', 'kirim_tidak_lolos', 'arsipkan']);
const withdrawBlacklisting = spseTask('spse_cabut_daftar_hitam', '8', ['kirim_tanda_terima', 'arsipkan']);

/** Where a file stands: domain.md 10.1, with `pengembalian` and `pengarsipan` split off so that steps 10 and 19 have minutes of their own. */
export const places: Record<string, Place> = {
  diterima: { step: '6', turn: 'helpdesk', clock: 'jalan', workspace: 'penerimaan', publicText: at('diterima') },
  cek_unggahan: { step: '6', turn: 'helpdesk', clock: 'jalan', workspace: 'dokumen', publicText: at('diperiksa') },
  cek_daftar_hitam: { step: '7', turn: 'helpdesk', clock: 'jalan', workspace: 'daftar_hitam', publicText: at('diperiksa') },
  ditolak_daftar_hitam: {
    step: '8', turn: 'helpdesk', clock: 'jalan', workspace: 'surat', publicText: at('diputuskan'),
    tasks: [{ ...spseTask('spse_daftar_hitam', '8', ['arsipkan'], true), undo: withdrawBlacklisting }],
  },
  cek_kelengkapan: { step: '9', turn: 'helpdesk', clock: 'jalan', workspace: 'dokumen', publicText: at('diperiksa') },
  pengembalian: { step: '10', turn: 'helpdesk', clock: 'jalan', workspace: 'surat', publicText: at('diperiksa') },
  menunggu_perbaikan: {
    step: '4', turn: 'pemohon', clock: 'berhenti', workspace: 'menunggu', publicText: at('menunggu_perbaikan'),
    timers: [
      { key: 'belum_dibuka', after: { hariKerja: [1, 1] }, from: 'masuk', unless: hasDelivered, then: { remind: 'pengingat_perbaikan' } },
      // Whoever opened the page once may have put it off since: he is reminded all the same.
      { key: 'menjelang_batas', workingDaysBefore: [2, 1], from: 'batas_perbaikan', unless: hasDelivered, then: { remind: 'pengingat_perbaikan' } },
      // Put off, not dropped: what came may turn out to be no repair.
      { key: 'usul_kedaluwarsa', after: { hariKerja: [0, 0] }, from: 'batas_perbaikan', waitsWhile: hasDelivered, unless: (facts) => facts.perbaikan?.expiryProposed === true, then: { act: 'usulkan_kedaluwarsa' } },
    ],
  },
  diteruskan: { step: '11', turn: 'verifikator', clock: 'jalan', workspace: 'penerimaan', publicText: at('verifikator') },
  cek_lpse_lain: { step: '12', turn: 'verifikator', clock: 'jalan', workspace: 'lpse_lain', publicText: at('verifikator') },
  gunakan_id_ada: {
    step: '13', turn: 'helpdesk', clock: 'jalan', workspace: 'surat', publicText: at('diputuskan'),
    tasks: [spseTask('spse_konfirmasi_id', '13', ['kirim_gunakan_id'])],
  },
  penjadwalan: {
    step: '15', turn: 'verifikator', clock: 'jalan', workspace: 'jadwal', publicText: at('penjadwalan'),
    timers: [{ key: 'belum_dibuka', after: { hariKerja: [1, 1] }, from: 'masuk', unless: (facts) => !facts.pilihanJadwal, then: { remind: 'pengingat_pilih_jadwal' } }],
  },
  terjadwal: {
    step: '15', turn: 'verifikator', clock: 'berhenti_sampai_janji', workspace: 'jadwal', publicText: at('terjadwal'),
    timers: [
      { key: 'sehari_sebelum', from: 'janji', minutesBefore: 24 * 60, until: 60, then: { remind: 'pengingat_jadwal' } },
      { key: 'sejam_sebelum', from: 'janji', minutesBefore: 60, until: 0, then: { remind: 'pengingat_jadwal' } },
    ],
  },
  verifikasi: { step: '15', turn: 'verifikator', clock: 'jalan', workspace: 'verifikasi', publicText: at('verifikator') },
  disetujui: {
    step: '17', turn: 'verifikator', clock: 'jalan', workspace: 'keputusan', publicText: at('diputuskan'),
    tasks: [{ ...spseTask('spse_setujui_akun', '17', ['kirim_tanda_terima']), undo: withdrawApproval }],
  },
  // After a receipt was taken back. SPSE may hold an approved account meanwhile: it is closed there before anything else is decided.
  ditinjau_kembali: {
    step: '17', turn: 'verifikator', clock: 'jalan', workspace: 'keputusan', publicText: at('ditinjau_kembali'),
    tasks: [withdrawApproval],
  },
  tidak_lolos: { step: '18', turn: 'helpdesk', clock: 'jalan', workspace: 'surat', publicText: at('diputuskan') },
  pengarsipan: { step: '19', turn: 'arsiparis', alsoServedBy: ['helpdesk'], clock: 'jalan', workspace: 'arsip', publicText: at('selesai') },
  diarsipkan: { step: null, turn: null, clock: 'berhenti', workspace: 'terkunci', publicText: at('selesai'), final: true },
};
