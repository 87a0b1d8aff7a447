import { afterAll, afterEach, beforeAll, expect } from '@jest/globals';
import type { Page } from 'playwright-core';
import { inventPerson } from '../../seeds/scenarios/people.ts';
import { actsOf, auditOf, caseByNumber, linkIn, mailsTo, sealedFile } from '../testing/evidence.ts';
import { ensurePages, label, openBrowser, rawKeys, type WalkBrowser } from '../testing/browser.ts';
import { historyOf, inlineAct, openTab, standsAt, takeNext } from '../testing/browser-desk.ts';
import { agree, chooseService, fillFields, readsNow, sayYes, sendForm, signGuestBook, uploadScan } from '../testing/browser-phone.ts';
import { startSmtpSink, type SmtpSink } from '../testing/smtp-sink.ts';
import { KINDS, offerSlot, prepare, takeInList, verifyAndApprove } from '../testing/browser-main-job.ts';
import { executablePath, stages, walk } from '../testing/browser-walk.ts';
import { startTestLoket, TEST_PASSWORD, type TestLoket } from '../testing/start-loket.ts';

/** On a real queue with real SMTP where there is one; the other walks are all without. */
const ways = [process.env.LOKET_TEST_REDIS_URL ? 'redis' : 'memory'];

/** From the phone to the sealed archive, all of it in browsers; each stage leaves its words, its mail and its row. */
walk.each(ways)('the main job in a browser (%s)', (way) => {
  const person = inventPerson(way === 'redis' ? 71_001 : 71_002);
  let test: TestLoket;
  let sink: SmtpSink | undefined;
  let people: WalkBrowser;
  let phone: Page;
  let desk: Page;
  let number = '';
  const stage = stages();
  const settle = () => test.world.settle();
  const mails = () => mailsTo(test, person.email, sink);
  const caseId = async () => (await caseByNumber(test, number)).id;
  /** One colleague leaves, the next sits down. */
  const sitDown = async (name: string) => {
    if (desk) await desk.context().close();
    desk = await people.desk(name);
  };

  beforeAll(async () => {
    await ensurePages();
    if (way === 'redis') sink = await startSmtpSink();
    test = await startTestLoket({ seed: 71, ...(sink ? { real: { backend: 'redis', smtpUrl: sink.url } } : {}) });
    people = await openBrowser({ url: test.url, password: TEST_PASSWORD, clock: test.clock, executablePath });
  }, 180_000);
  afterAll(async () => {
    await people?.close();
    await test?.stop();
    await sink?.close();
  });
  afterEach(async () => {
    for (const page of [phone, desk]) if (page && !page.isClosed()) expect(await rawKeys(page)).toEqual([]);
    expect(people.complaints()).toEqual([]);
  });

  stage('the supervisor takes in the national list', async () => {
    await sitDown('penyelia');
    await desk.getByRole('link', { name: label('ui.menu.blacklist-imports') }).click();
    await takeInList(desk, test.clock.now());
  }, 60_000);

  stage('the applicant sends the form with three scans from a phone', async () => {
    phone = await people.phone('/');
    await chooseService(phone, /Kalimantan Timur/, label('prosedur.registrasi_perseorangan'));
    await agree(phone);
    await fillFields(phone, person);
    for (const [index, kind] of KINDS.entries()) await uploadScan(phone, kind, person, index === 2 ? 'pdf' : 'jpeg');
    number = await sendForm(phone);
    await settle();
    expect(await caseByNumber(test, number)).toMatchObject({ place: 'diterima', round: 1 });
    expect(mails().map(({ subject }) => subject)).toEqual([`Permohonan ${number} kami terima`]);
    expect(await test.db('consents').where({ case_id: await caseId() }).count({ n: '*' }).first()).toEqual({ n: 2 });
  }, 120_000);

  stage('the applicant opens the private link of the mail and signs Buku Tamu', async () => {
    await phone.goto(linkIn(mails()[0]));
    await readsNow(phone, label('publik.tempat.diterima'));
    await signGuestBook(phone, person.nama, 'Registrasi penyedia perorangan');
    await phone.getByText(`Buku Tamu diisi oleh ${person.nama}`).waitFor();
    expect(await test.db('visits').where({ case_id: await caseId() }).pluck('name')).toEqual([person.nama]);
  }, 60_000);

  stage('helpdesk takes the next file and walks 6, 7 and 9', async () => {
    await people.forward(7);
    await sitDown('helpdesk');
    await prepare(desk, people);
    await desk.getByRole('heading', { name: person.nama }).waitFor();
    const history = await historyOf(desk);
    for (const key of ['aksi.mulai_cek_unggahan', 'aksi.lanjut_cek_daftar_hitam', 'aksi.nyatakan_bersih', 'aksi.nyatakan_lengkap']) expect(history).toContain(label(key));
    expect(history).toContain('Sari Wulandari');
    const acts = await actsOf(test, await caseId());
    expect(acts.filter((line) => line === 'nilai_dokumen helpdesk')).toHaveLength(9);
    expect(await auditOf(test, await caseId())).toEqual(expect.arrayContaining(['ambil_berikutnya', 'lihat_pindaian', 'permohonan_masuk']));
  }, 180_000);

  stage('verifikator checks other LPSEs and offers a slot', async () => {
    await people.forward(9);
    await sitDown('verifikator');
    await offerSlot(desk, people, test.clock, 'https://rapat.contoh.test/ruang-uji');
    await settle();
    const invitation = mails().at(-1);
    expect(invitation?.subject).toContain('verifikasi');
    expect(invitation?.text).toMatch(/WITA/);
    expect(invitation?.text).toContain('https://rapat.contoh.test/ruang-uji');
    expect(invitation?.attachments.some((name) => name.endsWith('.ics'))).toBe(true);
  }, 120_000);

  stage('the applicant says yes on the phone', async () => {
    await phone.goto(linkIn(mails().at(-1)));
    await phone.getByText(/WITA/).first().waitFor();
    await sayYes(phone);
    expect(await test.db('appointments').where({ case_id: await caseId() }).pluck('answer')).toEqual(['ya']);
  }, 60_000);

  stage('verifikator notes attendance, checks the originals, passes, does the SPSE task and sends the Tanda Terima', async () => {
    await verifyAndApprove(desk, people, person, 'SPSE-2026-0031');
    await settle();
    const receipt = mails().at(-1);
    expect(receipt?.subject).toMatch(/Tanda Terima/i);
    expect(receipt?.attachments.some((name) => name.endsWith('.pdf'))).toBe(true);
    const tab = await openTab(desk, 'surat');
    await tab.getByText(label('surat.tanda_terima')).first().waitFor();
    await openTab(desk, 'kerja');
    expect(await actsOf(test, await caseId())).toEqual(expect.arrayContaining(['setujui_jadwal pemohon', 'catat_hadir verifikator', 'selesaikan_tugas verifikator', 'kirim_tanda_terima verifikator']));
  }, 180_000);

  stage('arsiparis files it, and the sealed file is as it was written down', async () => {
    await people.forward(10);
    await sitDown('arsiparis');
    await takeNext(desk);
    await inlineAct(desk, 'arsipkan');
    await standsAt(desk, 'diarsipkan');
    await settle();
    expect(await sealedFile(test, await caseId())).toEqual({ outcome: 'disetujui', sealed: true, intact: true, problems: [] });
    await desk.reload();
    await desk.getByText(label('ui.arsip.tersegel')).waitFor();
    expect(await auditOf(test, await caseId())).toEqual(expect.arrayContaining(['arsip_disegel']));
    expect(await test.db('emails').where({ case_id: await caseId() }).whereNot({ state: 'sent' })).toEqual([]);
  }, 90_000);

  stage('anybody can read that the letter stands, and nothing about the person', async () => {
    const letter = await test.db('letters').where({ case_id: await caseId(), kind: 'tanda_terima' }).first<{ public_code: string; number: string }>('public_code', 'number');
    const stranger = await people.phone(`/periksa/${letter.public_code}`);
    await stranger.getByText(label('laman.periksa.berlaku'), { exact: true }).waitFor();
    const text = await stranger.locator('main').innerText();
    expect(text).toContain(letter.number);
    for (const value of [person.nama, person.nik, person.npwp, person.email]) expect(text).not.toContain(value);
    await phone.reload();
    await phone.getByText(label('hasil.disetujui'), { exact: true }).waitFor();
  }, 60_000);
});
