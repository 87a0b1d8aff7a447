import { spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, afterEach, beforeAll, expect, it } from '@jest/globals';
import type { Page } from 'playwright-core';
import sharp from 'sharp';
import { walks } from '../../seeds/scenarios/registrasi-perseorangan.ts';
import type { Walked } from '../../seeds/scenarios/world.ts';
import { actsOf, linkIn, mailsTo } from '../testing/evidence.ts';
import { chooseFile, ensurePages, label, openBrowser, rawKeys, type WalkBrowser } from '../testing/browser.ts';
import { act, checkOriginals, closeTask, inlineAct, openCase, openTab, standsAt } from '../testing/browser-desk.ts';
import { fillDate } from '../testing/browser-dates.ts';
import { sayYes } from '../testing/browser-phone.ts';
import { sampleScan } from '../testing/sample-files.ts';
import { executablePath, stages, walk } from '../testing/browser-walk.ts';
import { startTestLoket, TEST_PASSWORD, type TestLoket } from '../testing/start-loket.ts';

const KINDS = ['ktp', 'npwp', 'sertifikat_keahlian'] as const;
const has = (program: string) => spawnSync(program, ['-v'], { stdio: 'ignore' }).error === undefined;
const exact = true;

/** From the officer's own hours to the stamped Tanda Terima: scheduled, moved, held, written down, verified. */
walk('an appointment in a browser', () => {
  let test: TestLoket;
  let people: WalkBrowser;
  let walked: Walked;
  let desk: Page;
  let phone: Page;
  /** The signature service of the office; each request takes the next answer. */
  let signing: Server;
  const answers: [status: number, body: string][] = [];
  const papers = mkdtempSync(path.join(tmpdir(), 'loket-surat-'));
  const stage = stages();
  const mails = () => mailsTo(test, walked.person.email);
  const appointments = () => test.db('appointments').where({ case_id: walked.caseId }).orderBy('sequence').select('state', 'answer', 'wish', 'sequence', 'ics_uid', 'location', 'starts_at');
  /** The free time at this hour, clicked; the form is filled by it. What goes out is looked at first. */
  const offer = async (hour: string) => {
    await desk.getByRole('region', { name: label('ui.jadwal.waktu_kosong') }).getByRole('button', { name: hour, exact }).first().click();
    await desk.getByRole('region', { name: label('aksi.tawarkan_jadwal'), exact }).getByRole('button', { name: label('aksi.tawarkan_jadwal'), exact }).click();
    const dialog = desk.getByRole('dialog');
    const sent = dialog.getByRole('row', { name: new RegExp(walked.person.nama) });
    await sent.getByText(new RegExp(`${hour.replace('.', '\\.')}.+WITA`)).waitFor();
    for (const gets of ['jadwal.dapat.surat', 'jadwal.dapat.REQUEST', 'jadwal.dapat.tautan']) await sent.getByText(label(gets), { exact }).waitFor();
    await dialog.getByRole('row', { name: new RegExp(label('peran.verifikator')) }).getByText(/WITA/).waitFor();
    await dialog.getByRole('button', { name: label('ui.kirim_jadwal.kirim'), exact }).click();
    await standsAt(desk, 'terjadwal');
    await test.world.settle();
  };

  beforeAll(async () => {
    await ensurePages();
    signing = createServer((req, res) => { req.resume().on('end', () => { const [status, body] = answers.shift() ?? [500, '']; res.writeHead(status).end(body); }); });
    await new Promise<void>((resolve) => { signing.listen(0, '127.0.0.1', resolve); });
    test = await startTestLoket({ seed: 83, env: { BSRE_URL: `http://esign:kunci@127.0.0.1:${(signing.address() as AddressInfo).port}/` } });
    people = await openBrowser({ url: test.url, password: TEST_PASSWORD, clock: test.clock, executablePath });
    walked = await (walks.penjadwalan as (typeof walks)[string])(test.world);
  }, 180_000);
  afterAll(async () => {
    await people?.close();
    await test?.stop();
    signing?.close();
    rmSync(papers, { recursive: true, force: true });
  });
  afterEach(async () => {
    for (const page of [phone, desk]) if (page && !page.isClosed()) expect(await rawKeys(page)).toEqual([]);
    expect(people.complaints()).toEqual([]);
  });

  stage('the admin adds a call account, the verifikator says when he can be booked', async () => {
    desk = await people.desk('admin');
    await desk.goto('/staf/rooms');
    await desk.getByRole('button', { name: label('ui.ruang.tambah') }).click();
    const dialog = desk.getByRole('dialog');
    await dialog.getByLabel(label('ui.ruang.nama')).fill('Zoom LPSE 1');
    await dialog.getByLabel(label('ui.ruang.alamat'), { exact }).fill('https://zoom.contoh.test/j/812345');
    await dialog.getByText(label('ruang_jenis.tetap'), { exact }).waitFor();
    await dialog.getByRole('button', { name: label('ui.simpan'), exact }).click();
    await desk.getByText('Zoom LPSE 1').waitFor();
    await desk.context().close();

    desk = await people.desk('verifikator');
    await desk.goto('/staf/availabilities');
    const mine = desk.getByRole('region', { name: 'Dewi Lestari Ningrum' });
    for (const day of [1, 2, 3, 4]) await mine.getByLabel(label(`ui.ketersediaan.hari.${day}`), { exact }).fill('08:00-11:30, 13:00-15:30');
    await mine.getByLabel(label('ui.ketersediaan.paling_cepat')).fill('1');
    await mine.getByRole('button', { name: label('ui.simpan'), exact }).click();
    await desk.getByText(label('ui.tersimpan')).first().waitFor();
  }, 90_000);

  stage('days away are looked at before they are applied: neither Enter pressed again nor the second half of a double click applies them', async () => {
    await desk.getByRole('region', { name: 'Dewi Lestari Ningrum' }).getByRole('button', { name: label('ui.ketersediaan.tambah_cuti'), exact }).click();
    const dialog = desk.getByRole('dialog');
    const [note, apply] = [dialog.getByRole('textbox', { name: label('ui.ketersediaan.keterangan'), exact }), dialog.getByRole('button', { name: label('ui.ketersediaan.terapkan'), exact })];
    const asked: boolean[] = [];
    desk.on('request', (request) => { if (request.url().endsWith('/leave')) asked.push((request.postDataJSON() as { confirmed: boolean }).confirmed); });
    await fillDate(dialog, label('ui.ketersediaan.dari'), '2026-03-25');
    await note.fill('Diklat');
    await note.press('Enter');
    await note.press('Enter');
    await apply.waitFor();
    await note.press('Enter');
    // It stands where "look" stood a moment ago.
    const { x, y, width, height } = await apply.boundingBox() ?? { x: 0, y: 0, width: 0, height: 0 };
    await desk.mouse.move(x + width / 2, y + height / 2);
    await desk.mouse.down({ clickCount: 2 });
    await desk.mouse.up({ clickCount: 2 });
    await desk.waitForLoadState('networkidle');
    expect([asked, await test.db('availability_exceptions').pluck('note')]).toEqual([[false], []]);

    // What comes for days that are no more in the form is not what is applied.
    const gate = Promise.withResolvers<undefined>();
    await desk.route('**/leave', async (route) => { await gate.promise; await route.continue(); });
    await fillDate(dialog, label('ui.ketersediaan.dari'), '2026-03-26');
    await note.press('Enter');
    await note.fill('Diklat di Balikpapan');
    const answered = desk.waitForResponse('**/leave');
    gate.resolve(undefined);
    await answered;
    const look = dialog.getByRole('button', { name: label('ui.ketersediaan.periksa'), exact });
    await look.click();
    await apply.waitFor();
    await desk.unroute('**/leave');
    expect(asked).toEqual([false, false, false]);
    await apply.click();
    await dialog.getByRole('button', { name: label('ui.ketersediaan.selesai'), exact }).click();
    await dialog.waitFor({ state: 'detached' });
    expect(await test.db('availability_exceptions').pluck('note')).toEqual(['Diklat di Balikpapan']);
  });

  stage('a free time is chosen; who gets what at what hour is looked at before it goes out', async () => {
    await openCase(desk, walked.number);
    await offer('13.00');
    expect(await appointments()).toMatchObject([{ state: 'diusulkan', sequence: 0, location: 'https://zoom.contoh.test/j/812345' }]);
    expect(mails().at(-1)?.attachments.some((name) => name.endsWith('.ics'))).toBe(true);
    await desk.goto('/staf/appointments?tampilan=daftar');
    await desk.getByText(walked.number).waitFor();
    await desk.goto('/staf/appointments');
    await desk.getByText(/Dewi · \d{6}/).first().waitFor();
  }, 90_000);

  stage('the applicant asks to move by his link', async () => {
    phone = await people.phone(linkIn(mails().at(-1)));
    await phone.getByRole('button', { name: label('laman.jadwal.lain'), exact }).click();
    await phone.getByLabel(label('laman.jadwal.keinginan')).fill('Hari ini setelah pukul 14.00');
    await phone.getByRole('button', { name: label('laman.jadwal.kirim'), exact }).click();
    await phone.getByText(label('laman.jadwal.terkirim')).waitFor();
    await test.world.settle();
    expect(await appointments()).toMatchObject([{ state: 'dijadwal_ulang', answer: 'lain', wish: 'Hari ini setelah pukul 14.00' }]);
    expect(mails().at(-1)?.text).toContain('dibatalkan: Anda meminta waktu lain.');
    await openCase(desk, walked.number);
    await desk.getByText('“Hari ini setelah pukul 14.00”').waitFor();
    await offer('14.20');
    const [first, second] = await appointments() as { sequence: number; ics_uid: string }[];
    // The entry in his calendar moves: the same uid, a higher sequence.
    expect(second?.ics_uid).toBe(first?.ics_uid);
    expect(Number(second?.sequence)).toBeGreaterThan(Number(first?.sequence));
    await phone.goto(linkIn(mails().at(-1)));
    await sayYes(phone);
    expect(await appointments()).toMatchObject([{}, { state: 'dikonfirmasi', answer: 'ya' }]);
  }, 120_000);

  stage('the call is held with its checklist and a picture kept, and ends in the Berita Acara', async () => {
    const [, slot] = await appointments() as { starts_at: Date }[];
    await people.forward((Number(slot?.starts_at) - test.clock.now().getTime()) / 60_000 + 1);
    await desk.reload();
    await desk.getByText(label('ui.jadwal.jawab_ya')).waitFor();
    await act(desk, 'catat_hadir');
    await standsAt(desk, 'verifikasi');
    await desk.getByText(label('ui.panggilan.tidak_direkam')).waitFor();
    await desk.getByRole('timer').waitFor();
    await people.forward(8);
    await checkOriginals(desk, KINDS);
    const pictures = desk.getByRole('region', { name: label('ui.panggilan.bukti') });
    await chooseFile(pictures.getByRole('button', { name: new RegExp(label('ui.unggah.pilih')) }), { name: 'layar.jpg', mimeType: 'image/jpeg', buffer: await sampleScan('ktp', walked.person.onCards, 'jpeg') });
    await pictures.getByLabel(label('ui.panggilan.bukti_keterangan')).fill('Pemohon menunjukkan KTP asli');
    await pictures.getByRole('button', { name: label('ui.panggilan.simpan_bukti'), exact }).click();
    await pictures.getByText(/Pemohon menunjukkan KTP asli/).waitFor();
    await pictures.getByRole('button', { name: label('ui.gambar_bukti.lihat'), exact }).click();
    const kept = desk.getByRole('dialog').getByRole('img', { name: label('ui.gambar_bukti.halaman', { n: 1, dari: 1 }) });
    await kept.waitFor();
    // The small picture first, and over it who looks: a photograph of this screen names its maker.
    expect(await kept.getAttribute('src')).toMatch(/ukuran=kecil$/);
    const { name: looker } = await test.db('users').where({ email: 'verifikator@loket.test' }).first<{ name: string }>('name');
    expect(await desk.getByRole('dialog').getByText(new RegExp(`^${looker} · .+ WITA$`)).count()).toBeGreaterThanOrEqual(2);
    await desk.waitForFunction(() => (document.querySelector<HTMLImageElement>('[role=dialog] img')?.naturalWidth ?? 0) > 0);
    await desk.getByRole('dialog').getByRole('button', { name: label('ui.tutup'), exact }).click();
    await kept.waitFor({ state: 'detached' });
    await act(desk, 'nyatakan_lolos');
    await standsAt(desk, 'disetujui');
    await closeTask(desk, 'spse_setujui_akun', { 'isian.user_id_spse': walked.person.userId, 'isian.nomor_bukti': 'SPSE-2026-0083' });
    await inlineAct(desk, 'kirim_tanda_terima');
    await standsAt(desk, 'pengarsipan');
    await test.world.settle();
    expect(await actsOf(test, walked.caseId)).toEqual(expect.arrayContaining(['minta_jadwal_lain pemohon', 'setujui_jadwal pemohon', 'catat_hadir verifikator', 'simpan_bukti_panggilan verifikator', 'kirim_tanda_terima verifikator']));
  }, 180_000);

  (has('qpdf') && has('pdftoppm') ? stage : it.skip)('Berita Acara and Tanda Terima are right for other programs and have something on their page', async () => {
    const sent = test.mails.filter(({ to }) => to.address === walked.person.email).flatMap(({ attachments }) => attachments).filter(({ type }) => type === 'application/pdf');
    expect(sent).toHaveLength(2);
    for (const [index, paper] of sent.entries()) {
      const file = path.join(papers, `${index}.pdf`);
      writeFileSync(file, paper.content);
      expect(spawnSync('qpdf', ['--check', file]).status).toBe(0);
      expect(spawnSync('pdftoppm', ['-r', '60', '-png', '-singlefile', file, file]).status).toBe(0);
      const { width, height } = await sharp(`${file}.png`).metadata();
      for (const [side, points] of [[width, 595.28], [height, 841.89]] as const) expect(Math.abs(side - points * 60 / 72)).toBeLessThan(1.5); // A4
      const { channels } = await sharp(`${file}.png`).greyscale().stats();
      // Words, a table and the QR code: neither empty nor black.
      expect(channels[0]?.mean).toBeLessThan(252);
      expect(channels[0]?.mean).toBeGreaterThan(200);
      const text = spawnSync('pdftotext', ['-layout', file, '-'], { encoding: 'utf8' }).stdout;
      expect(text).toMatch(index === 0 ? /BERITA ACARA VERIFIKASI/ : /TANDA TERIMA/);
      for (const kind of ['KTP pribadi', 'NPWP pribadi', 'Sertifikat Keahlian']) expect(text).toContain(kind);
      const code = /\/periksa\/([A-Z0-9]{26})/.exec(text)?.[1];
      const stranger = await people.phone(`/periksa/${code}`);
      await stranger.getByText(label('laman.periksa.berlaku'), { exact }).waitFor();
      const page = await stranger.locator('main').innerText();
      const number = /Nomor:\s*(\S+)/.exec(text)?.[1] ?? 'no number';
      expect(page).toContain(number);
      for (const value of [walked.person.nama, walked.person.nik, walked.person.email]) expect(page).not.toContain(value);
      await stranger.context().close();
    }
  }, 120_000);

  stage('the stamped paper comes back beside the generated one, each with its hash', async () => {
    const tab = await openTab(desk, 'surat');
    await tab.getByRole('button', { name: label('ui.surat.unggah_bertanda') }).first().click();
    const dialog = desk.getByRole('dialog');
    const scanned = await sampleScan('ktp', walked.person.onCards, 'pdf');
    await chooseFile(dialog.getByRole('button', { name: new RegExp(label('ui.unggah.pilih')) }), { name: 'tanda-terima-stempel.pdf', mimeType: 'application/pdf', buffer: scanned });
    await dialog.getByText(label('tanda_tangan.stempel'), { exact }).waitFor();
    const save = dialog.getByRole('button', { name: label('ui.simpan'), exact });
    await save.click();
    const link = tab.getByRole('link', { name: label('ui.surat.buka_bertanda') });
    await link.waitFor();
    const signed = await test.db('signed_letters as s').join('letters as l', 'l.id', 's.letter_id').where({ 'l.case_id': walked.caseId }).select<{ how: string; sha256: string; pdf_sha256: string }[]>('s.how', 's.sha256', 'l.pdf_sha256');
    expect(signed).toMatchObject([{ how: 'stempel', sha256: expect.stringMatching(/^[0-9a-f]{64}$/) as unknown }]);
    expect(signed[0]?.sha256).not.toBe(signed[0]?.pdf_sha256);
    await tab.getByText(new RegExp(String(signed[0]?.sha256))).waitFor();
    await tab.getByText(new RegExp(String(signed[0]?.pdf_sha256))).waitFor();
    expect(readFileSync(path.join(papers, '0.pdf')).subarray(0, 5).toString()).toBe('%PDF-');
  }, 90_000);

  stage('a letter is signed electronically where the office has that: refused with a sentence, then kept as a further version', async () => {
    const tab = await openTab(desk, 'surat');
    const offers = tab.getByRole('button', { name: label('ui.surat.tte'), exact });
    const papersBefore = await offers.count();
    await offers.first().click();
    const dialog = desk.getByRole('dialog');
    const sign = dialog.getByRole('button', { name: label('ui.surat.tte'), exact });
    await dialog.getByLabel(label('ui.surat.tte_nik')).fill('6472010203040001');
    expect(await sign.isDisabled()).toBe(true);
    await dialog.getByLabel(label('ui.surat.tte_frasa')).fill('frasa-yang-salah');
    answers.push([400, '{}']);
    await sign.click();
    await dialog.getByText(label('galat.bsre_ditolak'), { exact }).waitFor();
    expect(await test.db('signed_letters').where({ how: 'bsre' })).toEqual([]);
    await dialog.getByLabel(label('ui.surat.tte_frasa')).fill('frasa-yang-benar');
    const signed = '%PDF-1.7\n% ditandatangani secara elektronik\n%%EOF\n';
    answers.push([200, signed]);
    await sign.click();
    await tab.getByText(`${label('tanda_tangan.bsre')}: ${createHash('sha256').update(signed).digest('hex')}`).waitFor();
    await dialog.waitFor({ state: 'detached' });
    // The other papers may still be signed so, this one not twice.
    await offers.nth(papersBefore - 2).waitFor();
    await offers.nth(papersBefore - 1).waitFor({ state: 'detached' });
  }, 60_000);
});
