import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { Page } from 'playwright-core';
import { apply, visit, walks } from '../../seeds/scenarios/registrasi-perseorangan.ts';
import { ensureFreshList, take, type Walked } from '../../seeds/scenarios/world.ts';
import { axeFindings, ensurePages, label, openBrowser, rawKeys, type WalkBrowser } from '../testing/browser.ts';
import { standsAt } from '../testing/browser-desk.ts';
import { sendRepair } from '../testing/browser-phone.ts';
import { caseByNumber, linkIn, mailsTo } from '../testing/evidence.ts';
import { sampleScan } from '../testing/sample-files.ts';
import { startTestLoket, TEST_PASSWORD, type TestLoket } from '../testing/start-loket.ts';

const executablePath = process.env.LOKET_TEST_CHROMIUM ?? '';
const walk = executablePath ? describe : describe.skip;
const PATIENCE = 400_000;
const shot = async (page: Page, name: string) => { if (process.env.LOKET_SHOTS) await page.screenshot({ path: `${process.env.LOKET_SHOTS}/${name}.png` }); };

walk('a review with the keyboard alone', () => {
  let test: TestLoket;
  let people: WalkBrowser;
  let desk: Page;
  let walked: Walked;

  beforeAll(async () => {
    await ensurePages();
    test = await startTestLoket({ seed: 91 });
    await ensureFreshList(test.world);
    const earlier = await apply(test.world);
    walked = await apply(test.world);
    await visit(test.world, walked);
    // Seen before: as the preparation would have found it.
    const document = async (caseId: string) => (await test.db('documents').where({ case_id: caseId, kind: 'npwp' }).first<{ id: string }>('id')).id;
    await test.db('document_twins').insert({ case_id: walked.caseId, document_id: await document(walked.caseId), other_document_id: await document(earlier.caseId), how: 'gambar', alike: 0.99, found_at: test.clock.now() });
    // The older file is somebody else's already, so that the next one is this.
    await take(await test.world.officer('helpdesk2'), earlier.caseId);
    test.world.forward(8);
    people = await openBrowser({ url: test.url, password: TEST_PASSWORD, clock: test.clock, executablePath });
    desk = await people.desk('helpdesk');
    // From here on nobody touches the mouse: what is pointed at is refused.
    await desk.evaluate(() => { for (const kind of ['pointerdown', 'mousedown']) window.addEventListener(kind, (event) => { event.stopImmediatePropagation(); event.preventDefault(); throw new Error('the mouse was used'); }, true); });
  }, PATIENCE);
  afterAll(async () => {
    await people?.close();
    await test?.stop();
  });

  const press = (key: string) => desk.keyboard.press(key);
  const focused = () => desk.evaluate(() => document.activeElement?.textContent ?? '');
  /** Tab until this is under the keyboard. */
  const tabTo = async (text: string) => {
    for (let tries = 0; tries < 80; tries += 1) {
      if ((await focused()).trim() === text) return;
      await press('Tab');
    }
    throw new Error(`the keyboard does not reach "${text}"`);
  };
  const verdicts = async () => Number((await test.db('document_verdicts').where({ case_id: walked.caseId }).count<{ n: number }[]>({ n: '*' }))[0]?.n);
  /** One keystroke a check; the keyboard goes on by itself. */
  const judgeAll = async (checks: number) => {
    const before = await verdicts();
    for (let n = 1; n <= checks; n += 1) {
      // On a check nobody judged yet: the one just judged may still be under the keyboard for a moment.
      const ready = () => desk.evaluate((word) => document.activeElement?.closest('[data-open-check]') !== null && document.activeElement?.textContent?.trim() === word, label('nilai.sesuai'));
      for (let tries = 0; tries < 150 && !await ready(); tries += 1) await desk.waitForTimeout(100);
      expect(await ready()).toBe(true);
      await press('Enter');
      for (let tries = 0; tries < 150 && await verdicts() < before + n; tries += 1) await desk.waitForTimeout(100);
    }
    expect(await verdicts()).toBe(before + checks);
  };
  /** `a` opens the usual next act with its button under the keyboard. */
  const goOn = async (action: string, to: string) => {
    await desk.evaluate(() => { (document.activeElement as HTMLElement | null)?.blur(); });
    await press('a');
    await desk.getByRole('region', { name: label('ui.tindakan.panel') }).getByRole('heading', { name: label(`aksi.${action}`), exact: true }).waitFor();
    await tabTo(label(`aksi.${action}`));
    await press('Enter');
    await standsAt(desk, to);
  };

  it('takes the file, judges each scan, the file seen before and the list, and passes it on', async () => {
    await press('n');
    await desk.getByText(label('ui.berkas.anda_memegang'), { exact: true }).waitFor();
    expect(desk.url()).toContain(walked.caseId);
    await goOn('mulai_cek_unggahan', 'cek_unggahan');
    // The queue beside it, and away again.
    await press('q');
    const rail = desk.getByRole('navigation', { name: label('ui.antrean.rel') });
    await rail.getByText(walked.number).waitFor();
    await shot(desk, 'kunci-antrean');
    expect(await axeFindings(desk)).toEqual([]);
    await press('q');
    await rail.waitFor({ state: 'detached' });
    await desk.evaluate(() => { document.querySelector<HTMLElement>('[data-open-check] button:not(:disabled)')?.focus(); });
    await judgeAll(3);
    await goOn('lanjut_cek_daftar_hitam', 'cek_daftar_hitam');
    for (let tries = 0; tries < 20 && await desk.getByRole('group', { name: label('ui.temuan.penilaian') }).count() > 0; tries += 1) {
      await tabTo(label('nilai.bukan_yang_sama'));
      await press('Enter');
      await desk.getByRole('textbox', { name: new RegExp(`^${label('ui.temuan.alasan')}`) }).waitFor();
      for (let tab = 0; tab < 20 && await desk.evaluate(() => document.activeElement?.tagName) !== 'TEXTAREA'; tab += 1) await press('Tab');
      await desk.keyboard.type('Nama mirip, tanggal lahir lain.');
      await tabTo(label('ui.temuan.simpan'));
      await press('Enter');
      await desk.waitForTimeout(600);
    }
    await goOn('nyatakan_bersih', 'cek_kelengkapan');
    // The way on is closed while a mark is missing.
    await judgeAll(5);
    const onwards = async () => (await test.world.officer('helpdesk').then((helpdesk) => helpdesk.get<{ actions: { id: string; obstacles: { key: string }[] }[] }>(`/api/cases/${walked.caseId}`))).actions.find(({ id }) => id === 'nyatakan_lengkap')?.obstacles.map(({ key }) => key);
    expect(await onwards()).toEqual(['hambatan.dokumen_belum_dinilai', 'hambatan.kembaran_belum_dinilai']);
    await judgeAll(1);
    expect(await onwards()).toEqual(['hambatan.kembaran_belum_dinilai']);
  }, PATIENCE);

  it('sees the file that was used before side by side, and says that it is another', async () => {
    await tabTo(label('ui.kembaran.bandingkan'));
    await press('Enter');
    const viewer = desk.getByRole('region', { name: label('ui.penampil.nama') });
    await viewer.getByRole('toolbar').nth(1).waitFor();
    await viewer.getByRole('img').nth(1).waitFor();
    await shot(desk, 'kunci-kembar');
    expect(await axeFindings(desk)).toEqual([]);
    await press('d');
    await viewer.getByRole('toolbar').nth(1).waitFor({ state: 'detached' });
    await tabTo(label('ui.kembaran.berbeda'));
    await press('Enter');
    await press('Tab');
    await desk.keyboard.type('NPWP-nya lain');
    await press('Enter');
    for (let tries = 0; tries < 150 && await test.db('document_twins').whereNotNull('verdict').first<object | undefined>() === undefined; tries += 1) await desk.waitForTimeout(100);
    await goOn('nyatakan_lengkap', 'diteruskan');
    expect(await rawKeys(desk)).toEqual([]);
    expect(people.complaints()).toEqual([]);
  }, PATIENCE);
});

walk('a repair on a phone, the connection cut once', () => {
  let test: TestLoket;
  let people: WalkBrowser;
  let walked: Walked;

  beforeAll(async () => {
    await ensurePages();
    test = await startTestLoket({ seed: 92 });
    walked = await (walks.pengembalian as (typeof walks)[string])(test.world);
    const helpdesk = await test.world.officer('helpdesk');
    await helpdesk.act(walked.caseId, 'kirim_kekurangan', { butir: [{ jenis: 'dokumen', kunci: 'ktp', alasan: 'DOC-02', catatan: 'Tepi kanan terpotong.' }] });
    await test.world.settle();
    people = await openBrowser({ url: test.url, password: TEST_PASSWORD, clock: test.clock, executablePath });
  }, PATIENCE);
  afterAll(async () => {
    await people?.close();
    await test?.stop();
  });

  it('takes the photo, turns it, loses the line, goes on and arrives at the same request', async () => {
    const phone = await people.phone(linkIn(mailsTo(test, walked.person.email).at(-1)));
    const card = phone.getByRole('region', { name: label('dokumen.ktp'), exact: true });
    await card.getByText('Tepi kanan terpotong.').waitFor();
    expect(await phone.getByRole('region', { name: label('dokumen.npwp'), exact: true }).count()).toBe(0);
    const camera = card.getByLabel(new RegExp(`^${label('laman.dokumen.foto')}: `));
    expect(await camera.getAttribute('capture')).toBe('environment');
    await phone.context().setOffline(true);
    await camera.setInputFiles({ name: 'ktp.jpg', mimeType: 'image/jpeg', buffer: await sampleScan('ktp', walked.person.onCards, 'jpeg', 400_000) });
    // It says that it waits for the line, and goes on by itself as soon as there is one.
    await card.locator('.under-way').waitFor();
    await phone.waitForTimeout(1_000);
    await shot(phone, 'telepon-putus');
    expect(await card.getByText(`✓ ${label('laman.dokumen.diterima')}`).count()).toBe(0);
    await phone.context().setOffline(false);
    await card.getByText(`✓ ${label('laman.dokumen.diterima')}`).waitFor();
    const again = phone.waitForResponse((answer) => answer.url().endsWith('/api/public/uploads') && answer.status() === 201);
    await card.getByRole('button', { name: new RegExp(`^${label('laman.dokumen.putar')}`) }).click();
    await again;
    await card.getByText(`✓ ${label('laman.dokumen.diterima')}`).waitFor();
    await shot(phone, 'telepon-diterima');
    expect(await axeFindings(phone)).toEqual([]);
    expect(await phone.evaluate(() => document.documentElement.scrollWidth <= window.innerWidth)).toBe(true);
    await sendRepair(phone);
    expect(await caseByNumber(test, walked.number)).toMatchObject({ place: 'cek_unggahan', round: 2 });
    expect(await test.db('repair_requests').where({ case_id: walked.caseId }).pluck('closed_how')).toEqual(['diperbaiki']);
    expect(await test.db('documents').where({ case_id: walked.caseId, kind: 'ktp' }).orderBy('version').pluck('version')).toEqual([1, 2]);
    expect(people.complaints().filter((line) => !line.includes('ERR_INTERNET_DISCONNECTED'))).toEqual([]);
  }, PATIENCE);

  it('closes what never came back, several at once, each with its own act and what hindered it', async () => {
    const late: Walked[] = [];
    for (let n = 0; n < 2; n += 1) late.push(await (walks.menunggu_perbaikan as (typeof walks)[string])(test.world));
    await test.db('repair_requests').whereIn('case_id', late.map(({ caseId }) => caseId)).update({ expiry_proposed_at: test.clock.now() });
    const desk = await people.desk('helpdesk');
    await desk.goto('/staf/cases');
    await desk.getByRole('tab', { name: new RegExp(`^${label('ui.antrean.menunggu')}`) }).click();
    await desk.getByRole('button', { name: label('ui.usul_tutup.tombol', { n: 2 }) }).click();
    const dialog = desk.getByRole('dialog');
    await dialog.getByRole('checkbox', { name: label('ui.usul_tutup.semua') }).check();
    await dialog.getByLabel(new RegExp(`^${label('ui.usul_tutup.catatan')}`)).first().fill('Tidak ada perbaikan sampai batas waktu.');
    // Meanwhile somebody withdraws one of them: that one is told, the other is closed.
    await (await test.world.officer('helpdesk2')).act(late[1]?.caseId ?? '', 'tarik_permintaan_perbaikan', { catatan: 'Diperbaiki lewat telepon.' });
    await dialog.getByRole('button', { name: label('ui.usul_tutup.kirim', { n: 2 }) }).click();
    await dialog.getByText(label('ui.usul_tutup.hasil', { berhasil: 1, gagal: 1 })).waitFor();
    await shot(desk, 'usul-tutup');
    expect(await axeFindings(desk)).toEqual([]);
    expect(await test.db('cases').whereIn('id', late.map(({ caseId }) => caseId)).orderBy('number').pluck('outcome')).toEqual(['kedaluwarsa', null]);
  }, PATIENCE);
});
