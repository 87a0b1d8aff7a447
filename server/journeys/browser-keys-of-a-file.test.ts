import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, expect } from '@jest/globals';
import type { Page } from 'playwright-core';
import { endings, KINDS, walks } from '../../seeds/scenarios/registrasi-perseorangan.ts';
import { withPerson, type Walked } from '../../seeds/scenarios/world.ts';
import { executablePath, stages, walk } from '../testing/browser-walk.ts';
import { ensurePages, label, openBrowser, rawKeys, type WalkBrowser } from '../testing/browser.ts';
import { standsAt } from '../testing/browser-desk.ts';
import { goOn, keyboardOf, toInline, type Keyboard } from '../testing/browser-keys.ts';
import { sealedFile } from '../testing/evidence.ts';
import { startTestLoket, TEST_PASSWORD, type TestLoket } from '../testing/start-loket.ts';

const exact = true;
const ROOM = 'https://rapat.contoh.test/ruang-uji';
const SHELF = 'Penyimpanan digital, rak B';

/** Step 10 to 19 by those who have no mouse: the verifikator from his queue to the Tanda Terima, the arsiparis to the sealed file. */
walk('a file from the verifikator to the archive with the keyboard alone', () => {
  let test: TestLoket;
  let people: WalkBrowser;
  let desk: Page;
  let keys: Keyboard;
  let walked: Walked;
  const stage = stages();
  const sitDown = async (name: string) => {
    if (desk) await desk.context().close();
    desk = await people.desk(name);
    keys = await keyboardOf(desk);
  };
  /** The page as it is now; whoever comes back to it begins at its head. */
  const again = async () => { await desk.reload(); keys = await keyboardOf(desk); };
  const button = (name: string) => desk.getByRole('button', { name: label(name), exact });
  /** Out of the queue as a person without a mouse opens it, and taken. */
  const openFromQueue = async () => {
    await keys.enter(desk.getByRole('link', { name: walked.number, exact }));
    await desk.getByRole('heading', { name: walked.person.nama, level: 1 }).waitFor();
    await keys.isKept();
    await keys.enter(button('ui.berkas.ambil'));
    await desk.getByText(label('ui.berkas.anda_memegang'), { exact }).waitFor();
    // The button is gone; the keyboard is not.
    await keys.isKept();
  };

  beforeAll(async () => {
    await ensurePages();
    test = await startTestLoket({ seed: 103 });
    // Somebody of the same name is a supplier already.
    const known = await endings.disetujui(test.world);
    const { nama, tanggalLahir, kabupaten } = known.person;
    walked = await (walks.diteruskan as (typeof walks)[string])(withPerson(test.world, { ...test.world.people(), nama, tanggalLahir, kabupaten }));
    const { id } = await test.db('users').where({ email: 'verifikator@loket.test' }).first<{ id: string }>('id');
    const day = [{ start: '08:00', end: '16:00' }];
    const said = await (await test.world.officer('verifikator')).request('PUT', `/api/availabilities/${id}`, { days: { 1: day, 2: day, 3: day, 4: day, 5: day, 6: [], 7: [] }, slotMinutes: 15, bufferMinutes: 5, noticeMinutes: 10, dailyMax: 20, channels: ['daring'] });
    expect(said.status).toBe(200);
    test.world.forward(5);
    people = await openBrowser({ url: test.url, password: TEST_PASSWORD, clock: test.clock, executablePath });
  }, 240_000);
  afterAll(async () => {
    await people?.close();
    await test?.stop();
  });

  stage('the verifikator opens a file that was forwarded to him out of the queue, takes it and says who is registered where', async () => {
    await sitDown('verifikator');
    await openFromQueue();
    await goOn(desk, keys, 'terima_berkas', 'cek_lpse_lain');
    await keys.isKept();
    const open = desk.getByRole('group', { name: label('ui.temuan.penilaian') });
    await open.first().waitFor();
    for (let left = await open.count(); left > 0; left -= 1) {
      await keys.enter(label('nilai.bukan_yang_sama'));
      await keys.write(desk.getByRole('textbox', { name: label('ui.temuan.alasan') }), 'Nama sama, NIK dan NPWP lain.');
      await keys.enter(button('ui.temuan.simpan'));
      await open.nth(left - 1).waitFor({ state: 'detached' });
      await keys.isKept();
    }
    expect(await test.db('check_hits').where({ case_id: walked.caseId, verdict: 'bukan_yang_sama' }).pluck('verdict_reason')).toContain('Nama sama, NIK dan NPWP lain.');
    await goOn(desk, keys, 'nyatakan_belum_terdaftar', 'penjadwalan');
    await keys.isKept();
  });

  stage('he chooses a free time, says where, and looks at who gets what before it goes out', async () => {
    await keys.enter(desk.getByRole('region', { name: label('ui.jadwal.waktu_kosong') }).getByRole('button', { name: /^\d\d\.\d\d$/ }).first());
    await keys.isKept();
    const form = await toInline(desk, keys, 'tawarkan_jadwal');
    await keys.write(form.getByRole('textbox', { name: new RegExp(`^${label('isian.tautan_atau_ruang')}`) }), ROOM);
    await keys.enter(form.getByRole('button', { name: label('aksi.tawarkan_jadwal'), exact }));
    const dialog = desk.getByRole('dialog');
    await dialog.getByRole('row', { name: new RegExp(walked.person.nama) }).waitFor();
    // Thought better of it: the keyboard is where it was.
    await keys.press('Escape');
    await dialog.waitFor({ state: 'detached' });
    await keys.to(form.getByRole('button', { name: label('aksi.tawarkan_jadwal'), exact }));
    await keys.press('Enter');
    await dialog.getByRole('row', { name: new RegExp(walked.person.nama) }).waitFor();
    await keys.enter(dialog.getByRole('button', { name: label('ui.kirim_jadwal.kirim'), exact }));
    await standsAt(desk, 'terjadwal');
    await keys.isKept();
    expect(await test.db('appointments').where({ case_id: walked.caseId }).pluck('location')).toEqual([ROOM]);
  });

  stage('the hour has come: he ticks what he sees in the call', async () => {
    await test.world.applicant.post(`/api/public/applications/${walked.token}/appointment`, { requestId: randomUUID(), answer: 'ya' });
    const { starts_at: starts } = await test.db('appointments').where({ case_id: walked.caseId }).first<{ starts_at: Date }>('starts_at');
    await people.forward(Math.ceil((starts.getTime() - test.clock.now().getTime()) / 60_000) + 1);
    await again();
    await desk.getByText(label('ui.jadwal.jawab_ya')).waitFor();
    await goOn(desk, keys, 'catat_hadir', 'verifikasi');
    await keys.isKept();
    for (const kind of KINDS) {
      const row = desk.getByRole('row', { name: new RegExp(`^${label(`dokumen.${kind}`)}`) });
      await keys.to(row.getByRole('checkbox', { name: `${label(`dokumen.${kind}`)}: ${label('ui.daftar_periksa.sesuai_asli')}`, exact }));
      await keys.press('Space');
      await keys.enter(row.getByRole('button', { name: label('ui.simpan') }));
      // Off while it was saved, and under the keyboard again.
      await row.getByRole('button', { name: label('ui.tersimpan') }).waitFor();
      await keys.isKept();
      expect(await row.evaluate((part) => part.contains(document.activeElement))).toBe(true);
    }
    const person = desk.getByRole('region', { name: label('ui.daftar_periksa.orang') });
    for (const check of ['orang_sesuai_foto', 'persetujuan_panggilan']) {
      await keys.to(person.getByRole('checkbox', { name: label(`periksa.${check}`) }));
      await keys.press('Space');
    }
    await keys.enter(person.getByRole('button', { name: label('ui.simpan') }));
    await person.getByRole('button', { name: label('ui.tersimpan') }).waitFor();
    await goOn(desk, keys, 'nyatakan_lolos', 'disetujui');
    await keys.isKept();
  });

  stage('he proves what he did in SPSE and sends the Tanda Terima', async () => {
    const card = desk.getByRole('region', { name: label('tugas.spse_setujui_akun'), exact });
    await keys.enter(card.getByRole('button', { name: label('ui.tugas.catat_bukti'), exact }));
    // What was pressed is gone: the first field has the keyboard.
    await keys.isKept();
    expect(await card.evaluate((part) => part !== document.activeElement && part.contains(document.activeElement))).toBe(true);
    await keys.enter(card.getByRole('button', { name: label('ui.waktu.sekarang'), exact }));
    await keys.write(card.getByRole('textbox', { name: new RegExp(`^${label('isian.user_id_spse')}`) }), walked.person.userId);
    await keys.write(card.getByRole('textbox', { name: new RegExp(`^${label('isian.nomor_bukti')}`) }), 'SPSE-2026-0031');
    await keys.enter(card.getByRole('button', { name: label('ui.tugas.simpan_bukti'), exact }));
    await card.getByText(label('ui.tugas.selesai'), { exact }).waitFor();
    await keys.isKept();
    const form = await toInline(desk, keys, 'kirim_tanda_terima');
    await keys.enter(form.getByRole('button', { name: label('aksi.kirim_tanda_terima'), exact }));
    await standsAt(desk, 'pengarsipan');
    await keys.isKept();
    // From tab to tab with the arrows, into what the tab shows and back.
    await keys.to(desk.getByRole('tab', { name: label('ui.tab.kerja'), exact }), 'Shift+Tab');
    await keys.press('ArrowRight', 3);
    await keys.press('Enter');
    await desk.locator('#tab-surat[aria-selected=true]').waitFor();
    await desk.getByRole('tabpanel').getByText(label('surat.tanda_terima')).first().waitFor();
    await keys.press('Tab');
    await keys.isKept();
    expect([await rawKeys(desk), people.complaints()]).toEqual([[], []]);
  });

  stage('the arsiparis reads how it would be filed, puts it on another shelf and seals it', async () => {
    await test.world.settle();
    test.world.forward(10);
    await sitDown('arsiparis');
    await openFromQueue();
    const form = await toInline(desk, keys, 'arsipkan');
    const description = form.getByRole('textbox', { name: new RegExp(`^${label('isian.uraian_berkas')}`) });
    await keys.to(description);
    expect(await description.inputValue()).not.toBe('');
    await keys.write(form.getByRole('textbox', { name: new RegExp(`^${label('isian.lokasi_simpan')}`) }), SHELF);
    await keys.enter(form.getByRole('button', { name: label('aksi.arsipkan'), exact }));
    await standsAt(desk, 'diarsipkan');
    await keys.isKept();
    await test.world.settle();
    expect(await sealedFile(test, walked.caseId)).toMatchObject({ outcome: 'disetujui', sealed: true, problems: [] });
    expect(await test.db('archive_files').where({ case_id: walked.caseId }).pluck('location')).toEqual([SHELF]);
    expect([await rawKeys(desk), people.complaints()]).toEqual([[], []]);
  });
});
