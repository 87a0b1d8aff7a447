import { z } from 'zod';
import { addressCorrecting, exceptionGranting, reopening } from '../correcting-acts.ts';
import * as guard from '../guards.ts';
import * as input from '../inputs.ts';
import type { Action, Guard, InputGuard, PlaceId } from '../model.ts';

const BEFORE_ENDING: PlaceId[] = ['diterima', 'mencocokkan', 'menyampaikan'];

/** The four data of seed 004, each said by the officer who compared it: registries keep no address, and facts know no e-mail. */
const FOUR = ['nama_cocok', 'alamat_cocok', 'npwp_cocok', 'email_cocok'] as const;
const said = (key: (typeof FOUR)[number]) => z.boolean().meta({ label: `isian.${key}` });
const matching = input.existingId.extend({
  nama_cocok: said('nama_cocok'), alamat_cocok: said('alamat_cocok'), npwp_cocok: said('npwp_cocok'), email_cocok: said('email_cocok'), catatan: input.note,
});

const fourDataMatch: InputGuard = (_facts, typed) =>
  FOUR.filter((key) => typed[key] !== true).map((key) => ({ key: 'hambatan.data_tidak_cocok', params: { butir: `isian.${key}` } }));

/** The e-mail is one of the four: another one has to be compared before the user ID is told. */
const matchedAddressHolds: Guard = (facts) =>
  facts.lpseLain?.contactChanged ? [{ key: 'hambatan.alamat_belum_dicocokkan', fix: { workspace: 'surat', act: 'batal_sampaikan' } }] : [];

const helpdesk: Record<string, Action> = {
  mulai_mencocokkan: { from: ['diterima'], to: 'mencocokkan', by: ['helpdesk'], input: input.nothing, now: ['jalankan_cek_lpse_lain'], tone: 'utama' },
  tandai_mendesak: { from: BEFORE_ENDING, to: 'tetap', by: ['helpdesk', 'penyelia'], holder: 'bebas', input: input.urgency, now: ['ubah_mendesak'] },
  nyatakan_bukan_permohonan: {
    from: ['diterima', 'mencocokkan'], to: 'pengarsipan', ends: 'bukan_permohonan', by: ['helpdesk'], input: input.reasonAndNote, reasons: 'penutupan',
    letters: ['bukan_permohonan'], tone: 'bahaya',
  },
  jalankan_lpse_lain: { from: ['mencocokkan'], to: 'tetap', by: ['helpdesk'], input: input.nothing, now: ['jalankan_cek_lpse_lain'], embedded: true },
  nilai_kandidat: {
    from: ['mencocokkan'], to: 'tetap', by: ['helpdesk'], input: input.hitVerdict, ref: 'hitId', reasons: 'temuan',
    inputGuards: [guard.hitIsCurrent('lpseLain')], now: ['simpan_penilaian_temuan'], embedded: true,
  },
  nyatakan_cocok: {
    from: ['mencocokkan'], to: 'menyampaikan', by: ['helpdesk'], input: matching, tone: 'utama',
    guards: [guard.registryLooked, guard.candidatesJudged, guard.registeredElsewhere], inputGuards: [fourDataMatch], now: ['simpan_id_terdaftar'],
  },
  // Also where a candidate is the same company: three data that agree are not four.
  nyatakan_tidak_ditemukan: {
    from: ['mencocokkan'], to: 'pengarsipan', ends: 'tidak_ditemukan', by: ['helpdesk'], input: input.reasonAndNote, reasons: 'penutupan',
    guards: [guard.registryLooked, guard.candidatesJudged], letters: ['tidak_ditemukan'], tone: 'bahaya',
  },
  selesaikan_tugas: {
    from: ['menyampaikan'], to: 'tetap', by: ['helpdesk'], holder: 'bebas', ref: 'tugasId', input: input.taskDone, inputGuards: [guard.taskMayClose],
    now: ['tutup_tugas'], embedded: true,
  },
  batal_sampaikan: { from: ['menyampaikan'], to: 'mencocokkan', by: ['helpdesk'], input: input.justNote, now: ['tutup_tugas_terbuka'], tone: 'biasa' },
  nyatakan_disampaikan: {
    from: ['menyampaikan'], to: 'pengarsipan', ends: 'user_id_disampaikan', by: ['helpdesk'], input: input.nothing,
    guards: [matchedAddressHolds], letters: ['user_id_disampaikan'], tone: 'utama',
  },
};

const others: Record<string, Action> = {
  tarik_permohonan: {
    from: BEFORE_ENDING, to: 'pengarsipan', ends: 'ditarik', by: ['pemohon', 'helpdesk'], holder: 'bukan_rekan', input: input.justNote,
    now: ['tutup_tugas_terbuka'], letters: ['penarikan'], tone: 'bahaya',
  },
  catat_penyimpangan: {
    from: [...BEFORE_ENDING, 'pengarsipan'], to: 'tetap', by: ['helpdesk', 'penyelia', 'arsiparis'], holder: 'bebas', input: input.deviation,
    now: ['catat_penyimpangan'], tone: 'biasa',
  },
  arsipkan: {
    from: ['pengarsipan'], to: 'diarsipkan', by: ['arsiparis', 'helpdesk'], input: input.filing, guards: [guard.lettersDelivered], now: ['buat_berkas_arsip'],
    later: ['segel_arsip'], tone: 'utama',
  },
  tambah_suplemen: { from: ['diarsipkan'], to: 'tetap', by: ['arsiparis', 'penyelia'], holder: 'bebas', input: input.justNote, now: ['tambah_suplemen'], later: ['segel_suplemen'], tone: 'biasa' },
};

const ENDED: PlaceId[] = ['pengarsipan', 'diarsipkan'];
/** Decision 12; there is no receipt here to take back. */
const corrections: Record<string, Action> = { ...reopening({ ended: ENDED, again: 'mencocokkan' }), ...addressCorrecting([...BEFORE_ENDING, ...ENDED]), ...exceptionGranting([...BEFORE_ENDING, 'pengarsipan']) };

export const actions: Record<string, Action> = { ...helpdesk, ...others, ...corrections };
