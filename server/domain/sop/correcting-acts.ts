/**
 * Undoing a mistake (decision 12): the supervisor's acts, the same in every procedure. A procedure says where its cases have ended and
 * where a reopened one is worked on; everything else about these acts stands here.
 */
import * as guard from './guards.ts';
import * as input from './inputs.ts';
import type { Action, Guard, LetterSpec, Outcome, PlaceId } from './model.ts';

/** What a filed case has to say later is appended to its archive file; before filing there is nothing to append to. */
const SUPPLEMENT = 'catat_suplemen';
const SEALED = ['segel_suplemen'];

/** `ended`: the archive place and the final one. `again`: where a reopened case is examined anew. `receipt`: the outcome that has a receipt. */
export interface Reopening { ended: PlaceId[]; again: PlaceId; receipt?: Outcome }

/** A closed or archived case is examined again like a repaired one: a new round, every round's checks once more. */
export function reopening({ ended, again, receipt }: Reopening): Record<string, Action> {
  return {
    buka_kembali: {
      from: ended, to: again, reopens: true, nextRound: true, by: ['penyelia'], holder: 'bebas', input: input.reasonAndNote, reasons: 'pembukaan',
      guards: [guard.sealedIfFiled, ...(receipt ? [guard.endedOtherwiseThan(receipt)] : [])],
      now: ['tutup_tugas_terbuka', 'cabut_surat_penutup', SUPPLEMENT], letters: ['pembukaan_kembali'], later: SEALED, tone: 'bahaya',
    },
  };
}

/** The receipt is taken back: its page says so, the registry forgets the approval, the case stands where it is decided about again. */
export function receiptRevoking({ ended, again, receipt }: Required<Reopening>): Record<string, Action> {
  return {
    batalkan_tanda_terima: {
      from: ended, to: again, reopens: true, by: ['penyelia'], holder: 'bebas', input: input.reasonAndNote, reasons: 'pembatalan',
      guards: [guard.sealedIfFiled, guard.endedWith(receipt)], notSamePersonAs: ['kirim_tanda_terima'],
      now: ['tutup_tugas_terbuka', 'cabut_surat_penutup', 'cabut_penyedia', SUPPLEMENT], letters: ['pembatalan_tanda_terima'], later: SEALED, tone: 'bahaya',
    },
  };
}

/** Wherever a case stands. Whoever talked to the applicant proposes, a supervisor who is somebody else confirms. */
export function addressCorrecting(everywhere: PlaceId[]): Record<string, Action> {
  return {
    ajukan_perbaikan_alamat: {
      from: everywhere, to: 'tetap', by: ['helpdesk', 'verifikator', 'penyelia'], holder: 'bebas', input: input.addressProposal,
      guards: [guard.noAddressProposed], now: ['simpan_usul_alamat'], tone: 'biasa',
    },
    tolak_perbaikan_alamat: {
      from: everywhere, to: 'tetap', by: ['helpdesk', 'verifikator', 'penyelia'], holder: 'bebas', input: input.justNote,
      guards: [guard.addressProposed], now: ['tolak_usul_alamat'], tone: 'biasa',
    },
    perbaiki_alamat: {
      from: everywhere, to: 'tetap', by: ['penyelia'], holder: 'bebas', input: input.justNote, notSamePersonAs: ['ajukan_perbaikan_alamat'],
      guards: [guard.addressProposed], now: ['terapkan_alamat', SUPPLEMENT], letters: ['alamat_diperbaiki'], later: SEALED, tone: 'biasa',
    },
  };
}

/** Four eyes where an office has only two: somebody above names the act, the person and the reason. */
export function exceptionGranting(everywhere: PlaceId[]): Record<string, Action> {
  return {
    beri_pengecualian: { from: everywhere, to: 'tetap', by: ['penyelia', 'admin_kantor'], holder: 'bebas', input: input.exceptionGrant, now: ['beri_pengecualian'], tone: 'biasa' },
  };
}

/** Shown at a case until somebody has seen to them. */
export const addressDuties: Guard[] = [guard.addressReached, guard.addressConfirmed];

const FOOT = '\n\nSimpan tautan berkas Anda dan jangan berikan kepada orang lain:\n{tautan}\n\nSalam,\n{kantor}\n{kontak}';
const HEAD = 'Yth. {nama},\n\n';

/** The letters of these acts, in words that fit every procedure. */
export const reopeningLetter: LetterSpec = {
  id: 'pembukaan_kembali', to: 'pemohon',
  subject: 'Permohonan {nomor} dibuka kembali',
  body: `${HEAD}Permohonan Anda yang sudah ditutup kami buka kembali pada {waktu}: {alasan}.\n\n{catatan}\n\nSurat penutup sebelumnya tidak berlaku lagi. Berkas Anda diperiksa ulang; hasilnya kami kirim ke alamat e-mail ini.${FOOT}`,
};
export const receiptRevokingLetter: LetterSpec = {
  id: 'pembatalan_tanda_terima', to: 'pemohon', numbered: true,
  subject: 'Tanda Terima permohonan {nomor} dibatalkan',
  body: `${HEAD}Tanda Terima untuk permohonan Anda kami BATALKAN pada {waktu}: {alasan}.\n\n{catatan}\n\nTanda Terima itu tidak berlaku lagi; halaman pemeriksaan kode QR menyatakannya dicabut. Permohonan Anda ditinjau kembali dan hasilnya kami kirim ke alamat e-mail ini. Bila keberatan, hubungi kami dengan menyebut nomor permohonan.${FOOT}`,
};
export const addressLetter: LetterSpec = {
  id: 'alamat_diperbaiki', to: 'pemohon',
  subject: 'Alamat untuk permohonan {nomor} diperbaiki',
  body: `${HEAD}Mulai {waktu}, surat tentang permohonan Anda kami kirim ke alamat e-mail ini. Surat-surat sebelumnya kami kirim ulang dalam e-mail tersendiri.\n\nTautan yang pernah dikirim ke alamat lama tidak berlaku lagi. Bila bukan Anda yang meminta perbaikan ini, segera hubungi kami.${FOOT}`,
};
