/** Papers over the counter, the same in every procedure that takes paper: a receipt for what comes in, a protocol for originals that go back. */
import * as guard from './guards.ts';
import * as input from './inputs.ts';
import type { Action, LetterSpec, PlaceId } from './model.ts';

export function papersOverTheCounter(everywhere: PlaceId[]): Record<string, Action> {
  return {
    terima_berkas_fisik: {
      from: everywhere, to: 'tetap', by: ['helpdesk', 'verifikator'], holder: 'bebas', input: input.papersIn, inputGuards: [guard.somePaper],
      now: ['catat_berkas_masuk'], letters: ['tanda_terima_berkas'], tone: 'biasa',
    },
    kembalikan_dokumen_asli: {
      from: everywhere, to: 'tetap', by: ['helpdesk', 'verifikator'], holder: 'bebas', input: input.papersOut, guards: [guard.originalsHeld],
      now: ['catat_berkas_keluar'], letters: ['serah_terima_asli'], tone: 'biasa',
    },
  };
}

const FOOT = '\n\nSimpan tautan berkas Anda dan jangan berikan kepada orang lain:\n{tautan}\n\nSalam,\n{kantor}\n{kontak}';
const HEAD = 'Yth. {nama},\n\n';

/** Not step 17's receipt: it says what was handed over, and nothing about the application. */
export const papersInLetter: LetterSpec = {
  id: 'tanda_terima_berkas', to: 'pemohon', numbered: true, countersigned: 'kertas.yang_menyerahkan',
  subject: 'Tanda Terima Berkas untuk permohonan {nomor}',
  body: `${HEAD}Kami menerima berkas berikut untuk permohonan {nomor} pada {waktu}, diserahkan oleh {orang_loket}:\n\n{rincian_berkas}\n\n{catatan}\n\nTanda terima ini hanya untuk berkas yang diserahkan, bukan persetujuan atas permohonan.${FOOT}`,
};
export const papersOutLetter: LetterSpec = {
  id: 'serah_terima_asli', to: 'pemohon', numbered: true, countersigned: 'kertas.yang_menerima',
  subject: 'Berita Acara Serah Terima Dokumen Asli permohonan {nomor}',
  body: `${HEAD}Pada {waktu} kami menyerahkan kembali dokumen asli berikut dari permohonan {nomor} kepada {orang_loket}:\n\n{rincian_berkas}\n\n{catatan}\n\nDengan penyerahan ini, tidak ada lagi dokumen asli dari permohonan tersebut yang kami simpan.${FOOT}`,
};
