import { describe, expect, it } from '@jest/globals';
import { APPLICANT, documentsOf, factsOf, hitId, hitOf, personId, runOf, taskId, taskOf } from '../../../testing/facts-builder.ts';
import { describeProcedure, type Row } from '../../../testing/procedure-rows.ts';
import sop from './definition.ts';

const noted = { catatan: 'Catatan contoh' };
const closing = { alasan: 'DUP-02', ...noted };
const same = runOf({ hits: [hitOf({ verdict: 'sama' })] });
const unjudged = runOf({ hits: [hitOf()] });
const unsure = runOf({ hits: [hitOf({ verdict: 'belum_yakin' })] });
const other = runOf({ hits: [hitOf({ verdict: 'bukan_yang_sama' })] });
const judged = { hitId: hitId(1), hasil: 'sama', alasan: 'NPWP dan e-mail sama' };
const four = { lpse: 'LPSE Contoh', userId: 'contoh_jaya', nama_cocok: true, alamat_cocok: true, npwp_cocok: true, email_cocok: true, ...noted };
const task = taskOf({ kind: 'sampaikan_user_id', actor: 'helpdesk', openedBy: personId(1), blocks: ['nyatakan_disampaikan'] });
const proof = { tugasId: taskId(1), bukti: { waktu: '2026-03-02T01:00:00Z', nomorBukti: 'Surel 12' } };

const reception: Row[] = [
  { action: 'mulai_mencocokkan', when: 'on reception' },
  { action: 'tandai_mendesak', when: 'any time before the ending', input: { mendesak: true, ...noted } },
  { action: 'nyatakan_bukan_permohonan', when: 'on reception', input: { alasan: 'TTP-02', ...noted } },
  { action: 'nyatakan_bukan_permohonan', at: 'mencocokkan', when: 'seen while matching', input: { alasan: 'TTP-02', ...noted } },
  { action: 'tarik_permohonan', when: 'by the applicant', by: APPLICANT, input: noted },
  { action: 'tarik_permohonan', at: 'menyampaikan', when: 'while the user ID is being told', by: APPLICANT, input: noted, facts: { tugas: [task] } },
];

const matching: Row[] = [
  { action: 'jalankan_lpse_lain', when: 'again' },
  { action: 'nilai_kandidat', when: 'the hit is of the run in force', facts: { lpseLain: unjudged }, input: judged },
  { action: 'nilai_kandidat', when: 'the hit is of an older run', input: judged, closed: ['temuan_tidak_dikenal'] },
  { action: 'nyatakan_cocok', when: 'a candidate is the company and all four agree', facts: { lpseLain: same }, input: four },
  { action: 'nyatakan_cocok', when: 'the e-mail is another', facts: { lpseLain: same }, input: { ...four, email_cocok: false }, closed: ['data_tidak_cocok'] },
  {
    action: 'nyatakan_cocok', when: 'nothing was compared: all four are said', facts: { lpseLain: same },
    input: { ...four, nama_cocok: false, alamat_cocok: false, npwp_cocok: false, email_cocok: false }, closed: Array.from({ length: 4 }, () => 'data_tidak_cocok'),
  },
  { action: 'nyatakan_cocok', when: 'the registry was not looked at for this identity', facts: { lpseLain: null }, input: four, closed: ['lpse_lain_belum_diperiksa', 'tidak_ada_kandidat_sama'] },
  { action: 'nyatakan_cocok', when: 'nobody like that is registered', input: four, closed: ['tidak_ada_kandidat_sama'] },
  { action: 'nyatakan_cocok', when: 'the candidate is somebody else', facts: { lpseLain: other }, input: four, closed: ['tidak_ada_kandidat_sama'] },
  { action: 'nyatakan_cocok', when: 'another candidate is not judged', facts: { lpseLain: runOf({ hits: [hitOf({ verdict: 'sama' }), hitOf({ id: hitId(2) })] }) }, input: four, closed: ['temuan_belum_dinilai'] },
  { action: 'nyatakan_tidak_ditemukan', when: 'nobody like that is registered', input: closing },
  { action: 'nyatakan_tidak_ditemukan', when: 'the candidate is somebody else', facts: { lpseLain: other }, input: closing },
  { action: 'nyatakan_tidak_ditemukan', when: 'the company is registered with another e-mail', facts: { lpseLain: same }, input: closing },
  { action: 'nyatakan_tidak_ditemukan', when: 'the registry was not looked at', facts: { lpseLain: null }, input: closing, closed: ['lpse_lain_belum_diperiksa'] },
  { action: 'nyatakan_tidak_ditemukan', when: 'a candidate is not judged', facts: { lpseLain: unjudged }, input: closing, closed: ['temuan_belum_dinilai'] },
  { action: 'nyatakan_tidak_ditemukan', when: 'a candidate is judged not sure', facts: { lpseLain: unsure }, input: closing, closed: ['temuan_belum_yakin'] },
];

const telling: Row[] = [
  { action: 'selesaikan_tugas', when: 'by the one who opened it', facts: { tugas: [task] }, input: proof },
  { action: 'selesaikan_tugas', when: 'closed already', facts: { tugas: [{ ...task, open: false }] }, input: proof, closed: ['tugas_tidak_terbuka'] },
  { action: 'batal_sampaikan', when: 'before it was told', facts: { tugas: [task] }, input: noted },
  { action: 'nyatakan_disampaikan', when: 'the sending is proved', facts: { tugas: [{ ...task, open: false }] } },
  { action: 'nyatakan_disampaikan', when: 'the e-mail changed since the four data were compared', facts: { lpseLain: runOf({ contactChanged: true }) }, closed: ['alamat_belum_dicocokkan'] },
  { action: 'nyatakan_disampaikan', when: 'nothing was sent', facts: { tugas: [task] }, closed: ['tugas_belum_selesai'] },
];

const office: Row[] = [
  { action: 'catat_penyimpangan', when: 'any time', input: { jenis: 'waktu', ...noted } },
  { action: 'arsipkan', when: 'every letter arrived', input: { kode: '500.12.6.5', uraian: 'Permintaan user ID', lokasi: 'Rak 2' } },
  { action: 'arsipkan', when: 'a letter came back', facts: { surat: { undelivered: 1, rejected: 0 } }, input: { kode: '500.12.6.5', uraian: 'Permintaan user ID', lokasi: 'Rak 2' }, closed: ['surat_belum_sampai'] },
  { action: 'tambah_suplemen', when: 'sealed', input: noted },
];

const waiting = { alamat: { proposal: { id: taskId(9), proposedBy: personId(2) } } };
const proposedByMe = { action: 'ajukan_perbaikan_alamat', actorId: personId(1), round: 1, ref: null };
const unsealed = { kasus: { ...factsOf(sop).kasus, outcome: 'ditarik' }, arsip: { filed: true, sealed: false } };
const corrections: Row[] = [
  { action: 'buka_kembali', when: 'closed by mistake', input: { alasan: 'BKA-01', ...noted } },
  { action: 'buka_kembali', at: 'diarsipkan', when: 'sealing is not finished', facts: unsealed, input: { alasan: 'BKA-01', ...noted }, closed: ['arsip_belum_disegel'] },
  { action: 'ajukan_perbaikan_alamat', when: 'nothing waits', input: { email: 'baru@perusahaan.test', caraIdentitas: 'surat_resmi', identitas: 'Surat bermeterai dari direktur' } },
  { action: 'ajukan_perbaikan_alamat', when: 'one waits', facts: waiting, input: { email: 'baru@perusahaan.test', caraIdentitas: 'surat_resmi', identitas: 'Surat bermeterai dari direktur' }, closed: ['usul_alamat_terbuka'] },
  { action: 'tolak_perbaikan_alamat', when: 'one waits', facts: waiting, input: noted },
  { action: 'tolak_perbaikan_alamat', when: 'nothing waits', input: noted, closed: ['tidak_ada_usul_alamat'] },
  { action: 'perbaiki_alamat', when: 'somebody else proposed it', facts: waiting, input: noted },
  { action: 'perbaiki_alamat', when: 'proposed by oneself', facts: { ...waiting, pelaku: [proposedByMe] }, input: noted, closed: ['empat_mata'] },
  { action: 'perbaiki_alamat', when: 'proposed by oneself, with a recorded exception', facts: { ...waiting, pelaku: [proposedByMe], pengecualian: [{ action: 'perbaiki_alamat', actorId: personId(1) }] }, input: noted },
  { action: 'beri_pengecualian', when: 'two people run the office', input: { aksi: 'perbaiki_alamat', orangId: personId(2), alasan: 'Petugas lain sakit' } },
  { action: 'perbaiki_alamat', when: 'nothing waits', input: noted, closed: ['tidak_ada_usul_alamat'] },
];

describeProcedure(sop, [...reception, ...matching, ...telling, ...office, ...corrections]);

describe('seed 004, question 1', () => {
  it('asks for four data and no paper; the NIB may be left empty', () => {
    const keys = (optional: boolean) => sop.intake.fields.filter((field) => (field.optional ?? false) === optional).map((field) => field.key);
    expect([keys(false), keys(true), sop.docs, documentsOf(sop)]).toEqual([['nama', 'alamat', 'npwp', 'email'], ['nib'], [], []]);
  });

  it('prints no numbers and no minutes, and none are invented', () => {
    expect(Object.values(sop.steps).map((step) => [step.printed, step.standard])).toEqual(Object.keys(sop.steps).map(() => [null, 'tidak_dinyatakan']));
  });

  it('is about a company, compared with the registry and with no blacklist', () => {
    expect(sop.subjects).toEqual([{ role: 'perusahaan', screen: ['lpse_lain'] }]);
  });

  it('tells the whole user ID in no letter and in no PDF: the page of the link is open to whoever filled in the form', () => {
    expect(sop.letters.filter((letter) => letter.numbered).map((letter) => letter.id)).toEqual([]);
    const told = sop.letters.find((letter) => letter.id === 'user_id_disampaikan');
    expect([told?.body.includes('{user_id_tersamar}'), told?.body.includes('{catatan}')]).toEqual([true, false]);
  });

  it('leaves each ending to these hands', () => {
    const hands = Object.fromEntries(Object.entries(sop.actions).filter(([, action]) => action.ends).map(([id, action]) => [id, action.by]));
    expect(hands).toEqual({ nyatakan_bukan_permohonan: ['helpdesk'], nyatakan_tidak_ditemukan: ['helpdesk'], nyatakan_disampaikan: ['helpdesk'], tarik_permohonan: ['pemohon', 'helpdesk'] });
  });

  it('asks the officer for the basis of the match, in words', () => {
    const { catatan: _left, ...silent } = four;
    expect(sop.actions.nyatakan_cocok?.input.safeParse(silent).success).toBe(false);
  });
});
