import { afterAll, afterEach, beforeAll, expect } from '@jest/globals';
import { Secret, TOTP } from 'otpauth';
import type { Page } from 'playwright-core';
import { SETUP_STEPS } from '../domain/contract/offices.ts';
import { inventPerson } from '../../seeds/scenarios/people.ts';
import { caseByNumber, linkIn, mailsTo } from '../testing/evidence.ts';
import { axeFindings, chooseFile, ensurePages, label, openBrowser, rawKeys, type WalkBrowser } from '../testing/browser.ts';
import { agree, chooseService, fillFields, sayYes, sendForm, signGuestBook, uploadScan } from '../testing/browser-phone.ts';
import { KINDS, offerSlot, prepare, takeInList, verifyAndApprove } from '../testing/browser-main-job.ts';
import { executablePath, stages, walk } from '../testing/browser-walk.ts';
import { startTestLoket, type TestLoket } from '../testing/start-loket.ts';

const exact = true;
const PASSWORD = 'empat kata yang mudah diingat';
const ADMIN = { name: 'Ibu Admin Baru', email: 'admin@lpse-baru.test' };
const TEAM = [
  { name: 'Tono Helpdesk', email: 'tono@lpse-baru.test', role: 'helpdesk', second: false }, { name: 'Vina Verifikator', email: 'vina@lpse-baru.test', role: 'verifikator', second: true },
  { name: 'Pak Penyelia', email: 'penyelia@lpse-baru.test', role: 'penyelia', second: true }, { name: 'Ani Arsiparis', email: 'ani@lpse-baru.test', role: 'arsiparis', second: false },
] as const;

/** An empty database, one printed link; from there to the first Tanda Terima by screens and mails alone. */
walk('a new office in a browser', () => {
  const person = inventPerson(78_001);
  let test: TestLoket;
  let people: WalkBrowser;
  let desk: Page;
  let phone: Page;
  let number = '';
  const desks: Page[] = [];
  const keys = new Map<string, string>();
  const stage = stages();
  const settle = () => test.world.settle();
  const menu = (key: Parameters<typeof label>[0]) => desk.getByRole('navigation', { name: label('ui.menu.nama') }).getByRole('link', { name: label(key), exact }).click();

  beforeAll(async () => {
    await ensurePages();
    test = await startTestLoket({ seed: 78, firstAdmin: { email: ADMIN.email, officeCode: 'BARU' } });
    people = await openBrowser({ url: test.url, password: PASSWORD, clock: test.clock, executablePath });
  }, 180_000);
  afterAll(async () => {
    await people?.close();
    await test?.stop();
  });
  afterEach(async () => {
    for (const page of [...desks, phone]) if (page && !page.isClosed()) expect(await rawKeys(page)).toEqual([]);
    expect(people.complaints()).toEqual([]);
  });

  const expectStep = (step: (typeof SETUP_STEPS)[number], state: 'selesai' | 'bawaan' | 'belum' | 'dilewati') => desk.getByRole('listitem').filter({ has: desk.getByText(label(`ui.awal.langkah.${step}`), { exact }) }).getByText(label(`ui.awal.keadaan.${state}`), { exact }).waitFor();

  /** Follows a one-time link, sets the password, logs in, and sets the second step up where the office asks for it. */
  async function arrive(link: string, who: { email: string; second: boolean }): Promise<Page> {
    const page = await people.emptyDesk(link);
    desks.push(page);
    const isSound = async () => { if (who.email === ADMIN.email) expect(await axeFindings(page)).toEqual([]); };
    await page.getByLabel(label('ui.sandi.baru')).fill(PASSWORD);
    await isSound();
    await page.getByLabel(label('ui.sandi.ulang')).fill(PASSWORD);
    await page.getByRole('button', { name: label('ui.sandi.simpan') }).click();
    await page.getByRole('link', { name: label('ui.masuk.judul') }).click();
    await page.getByLabel(label('ui.masuk.email')).fill(who.email);
    await page.getByLabel(label('ui.masuk.sandi')).fill(PASSWORD);
    await page.getByRole('button', { name: label('ui.masuk.tombol') }).click();
    if (who.second) {
      const key = (await page.getByTestId('kunci-totp').innerText()).replace(/\s/g, '');
      keys.set(who.email, key);
      await isSound();
      await page.getByLabel(label('ui.dua.kode')).fill(new TOTP({ secret: Secret.fromBase32(key) }).generate());
      await page.getByRole('button', { name: label('ui.dua.pasang'), exact }).click();
      await page.getByRole('button', { name: label('ui.dua.sudah_simpan') }).waitFor();
      expect(await page.getByRole('listitem').filter({ hasText: /^[A-Z2-9]{4}-[A-Z2-9]{4}-[A-Z2-9]{4}$/ }).count()).toBe(8);
      await isSound();
      await page.getByRole('button', { name: label('ui.dua.sudah_simpan') }).click();
    }
    await page.getByRole('navigation', { name: label('ui.menu.nama') }).waitFor();
    return page;
  }

  stage('the printed link makes the first admin, who sets up the second step before anything else opens', async () => {
    desk = await arrive(`/staf/akun/${test.firstToken ?? ''}`, { email: ADMIN.email, second: true });
    // The first page he sees is an empty list; it says where to begin.
    await desk.getByRole('main').getByRole('link', { name: label('ui.menu.setup-checklist'), exact }).click();
    await desk.getByText(label('ui.awal.belum_buka')).waitFor();
    await desk.getByRole('listitem').filter({ hasText: label('ui.awal.langkah.kop_surat') }).getByText(label('ui.awal.keadaan.belum'), { exact }).waitFor();
  }, 120_000);

  stage('the list leads to the office: zone, letterhead, open to the public', async () => {
    await desk.getByRole('link', { name: `${label('ui.awal.ke_sana')}: ${label('ui.awal.langkah.zona')}` }).click();
    await desk.getByLabel(label('ui.kantor.nama')).fill('LPSE Kota Baru');
    await desk.getByRole('combobox', { name: label('ui.kantor.zona') }).click();
    await desk.getByRole('option', { name: /WITA/ }).click();
    await desk.getByRole('switch', { name: label('ui.kantor.buka') }).check();
    await desk.getByLabel(label('ui.kantor.kop_baris')).fill('PEMERINTAH KOTA BARU\nSEKRETARIAT DAERAH');
    await desk.getByLabel(label('ui.kantor.alamat')).fill('Jalan Contoh Nomor 7, Kota Baru');
    await desk.getByLabel(label('ui.kantor.kontak')).fill('lpse@kota-baru.contoh.test');
    await desk.getByLabel(label('ui.kantor.rapat')).fill('https://rapat.contoh.test/kota-baru');
    await desk.getByRole('button', { name: label('ui.simpan'), exact }).click();
    await desk.getByText(label('ui.kantor.tersimpan')).waitFor();
    expect(await test.db('offices').where({ code: 'BARU' }).first('zone', 'is_open')).toEqual({ zone: 'Asia/Makassar', is_open: true });
  }, 60_000);

  stage('the calendar, a test mail and the first blacklist', async () => {
    await menu('ui.menu.holidays');
    await desk.getByRole('button', { name: label('ui.kalender.impor') }).click();
    const dialog = desk.getByRole('dialog');
    await chooseFile(dialog.getByRole('button', { name: label('ui.kalender.impor_berkas') }), { name: 'libur.csv', mimeType: 'text/csv', buffer: Buffer.from('tanggal,nama,jenis\n2026-12-28,Hari Jadi Kota,lokal\nbesok,Salah,lokal\n') });
    await dialog.getByRole('button', { name: label('ui.kalender.impor_kirim'), exact }).click();
    await dialog.getByText(label('ui.kalender.impor_hasil', { baru: 1, ulang: 0, ditolak: 1 })).waitFor();
    await dialog.getByRole('button', { name: label('ui.tutup'), exact }).click();
    await menu('ui.menu.blacklist-imports');
    await takeInList(desk, test.clock.now());
    await menu('ui.menu.setup-checklist');
    await desk.getByRole('button', { name: label('ui.awal.kirim_uji') }).click();
    await desk.getByText(label('ui.awal.uji_dikirim', { kepada: ADMIN.email })).waitFor();
    await settle();
    expect(mailsTo(test, ADMIN.email)).toHaveLength(1);
  }, 90_000);

  stage('colleagues are invited by mail and arrive by their links', async () => {
    await menu('ui.menu.users');
    for (const one of TEAM) {
      await desk.getByRole('button', { name: label('ui.akun.undang') }).click();
      const dialog = desk.getByRole('dialog');
      await dialog.getByLabel(label('ui.akun.nama')).fill(one.name);
      await dialog.getByLabel(label('ui.akun.surel')).fill(one.email);
      await dialog.getByRole('checkbox', { name: label(`peran.${one.role}`), exact }).check();
      await dialog.getByRole('button', { name: label('ui.akun.kirim'), exact }).click();
      await dialog.waitFor({ state: 'detached' });
      await desk.getByText(one.email).waitFor();
    }
    await settle();
    for (const one of TEAM) {
      const link = /\/staf\/akun\/[\w-]+/.exec(mailsTo(test, one.email)[0]?.text ?? '')?.[0] ?? '';
      const page = await arrive(link, one);
      await page.getByText(one.name, { exact }).waitFor();
    }
    await menu('ui.menu.setup-checklist');
    for (const step of ['zona', 'kop_surat', 'kalender', 'akun', 'tempat', 'daftar_hitam', 'surel_uji', 'buka'] as const) await expectStep(step, 'selesai');
  }, 240_000);

  stage('what the office came with stays a default until it was looked at; what it does without is skipped; then all steps are done', async () => {
    expect(await axeFindings(desk)).toEqual([]);
    const defaults = ['penomoran', 'empat_mata', 'batas', 'templat', 'alasan', 'daftar_periksa'] as const;
    const without = ['formulir', 'penyedia', 'ketersediaan'] as const;
    for (const step of defaults) await expectStep(step, 'bawaan');
    for (const step of without) await expectStep(step, 'belum');
    for (const step of defaults) await desk.getByRole('button', { name: `${label('ui.awal.look.periksa')}: ${label(`ui.awal.langkah.${step}`)}`, exact }).click();
    for (const step of without) await desk.getByRole('button', { name: `${label('ui.awal.look.lewati')}: ${label(`ui.awal.langkah.${step}`)}`, exact }).click();
    for (const step of defaults) await expectStep(step, 'selesai');
    for (const step of without) await expectStep(step, 'dilewati');
    await desk.getByText(label('ui.awal.lengkap')).waitFor();
    await desk.getByText(label('ui.awal.selesai_dari', { n: SETUP_STEPS.length, semua: SETUP_STEPS.length })).waitFor();
  }, 60_000);

  stage('an applicant finds the office and hands in', async () => {
    phone = await people.phone('/');
    await chooseService(phone, /Kota Baru/, label('prosedur.registrasi_perseorangan'));
    await agree(phone);
    await fillFields(phone, person);
    for (const kind of KINDS) await uploadScan(phone, kind, person);
    number = await sendForm(phone);
    await settle();
    await phone.goto(linkIn(mailsTo(test, person.email)[0]));
    await signGuestBook(phone, person.nama, 'Registrasi penyedia perorangan');
  }, 120_000);

  stage('helpdesk walks 6, 7 and 9', async () => {
    desk = desks[1] as Page;
    await people.forward(5);
    await desk.reload();
    await prepare(desk, people);
  }, 180_000);

  stage('the verifikator, whose screen was locked meanwhile, offers a slot; the applicant says yes', async () => {
    desk = desks[2] as Page;
    await desk.reload();
    await desk.getByRole('button', { name: label('ui.kunci.tombol'), exact }).click();
    const lock = desk.getByRole('dialog', { name: label('ui.kunci.judul') });
    await lock.getByText('Vina Verifikator').waitFor();
    expect((await desk.request.get('/api/cases')).status()).toBe(423);
    await lock.getByLabel(label('ui.masuk.sandi')).fill(PASSWORD);
    await lock.getByRole('button', { name: label('ui.kunci.buka'), exact }).click();
    await lock.waitFor({ state: 'detached' });
    await offerSlot(desk, people, test.clock, 'https://rapat.contoh.test/kota-baru');
    await settle();
    await phone.goto(linkIn(mailsTo(test, person.email).at(-1)));
    await phone.getByText(/WITA/).first().waitFor();
    await sayYes(phone);
  }, 180_000);

  stage('verified, approved, Tanda Terima sent under the letterhead of the new office', async () => {
    await verifyAndApprove(desk, people, person, 'SPSE-2026-0001');
    await settle();
    expect(await caseByNumber(test, number)).toMatchObject({ outcome: 'disetujui' });
    expect(mailsTo(test, person.email).at(-1)?.attachments.some((name) => name.endsWith('.pdf'))).toBe(true);
    const letter = await test.db('letters').where({ kind: 'tanda_terima' }).first<{ number: string; paper: { letterhead: { lines: string[] } } }>('number', 'paper');
    expect([letter.number, letter.paper.letterhead.lines[0]]).toEqual([expect.stringMatching(/\/0001-TT\/BARU\/III\/2026$/), 'PEMERINTAH KOTA BARU']);
  }, 180_000);
});
