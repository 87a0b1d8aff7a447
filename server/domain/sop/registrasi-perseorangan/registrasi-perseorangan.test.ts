import { readdirSync, readFileSync } from 'node:fs';
import { describe, expect, it } from '@jest/globals';
import {
  APPLICANT, COLLEAGUE, NOW, SYSTEM, appointmentOf, documentId, documentsOf, factsOf, hitId, hitOf, minutesFromNow, personId, repairOf, runOf, taskId, taskOf,
} from '../../../testing/facts-builder.ts';
import { describeProcedure, missingRows, type Row } from '../../../testing/procedure-rows.ts';
import { obstacleKeysIn } from '../../../testing/source-keys.ts';
import type { Facts } from '../facts.ts';
import { dutiesOf } from '../../workflow.ts';
import sop from './definition.ts';

const LACKING = { kind: 'ktp', required: true, mayLack: true, forms: ['scan' as const], maxMegabytes: null, validMonths: null, checks: [{ id: 'terbaca', at: 'cek_unggahan' }, { id: 'nama_sama', at: 'cek_kelengkapan' }, { id: 'nik_sama', at: 'cek_kelengkapan' }] };
const ktp = documentId(sop, 'ktp');
const unread = documentsOf(sop, { ktp: { verdicts: {} } });
const refused = documentsOf(sop, { ktp: { verdicts: { terbaca: 'unggah_ulang', nama_sama: 'sesuai', nik_sama: 'sesuai' } } });
const infected = documentsOf(sop, { npwp: { scan: 'terinfeksi', verdicts: {} } });
const held = documentsOf(sop, { npwp: { scan: 'ditahan' } });
const notSigned = { thisRound: false, deviationRecorded: false };
const same = (confirmed: boolean, inForce = true) => runOf({ hits: [hitOf({ verdict: 'sama', confirmed, inForce })] });
const unjudged = runOf({ hits: [hitOf()] });
const unsure = runOf({ hits: [hitOf({ verdict: 'belum_yakin' })] });
const newer = (verdict: 'sama' | 'bukan_yang_sama' | 'belum_yakin' | null) => runOf({ newer: [{ id: hitId(1), verdict }] });
const other = runOf({ hits: [hitOf({ verdict: 'bukan_yang_sama' })] });
const reasoned = { alasan: 'DOC-04', catatan: 'Alasan contoh' };
const noted = { catatan: 'Catatan contoh' };
const did = (action: string, round = 1, ref: string | null = null) => ({ action, actorId: personId(1), round, ref });
const early = appointmentOf({ start: minutesFromNow(16), end: minutesFromNow(46) });
const soon = appointmentOf({ start: minutesFromNow(15), end: minutesFromNow(45) });
const checklist = factsOf(sop).daftarPeriksa;
const verdict = { dokumenId: ktp, periksa: 'terbaca', hasil: 'sesuai' };
const judged = { hitId: hitId(1), hasil: 'sama', alasan: 'NIK sama' };
const asked = { butir: [{ jenis: 'dokumen', kunci: 'ktp', alasan: 'DOC-02' }] };
const slot = { mulai: minutesFromNow(60).toISOString(), saluran: 'daring', tempat: 'https://contoh.test/panggilan' };
const chosen = { mulai: minutesFromNow(60).toISOString(), saluran: 'daring' };
const proof = { tugasId: taskId(1), bukti: { userIdSpse: 'contoh', nomorBukti: 'B-01' } };
const task = taskOf({ kind: 'spse_daftar_hitam', openedBy: personId(2), notOpener: true, blocks: ['arsipkan'] });
const repairAsked = repairOf({ fields: ['nama'], documents: ['ktp'] });
const repaired = { isian: { nama: 'Rina' }, dokumen: { ktp }, asal: 'loket' };
const filing = { kode: '000.3.5', uraian: 'Berkas registrasi', lokasi: 'Rak 1' };

const reception: Row[] = [
  { action: 'mulai_cek_unggahan', when: 'nothing is held' },
  { action: 'mulai_cek_unggahan', when: 'the virus scan holds a file', facts: { dokumen: held }, closed: ['berkas_ditahan'] },
  { action: 'tandai_mendesak', when: 'any time before the ending', input: { mendesak: true, ...noted } },
  { action: 'nyatakan_bukan_permohonan', when: 'on reception', input: { alasan: 'TTP-01', ...noted } },
  { action: 'rujuk_lpse_lain', when: 'on reception', input: { lpse: 'LPSE Contoh', alasan: 'DUP-02' } },
  { action: 'rujuk_lpse_lain', at: 'cek_lpse_lain', when: 'at step 12', input: { lpse: 'LPSE Contoh', alasan: 'DUP-02' } },
  { action: 'catat_buku_tamu', when: 'at the counter', facts: { kunjungan: notSigned }, input: { nama: 'Rina', keperluan: 'Registrasi' } },
  { action: 'catat_buku_tamu', when: 'although its absence was explained', facts: { kunjungan: { thisRound: false, deviationRecorded: true } }, input: { nama: 'Rina', keperluan: 'Registrasi' } },
  { action: 'catat_buku_tamu', when: 'signed in this round already', input: { nama: 'Rina', keperluan: 'Registrasi' }, closed: ['kunjungan_sudah_ada'] },
  { action: 'catat_tanpa_buku_tamu', when: 'somebody signed', input: noted, closed: ['kunjungan_sudah_ada'] },
  { action: 'catat_tanpa_buku_tamu', when: 'explained already', facts: { kunjungan: { thisRound: false, deviationRecorded: true } }, input: noted, closed: ['kunjungan_sudah_ada'] },
  { action: 'catat_buku_tamu', when: 'by the applicant', by: APPLICANT, facts: { kunjungan: notSigned }, input: { nama: 'Rina', keperluan: 'Registrasi', lewat: 'tautan' } },
  { action: 'catat_tanpa_buku_tamu', when: 'nobody signed', facts: { kunjungan: notSigned }, input: noted },
];

const uploads: Row[] = [
  { action: 'nilai_dokumen', when: 'the check belongs to step 6', input: verdict },
  { action: 'nilai_dokumen', at: 'cek_kelengkapan', when: 'the check belongs to step 9', input: { ...verdict, periksa: 'nik_sama' } },
  { action: 'nilai_dokumen', when: 'refused with its reason', input: { ...verdict, hasil: 'unggah_ulang', alasan: 'DOC-02' } },
  { action: 'nilai_dokumen', when: 'refused without a reason', input: { ...verdict, hasil: 'unggah_ulang' }, closed: ['alasan_wajib'] },
  { action: 'nilai_dokumen', when: 'the document was replaced', input: { ...verdict, dokumenId: hitId(9) }, closed: ['dokumen_tidak_dikenal'] },
  { action: 'nilai_dokumen', when: 'the document has no such check', input: { ...verdict, periksa: 'npwp_sama' }, closed: ['periksa_tidak_dikenal'] },
  { action: 'nilai_dokumen', when: 'the check belongs to another place', input: { ...verdict, periksa: 'nik_sama' }, closed: ['periksa_bukan_di_sini'] },
  { action: 'pakai_bacaan', when: 'the document is in force', input: { dokumenId: verdict.dokumenId, isian: 'nama' } },
  { action: 'catat_tidak_punya', when: 'the office lets it be missing', checklist: [LACKING], facts: { dokumen: documentsOf(sop, { ktp: null }) }, input: { jenis: 'ktp', alasan: 'Hilang, dalam pengurusan' } },
  { action: 'catat_tidak_punya', when: 'it is there', checklist: [LACKING], input: { jenis: 'ktp', alasan: 'Hilang' }, closed: ['dokumen_sudah_ada'] },
  { action: 'nyatakan_lengkap', when: 'it may be missing and nobody wrote down why', checklist: [LACKING], facts: { dokumen: documentsOf(sop, { ktp: null }) }, closed: ['dokumen_tidak_ada'] },
  { action: 'nyatakan_lengkap', when: 'it may be missing and somebody wrote down why', checklist: [LACKING], facts: { dokumen: documentsOf(sop, { ktp: null }), tidakPunya: { ktp: 'Hilang' } } },
  { action: 'catat_tidak_punya', when: 'the list does not allow it', input: { jenis: 'ktp', alasan: 'Hilang' }, closed: ['dokumen_wajib_ada'] },
  { action: 'nilai_kembaran', when: 'the file was seen before', facts: { kembaran: [{ id: hitId(1), documentId: verdict.dokumenId, kind: 'ktp', verdict: null }] }, input: { kembaranId: hitId(1), hasil: 'berbeda', alasan: 'Orang lain' } },
  { action: 'nilai_kembaran', when: 'the find is of another file', input: { kembaranId: hitId(9), hasil: 'sama', alasan: 'x' }, closed: ['kembaran_tidak_dikenal'] },
  { action: 'nyatakan_lengkap', when: 'nobody judged where the file was seen before', facts: { kembaran: [{ id: hitId(1), documentId: verdict.dokumenId, kind: 'ktp', verdict: null }] }, closed: ['kembaran_belum_dinilai'] },
  { action: 'pakai_bacaan', when: 'the document was replaced', input: { dokumenId: hitId(9), isian: 'nama' }, closed: ['dokumen_tidak_dikenal'] },
  { action: 'nilai_npwp', when: 'the check digit is doubtful', facts: { identitas: { npwpDoubtful: true, npwpJudged: null } }, input: { hasil: 'diterima', alasan: 'Sesuai kartu' } },
  { action: 'lanjut_cek_daftar_hitam', when: 'all readable, guest book signed' },
  { action: 'lanjut_cek_daftar_hitam', when: 'a scan is missing: it needs no verdict here', facts: { dokumen: documentsOf(sop, { ktp: null }) } },
  { action: 'lanjut_cek_daftar_hitam', when: 'checks of step 9 are still open', facts: { dokumen: documentsOf(sop, { ktp: { verdicts: { terbaca: 'sesuai' } } }) } },
  { action: 'lanjut_cek_daftar_hitam', when: 'absence of the visit is recorded', facts: { kunjungan: { thisRound: false, deviationRecorded: true } } },
  { action: 'lanjut_cek_daftar_hitam', when: 'a scan is not judged', facts: { dokumen: unread }, closed: ['dokumen_belum_dinilai'] },
  {
    action: 'lanjut_cek_daftar_hitam', when: 'everything is wrong: all is said at once', facts: { dokumen: documentsOf(sop, { ktp: { verdicts: {}, scan: 'ditahan' } }), kunjungan: notSigned },
    closed: ['berkas_ditahan', 'dokumen_belum_dinilai', 'buku_tamu_belum_diisi'],
  },
];

const atSupervisor = { id: personId(8), kind: 'putuskan_temuan', open: true, openedBy: personId(1), blocks: [], notOpener: true, actor: 'penyelia' as const, ref: hitId(1) };
const blacklist: Row[] = [
  { action: 'jalankan_daftar_hitam', when: 'again at step 7' },
  { action: 'jalankan_daftar_hitam', at: 'disetujui', when: 'a newer list came in before 17', facts: { daftarHitam: runOf({ newestList: false }) } },
  { action: 'nilai_temuan', when: 'the hit is of the run in force', facts: { daftarHitam: unjudged }, input: judged },
  { action: 'nilai_temuan', when: 'the hit is of an older run', input: judged, closed: ['temuan_tidak_dikenal'] },
  { action: 'nilai_temuan', at: 'disetujui', when: 'a newer list brought a hit before 17', facts: { daftarHitam: unjudged }, input: judged },
  { action: 'konfirmasi_temuan', when: 'by somebody else', facts: { daftarHitam: same(false), pelaku: [did('nilai_temuan', 1, hitId(1))] }, by: COLLEAGUE, input: { hitId: hitId(1), alasan: 'NIK sama' } },
  { action: 'konfirmasi_temuan', when: 'by the one who judged it', facts: { daftarHitam: same(false), pelaku: [did('nilai_temuan', 1, hitId(1))] }, input: { hitId: hitId(1), alasan: 'NIK sama' }, closed: ['empat_mata'] },
  { action: 'konfirmasi_temuan', when: 'by one who judged another hit', facts: { daftarHitam: same(false), pelaku: [did('nilai_temuan', 1, hitId(2))] }, input: { hitId: hitId(1), alasan: 'NIK sama' } },
  { action: 'konfirmasi_temuan', when: 'already confirmed', facts: { daftarHitam: same(true) }, input: { hitId: hitId(1), alasan: 'NIK sama' }, closed: ['temuan_tidak_menunggu_konfirmasi'] },
  { action: 'ajukan_temuan', when: 'the officer is unsure', facts: { daftarHitam: runOf({ hits: [hitOf({ verdict: 'belum_yakin' })] }) }, input: { hitId: hitId(1), alasan: 'Akta tidak ada' } },
  { action: 'ajukan_temuan', at: 'cek_lpse_lain', when: 'a candidate leaves doubts', facts: { lpseLain: runOf({ hits: [hitOf({ verdict: 'belum_yakin' })] }) }, input: { hitId: hitId(1), alasan: 'Akta tidak ada' } },
  { action: 'ajukan_temuan', when: 'nobody is unsure', facts: { daftarHitam: same(false) }, input: { hitId: hitId(1), alasan: 'x' }, closed: ['temuan_bukan_belum_yakin'] },
  { action: 'ajukan_temuan', when: 'the hit is unknown', input: { hitId: hitId(1), alasan: 'x' }, closed: ['temuan_tidak_dikenal'] },
  { action: 'ajukan_temuan', when: 'it is there already', facts: { daftarHitam: runOf({ hits: [hitOf({ verdict: 'belum_yakin' })] }), tugas: [atSupervisor] }, input: { hitId: hitId(1), alasan: 'x' }, closed: ['temuan_sudah_diajukan'] },
  { action: 'putuskan_temuan', when: 'it was sent', facts: { tugas: [atSupervisor] }, by: COLLEAGUE, input: { hitId: hitId(1), hasil: 'sama', alasan: 'SK sama' } },
  { action: 'putuskan_temuan', when: 'it was not sent', input: { hitId: hitId(1), hasil: 'sama', alasan: 'x' }, closed: ['temuan_tidak_diajukan'] },
  { action: 'putuskan_temuan', when: 'by the one who sent it', facts: { tugas: [atSupervisor], pelaku: [did('ajukan_temuan', 1, hitId(1))] }, input: { hitId: hitId(1), hasil: 'sama', alasan: 'x' }, closed: ['empat_mata'] },
  { action: 'konfirmasi_temuan', when: 'the hit is unknown', input: { hitId: hitId(1), alasan: 'NIK sama' }, closed: ['temuan_tidak_dikenal'] },
  { action: 'catat_lihat_portal', when: 'the list is old', facts: { daftarHitam: runOf({ freshness: 'kuning' }) }, input: { waktu: NOW.toISOString(), pencarian: 'nama', hasil: 'tidak_ditemukan' } },
  { action: 'nyatakan_bersih', when: 'no hit in a fresh list' },
  { action: 'nyatakan_bersih', when: 'the hit is somebody else', facts: { daftarHitam: other } },
  { action: 'nyatakan_bersih', when: 'the sanction is over', facts: { daftarHitam: same(true, false) } },
  { action: 'nyatakan_bersih', when: 'an old list, but the portal was looked at', facts: { daftarHitam: runOf({ freshness: 'merah', portalLook: true }) } },
  { action: 'nyatakan_bersih', when: 'never run', facts: { daftarHitam: null }, closed: ['daftar_hitam_belum_diperiksa'] },
  { action: 'nyatakan_bersih', when: 'run in an earlier round', facts: { kasus: { ...factsOf(sop).kasus, round: 2 } }, closed: ['daftar_hitam_putaran_lama'] },
  { action: 'nyatakan_bersih', when: 'a newer list is there', facts: { daftarHitam: runOf({ newestList: false }) }, closed: ['daftar_lebih_baru'] },
  { action: 'nyatakan_bersih', when: 'a sanction that was found has begun since', facts: { daftarHitam: runOf({ standingChanged: true }) }, closed: ['keadaan_sanksi_berubah'] },
  { action: 'nyatakan_bersih', when: 'the list is old', facts: { daftarHitam: runOf({ freshness: 'kuning' }) }, closed: ['daftar_kuning'] },
  { action: 'nyatakan_bersih', when: 'the list is unreadable', facts: { daftarHitam: runOf({ freshness: 'merah' }) }, closed: ['daftar_merah'] },
  { action: 'nyatakan_bersih', when: 'a hit is not judged', facts: { daftarHitam: unjudged }, closed: ['temuan_belum_dinilai'] },
  { action: 'nyatakan_bersih', when: 'a hit is judged not sure', facts: { daftarHitam: unsure }, closed: ['temuan_belum_yakin'] },
  { action: 'nyatakan_bersih', when: 'the applicant is on the list', facts: { daftarHitam: same(true) }, closed: ['temuan_sama'] },
  { action: 'tolak_daftar_hitam', when: 'a newer list is there', facts: { daftarHitam: { ...same(true), newestList: false } }, input: noted, closed: ['daftar_lebih_baru'] },
  { action: 'tolak_daftar_hitam', when: 'the sanction ended since', facts: { daftarHitam: { ...same(true), standingChanged: true } }, input: noted, closed: ['keadaan_sanksi_berubah'] },
  { action: 'tolak_daftar_hitam', when: 'a second person confirmed', facts: { daftarHitam: same(true) }, input: noted },
  {
    action: 'tolak_daftar_hitam', when: 'one of two entries is confirmed', input: noted,
    facts: { daftarHitam: runOf({ hits: [hitOf({ verdict: 'sama' }), hitOf({ id: hitId(2), verdict: 'sama', confirmed: true })] }) },
  },
  { action: 'tolak_daftar_hitam', when: 'nobody confirmed', facts: { daftarHitam: same(false) }, input: noted, closed: ['temuan_belum_dikonfirmasi'] },
  { action: 'tolak_daftar_hitam', when: 'nothing found', input: noted, closed: ['tidak_ada_temuan_sama'] },
  { action: 'tolak_daftar_hitam', when: 'the sanction is over', facts: { daftarHitam: same(true, false) }, input: noted, closed: ['tidak_ada_temuan_sama'] },
  {
    action: 'tolak_daftar_hitam', when: 'another hit is not judged', input: noted,
    facts: { daftarHitam: runOf({ hits: [hitOf({ verdict: 'sama', confirmed: true }), hitOf({ id: hitId(2) })] }) }, closed: ['temuan_belum_dinilai'],
  },
  { action: 'kirim_penolakan', when: 'rejected' },
];

const completeness: Row[] = [
  { action: 'nyatakan_lengkap', when: 'all there and good' },
  { action: 'nyatakan_lengkap', when: 'a scan is missing', facts: { dokumen: documentsOf(sop, { ktp: null }) }, closed: ['dokumen_tidak_ada'] },
  { action: 'nyatakan_lengkap', when: 'a verdict says otherwise', facts: { dokumen: refused }, closed: ['dokumen_tidak_sesuai'] },
  { action: 'nyatakan_lengkap', when: 'one scan was not judged', facts: { dokumen: unread }, closed: ['dokumen_belum_dinilai', 'dokumen_belum_dinilai', 'dokumen_belum_dinilai'] },
  { action: 'nyatakan_kurang', when: 'a scan is missing', facts: { dokumen: documentsOf(sop, { ktp: null }) } },
  { action: 'nyatakan_kurang', when: 'a verdict asks for another upload', facts: { dokumen: refused } },
  { action: 'nyatakan_kurang', when: 'the NPWP was judged wrong', facts: { identitas: { npwpDoubtful: true, npwpJudged: 'ditolak' } } },
  {
    action: 'nyatakan_kurang', when: 'another scan is not judged yet', closed: ['dokumen_belum_dinilai'],
    facts: { dokumen: documentsOf(sop, { ktp: null, npwp: { verdicts: { terbaca: 'sesuai', nama_sama: 'sesuai' } } }) },
  },
  { action: 'nyatakan_kurang', when: 'nothing is short', closed: ['tidak_ada_kekurangan'] },
  { action: 'batal_kembalikan', when: 'returned by mistake', input: noted },
  { action: 'batal_kembalikan', when: 'returned for an infected file: going back would lead past step 7', facts: { dokumen: infected }, input: noted, closed: ['berkas_terinfeksi'] },
  { action: 'mulai_cek_unggahan', when: 'a file is infected: the others are looked at', facts: { dokumen: infected } },
  { action: 'lanjut_cek_daftar_hitam', when: 'a file is infected', facts: { dokumen: infected }, closed: ['berkas_terinfeksi'] },
  { action: 'kembalikan_terinfeksi', when: 'a file is infected; it needs no verdict', facts: { dokumen: infected } },
  { action: 'kembalikan_terinfeksi', when: 'another is not judged yet', facts: { dokumen: documentsOf(sop, { npwp: { scan: 'terinfeksi', verdicts: {} }, ktp: { verdicts: {} } }) }, closed: ['dokumen_belum_dinilai'] },
  { action: 'kembalikan_terinfeksi', when: 'the scanner has not answered for another', facts: { dokumen: documentsOf(sop, { npwp: { scan: 'terinfeksi', verdicts: {} }, ktp: { scan: 'ditahan' } }) }, closed: ['berkas_ditahan'] },
  { action: 'kembalikan_terinfeksi', when: 'no file is', closed: ['tidak_ada_berkas_terinfeksi'] },
  { action: 'nyatakan_lengkap', when: 'a file is infected', facts: { dokumen: infected }, closed: ['berkas_terinfeksi'] },
  { action: 'kirim_kekurangan', when: 'the infected file is left out', facts: { dokumen: infected }, input: { butir: [{ jenis: 'dokumen', kunci: 'ktp', alasan: 'DOC-02' }] }, closed: ['kekurangan_terlewat'] },
  { action: 'kirim_kekurangan', when: 'something is asked', input: asked },
  { action: 'kirim_kekurangan', when: 'a scan judged badly is left out', facts: { dokumen: documentsOf(sop, { npwp: { verdicts: { terbaca: 'tolak' } } }) }, input: asked, closed: ['kekurangan_terlewat'] },
  { action: 'kirim_kekurangan', when: 'a missing scan and a refused NPWP are left out', facts: { dokumen: documentsOf(sop, { npwp: null }), identitas: { npwpDoubtful: true, npwpJudged: 'ditolak' } }, input: asked, closed: ['kekurangan_terlewat', 'kekurangan_terlewat'] },
  { action: 'kirim_kekurangan', when: 'nothing is asked', input: { butir: [] }, closed: ['kekurangan_kosong'] },
  { action: 'kirim_kekurangan', when: 'a request is open', facts: { perbaikan: repairAsked }, input: asked, closed: ['permintaan_perbaikan_terbuka'] },
  { action: 'kirim_perbaikan', when: 'exactly what was asked', facts: { perbaikan: repairAsked }, input: repaired },
  { action: 'kirim_perbaikan', when: 'by the applicant', by: APPLICANT, facts: { perbaikan: repairAsked }, input: { ...repaired, asal: 'tautan' } },
  { action: 'kirim_perbaikan', when: 'nothing was asked', input: repaired, closed: ['tidak_ada_permintaan_perbaikan'] },
  { action: 'kirim_perbaikan', when: 'as if by the link, by an officer', facts: { perbaikan: repairAsked }, input: { ...repaired, asal: 'tautan' }, closed: ['asal_tautan'] },
  { action: 'kirim_perbaikan', when: 'half of it', facts: { perbaikan: repairAsked }, input: { asal: 'loket' }, closed: ['perbaikan_kurang', 'perbaikan_kurang'] },
  {
    action: 'kirim_perbaikan', when: 'more than asked', facts: { perbaikan: repairAsked }, closed: ['perbaikan_tidak_diminta', 'perbaikan_tidak_diminta'],
    input: { ...repaired, isian: { nama: 'Rina', nik: '1' }, dokumen: { ktp, npwp: ktp } },
  },
];

const registry: Row[] = [
  { action: 'terima_berkas', when: 'handed over' },
  { action: 'jalankan_lpse_lain', when: 'again' },
  { action: 'jalankan_lpse_lain', at: 'terjadwal', when: 'the address was corrected after step 12', facts: { lpseLain: runOf({ contactChanged: true }) } },
  { action: 'nilai_kandidat', at: 'disetujui', when: 'run again for a corrected address, it brought a candidate', facts: { lpseLain: unjudged }, input: judged },
  { action: 'nyatakan_belum_terdaftar', when: 'the address changed since', facts: { lpseLain: runOf({ contactChanged: true }) }, closed: ['kontak_berubah'] },
  { action: 'nilai_kandidat', when: 'the candidate is of the run in force', facts: { lpseLain: unjudged }, input: judged },
  { action: 'nilai_kandidat', when: 'the candidate is unknown', input: judged, closed: ['temuan_tidak_dikenal'] },
  { action: 'nyatakan_belum_terdaftar', when: 'no candidate' },
  { action: 'nyatakan_belum_terdaftar', when: 'the run is of an earlier round, the identity the same', facts: { kasus: { ...factsOf(sop).kasus, round: 2 } } },
  { action: 'nyatakan_belum_terdaftar', when: 'never run', facts: { lpseLain: null }, closed: ['lpse_lain_belum_diperiksa'] },
  { action: 'nyatakan_belum_terdaftar', when: 'the registry was withdrawn since', facts: { lpseLain: runOf({ withdrawn: true }) }, closed: ['registri_dicabut'] },
  { action: 'nyatakan_sudah_terdaftar', when: 'the registry was withdrawn since', facts: { lpseLain: { ...same(true), withdrawn: true } }, input: { lpse: 'LPSE Contoh', userId: 'contoh' }, closed: ['registri_dicabut'] },
  { action: 'nyatakan_sudah_terdaftar', when: 'it was another address that was compared', facts: { lpseLain: { ...same(true), contactChanged: true } }, input: { lpse: 'LPSE Contoh', userId: 'contoh' }, closed: ['kontak_berubah'] },
  { action: 'nyatakan_belum_terdaftar', when: 'a candidate is not judged', facts: { lpseLain: unjudged }, closed: ['temuan_belum_dinilai'] },
  { action: 'nyatakan_belum_terdaftar', when: 'a candidate is this person', facts: { lpseLain: same(false) }, closed: ['kandidat_sama'] },
  { action: 'konfirmasi_temuan', at: 'cek_lpse_lain', when: 'by somebody else', facts: { lpseLain: same(false), pelaku: [did('nilai_kandidat', 1, hitId(1))] }, by: COLLEAGUE, input: { hitId: hitId(1), alasan: 'NIK sama' } },
  { action: 'konfirmasi_temuan', at: 'cek_lpse_lain', when: 'by the one who judged the candidate', facts: { lpseLain: same(false), pelaku: [did('nilai_kandidat', 1, hitId(1))] }, input: { hitId: hitId(1), alasan: 'NIK sama' }, closed: ['empat_mata'] },
  { action: 'nyatakan_sudah_terdaftar', when: 'a candidate is this person and a second person confirmed it', facts: { lpseLain: same(true) }, input: { lpse: 'LPSE Contoh', userId: 'contoh' } },
  { action: 'nyatakan_sudah_terdaftar', when: 'nobody confirmed it', facts: { lpseLain: same(false) }, input: { lpse: 'LPSE Contoh', userId: 'contoh' }, closed: ['temuan_belum_dikonfirmasi'] },
  {
    action: 'nyatakan_sudah_terdaftar', when: 'one of two candidates is this person', input: { lpse: 'LPSE Contoh', userId: 'contoh' },
    facts: { lpseLain: runOf({ hits: [hitOf({ verdict: 'bukan_yang_sama' }), hitOf({ id: hitId(2), verdict: 'sama', confirmed: true })] }) },
  },
  { action: 'nyatakan_sudah_terdaftar', when: 'nobody is', facts: { lpseLain: other }, input: { lpse: 'LPSE Contoh', userId: 'contoh' }, closed: ['tidak_ada_kandidat_sama'] },
  { action: 'kirim_gunakan_id', when: 'decided' },
];

const appointment: Row[] = [
  { action: 'tawarkan_jadwal', when: 'ahead of now', input: slot },
  { action: 'tawarkan_jadwal', when: 'behind now', input: { ...slot, mulai: NOW.toISOString() }, closed: ['jadwal_sudah_lewat'] },
  { action: 'lewati_panggilan', when: 'attended in an earlier round', input: noted },
  { action: 'lewati_panggilan', when: 'never attended', facts: { pernahHadir: false }, input: noted, closed: ['belum_pernah_hadir'] },
  { action: 'jadwal_ulang', when: 'a slot is open', input: { alasan: 'JDW-02', ...noted } },
  { action: 'jadwal_ulang', when: 'no slot is open', facts: { janji: appointmentOf({ state: 'batal' }) }, input: { alasan: 'JDW-02', ...noted }, closed: ['tidak_ada_jadwal'] },
  { action: 'catat_hadir', when: 'a quarter of an hour before the slot', facts: { janji: soon } },
  { action: 'catat_hadir', when: 'a minute earlier than that', facts: { janji: early }, closed: ['jadwal_belum_tiba'] },
  { action: 'catat_hadir', when: 'no slot', facts: { janji: null }, closed: ['tidak_ada_jadwal'] },
  { action: 'catat_tidak_hadir', when: 'the slot has begun', input: noted },
  { action: 'catat_tidak_hadir', when: 'too early', facts: { janji: early }, input: noted, closed: ['jadwal_belum_mulai'] },
  { action: 'catat_tidak_hadir', when: 'no slot', facts: { janji: null }, input: noted, closed: ['tidak_ada_jadwal'] },
  { action: 'setujui_jadwal', when: 'a slot is open', by: APPLICANT },
  { action: 'setujui_jadwal', when: 'its time is over', by: APPLICANT, facts: { janji: appointmentOf({ state: 'diusulkan', start: minutesFromNow(-31), end: minutesFromNow(-1) }) }, closed: ['jadwal_terlewat'] },
  { action: 'setujui_jadwal', when: 'the slot was cancelled', by: APPLICANT, facts: { janji: appointmentOf({ state: 'batal' }) }, closed: ['tidak_ada_jadwal'] },
  { action: 'minta_jadwal_lain', when: 'a slot is open', by: APPLICANT, input: { keinginan: 'Jumat pagi' } },
  { action: 'minta_jadwal_lain', when: 'as often as the office allows already', by: APPLICANT, facts: { janji: appointmentOf({ moves: 2 }) }, input: { keinginan: 'Jumat pagi' }, closed: ['batas_jadwal_ulang'] },
  { action: 'buka_pilihan_jadwal', when: 'nobody was asked to choose', facts: { pilihanJadwal: false } },
  { action: 'buka_pilihan_jadwal', when: 'the applicant can choose already', closed: ['pilihan_jadwal_terbuka'] },
  { action: 'pilih_jadwal', when: 'he was asked to choose', by: APPLICANT, input: chosen },
  { action: 'pilih_jadwal', when: 'nobody asked him', by: APPLICANT, facts: { pilihanJadwal: false }, input: chosen, closed: ['pilihan_jadwal_tertutup'] },
  { action: 'pilih_jadwal', when: 'the time has passed', by: APPLICANT, input: { ...chosen, mulai: minutesFromNow(-1).toISOString() }, closed: ['jadwal_sudah_lewat'] },
  { action: 'catat_pilihan_jadwal', when: 'he told it by telephone', input: { ...chosen, lewat: 'telepon' } },
  { action: 'catat_pilihan_jadwal', when: 'nobody asked him', facts: { pilihanJadwal: false }, input: { ...chosen, lewat: 'telepon' }, closed: ['pilihan_jadwal_tertutup'] },
  { action: 'catat_pilihan_jadwal', when: 'the time has passed', input: { ...chosen, mulai: minutesFromNow(-1).toISOString(), lewat: 'telepon' }, closed: ['jadwal_sudah_lewat'] },
  { action: 'alihkan_jadwal', when: 'a slot is open', input: { verifikatorId: personId(2), alasan: 'JDW-02', ...noted } },
  { action: 'alihkan_jadwal', when: 'no slot', facts: { janji: null }, input: { verifikatorId: personId(2), alasan: 'JDW-02', ...noted }, closed: ['tidak_ada_jadwal'] },
  { action: 'batalkan_karena_berhalangan', when: 'nobody can stand in', by: SYSTEM, input: { alasan: 'JDW-02', ...noted } },
  { action: 'batalkan_karena_berhalangan', when: 'no slot', by: SYSTEM, facts: { janji: null }, input: { alasan: 'JDW-02', ...noted }, closed: ['tidak_ada_jadwal'] },
  { action: 'minta_jadwal_lain', when: 'no slot', by: APPLICANT, facts: { janji: null }, input: { keinginan: 'Jumat pagi' }, closed: ['tidak_ada_jadwal'] },
];

const verification: Row[] = [
  { action: 'isi_daftar_periksa', when: 'during the call', input: { butir: 'ktp', ada: true, sesuaiAsli: true } },
  { action: 'nilai_orang', when: 'during the call', input: { orangSesuai: true, persetujuan: true } },
  { action: 'simpan_bukti_panggilan', when: 'during the call', input: { gambar: documentId(sop, 'ktp') } },
  { action: 'nyatakan_lolos', when: 'the checklist is full and good' },
  {
    action: 'nyatakan_lolos', when: 'the checklist is empty', facts: { daftarPeriksa: { rows: [], orangSesuai: null, persetujuan: null } },
    closed: Array.from({ length: 5 }, () => 'daftar_periksa_kurang'),
  },
  {
    action: 'nyatakan_lolos', when: 'a scan differs from the original', closed: ['daftar_periksa_tidak_sesuai'],
    facts: { daftarPeriksa: { ...checklist, rows: checklist.rows.map((row) => (row.item === 'ktp' ? { ...row, sesuaiAsli: false } : row)) } },
  },
  { action: 'nyatakan_lolos', when: 'what was accepted as lacking has no row, or one that says so', checklist: [LACKING], facts: { dokumen: documentsOf(sop, { ktp: null }), tidakPunya: { ktp: 'Hilang' }, daftarPeriksa: { ...checklist, rows: checklist.rows.map((row) => (row.item === 'ktp' ? { ...row, ada: false, sesuaiAsli: false } : row)) } } },
  { action: 'nyatakan_lolos', when: 'one scan has no row', facts: { daftarPeriksa: { ...checklist, rows: checklist.rows.slice(1) } }, closed: ['daftar_periksa_kurang'] },
  { action: 'nyatakan_lolos', when: 'it is another person', facts: { daftarPeriksa: { ...checklist, orangSesuai: false } }, closed: ['orang_tidak_sesuai'] },
  { action: 'nyatakan_lolos', when: 'the applicant does not agree', facts: { daftarPeriksa: { ...checklist, persetujuan: false } }, closed: ['persetujuan_tidak_ada'] },
  { action: 'nyatakan_tidak_lolos', when: 'after the call', input: { ...reasoned, alasan: 'VER-02' } },
  { action: 'nyatakan_tidak_lolos', at: 'disetujui', when: '17 goes to 18', input: { ...reasoned, alasan: 'VER-02' } },
  { action: 'kirim_kekurangan_verifikasi', when: 'something is asked', input: asked },
  { action: 'kirim_kekurangan_verifikasi', when: 'a scan judged badly is left out', facts: { dokumen: documentsOf(sop, { npwp: { verdicts: { terbaca: 'tolak' } } }) }, input: asked, closed: ['kekurangan_terlewat'] },
  { action: 'kirim_kekurangan_verifikasi', when: 'nothing is asked', input: { butir: [] }, closed: ['kekurangan_kosong'] },
  { action: 'kirim_kekurangan_verifikasi', when: 'a request is open', facts: { perbaikan: repairAsked }, input: asked, closed: ['permintaan_perbaikan_terbuka'] },
  { action: 'kirim_tidak_lolos', when: 'decided', input: { ...reasoned, alasan: 'FRD-01' } },
];

const approval: Row[] = [
  { action: 'kembalikan_ke_perbaikan', when: '17 goes back to 10', input: reasoned },
  { action: 'kembalikan_ke_daftar_hitam', when: 'a newer list has a hit', facts: { daftarHitam: unjudged }, input: noted },
  { action: 'kembalikan_ke_lpse_lain', when: 'a newer registry knows the applicant', facts: { lpseLain: newer('sama') }, input: noted },
  { action: 'kembalikan_ke_lpse_lain', at: 'disetujui', when: 'found out at step 17', facts: { lpseLain: newer('sama') }, input: noted },
  { action: 'tunda_jadwal_ke_lpse_lain', when: 'an appointment is waited for', input: noted },
  { action: 'tunda_jadwal_ke_lpse_lain', when: 'no slot', facts: { janji: null }, input: noted, closed: ['tidak_ada_jadwal'] },
  { action: 'kirim_tanda_terima', when: 'everything holds' },
  { action: 'kirim_tanda_terima', when: 'nobody judged what a newer registry says', facts: { lpseLain: newer(null) }, closed: ['temuan_registri_baru'] },
  { action: 'kirim_tanda_terima', when: 'somebody is unsure about it', facts: { lpseLain: newer('belum_yakin') }, closed: ['temuan_registri_baru'] },
  { action: 'kirim_tanda_terima', when: 'a newer registry knows the applicant', facts: { lpseLain: newer('sama') }, closed: ['registri_baru_sama'] },
  { action: 'kirim_tanda_terima', when: 'a newer registry names somebody else', facts: { lpseLain: newer('bukan_yang_sama') } },
  { action: 'kirim_tanda_terima', when: 'a newer blacklist is there', facts: { daftarHitam: runOf({ newestList: false }) }, closed: ['daftar_lebih_baru'] },
  { action: 'kirim_tanda_terima', when: 'a sanction that was found has begun since', facts: { daftarHitam: runOf({ standingChanged: true }) }, closed: ['keadaan_sanksi_berubah'] },
  { action: 'kirim_tanda_terima', when: 'the registry of step 12 was withdrawn since', facts: { lpseLain: runOf({ withdrawn: true }) } },
  { action: 'kirim_tanda_terima', when: 'the newer list has a hit', facts: { daftarHitam: unjudged }, closed: ['temuan_belum_dinilai'] },
  { action: 'kirim_tanda_terima', when: 'the identity changed since step 12', facts: { lpseLain: null }, closed: ['lpse_lain_belum_diperiksa'] },
  { action: 'kirim_tanda_terima', when: 'the address changed since step 12', facts: { lpseLain: runOf({ contactChanged: true }) }, closed: ['kontak_berubah'] },
  { action: 'kirim_tanda_terima', when: 'step 12, run again, brought a candidate nobody judged', facts: { lpseLain: unjudged }, closed: ['temuan_belum_dinilai'] },
  { action: 'kirim_tanda_terima', when: 'step 12, run again, brought this very person', facts: { lpseLain: same(false) }, closed: ['kandidat_sama'] },
  { action: 'kirim_tanda_terima', when: 'a document is missing', facts: { dokumen: documentsOf(sop, { npwp: null }) }, closed: ['dokumen_tidak_ada'] },
  { action: 'kirim_tanda_terima', when: 'the checklist is not full', facts: { daftarPeriksa: { ...checklist, orangSesuai: null } }, closed: ['daftar_periksa_kurang'] },
  { action: 'kirim_tanda_terima', when: 'the NPWP is doubtful', facts: { identitas: { npwpDoubtful: true, npwpJudged: null } }, closed: ['npwp_belum_valid'] },
  { action: 'kirim_tanda_terima', when: 'the doubtful NPWP was accepted', facts: { identitas: { npwpDoubtful: true, npwpJudged: 'diterima' } } },
  { action: 'kirim_tanda_terima', when: 'the NPWP was judged wrong', facts: { identitas: { npwpDoubtful: true, npwpJudged: 'ditolak' } }, closed: ['npwp_ditolak'] },
  ...['nilai_temuan', 'catat_lihat_portal', 'nyatakan_bersih', 'nilai_dokumen', 'catat_tidak_punya', 'nyatakan_lengkap', 'nyatakan_kurang', 'konfirmasi_temuan'].map((act): Row => (
    { action: 'kirim_tanda_terima', when: `by the one who did ${act}`, facts: { pelaku: [did(act)] }, closed: ['empat_mata'] })),
  { action: 'kirim_tanda_terima', when: 'by the one who did it in an earlier round', facts: { kasus: { ...factsOf(sop).kasus, round: 2 }, daftarHitam: runOf({ round: 2 }), pelaku: [did('nyatakan_bersih', 1)] }, closed: ['empat_mata'] },
  { action: 'kirim_tanda_terima', when: 'with a recorded exception', facts: { pelaku: [did('nyatakan_bersih')], pengecualian: [{ action: 'kirim_tanda_terima', actorId: personId(1) }] } },
  { action: 'selesaikan_tugas', when: 'opened by somebody else', facts: { tugas: [task] }, input: proof },
  { action: 'selesaikan_tugas', when: 'opened by oneself', facts: { tugas: [{ ...task, openedBy: personId(1) }] }, input: proof, closed: ['tugas_oleh_orang_lain'] },
  { action: 'selesaikan_tugas', when: 'opened by oneself, with a recorded exception', facts: { tugas: [{ ...task, openedBy: personId(1) }], pengecualian: [{ action: 'selesaikan_tugas', actorId: personId(1) }] }, input: proof },
  { action: 'selesaikan_tugas', at: 'disetujui', when: 'opened by oneself where that is allowed', facts: { tugas: [{ ...task, openedBy: personId(1), notOpener: false }] }, input: proof },
  { action: 'selesaikan_tugas', when: 'by another part than it is meant for', facts: { tugas: [task] }, by: { ...COLLEAGUE, roles: ['helpdesk'] }, input: proof, closed: ['tugas_bagian_lain'] },
  { action: 'selesaikan_tugas', when: 'about a hit: it is done with the hit', facts: { tugas: [{ ...task, ref: hitId(1) }] }, input: proof, closed: ['tugas_selesai_bersama'] },
  { action: 'selesaikan_tugas', when: 'closed already', facts: { tugas: [{ ...task, open: false }] }, input: proof, closed: ['tugas_tidak_terbuka'] },
];

const office: Row[] = [
  { action: 'terbitkan_ulang_surat', when: 'any time before the archive', input: { suratId: personId(9), ...noted } },
  { action: 'cabut_surat', when: 'by the supervisor', input: { suratId: personId(9), ...noted } },
  { action: 'kabari_pergantian_petugas', when: 'a slot is open', by: SYSTEM },
  { action: 'kabari_pergantian_petugas', when: 'no slot', by: SYSTEM, facts: { janji: null }, closed: ['tidak_ada_jadwal'] },
  { action: 'pindah_tempat_jadwal', when: 'a slot is open', by: SYSTEM },
  { action: 'pindah_tempat_jadwal', when: 'no slot', by: SYSTEM, facts: { janji: null }, closed: ['tidak_ada_jadwal'] },
  { action: 'tarik_permohonan', when: 'by the applicant', by: APPLICANT, input: noted },
  { action: 'tarik_permintaan_perbaikan', when: 'a repair is open', facts: { perbaikan: repairAsked }, input: noted },
  { action: 'tarik_permintaan_perbaikan', when: 'no repair is open', input: noted, closed: ['tidak_ada_permintaan_perbaikan'] },
  { action: 'usulkan_kedaluwarsa', when: 'a repair is open', facts: { perbaikan: repairAsked } },
  { action: 'usulkan_kedaluwarsa', when: 'no repair is open', closed: ['tidak_ada_permintaan_perbaikan'] },
  { action: 'nyatakan_kedaluwarsa', when: 'the timer proposed it', facts: { perbaikan: repairOf({ expiryProposed: true }) }, input: noted },
  { action: 'nyatakan_kedaluwarsa', when: 'nobody proposed it', facts: { perbaikan: repairAsked }, input: noted, closed: ['belum_diusulkan_kedaluwarsa'] },
  { action: 'nyatakan_kedaluwarsa', when: 'something came that nobody filed', facts: { perbaikan: repairOf({ expiryProposed: true }), kiriman: ['tautan', 'surel'] }, input: noted, closed: ['kiriman_tautan_belum_dicatat', 'kiriman_surel_belum_dicatat'] },
  { action: 'beri_pengecualian', when: 'any time', input: { aksi: 'kirim_tanda_terima', orangId: personId(2), alasan: 'Petugas lain sakit' } },
  { action: 'catat_penyimpangan', when: 'any time', input: { jenis: 'waktu', ...noted } },
  { action: 'arsipkan', when: 'every letter arrived', input: filing },
  { action: 'arsipkan', when: 'a letter came back', facts: { surat: { undelivered: 1, rejected: 0 } }, input: filing, closed: ['surat_belum_sampai'] },
  { action: 'tambah_suplemen', when: 'sealed', input: noted },
];

/** Ended like this, filed and sealed or not. */
const ended = (outcome: string, arsip = { filed: true, sealed: true }): Partial<Facts> => ({ kasus: { ...factsOf(sop).kasus, outcome }, arsip });
const proposed = { alamat: { proposal: { id: hitId(1), proposedBy: personId(2) } } };
const correction = { email: 'rina@pemohon.test', caraIdentitas: 'telepon_terdaftar', identitas: 'Menyebut tanggal lahir dan nomor permohonan' };

const corrections: Row[] = [
  { action: 'batalkan_tanda_terima', at: 'diarsipkan', when: 'approved and sealed', facts: ended('disetujui'), input: { alasan: 'PBT-01', ...noted } },
  { action: 'batalkan_tanda_terima', when: 'approved, not yet filed', facts: ended('disetujui', { filed: false, sealed: false }), input: { alasan: 'PBT-01', ...noted } },
  { action: 'batalkan_tanda_terima', when: 'it did not end with a receipt', facts: ended('tidak_lolos'), input: { alasan: 'PBT-01', ...noted }, closed: ['hasil_bukan_itu'] },
  { action: 'batalkan_tanda_terima', at: 'diarsipkan', when: 'sealing is not finished', facts: ended('disetujui', { filed: true, sealed: false }), input: { alasan: 'PBT-01', ...noted }, closed: ['arsip_belum_disegel'] },
  { action: 'batalkan_tanda_terima', at: 'diarsipkan', when: 'by the one who sent it', facts: { ...ended('disetujui'), pelaku: [did('kirim_tanda_terima')] }, input: { alasan: 'PBT-01', ...noted }, closed: ['empat_mata'] },
  { action: 'buka_kembali', at: 'diarsipkan', when: 'ended without a receipt', facts: ended('ditarik'), input: { alasan: 'BKA-01', ...noted } },
  { action: 'buka_kembali', when: 'ended, not yet filed', facts: ended('bukan_permohonan', { filed: false, sealed: false }), input: { alasan: 'BKA-01', ...noted } },
  { action: 'buka_kembali', at: 'diarsipkan', when: 'there is a receipt', facts: ended('disetujui'), input: { alasan: 'BKA-01', ...noted }, closed: ['cabut_tanda_terima_dulu'] },
  { action: 'buka_kembali', at: 'diarsipkan', when: 'sealing is not finished', facts: ended('ditarik', { filed: true, sealed: false }), input: { alasan: 'BKA-01', ...noted }, closed: ['arsip_belum_disegel'] },
  { action: 'pulihkan_persetujuan', when: 'only the paper was wrong', input: noted },
  { action: 'nyatakan_tidak_lolos', at: 'ditinjau_kembali', when: 'the approval itself was wrong', input: { ...reasoned, alasan: 'VER-02' } },
  { action: 'ajukan_perbaikan_alamat', when: 'nothing waits', input: correction },
  { action: 'ajukan_perbaikan_alamat', at: 'diarsipkan', when: 'of a sealed case', input: correction },
  { action: 'ajukan_perbaikan_alamat', when: 'one waits already', facts: proposed, input: correction, closed: ['usul_alamat_terbuka'] },
  { action: 'tolak_perbaikan_alamat', when: 'one waits', facts: proposed, input: noted },
  { action: 'tolak_perbaikan_alamat', when: 'nothing waits', input: noted, closed: ['tidak_ada_usul_alamat'] },
  { action: 'perbaiki_alamat', when: 'somebody else proposed it', facts: { ...proposed, pelaku: [{ ...did('ajukan_perbaikan_alamat'), actorId: personId(2) }] }, input: noted },
  { action: 'perbaiki_alamat', when: 'by the one who proposed it', facts: { ...proposed, pelaku: [did('ajukan_perbaikan_alamat')] }, input: noted, closed: ['empat_mata'] },
  { action: 'perbaiki_alamat', when: 'nothing waits', input: noted, closed: ['tidak_ada_usul_alamat'] },
];

const counter: Row[] = [
  { action: 'terima_berkas_fisik', when: 'two papers come in', input: { penyerah: 'Rina Contoh', asli: 'Sertifikat Keahlian\nKTP' } },
  { action: 'terima_berkas_fisik', when: 'nothing is named', input: { penyerah: 'Rina Contoh', asli: '  ' }, closed: ['berkas_kosong'] },
  { action: 'kembalikan_dokumen_asli', when: 'an original lies here', facts: { kertas: { originals: 1 } }, input: { penerima: 'Rina Contoh', identitas: 'KTP asli' } },
  { action: 'kembalikan_dokumen_asli', when: 'no original lies here', input: { penerima: 'Rina Contoh', identitas: 'KTP asli' }, closed: ['tidak_ada_dokumen_asli'] },
  { action: 'arsipkan', when: 'an original lies here', facts: { kertas: { originals: 2 } }, input: filing, closed: ['asli_belum_dikembalikan'] },
];

const rows = [...counter, ...corrections, ...reception, ...uploads, ...blacklist, ...completeness, ...registry, ...appointment, ...verification, ...approval, ...office];

describeProcedure(sop, rows);

describe('the table itself', () => {
  it('notices an act without rows', () => {
    expect(missingRows(sop, rows.filter((row) => row.action !== 'arsipkan'))).toEqual(['arsipkan: no open row', 'arsipkan: no closed row']);
  });

  it('has met every obstacle that the shared guards can give', () => {
    const known = readdirSync(new URL('../guards/', import.meta.url)).flatMap((file) => obstacleKeysIn(readFileSync(new URL(`../guards/${file}`, import.meta.url), 'utf8')));
    const met = new Set([...rows.flatMap((row) => row.closed ?? []), ...DUTIES.flatMap(([, , keys]) => keys)]);
    expect(known.length).toBeGreaterThan(40);
    expect(known.filter((key) => !met.has(key))).toEqual([]);
  });
});

/** What has to be seen to at a case, wherever it stands. */
const DUTIES: [when: string, facts: Partial<Facts>, keys: string[]][] = [
  ['every mail arrived', {}, []],
  ['a mail still waits: nothing to telephone about', { surat: { undelivered: 1, rejected: 0 } }, []],
  ['the other side refused the address', { surat: { undelivered: 1, rejected: 1 } }, ['alamat_ditolak']],
  ['a corrected address waits', proposed, ['alamat_menunggu_orang_kedua']],
  ['nobody will be there for the appointment', { janji: appointmentOf({ trouble: 'tidak_bertugas' }) }, ['janji_tanpa_petugas']],
];

describe('duties', () => {
  it('about a corrected address stand where step 12 is behind the file and can be run again, one thing after the other', () => {
    const at = (place: string, lpseLain: Facts['lpseLain']) => dutiesOf({ sop, place, facts: factsOf(sop, { lpseLain }), actor: COLLEAGUE, now: NOW }).map((duty) => duty.key.replace('hambatan.', ''));
    expect(Object.keys(sop.places).filter((place) => at(place, runOf({ contactChanged: true })).length > 0)).toEqual(['penjadwalan', 'terjadwal', 'verifikasi', 'disetujui', 'ditinjau_kembali']);
    expect([at('terjadwal', { ...unjudged, contactChanged: true }), at('terjadwal', unjudged), at('terjadwal', same(false)), at('terjadwal', other), at('terjadwal', null)])
      .toEqual([['kontak_berubah'], ['temuan_belum_dinilai'], ['kandidat_sama'], [], []]);
  });

  it.each(DUTIES)('%s', (_when, facts, keys) => {
    const found = dutiesOf({ sop, place: 'diarsipkan', facts: factsOf(sop, facts), actor: COLLEAGUE, now: NOW });
    expect(found.map((duty) => duty.key.replace('hambatan.', ''))).toEqual(keys);
    expect(found.map((duty) => duty.fix?.act)).toEqual(keys.map((key) => ({ alamat_ditolak: 'ajukan_perbaikan_alamat', alamat_menunggu_orang_kedua: 'perbaiki_alamat', janji_tanpa_petugas: 'alihkan_jadwal' })[key]));
  });
});

describe('seed 003', () => {
  it('keeps the printed numbers: 3 and 16 do not exist', () => {
    expect(Object.values(sop.steps).map((step) => step.printed)).toEqual(['1', '2', '4', '5', '6', '7', '8', '9', '10', '11', '12', '13', '14', '15', '17', '18', '19']);
  });

  it('adds up to the 100 minutes of the paper', () => {
    expect(Object.values(sop.steps).reduce((sum, { standard }) => sum + (typeof standard === 'object' && 'menit' in standard ? standard.menit : 0), 0)).toBe(100);
  });

  it('asks for exactly three scans', () => expect(sop.docs.map((doc) => doc.kind)).toEqual(['ktp', 'npwp', 'sertifikat_keahlian']));

  it('stops the clock only while the applicant has to act', () => {
    expect(Object.entries(sop.places).filter(([, place]) => place.clock !== 'jalan').map(([id]) => id)).toEqual(['menunggu_perbaikan', 'terjadwal', 'diarsipkan']);
  });

  it('lets a repaired file in again at step 6 with a new round', () => {
    expect(sop.actions.kirim_perbaikan).toMatchObject({ to: 'cek_unggahan', nextRound: true });
  });
});

/** Written out, not read from the definition: a changed hand must be changed twice. */
describe('who may do what', () => {
  it('needs no holder for what a second person, the applicant or the office does', () => {
    expect(Object.keys(sop.actions).filter((id) => sop.actions[id]?.holder === 'bebas').sort()).toEqual([
      'ajukan_perbaikan_alamat', 'alihkan_jadwal', 'batalkan_tanda_terima', 'beri_pengecualian', 'buka_kembali', 'cabut_surat', 'catat_buku_tamu', 'catat_lihat_portal', 'catat_penyimpangan', 'catat_pilihan_jadwal', 'kembalikan_dokumen_asli', 'kirim_perbaikan', 'konfirmasi_temuan', 'minta_jadwal_lain', 'nyatakan_kedaluwarsa',
      'perbaiki_alamat', 'pilih_jadwal', 'putuskan_temuan', 'selesaikan_tugas', 'setujui_jadwal', 'tambah_suplemen', 'tandai_mendesak', 'tarik_permintaan_perbaikan', 'terbitkan_ulang_surat', 'terima_berkas_fisik', 'tolak_perbaikan_alamat',
    ]);
    expect(Object.keys(sop.actions).filter((id) => sop.actions[id]?.holder === 'bukan_rekan')).toEqual(['tarik_permohonan']);
  });

  it('leaves each ending to the hands the SOP and decision 1 name', () => {
    const hands = Object.fromEntries(Object.entries(sop.actions).filter(([, action]) => action.ends).map(([id, action]) => [id, action.by]));
    expect(hands).toEqual({
      nyatakan_bukan_permohonan: ['helpdesk'], rujuk_lpse_lain: ['helpdesk', 'verifikator'], kirim_penolakan: ['helpdesk'], kirim_gunakan_id: ['helpdesk'],
      kirim_tidak_lolos: ['helpdesk'], kirim_tanda_terima: ['verifikator'], tarik_permohonan: ['pemohon', 'helpdesk'], nyatakan_kedaluwarsa: ['helpdesk', 'penyelia'],
    });
  });

  it('lets the applicant do six things', () => {
    expect(Object.keys(sop.actions).filter((id) => sop.actions[id]?.by.includes('pemohon'))).toEqual([
      'catat_buku_tamu', 'kirim_perbaikan', 'setujui_jadwal', 'minta_jadwal_lain', 'pilih_jadwal', 'tarik_permohonan']);
  });
});
