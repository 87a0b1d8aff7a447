import { afterAll, beforeAll, expect, it } from '@jest/globals';
import type { Page } from 'playwright-core';
import { apply, visit } from '../../seeds/scenarios/registrasi-perseorangan.ts';
import { ensureFreshList, take, type Walked } from '../../seeds/scenarios/world.ts';
import { executablePath, walk } from '../testing/browser-walk.ts';
import { axeFindings, ensurePages, label, openBrowser, rawKeys, type WalkBrowser } from '../testing/browser.ts';
import { goOn as goOnBy, keyboardOf, type Keyboard } from '../testing/browser-keys.ts';
import { startTestLoket, TEST_PASSWORD, type TestLoket } from '../testing/start-loket.ts';

const PATIENCE = 400_000;

walk('a review with the keyboard alone', () => {
  let test: TestLoket;
  let people: WalkBrowser;
  let desk: Page;
  let walked: Walked;
  let keys: Keyboard;

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
    // A paper of two pages.
    const { upload_id: ktp } = await test.db('documents').where({ case_id: walked.caseId, kind: 'ktp' }).first<{ upload_id: string }>('upload_id');
    const page = await test.db('upload_pages').where({ upload_id: ktp, page: 1 }).first<Record<string, unknown>>('*');
    await test.db('uploads').where({ id: ktp }).update({ page_count: 2, pages_drawn_at: test.db.fn.now() });
    await test.db('upload_pages').insert({ ...page, page: 2 });
    // The older file is somebody else's already, so that the next one is this.
    await take(await test.world.officer('helpdesk2'), earlier.caseId);
    test.world.forward(8);
    people = await openBrowser({ url: test.url, password: TEST_PASSWORD, clock: test.clock, executablePath });
    desk = await people.desk('helpdesk');
    keys = await keyboardOf(desk);
  }, PATIENCE);
  afterAll(async () => {
    await people?.close();
    await test?.stop();
  });

  const press = (key: string) => keys.press(key);
  const focused = () => desk.evaluate(() => document.activeElement?.textContent ?? '');
  const tabTo = (text: string, key?: 'Shift+Tab') => keys.to(text, key);
  const goOn = (action: string, to: string) => goOnBy(desk, keys, action, to);
  const viewer = () => desk.getByRole('region', { name: label('ui.penampil.nama') });
  const picture = (kind: string, n: number) => viewer().getByRole('img', { name: label('ui.penampil.halaman', { dokumen: label(`dokumen.${kind}`), n }), exact: true });
  /** How much larger each sheet shows its page. */
  const enlarged = async () => (await viewer().getByText(/^\d+%$/).allInnerTexts()).map((text) => Number.parseInt(text, 10));
  /** Room between the edges of the frame and those of the page, which are outside it: left, top, right, bottom. */
  const beyond = (kind: string) => picture(kind, 1).evaluate((img) => { const [page, frame] = [img.getBoundingClientRect(), img.closest('[role=group]')?.getBoundingClientRect() ?? new DOMRect()]; return [frame.left - page.left, frame.top - page.top, page.right - frame.right, page.bottom - frame.bottom].map(Math.round); });
  /** The card the keyboard is in. */
  const inCard = () => desk.evaluate(() => document.activeElement?.closest('section[data-ref]')?.getAttribute('aria-label') ?? null);
  const until = async (holds: () => Promise<boolean>) => { for (let tries = 0; tries < 150 && !await holds(); tries += 1) await desk.waitForTimeout(100); expect(await holds()).toBe(true); };
  const verdicts = async () => Number((await test.db('document_verdicts').where({ case_id: walked.caseId }).count<{ n: number }[]>({ n: '*' }))[0]?.n);
  const openChecks = () => desk.locator('[data-open-check]').count();
  /** The usual answer of a check that nobody judged yet is under the keyboard, and may be pressed. */
  const onOpenCheck = () => desk.evaluate((word) => { const at = document.activeElement; return at instanceof HTMLButtonElement && !at.disabled && at.closest('[data-open-check]') !== null && at.textContent?.trim() === word; }, label('nilai.sesuai'));
  /** One keystroke a check; the keyboard goes on by itself. */
  const judgeAll = async (checks: number) => {
    const before = await verdicts();
    for (let n = 1; n <= checks; n += 1) {
      await until(onOpenCheck);
      const left = await openChecks();
      await press('Enter');
      // Stored, and told to the screen: until then its buttons are off.
      for (let tries = 0; tries < 150 && (await verdicts() < before + n || await openChecks() >= left); tries += 1) await desk.waitForTimeout(100);
    }
    expect(await verdicts()).toBe(before + checks);
  };
  /** The check before the open one, sent back with its reason and a word to the applicant; then one thinks better of it. */
  const sendBack = async (comment: string) => {
    const [before, newest] = [await verdicts(), () => test.db('document_verdicts').where({ case_id: walked.caseId }).orderBy('judged_at', 'desc').orderBy('id', 'desc').first<{ verdict: string; reason_code: string | null; comment: string | null; check_id: string; document_id: string }>('verdict', 'reason_code', 'comment', 'check_id', 'document_id')];
    const stored = async (more: number) => { for (let tries = 0; tries < 150 && await verdicts() < before + more; tries += 1) await desk.waitForTimeout(100); expect(await verdicts()).toBe(before + more); };
    const onOpen = () => desk.waitForFunction((word) => document.activeElement?.closest('[data-open-check]') !== null && document.activeElement?.textContent?.trim() === word, label('nilai.sesuai'));
    await onOpen();
    await press('Shift+Tab');
    await tabTo(label('nilai.unggah_ulang'), 'Shift+Tab');
    await press('Enter');
    await desk.waitForFunction(() => document.activeElement?.getAttribute('role') === 'combobox');
    await press('ArrowDown');
    await desk.getByRole('listbox').waitFor();
    await press('ArrowDown');
    await press('Enter');
    await desk.getByRole('listbox').waitFor({ state: 'detached' });
    await press('Tab');
    await desk.keyboard.type(comment);
    await press('Enter');
    await stored(1);
    const sent = await newest();
    expect(sent).toMatchObject({ verdict: 'unggah_ulang', comment });
    expect(sent?.reason_code).toMatch(/^[A-Z]+-\d+$/);
    await onOpen();
    await press('Shift+Tab');
    await tabTo(label('nilai.sesuai'), 'Shift+Tab');
    await press('Enter');
    await stored(2);
    expect(await newest()).toEqual({ ...sent, verdict: 'sesuai', reason_code: null, comment: null });
    await onOpen();
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
    expect(await axeFindings(desk)).toEqual([]);
    await press('q');
    await rail.waitFor({ state: 'detached' });
    // The NIK stands in a corner of the card: enlarged, one must get there.
    await picture('ktp', 1).waitFor();
    expect(await enlarged()).toEqual([100]);
    for (let n = 0; n < 3; n += 1) await press('+');
    const [scale = 0] = await enlarged();
    expect(scale).toBeGreaterThan(200);
    expect(Math.min(...await beyond('ktp'))).toBeGreaterThan(0);
    for (let n = 0; n < 12; n += 1) for (const key of ['Shift+ArrowLeft', 'Shift+ArrowUp']) await press(key);
    const corner = await beyond('ktp');
    // Half a pixel may be rounded away.
    expect(Math.max(...corner.slice(0, 2).map(Math.abs))).toBeLessThanOrEqual(1);
    expect(Math.min(...corner.slice(2))).toBeGreaterThan(1);
    for (let n = 0; n < 12; n += 1) for (const key of ['Shift+ArrowRight', 'Shift+ArrowDown']) await press(key);
    expect(Math.max(...(await beyond('ktp')).slice(2).map(Math.abs))).toBeLessThanOrEqual(1);
    expect(await viewer().getByText('1/2').count()).toBe(1);
    await press('0');
    expect(await enlarged()).toEqual([100]);
    await press('r');
    for (let tries = 0; tries < 100 && await test.db('document_turns').first<object | undefined>() === undefined; tries += 1) await desk.waitForTimeout(100);
    expect(await test.db('document_turns').select('page', 'turn')).toEqual([{ page: 1, turn: 90 }]);
    // While the next page is on its way the one before does not stand under its number.
    let arrive = () => undefined as void;
    const held = new Promise<void>((resolve) => { arrive = resolve; });
    await desk.route('**/pages/2**', async (route) => { await held; await route.continue(); });
    await press('ArrowRight');
    await viewer().getByText('2/2').waitFor();
    await viewer().getByText(label('ui.penampil.memuat', { n: 2 })).waitFor();
    expect(await viewer().locator('img').evaluateAll((images) => images.map((img) => (img as HTMLImageElement).naturalWidth))).toEqual([0]);
    arrive();
    await viewer().getByText(label('ui.penampil.memuat', { n: 2 })).waitFor({ state: 'detached' });
    await desk.unroute('**/pages/2**');
    expect(await picture('ktp', 2).evaluate((img) => (img as HTMLImageElement).naturalWidth)).toBeGreaterThan(0);
    await press('ArrowLeft');
    await picture('ktp', 1).waitFor();
    await press(']');
    await picture('npwp', 1).waitFor();
    await press('[');
    await picture('ktp', 1).waitFor();
    await tabTo(label('nilai.sesuai'));
    // One begins with the second card: from there on to the third, and round to the first.
    await press('Tab');
    await tabTo(label('nilai.sesuai'));
    expect(await inCard()).toBe(label('dokumen.npwp'));
    await judgeAll(1);
    await until(async () => await inCard() === label('dokumen.sertifikat_keahlian'));
    await judgeAll(2);
    await goOn('lanjut_cek_daftar_hitam', 'cek_daftar_hitam');
    const open = desk.getByRole('group', { name: label('ui.temuan.penilaian') });
    await desk.getByText(/ditinjau|Tidak ada temuan/).first().waitFor();
    for (let left = await open.count(); left > 0; left -= 1) {
      await tabTo(label('nilai.bukan_yang_sama'));
      await press('Enter');
      await desk.getByRole('textbox', { name: label('ui.temuan.alasan') }).waitFor();
      for (let tab = 0; tab < 20 && await desk.evaluate(() => document.activeElement?.tagName) !== 'TEXTAREA'; tab += 1) await press('Tab');
      await desk.keyboard.type('Nama mirip, tanggal lahir lain.');
      await tabTo(label('ui.temuan.simpan'));
      await press('Enter');
      await open.nth(left - 1).waitFor({ state: 'detached' });
    }
    await goOn('nyatakan_bersih', 'cek_kelengkapan');
    // The way on is closed while a mark is missing.
    await until(async () => await inCard() === label('dokumen.ktp'));
    await press('d');
    await viewer().getByRole('toolbar').nth(1).waitFor();
    const sheets = () => viewer().getByRole('img').evaluateAll((images) => images.map((img) => img.getAttribute('alt')));
    const both = [label('ui.penampil.halaman', { dokumen: label('dokumen.ktp'), n: 1 }), label('ui.penampil.halaman', { dokumen: label('dokumen.npwp'), n: 1 })];
    await until(async () => (await sheets()).join() === both.join());
    // Refused, the keyboard stays where it was pressed.
    await desk.route(/\/actions\//, (route) => route.fulfill({ status: 409, contentType: 'application/json', body: '{"message":"Berkas ini baru saja berubah."}' }), { times: 1 });
    await until(onOpenCheck);
    await press('Enter');
    await desk.getByRole('alert').filter({ hasText: 'Berkas ini baru saja berubah.' }).waitFor();
    await until(async () => (await focused()).trim() === label('nilai.sesuai') && await inCard() === label('dokumen.ktp'));
    expect(await verdicts()).toBe(3);
    await judgeAll(2);
    // While two stand beside each other the keyboard stays at the card that was judged, and what is compared stays whatever is walked through.
    await until(async () => (await focused()).trim() === label('nilai.sesuai'));
    expect([await inCard(), await sheets()]).toEqual([label('dokumen.ktp'), both]);
    await press('Tab');
    await tabTo(label('nilai.sesuai'));
    expect([await inCard(), await sheets()]).toEqual([label('dokumen.npwp'), both]);
    await press('Tab');
    await press('Tab');
    await press('Tab');
    await tabTo(label('nilai.sesuai'));
    await press('Tab');
    await tabTo(label('nilai.sesuai'));
    expect([await inCard(), await sheets()]).toEqual([label('dokumen.sertifikat_keahlian'), both]);
    await press('d');
    await viewer().getByRole('toolbar').nth(1).waitFor({ state: 'detached' });
    // Two of it, then round to the other card.
    await judgeAll(3);
    await until(async () => await inCard() === label('dokumen.npwp'));
    const onwards = async () => (await test.world.officer('helpdesk').then((helpdesk) => helpdesk.get<{ actions: { id: string; obstacles: { key: string }[] }[] }>(`/api/cases/${walked.caseId}`))).actions.find(({ id }) => id === 'nyatakan_lengkap')?.obstacles.map(({ key }) => key);
    expect(await onwards()).toEqual(['hambatan.dokumen_belum_dinilai', 'hambatan.kembaran_belum_dinilai']);
    await sendBack('Fotonya terpotong.');
    await judgeAll(1);
    expect(await onwards()).toEqual(['hambatan.kembaran_belum_dinilai']);
  }, PATIENCE);

  it('sees the file that was used before side by side, and says that it is another', async () => {
    await tabTo(label('ui.kembaran.bandingkan'));
    await press('Enter');
    await viewer().getByRole('toolbar').nth(1).waitFor();
    await viewer().getByRole('img').nth(1).waitFor();
    expect(await axeFindings(desk)).toEqual([]);
    // Where the keyboard stands in the second sheet, the keys are that one's.
    for (let tries = 0; tries < 80 && !await viewer().getByRole('group', { name: new RegExp(`^${label('ui.penampil.gambar', { halaman: '' }).slice(0, 7)}`) }).nth(1).evaluate((group) => group === document.activeElement); tries += 1) await press('Tab');
    for (const key of ['+', '+', 'Shift+ArrowRight']) await press(key);
    const [left, right = 0] = await enlarged();
    expect([left, right > 150]).toEqual([100, true]);
    await press('d');
    await viewer().getByRole('toolbar').nth(1).waitFor({ state: 'detached' });
    await tabTo(label('ui.kembaran.berbeda'));
    await press('Enter');
    await press('Tab');
    await desk.keyboard.type('NPWP-nya lain');
    await press('Enter');
    for (let tries = 0; tries < 150 && await test.db('document_twins').whereNotNull('verdict').first<object | undefined>() === undefined; tries += 1) await desk.waitForTimeout(100);
    expect(await test.db('document_twins').whereNotNull('verdict').pluck('verdict')).toEqual(['berbeda']);
    // Until the answer is on the screen the keyboard still writes into the reason.
    await desk.getByRole('article').getByRole('textbox', { name: label('ui.kembaran.alasan') }).first().waitFor({ state: 'detached' });
    await goOn('nyatakan_lengkap', 'diteruskan');
    expect(await rawKeys(desk)).toEqual([]);
    expect(people.complaints()).toEqual([]);
  }, PATIENCE);
});
