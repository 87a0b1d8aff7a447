import { afterAll, beforeAll, expect, it } from '@jest/globals';
import type { Locator, Page } from 'playwright-core';
import type { Walked } from '../../seeds/scenarios/world.ts';
import { translate } from '../domain/messages/translate.ts';
import { uiWords, type UiKey } from '../domain/messages/ui-words.ts';
import { walk } from '../testing/browser-walk.ts';
import { axeFindings, label, type WalkBrowser } from '../testing/browser.ts';
import { sitAtRepaired } from '../testing/browser-repaired.ts';
import { TEST_PASSWORD, type TestLoket } from '../testing/start-loket.ts';

const PATIENCE = 400_000;

/** The review screen: old and new side by side, the viewer, what is said when something does not come. */
walk('the review screen', () => {
  let test: TestLoket;
  let people: WalkBrowser;
  let desk: Page;
  let walked: Walked;

  beforeAll(async () => { ({ test, people, desk, walked } = await sitAtRepaired(73)); }, PATIENCE);
  afterAll(async () => {
    await people?.close();
    await test?.stop();
  });

  it('shows what came back: old and new in a table and side by side', async () => {
    const row = desk.getByRole('row', { name: /Jl\. Baru No\. 9/ });
    await row.waitFor();
    expect(await row.innerText()).toContain(walked.person.alamat);
    await desk.getByRole('button', { name: /Bandingkan lama dan baru/ }).click();
    const viewer = desk.getByRole('region', { name: label('ui.penampil.nama') });
    await viewer.getByRole('toolbar').nth(1).waitFor();
    expect(await viewer.getByRole('toolbar').count()).toBe(2);
    if (process.env.LOKET_SHOTS) await desk.screenshot({ path: `${process.env.LOKET_SHOTS}/dua.png` });
    await viewer.getByText(/versi lama|Versi 1/i).first().waitFor();
    // While one compares, the checks stand beside it and can be judged: nothing lies over them.
    const judge = desk.getByRole('region', { name: label('dokumen.ktp'), exact: true }).getByRole('button', { name: label('nilai.sesuai'), exact: true }).first();
    await judge.scrollIntoViewIfNeeded();
    expect(await judge.evaluate((button) => { const { left, top, width, height } = button.getBoundingClientRect(); return button.contains(document.elementFromPoint(left + width / 2, top + height / 2)); })).toBe(true);
    await desk.keyboard.press('d');
    await viewer.getByRole('toolbar').nth(1).waitFor({ state: 'detached' });
  }, PATIENCE);

  it('shows the document one chose, however the centre scrolls, under the name of who looks and when, on the whole screen if wanted', async () => {
    const viewer = desk.getByRole('region', { name: label('ui.penampil.nama') });
    const page = (kind: string) => viewer.getByRole('img', { name: label('ui.penampil.halaman', { dokumen: label(`dokumen.${kind}`), n: 1 }), exact: true });
    await page('ktp').waitFor();
    const centre = desk.getByRole('tabpanel');
    await centre.hover({ position: { x: 200, y: 100 } });
    const last = desk.getByRole('region', { name: label('dokumen.sertifikat_keahlian'), exact: true });
    for (let n = 0; n < 6; n += 1) await desk.mouse.wheel(0, 400);
    await last.waitFor();
    expect(await last.evaluate((card) => card.getBoundingClientRect().top < window.innerHeight)).toBe(true);
    expect(await page('ktp').count()).toBe(1);
    const { name } = await test.db('users').where({ email: 'helpdesk@loket.test' }).first<{ name: string }>('name');
    expect(await viewer.getByText(new RegExp(`^${name} · .+ WITA$`)).count()).toBeGreaterThanOrEqual(2);
    await desk.keyboard.press('f');
    await desk.waitForFunction(() => document.fullscreenElement !== null);
    await desk.keyboard.press('f');
    await desk.waitForFunction(() => document.fullscreenElement === null);
    await desk.keyboard.press(']');
    await page('npwp').waitFor();
    await desk.keyboard.press('[');
    await page('ktp').waitFor();
  }, PATIENCE);

  it('keeps a turn for the next visit, and loads the detailed picture only when one looks closer', async () => {
    const asked: string[] = [];
    desk.on('request', (request) => { if (request.url().includes('/pages/')) asked.push(new URL(request.url()).search); });
    await desk.keyboard.press('r');
    for (let tries = 0; tries < 100 && (await test.db('document_turns').count<{ n: number }[]>({ n: '*' }))[0]?.n === 0; tries += 1) await desk.waitForTimeout(100);
    expect(await test.db('document_turns').pluck<number[]>('turn')).toEqual([90]);
    expect(asked).not.toContain('?ukuran=penuh');
    // By the wheel: the buttons and keys zoom by and by, and on this screen time stands still.
    const box = await desk.getByRole('img', { name: new RegExp(label('dokumen.ktp')) }).boundingBox();
    await desk.mouse.move((box?.x ?? 0) + (box?.width ?? 0) / 2, (box?.y ?? 0) + (box?.height ?? 0) / 2);
    for (let n = 0; n < 4; n += 1) await desk.mouse.wheel(0, -300);
    for (let tries = 0; tries < 100 && !asked.includes('?ukuran=penuh'); tries += 1) await desk.waitForTimeout(100);
    expect(asked).toContain('?ukuran=penuh');
  }, PATIENCE);

  it('lets a PDF be taken along as pictures; the file as it came is a choice of its own with a warning', async () => {
    const take = async (choose: () => Promise<void>) => { const [file] = await Promise.all([desk.waitForEvent('download'), choose()]); return file.suggestedFilename(); };
    const papers = await test.db('documents as d').join('uploads as u', 'u.id', 'd.upload_id').where({ 'd.case_id': walked.caseId }).whereNull('d.superseded_at').orderBy('d.kind').select<{ kind: string; type: string }[]>('d.kind', 'u.type');
    // One in three comes as a PDF.
    const at = papers.findIndex(({ type }) => type === 'application/pdf');
    const kind = papers[at]?.kind ?? '';
    await desk.keyboard.press(String(at + 1));
    await desk.getByRole('img', { name: label('ui.penampil.halaman', { dokumen: label(`dokumen.${kind}`), n: 1 }), exact: true }).waitFor();
    const menu = desk.getByRole('menu');
    const open = async () => { await desk.getByRole('region', { name: label('ui.penampil.nama') }).getByRole('button', { name: label('ui.unduh.nama') }).click(); await menu.waitFor(); };
    await open();
    await menu.getByText(label('ui.unduh.asli')).waitFor();
    expect(await axeFindings(desk)).toEqual([]);
    expect(await take(() => menu.getByRole('menuitem', { name: label('ui.unduh.pemeriksaan'), exact: true }).click())).toBe(`${walked.number}-${kind}-salinan.pdf`);
    await open();
    expect(await take(() => menu.getByRole('menuitem', { name: `${label('ui.unduh.berkas_asli')}: ${label('ui.unduh.keaslian')}`, exact: true }).click())).toBe(`${walked.number}-${kind}.pdf`);
    expect(await test.db('audit_events').where({ event: 'unduh_pindaian', case_id: walked.caseId }).orderBy('at').pluck('detail')).toEqual([{ alasan: 'pemeriksaan', bentuk: 'salinan' }, { alasan: 'keaslian', bentuk: 'asli' }]);
    await desk.keyboard.press('1');
  }, PATIENCE);

  it('says why a file cannot be taken along, and the case stays where it is', async () => {
    const [ktp] = await test.db('documents').where({ case_id: walked.caseId, kind: 'ktp' }).whereNull('superseded_at').pluck<string[]>('upload_id');
    const address = desk.url();
    const viewer = desk.getByRole('region', { name: label('ui.penampil.nama') });
    // Keys are heard again once the menu of the last download is gone; fading, it is hidden from roles and still holds the keyboard.
    await desk.locator('.MuiMenu-root').waitFor({ state: 'detached' });
    await desk.keyboard.press('1');
    await viewer.getByRole('img', { name: label('ui.penampil.halaman', { dokumen: label('dokumen.ktp'), n: 1 }), exact: true }).waitFor();
    const { scan_state: before } = await test.db('uploads').where({ id: ktp }).first<{ scan_state: string }>('scan_state');
    await test.db('uploads').where({ id: ktp }).update({ scan_state: 'ditahan' });
    try {
      await viewer.getByRole('button', { name: label('ui.unduh.nama') }).click();
      await desk.getByRole('menu').getByRole('menuitem', { name: label('ui.unduh.pemeriksaan'), exact: true }).click();
      await desk.getByText(translate('hambatan.pindaian_ditahan', {}, 'id')).waitFor();
      expect(desk.url()).toBe(address);
      await desk.getByRole('region', { name: label('dokumen.ktp'), exact: true }).waitFor();
    } finally { await test.db('uploads').where({ id: ktp }).update({ scan_state: before }); }
  }, PATIENCE);

  it('opens its menus, the second document and the help on the whole screen, and the keyboard stays in what is seen', async () => {
    const viewer = desk.getByRole('region', { name: label('ui.penampil.nama') });
    /** On top at its middle, where somebody would press it or look at it. */
    const seen = (part: Locator) => part.evaluate((element) => { const { left, top, width, height } = element.getBoundingClientRect(); const at = document.elementFromPoint(left + width / 2, top + height / 2); return at !== null && element.contains(at); });
    // The menu of the download before this still fades and holds the keyboard.
    await desk.locator('.MuiMenu-root').waitFor({ state: 'detached' });
    await desk.keyboard.press('f');
    await desk.waitForFunction(() => document.fullscreenElement !== null);
    await viewer.getByRole('button', { name: new RegExp(`^${label('ui.penampil.tutup_layar_penuh')}`) }).waitFor();
    expect(await viewer.evaluate((part) => { const { left, top, width, height } = part.getBoundingClientRect(); return [left, top, width, height].join() === [0, 0, innerWidth, innerHeight].join(); })).toBe(true);
    await viewer.getByRole('button', { name: label('ui.unduh.nama') }).click();
    const reason = desk.getByRole('menuitem', { name: label('ui.unduh.pemeriksaan'), exact: true }).first();
    await reason.waitFor();
    expect(await seen(reason)).toBe(true);
    if (process.env.LOKET_SHOTS) await desk.screenshot({ path: `${process.env.LOKET_SHOTS}/penuh-unduh.png` });
    const [file] = await Promise.all([desk.waitForEvent('download'), reason.click()]);
    expect(file.suggestedFilename()).toContain(walked.number);
    await desk.locator('.MuiMenu-root').waitFor({ state: 'detached' });
    await desk.keyboard.press('?');
    const help = desk.getByRole('dialog', { name: label('ui.pintasan.buka') });
    await help.waitFor();
    expect(await seen(help)).toBe(true);
    await desk.keyboard.press('Escape');
    await help.waitFor({ state: 'detached' });
    // The first Escape belonged to the help; a browser without a window keeps the screen then, one with a window leaves it.
    if (await desk.evaluate(() => document.fullscreenElement === null)) await desk.keyboard.press('f');
    await desk.keyboard.press('d');
    await viewer.getByRole('combobox', { name: label('ui.penampil.kedua') }).click();
    const other = desk.getByRole('option', { name: new RegExp(`^${label('dokumen.npwp')}`) });
    await other.waitFor();
    expect(await seen(other)).toBe(true);
    await other.click();
    await viewer.getByRole('img', { name: label('ui.penampil.halaman', { dokumen: label('dokumen.npwp'), n: 1 }), exact: true }).waitFor();
    if (process.env.LOKET_SHOTS) await desk.screenshot({ path: `${process.env.LOKET_SHOTS}/penuh-dua.png` });
    await desk.locator('.MuiMenu-root').waitFor({ state: 'detached' });
    expect(await axeFindings(desk)).toEqual([]);
    for (let n = 0; n < 40; n += 1) {
      await desk.keyboard.press('Tab');
      expect(await viewer.evaluate((part) => document.activeElement === document.body || part.contains(document.activeElement))).toBe(true);
    }
    await desk.keyboard.press('d');
    await viewer.getByRole('toolbar').nth(1).waitFor({ state: 'detached' });
    await desk.keyboard.press('f');
    await desk.waitForFunction(() => document.fullscreenElement === null);
    expect(await desk.evaluate(() => document.querySelectorAll('[inert]').length)).toBe(0);
  }, PATIENCE);

  it('is covered by the lock on the whole screen, too: nobody sees a scan on an empty desk', async () => {
    // By its tag: beneath a dialog it has no role. The one that is seen: of two sizes the other is nameless.
    const picture = desk.locator('main section img:not([alt=""])').first();
    await desk.keyboard.press('0');
    const onTop = () => picture.evaluate((img) => { const { left, top, width, height } = img.getBoundingClientRect(); return [0.1, 0.5, 0.9].flatMap((x) => [0.1, 0.5, 0.9].map((y) => document.elementFromPoint(left + width * x, top + height * y))).filter((at) => at !== null && at.closest('section')?.contains(img)).length; });
    await desk.keyboard.press('f');
    await desk.waitForFunction(() => document.fullscreenElement !== null);
    await picture.waitFor();
    for (let tries = 0; tries < 50 && await onTop() < 9; tries += 1) await desk.waitForTimeout(100);
    expect(await onTop()).toBe(9);
    test.clock.forward(16);
    await desk.context().clock.setFixedTime(test.clock.now());
    const curtain = desk.getByRole('dialog', { name: label('ui.kunci.judul') });
    await curtain.waitFor();
    expect(await onTop()).toBe(0);
    if (process.env.LOKET_SHOTS) await desk.screenshot({ path: `${process.env.LOKET_SHOTS}/penuh-kunci.png` });
    await curtain.getByLabel(label('ui.masuk.sandi')).fill(TEST_PASSWORD);
    await curtain.getByRole('button', { name: label('ui.kunci.buka'), exact: true }).click();
    await curtain.waitFor({ state: 'detached' });
    if (await desk.evaluate(() => document.fullscreenElement !== null)) await desk.keyboard.press('f');
    await desk.waitForFunction(() => document.fullscreenElement === null);
    people.complaints(); // what was asked under the lock is answered 423
  }, PATIENCE);

  it('names the page nobody could open, walks on to the last, and shows when and why others judged', async () => {
    const paper = await test.db('documents').where({ case_id: walked.caseId, kind: 'npwp' }).whereNull('superseded_at').first<{ id: string; upload_id: string }>('id', 'upload_id');
    const page = await test.db('upload_pages').where({ upload_id: paper.upload_id, page: 1 }).first<Record<string, unknown>>('*');
    await test.db('uploads').where({ id: paper.upload_id }).update({ page_count: 3, pages_drawn_at: test.db.fn.now() });
    await test.db('upload_pages').insert({ ...page, page: 3 });
    const { id: judge } = await test.db('users').where({ email: 'verifikator@loket.test' }).first<{ id: string }>('id');
    const { action_id: action } = await test.db('document_verdicts').where({ case_id: walked.caseId }).first<{ action_id: string }>('action_id');
    const { round, identity_version: identity } = await test.db('cases').where({ id: walked.caseId }).first<{ round: number; identity_version: number }>('round', 'identity_version');
    await test.db('document_verdicts').insert({ case_id: walked.caseId, document_id: paper.id, check_id: 'npwp_sama', verdict: 'tolak', reason_code: 'DOC-03', comment: 'Namanya lain.', round, identity_version: identity, judged_by: judge, judged_at: test.clock.now(), action_id: action });
    await desk.reload();
    const card = desk.getByRole('region', { name: label('dokumen.npwp'), exact: true });
    await card.getByRole('note').filter({ hasText: translate('halaman.tak_terbuka', { halaman: 2, semua: 3 }, 'id') }).waitFor();
    await card.getByText('“Namanya lain.”').waitFor();
    expect(await card.locator('div', { hasText: 'Namanya lain.' }).locator('time').count()).toBeGreaterThan(0);
    await card.click({ position: { x: 8, y: 8 } });
    const viewer = desk.getByRole('region', { name: label('ui.penampil.nama') });
    const picture = (n: number) => viewer.getByRole('img', { name: label('ui.penampil.halaman', { dokumen: label('dokumen.npwp'), n }), exact: true });
    await picture(1).waitFor();
    await viewer.getByText('1/3').waitFor();
    await viewer.getByRole('button', { name: label('ui.penampil.sesudah'), exact: true }).click();
    await viewer.getByText(label('ui.penampil.tak_terbuka', { n: 2, dari: 3 })).waitFor();
    if (process.env.LOKET_SHOTS) await desk.screenshot({ path: `${process.env.LOKET_SHOTS}/halaman.png` });
    expect(await axeFindings(desk)).toEqual([]);
    await viewer.getByRole('button', { name: label('ui.penampil.sesudah'), exact: true }).click();
    await picture(3).waitFor();
    await desk.keyboard.press('1');
  }, PATIENCE);

  it('opens in a tab of its own: our viewer, whose papers they are, and the way to the case', async () => {
    const [own] = await Promise.all([desk.context().waitForEvent('page'), desk.getByRole('link', { name: label('ui.penampil.tab_sendiri') }).click()]);
    await own.getByRole('region', { name: label('ui.penampil.nama') }).getByRole('toolbar').waitFor();
    expect(await own.getByRole('region', { name: label('ui.tindakan.panel') }).count()).toBe(0);
    expect(new URL(own.url()).pathname).toBe(`/staf/cases/${walked.caseId}/show`);
    await own.getByRole('heading', { name: walked.person.nama, level: 1 }).waitFor();
    await own.getByText(walked.number, { exact: true }).waitFor();
    expect(await axeFindings(own)).toEqual([]);
    await own.getByRole('link', { name: label('ui.penampil.ke_berkas'), exact: true }).click();
    await own.getByRole('region', { name: label('ui.tindakan.panel') }).waitFor();
    await own.close();
  }, PATIENCE);

  it('says that a picture did not come, and fetches it again when asked', async () => {
    expect(people.complaints()).toEqual([]);
    const own = await desk.context().newPage();
    await own.route('**/pages/**', (route) => route.abort());
    await own.goto(`/staf/cases/${walked.caseId}/show`);
    const viewer = own.getByRole('region', { name: label('ui.penampil.nama') });
    await viewer.getByText(label('ui.penampil.gagal')).waitFor();
    await own.unroute('**/pages/**');
    await viewer.getByRole('button', { name: label('ui.daftar.coba_lagi'), exact: true }).click();
    const picture = viewer.getByRole('img', { name: label('ui.penampil.halaman', { dokumen: label('dokumen.ktp'), n: 1 }), exact: true });
    await picture.waitFor();
    for (let tries = 0; tries < 100 && await picture.evaluate((img) => (img as HTMLImageElement).naturalWidth) === 0; tries += 1) await own.waitForTimeout(100);
    expect(await picture.evaluate((img) => (img as HTMLImageElement).naturalWidth)).toBeGreaterThan(0);
    people.complaints(); // the pictures that were kept from coming
    await own.close();
  }, PATIENCE);

  it('says that it could not ask where a paper was seen before and what came back, and asks again', async () => {
    const own = await desk.context().newPage();
    const closed = /\/api\/(document-twins\?|cases\/[^/]+\/repairs)/;
    await own.route(closed, (route) => route.fulfill({ status: 500, contentType: 'application/json', body: '{"message":"Ada gangguan di sistem kami."}' }));
    await own.goto(`/staf/cases/${walked.caseId}/show`);
    const card = own.getByRole('region', { name: label('dokumen.ktp'), exact: true });
    await card.getByText(label('ui.kembaran.tak_termuat')).waitFor();
    await own.getByText(label('ui.putaran.tak_termuat')).waitFor();
    if (process.env.LOKET_SHOTS) await own.screenshot({ path: `${process.env.LOKET_SHOTS}/kembaran-gagal.png` });
    expect(await axeFindings(own)).toEqual([]);
    await own.unroute(closed);
    await card.getByRole('button', { name: label('ui.daftar.coba_lagi'), exact: true }).click();
    await own.getByText(label('ui.kembaran.tak_termuat')).first().waitFor({ state: 'detached' });
    await own.getByRole('button', { name: label('ui.daftar.coba_lagi'), exact: true }).click();
    await own.getByRole('button', { name: /Bandingkan lama dan baru/ }).waitFor();
    people.complaints(); // the answers 500
    await own.close();
  }, PATIENCE);

  it('calls repaired only what came in this round, and lists a paper that was missing before', async () => {
    const own = await desk.context().newPage();
    const badge = own.getByRole('region', { name: label('dokumen.ktp'), exact: true }).getByText(label('ui.dokumen.sudah_diperbaiki', { n: 2 }));
    await own.goto(`/staf/cases/${walked.caseId}/show`);
    await badge.waitFor();
    // As if it had come a round ago, and as if there had been none before it.
    await own.route(/\/api\/documents\?/, async (route) => { const answer = await route.fetch(); await route.fulfill({ response: answer, json: (await answer.json() as { round: number }[]).map((row) => ({ ...row, round: 1 })) }); });
    await own.route(/\/repairs/, async (route) => { const answer = await route.fetch(); await route.fulfill({ response: answer, json: (await answer.json() as { documents: object[] }[]).map((round) => ({ ...round, documents: round.documents.map((row) => ({ ...row, oldId: null })) })) }); });
    await own.reload();
    await own.getByText(label('ui.putaran.baru_datang')).waitFor();
    expect([await badge.count(), await own.getByRole('button', { name: /Bandingkan lama dan baru/ }).count()]).toEqual([0, 0]);
    if (process.env.LOKET_SHOTS) await own.screenshot({ path: `${process.env.LOKET_SHOTS}/baru.png` });
    await own.keyboard.press(']');
    await own.getByRole('button', { name: `${label('ui.dokumen.lihat')}: ${label('dokumen.ktp')}`, exact: true }).click();
    await own.getByRole('img', { name: label('ui.penampil.halaman', { dokumen: label('dokumen.ktp'), n: 1 }), exact: true }).waitFor();
    await own.close();
  }, PATIENCE);

  it('says that a page is on its way, and which one nobody can open', async () => {
    const own = await desk.context().newPage();
    await own.goto(`/staf/cases/${walked.caseId}/show`);
    const viewer = own.getByRole('region', { name: label('ui.penampil.nama') });
    const picture = (kind: string, n: number) => viewer.getByRole('img', { name: label('ui.penampil.halaman', { dokumen: label(`dokumen.${kind}`), n }), exact: true });
    await picture('ktp', 1).waitFor();
    // The page that has just come puts the keyboard, and with it the picture, at its first open check.
    await own.waitForFunction(() => document.activeElement?.closest('[data-open-check]') !== null);
    await own.keyboard.press(']');
    await picture('npwp', 1).waitFor();
    // The page after the one nobody could open; the line stands still.
    let go = () => undefined as void;
    const held = new Promise<void>((resolve) => { go = resolve; });
    await own.route('**/pages/3**', async (route) => { await held; await route.continue(); });
    await own.keyboard.press('ArrowRight');
    await viewer.getByText(label('ui.penampil.tak_terbuka', { n: 2, dari: 3 })).waitFor();
    await own.keyboard.press('ArrowLeft');
    await picture('npwp', 1).waitFor();
    await own.evaluate(() => { for (const img of document.querySelectorAll('main section img')) img.setAttribute('data-page-one', ''); });
    await own.keyboard.press('ArrowRight');
    await own.keyboard.press('ArrowRight');
    await viewer.getByText(label('ui.penampil.memuat', { n: 3 })).waitFor();
    expect(await axeFindings(own)).toEqual([]);
    if (process.env.LOKET_SHOTS) await own.screenshot({ path: `${process.env.LOKET_SHOTS}/memuat.png` });
    expect(await viewer.locator('img').evaluateAll((images) => images.map((img) => [img.hasAttribute('data-page-one'), (img as HTMLImageElement).naturalWidth]))).toEqual([[false, 0]]);
    go();
    await viewer.getByText(label('ui.penampil.memuat', { n: 3 })).waitFor({ state: 'detached' });
    expect(await picture('npwp', 3).evaluate((img) => (img as HTMLImageElement).naturalWidth)).toBeGreaterThan(0);
    await own.unroute('**/pages/3**');
    // Closer: the detailed picture does not come, the small one stays, and one may ask again.
    await own.route(/ukuran=penuh/, (route) => route.abort());
    await own.keyboard.press('+');
    await viewer.getByRole('alert').filter({ hasText: label('ui.penampil.gagal_rinci') }).waitFor();
    if (process.env.LOKET_SHOTS) await own.screenshot({ path: `${process.env.LOKET_SHOTS}/gagal-rinci.png` });
    expect(await picture('npwp', 3).count()).toBe(1);
    await own.unroute(/ukuran=penuh/);
    await viewer.getByRole('button', { name: label('ui.daftar.coba_lagi'), exact: true }).click();
    await viewer.getByRole('alert').waitFor({ state: 'detached' });
    for (let tries = 0; tries < 100 && !(await picture('npwp', 3).getAttribute('src'))?.endsWith('penuh'); tries += 1) await own.waitForTimeout(100);
    expect(await picture('npwp', 3).getAttribute('src')).toContain('ukuran=penuh');
    // The queue beside it, too, says that it could not be read.
    await own.route(/\/api\/cases\?/, (route) => route.fulfill({ status: 500, contentType: 'application/json', body: '{"message":"Ada gangguan di sistem kami."}' }));
    await own.keyboard.press('q');
    const rail = own.getByRole('navigation', { name: label('ui.antrean.rel') });
    await rail.getByRole('progressbar').or(rail.getByRole('alert')).first().waitFor();
    await rail.getByRole('alert').waitFor();
    if (process.env.LOKET_SHOTS) await own.screenshot({ path: `${process.env.LOKET_SHOTS}/rel-gagal.png` });
    await own.unroute(/\/api\/cases\?/);
    await rail.getByRole('button', { name: label('ui.daftar.coba_lagi'), exact: true }).click();
    await rail.getByText(walked.number).waitFor();
    people.complaints(); // the pictures kept from coming, the answers 500
    await own.keyboard.press('q');
    await own.close();
  }, PATIENCE);

  it('speaks the other language at once, also in what the server says', async () => {
    const own = await desk.context().newPage();
    await own.goto(`/staf/cases/${walked.caseId}/show`);
    const card = (locale: 'id' | 'en') => own.getByRole('region', { name: translate('dokumen.ktp', {}, locale), exact: true });
    await card('id').waitFor();
    for (const [other, words] of [['en', 'English'], ['id', 'Bahasa Indonesia']] as const) {
      await own.locator('header').getByRole('button').last().click();
      await own.getByRole('menuitem', { name: words, exact: true }).click();
      await card(other).waitFor();
    }
    await own.close();
  }, PATIENCE);

  it('calls no document missing that it could not ask for', async () => {
    const own = await desk.context().newPage();
    await own.route(/\/api\/documents\?/, (route) => route.fulfill({ status: 500, contentType: 'application/json', body: '{"message":"Ada gangguan di sistem kami."}' }));
    await own.goto(`/staf/cases/${walked.caseId}/show`);
    await own.getByText(label('ui.dokumen.tak_termuat')).waitFor();
    expect(await own.getByText(label('ui.dokumen.belum_ada')).count()).toBe(0);
    expect(await own.getByText(label('ui.penampil.kosong')).count()).toBe(0);
    await own.unroute(/\/api\/documents\?/);
    await own.getByRole('button', { name: label('ui.muat_ulang'), exact: true }).click();
    await own.getByText(label('ui.dokumen.tak_termuat')).waitFor({ state: 'detached' });
    await own.getByRole('img', { name: label('ui.penampil.halaman', { dokumen: label('dokumen.ktp'), n: 1 }), exact: true }).waitFor();
    people.complaints(); // the answers 500
    await own.close();
  }, PATIENCE);

  /** By the menu of the person; done when the page itself speaks it. */
  const speak = async (page: Page, locale: 'id' | 'en', heading: UiKey) => {
    await page.locator('header').getByRole('button').last().click();
    await page.getByRole('menuitem', { name: locale === 'en' ? 'English' : 'Bahasa Indonesia', exact: true }).click();
    await page.getByRole('heading', { name: uiWords[locale][heading], level: 1 }).waitFor();
  };

  it('keeps what was typed when the language is switched', async () => {
    const own = await desk.context().newPage();
    await own.goto('/staf/cases/create');
    const name = (locale: 'id' | 'en') => own.getByRole('textbox', { name: translate('isian.nama', {}, locale), exact: true });
    await name('id').fill('Rina Contoh');
    await speak(own, 'en', 'ui.entri.judul');
    expect(await name('en').inputValue()).toBe('Rina Contoh');
    await speak(own, 'id', 'ui.entri.judul');
    expect(await name('id').inputValue()).toBe('Rina Contoh');
    await own.close();
  }, PATIENCE);

  it('keeps the secret somebody has just scanned when the language is switched', async () => {
    const own = await desk.context().newPage();
    await own.goto('/staf/dua-langkah');
    const secret = own.getByTestId('kunci-totp');
    const scanned = await secret.innerText();
    const begun: string[] = [];
    own.on('request', (request) => { if (request.url().endsWith('/api/auth/second-factor/begin')) begun.push(request.method()); });
    const asked = own.waitForResponse((answer) => answer.url().endsWith('/api/setup-progress'));
    await speak(own, 'en', 'ui.dua.judul');
    // All that the page has from the server was asked for again by then, this not.
    await asked;
    await own.waitForLoadState('networkidle');
    expect([await secret.innerText(), begun]).toEqual([scanned, []]);
    await speak(own, 'id', 'ui.dua.judul');
    await own.close();
  }, PATIENCE);

  it('stays where the pointer judged, and leaves the two that stand beside each other', async () => {
    const viewer = desk.getByRole('region', { name: label('ui.penampil.nama') });
    const sheets = () => viewer.getByRole('img').evaluateAll((images) => images.map((img) => img.getAttribute('alt')));
    const both = [1, 1].map((n) => label('ui.penampil.halaman', { dokumen: label('dokumen.ktp'), n }));
    const card = (kind: string) => desk.getByRole('region', { name: label(`dokumen.${kind}`), exact: true });
    // Somewhere else something is still open: there the keyboard would go.
    await test.db('document_verdicts').where({ case_id: walked.caseId, check_id: 'terbaca' }).del();
    await desk.reload();
    const open = desk.locator('[data-open-check]');
    await open.nth(2).waitFor();
    const before = await open.count();
    await desk.getByRole('button', { name: /Bandingkan lama dan baru/ }).click();
    await viewer.getByRole('toolbar').nth(1).waitFor();
    for (let tries = 0; tries < 100 && (await sheets()).join() !== both.join(); tries += 1) await desk.waitForTimeout(100);
    expect(await sheets()).toEqual(both);
    const row = card('ktp').locator('[data-open-check]').last();
    const pressed = await row.getByRole('button', { name: label('nilai.sesuai'), exact: true }).elementHandle();
    await pressed?.click();
    for (let tries = 0; tries < 100 && await open.count() !== before - 1; tries += 1) await desk.waitForTimeout(100);
    await desk.waitForTimeout(300);
    expect([await pressed?.evaluate((button) => button === document.activeElement), await sheets()]).toEqual([true, both]);
    await card('sertifikat_keahlian').click({ position: { x: 8, y: 8 } });
    expect(await sheets()).toEqual(both);
    await desk.keyboard.press('d');
    await viewer.getByRole('toolbar').nth(1).waitFor({ state: 'detached' });
    // With one picture alone, too, whoever points stays where he pointed, though other checks are open.
    const alone = await open.first().getByRole('button', { name: label('nilai.sesuai'), exact: true }).elementHandle();
    await alone?.click();
    for (let tries = 0; tries < 100 && await open.count() !== before - 2; tries += 1) await desk.waitForTimeout(100);
    await desk.waitForTimeout(300);
    expect([await alone?.evaluate((button) => button === document.activeElement), await open.count() > 0]).toEqual([true, true]);
  }, PATIENCE);
});
