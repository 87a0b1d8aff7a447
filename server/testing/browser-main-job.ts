/** The main job as colleagues do it at their screens, part by part; `people` moves time between what they do. */
import type { Page } from 'playwright-core';
import type { Person } from '../../seeds/scenarios/people.ts';
import { sampleList } from '../../seeds/scenarios/sample-list.ts';
import { fillDate } from './browser-dates.ts';
import { chooseFile, label, type WalkBrowser } from './browser.ts';
import { act, checkOriginals, closeTask, inlineAct, judge, judgeHits, pick, standsAt, takeNext, write } from './browser-desk.ts';

const exact = true;
export const KINDS = ['ktp', 'npwp', 'sertifikat_keahlian'] as const;
const FORM_CHECKS = [['ktp', ['nama_sama', 'nik_sama']], ['npwp', ['nama_sama', 'npwp_sama']], ['sertifikat_keahlian', ['nama_sama', 'masih_berlaku']]] as const;

/** On the page of the national lists: a list is taken in, and in force. */
export async function takeInList(desk: Page, now: Date): Promise<void> {
  await desk.getByRole('button', { name: label('ui.impor.tombol') }).click();
  const dialog = desk.getByRole('dialog');
  await fillDate(dialog, label('ui.kolom.tanggal_data'), '2026-03-01');
  await chooseFile(dialog.getByRole('button', { name: label('ui.impor.berkas') }), { name: 'daftar-hitam.csv', mimeType: 'text/csv', buffer: sampleList(now) });
  await dialog.getByRole('button', { name: label('ui.impor.kirim'), exact }).click();
  // The name alone stands in the dialog as soon as the file is chosen.
  await desk.getByRole('row').filter({ hasText: 'daftar-hitam.csv' }).filter({ hasText: label('ui.impor.dipakai') }).waitFor();
}

/** Helpdesk takes the next file and walks 6, 7 and 9. */
export async function prepare(desk: Page, people: WalkBrowser): Promise<void> {
  await takeNext(desk);
  await act(desk, 'mulai_cek_unggahan');
  await standsAt(desk, 'cek_unggahan');
  await desk.getByRole('img', { name: /^Scan KTP pribadi, halaman 1/ }).waitFor();
  await people.forward(2);
  for (const kind of KINDS) await judge(desk, kind, 'terbaca');
  await act(desk, 'lanjut_cek_daftar_hitam');
  await standsAt(desk, 'cek_daftar_hitam');
  await people.forward(3);
  await judgeHits(desk, 'bukan_yang_sama', 'Nama mirip, tetapi NPWP dan alamat berbeda.');
  await act(desk, 'nyatakan_bersih');
  await standsAt(desk, 'cek_kelengkapan');
  await people.forward(5);
  for (const [kind, checks] of FORM_CHECKS) for (const check of checks) await judge(desk, kind, check);
  await act(desk, 'nyatakan_lengkap');
  await standsAt(desk, 'diteruskan');
}

/** Verifikator takes the next file, looks at other LPSEs and offers a time a quarter of an hour from `now` at this address. */
export async function offerSlot(desk: Page, people: WalkBrowser, clock: { now(): Date }, room: string): Promise<void> {
  await takeNext(desk);
  await act(desk, 'terima_berkas');
  await standsAt(desk, 'cek_lpse_lain');
  await people.forward(4);
  await judgeHits(desk, 'bukan_yang_sama', 'Tanggal lahir dan kabupaten berbeda.');
  await act(desk, 'nyatakan_belum_terdaftar');
  await standsAt(desk, 'penjadwalan');
  const begin = new Intl.DateTimeFormat('sv-SE', { timeZone: 'Asia/Makassar', dateStyle: 'short', timeStyle: 'short' }).format(new Date(clock.now().getTime() + 15 * 60_000)).replace(' ', 'T');
  await inlineAct(desk, 'tawarkan_jadwal', async (form) => {
    await fillDate(form, label('isian.mulai'), begin);
    await form.getByLabel(label('isian.lama_menit')).fill('10');
    await pick(form, label('isian.saluran'), label('saluran.daring'));
    await write(form, label('isian.tautan_atau_ruang'), room);
  });
  await standsAt(desk, 'terjadwal');
}

/** A quarter of an hour later the applicant is there: originals checked, passed, the account approved in SPSE, the Tanda Terima sent. */
export async function verifyAndApprove(desk: Page, people: WalkBrowser, person: Person, proof: string): Promise<void> {
  await people.forward(16);
  await desk.reload();
  await desk.getByText(label('ui.jadwal.jawab_ya')).waitFor();
  await act(desk, 'catat_hadir');
  await standsAt(desk, 'verifikasi');
  await people.forward(6);
  await checkOriginals(desk, KINDS);
  await act(desk, 'nyatakan_lolos');
  await standsAt(desk, 'disetujui');
  await closeTask(desk, 'spse_setujui_akun', { 'isian.user_id_spse': person.userId, 'isian.nomor_bukti': proof });
  await people.forward(2);
  await inlineAct(desk, 'kirim_tanda_terima');
  await standsAt(desk, 'pengarsipan');
}
