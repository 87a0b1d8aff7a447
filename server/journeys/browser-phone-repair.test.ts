import { connect, createServer, type Socket } from 'node:net';
import { afterAll, beforeAll, expect, it } from '@jest/globals';
import type { Page } from 'playwright-core';
import { KTP_SHORT, walks } from '../../seeds/scenarios/registrasi-perseorangan.ts';
import type { Walked } from '../../seeds/scenarios/world.ts';
import { translate } from '../domain/messages/translate.ts';
import { executablePath, walk } from '../testing/browser-walk.ts';
import { axeFindings, ensurePages, label, openBrowser, type WalkBrowser } from '../testing/browser.ts';
import { sendRepair } from '../testing/browser-phone.ts';
import { caseByNumber, linkIn, mailsTo } from '../testing/evidence.ts';
import { sampleScan } from '../testing/sample-files.ts';
import { startTestLoket, TEST_PASSWORD, type TestLoket } from '../testing/start-loket.ts';

const PATIENCE = 400_000;
/** The pauses before the second, third and fourth try are 22 s. */
const AWAY_MS = 25_000;
const cardShots = async (page: Page, name: string) => {
  if (!process.env.LOKET_SHOTS) return;
  await page.setViewportSize({ width: 360, height: 740 });
  for (const colorScheme of ['dark', 'light'] as const) {
    await page.emulateMedia({ colorScheme });
    await page.locator('#dokumen-ktp').screenshot({ path: `${process.env.LOKET_SHOTS}/kartu-${name}-${colorScheme}.png` });
  }
};
const shot = async (page: Page, name: string) => { if (process.env.LOKET_SHOTS) await page.screenshot({ path: `${process.env.LOKET_SHOTS}/${name}.png` }); };

/** A line to the server that can be cut: Chromium that is told to be off-line starts nothing any more, but goes on with what is under way. */
async function cuttableLine(url: string): Promise<{ url: string; cut(): void; join(): void; close(): Promise<void> }> {
  const open = new Set<Socket>();
  let down = false;
  const relay = createServer((near) => {
    // A connection used before is quietly tried again by the browser: there must be no way at all.
    if (down) { near.on('error', () => undefined); near.destroy(); return; }
    const far = connect(Number(new URL(url).port), '127.0.0.1');
    for (const [one, other] of [[near, far], [far, near]] as const) { open.add(one); one.on('error', () => { other.destroy(); }); one.on('close', () => { open.delete(one); other.destroy(); }); one.pipe(other); }
  });
  await new Promise<void>((resolve) => { relay.listen(0, '127.0.0.1', resolve); });
  const address = relay.address();
  const cut = () => { down = true; for (const socket of open) socket.destroy(); };
  return { url: `http://127.0.0.1:${typeof address === 'object' && address ? address.port : 0}`, cut, join: () => { down = false; }, close: async () => { cut(); await new Promise((resolve) => { relay.close(resolve); }); } };
}

walk('a repair on a phone, the connection cut once', () => {
  let test: TestLoket;
  let people: WalkBrowser;
  let walked: Walked;

  beforeAll(async () => {
    await ensurePages();
    test = await startTestLoket({ seed: 92 });
    walked = await (walks.pengembalian as (typeof walks)[string])(test.world, KTP_SHORT);
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
    // What was picked is seen before a byte has left, and can be taken again: that one is the only one that is sent.
    const picture = card.locator('img.thumb');
    const pixels = async () => { await picture.evaluate((img: HTMLImageElement) => img.decode()); return picture.evaluate((img: HTMLImageElement) => [img.naturalWidth, img.naturalHeight]); };
    const [width = 0, height = 0] = await pixels();
    expect(width).toBeGreaterThan(height);
    let uploads = 0;
    phone.on('request', (request) => { if (request.method() === 'POST' && request.url().endsWith('/api/public/uploads')) uploads += 1; });
    await card.getByLabel(new RegExp(`^${label('laman.dokumen.ulang')}: `)).setInputFiles({ name: 'ktp-ulang.jpg', mimeType: 'image/jpeg', buffer: await sampleScan('ktp', walked.person.onCards, 'jpeg', 300_000) });
    await card.locator('.under-way').waitFor();
    await cardShots(phone, 'sebelum');
    expect(await card.getByText(`✓ ${label('laman.dokumen.diterima')}`).count()).toBe(0);
    await phone.context().setOffline(false);
    await card.getByText(`✓ ${label('laman.dokumen.diterima')}`).waitFor();
    await card.getByText('ktp-ulang.jpg').first().waitFor();
    expect(uploads).toBe(1);
    const again = phone.waitForResponse((answer) => answer.url().endsWith('/api/public/uploads') && [201, 202].includes(answer.status()));
    // Three taps are one upload, and the picture on the screen stands as it will be sent.
    const turn = card.getByRole('button', { name: new RegExp(`^${label('laman.dokumen.putar')}`) });
    await turn.evaluate(async (button: HTMLElement) => { for (let n = 0; n < 3; n += 1) { button.click(); await new Promise((resolve) => { setTimeout(resolve, 150); }); } });
    expect(await picture.getAttribute('data-quarters')).toBe('3');
    await cardShots(phone, 'putar');
    await again;
    await card.locator('.under-way').waitFor({ state: 'detached' });
    await card.getByText(`✓ ${label('laman.dokumen.diterima')}`).waitFor();
    expect(uploads).toBe(2);
    const [turnedWidth = 0, turnedHeight = 0] = await pixels();
    expect([turnedWidth / turnedHeight, turnedWidth < turnedHeight]).toEqual([expect.closeTo(height / width, 1), true]);
    await cardShots(phone, 'sesudah');
    await shot(phone, 'telepon-diterima');
    expect(await axeFindings(phone)).toEqual([]);
    expect(await phone.evaluate(() => document.documentElement.scrollWidth <= window.innerWidth)).toBe(true);
    await sendRepair(phone);
    expect(await caseByNumber(test, walked.number)).toMatchObject({ place: 'cek_unggahan', round: 2 });
    expect(await test.db('repair_requests').where({ case_id: walked.caseId }).pluck('closed_how')).toEqual(['diperbaiki']);
    expect(await test.db('documents').where({ case_id: walked.caseId, kind: 'ktp' }).orderBy('version').pluck('version')).toEqual([1, 2]);
    expect(people.complaints().filter((line) => !line.includes('ERR_INTERNET_DISCONNECTED'))).toEqual([]);
  }, PATIENCE);

  it('cut in the middle of a transfer and away for longer than all pauses, it arrives without a tap, and once', async () => {
    const asked = await (walks.pengembalian as (typeof walks)[string])(test.world, KTP_SHORT);
    await (await test.world.officer('helpdesk')).act(asked.caseId, 'kirim_kekurangan', { butir: [{ jenis: 'dokumen', kunci: 'ktp', alasan: 'DOC-02' }] });
    await test.world.settle();
    const line = await cuttableLine(test.url);
    const phone = await people.phone(`${line.url}${linkIn(mailsTo(test, asked.person.email).at(-1))}`);
    const network = await phone.context().newCDPSession(phone);
    const card = phone.getByRole('region', { name: label('dokumen.ktp'), exact: true });
    const picture = await sampleScan('ktp', asked.person.onCards, 'jpeg', 1_500_000);
    const sizes: number[] = [];
    phone.on('request', (request) => { if (request.url().endsWith('/api/public/uploads')) sizes.push(Number(request.headers()['content-length'] ?? request.postDataBuffer()?.length ?? 0)); });
    const drafts = async () => Number((await test.db('uploads').count<{ n: number }[]>({ n: '*' }))[0]?.n);
    const before = await drafts();
    await network.send('Network.enable');
    await network.send('Network.emulateNetworkConditions', { offline: false, latency: 20, downloadThroughput: -1, uploadThroughput: 100_000 });
    await card.getByLabel(new RegExp(`^${label('laman.dokumen.foto')}: `)).setInputFiles({ name: 'ktp.jpg', mimeType: 'image/jpeg', buffer: picture });
    await phone.waitForFunction(() => { const share = Number(document.querySelector('.under-way progress')?.getAttribute('value')); return share >= 30 && share < 90; });
    await phone.context().setOffline(true);
    line.cut();
    await card.getByText(label('laman.dokumen.luring')).waitFor();
    await shot(phone, 'telepon-luring');
    await phone.waitForTimeout(AWAY_MS);
    await card.getByText(label('laman.dokumen.luring')).waitFor();
    expect(await card.getByRole('button', { name: label('laman.dokumen.kirim_ulang') }).count()).toBe(0);
    line.join();
    await phone.context().setOffline(false);
    await card.getByText(`✓ ${label('laman.dokumen.diterima')}`).waitFor();
    // The second time with fewer bytes, and nothing was sent while there was no line.
    expect(sizes).toHaveLength(2);
    expect(sizes[1]).toBeLessThan(picture.length * 0.75);
    expect(await drafts()).toBe(before + 1);
    await sendRepair(phone);
    expect(await test.db('documents').where({ case_id: asked.caseId, kind: 'ktp' }).orderBy('version').pluck('version')).toEqual([1, 2]);
    await phone.context().close();
    await line.close();
    expect(people.complaints().filter((complaint) => !/ERR_(INTERNET_DISCONNECTED|CONNECTION_RESET|CONNECTION_CLOSED|EMPTY_RESPONSE|CONNECTION_ABORTED|SOCKET_NOT_CONNECTED)/.test(complaint))).toEqual([]);
  }, PATIENCE);

  it('goes on where it was when the phone ended the page behind its camera, and keeps nothing of the person for that', async () => {
    const asked = await (walks.pengembalian as (typeof walks)[string])(test.world, KTP_SHORT);
    await (await test.world.officer('helpdesk')).act(asked.caseId, 'kirim_kekurangan', { butir: [{ jenis: 'dokumen', kunci: 'ktp', alasan: 'DOC-02' }, { jenis: 'dokumen', kunci: 'npwp', alasan: 'DOC-02' }] });
    await test.world.settle();
    const { person } = asked;
    const phone = await people.phone(linkIn(mailsTo(test, person.email).at(-1)));
    // Nobody is asked when the system ends a tab.
    phone.on('dialog', (dialog) => { void dialog.accept(); });
    const card = (kind: 'ktp' | 'npwp') => phone.getByRole('region', { name: label(`dokumen.${kind}`), exact: true });
    const photograph = async (kind: 'ktp' | 'npwp') => {
      await card(kind).getByLabel(new RegExp(`^${label('laman.dokumen.foto')}: `)).setInputFiles({ name: `${person.nama} ${kind}.jpg`, mimeType: 'image/jpeg', buffer: await sampleScan(kind, person.onCards, 'jpeg') });
      await card(kind).getByText(`✓ ${label('laman.dokumen.diterima')}`).waitFor();
    };
    const keeps = () => phone.evaluate(async () => JSON.stringify([Object.entries(localStorage), Object.entries(sessionStorage), await indexedDB.databases(), document.cookie]));
    await photograph('ktp');
    const kept = await keeps();
    expect(kept).toMatch(/ktp\W+[\da-f]{8}-/);
    expect([person.nik, person.npwp, person.email, person.telepon, person.nama, asked.token, 'ktp.jpg'].filter((canary) => kept.includes(canary))).toEqual([]);
    await phone.reload();
    await card('ktp').getByText(label('laman.dokumen.tadi'), { exact: true }).first().waitFor();
    // Its picture is there again and can be turned, as often as one likes: that is one upload, of the photograph and not of the small picture.
    await card('ktp').locator('img.thumb').waitFor();
    const sizes = () => test.db('uploads as u').join('upload_pages as p', 'p.upload_id', 'u.id').where({ 'u.source': 'publik', 'p.page': 1 }).orderBy('u.created_at', 'desc').limit(2).select<{ width: number; height: number }[]>('p.width', 'p.height');
    const turned = phone.waitForResponse((answer) => answer.request().method() === 'POST' && answer.url().endsWith('/api/public/uploads'));
    await card('ktp').getByRole('button', { name: new RegExp(`^${label('laman.dokumen.putar')}`) }).click();
    await turned;
    await card('ktp').locator('.under-way').waitFor({ state: 'detached' });
    await card('ktp').getByText(`✓ ${label('laman.dokumen.diterima')}`).waitFor();
    expect(await axeFindings(phone)).toEqual([]);
    const [after, before] = await sizes();
    expect([after?.width, after?.height]).toEqual([before?.height, before?.width]);
    await photograph('npwp');
    await shot(phone, 'telepon-dimuat-ulang');
    await sendRepair(phone);
    expect(await test.db('documents').where({ case_id: asked.caseId, version: 2 }).orderBy('kind').pluck('kind')).toEqual(['ktp', 'npwp']);
    expect(await keeps()).not.toContain('loket.unggahan');
    expect(people.complaints()).toEqual([]);
  }, PATIENCE);

  it('says that nothing is asked any more when the request was withdrawn while somebody filled it in', async () => {
    const asked = await (walks.pengembalian as (typeof walks)[string])(test.world, KTP_SHORT);
    const helpdesk = await test.world.officer('helpdesk');
    await helpdesk.act(asked.caseId, 'kirim_kekurangan', { butir: [{ jenis: 'dokumen', kunci: 'ktp', alasan: 'DOC-02' }] });
    await test.world.settle();
    const phone = await people.phone(linkIn(mailsTo(test, asked.person.email).at(-1)));
    const card = phone.getByRole('region', { name: label('dokumen.ktp'), exact: true });
    await card.getByLabel(new RegExp(`^${label('laman.dokumen.foto')}: `)).setInputFiles({ name: 'ktp.jpg', mimeType: 'image/jpeg', buffer: await sampleScan('ktp', asked.person.onCards, 'jpeg') });
    await card.getByText(`✓ ${label('laman.dokumen.diterima')}`).waitFor();
    await helpdesk.act(asked.caseId, 'tarik_permintaan_perbaikan', { catatan: 'Pindaian lama ternyata terbaca.' });
    await phone.getByRole('button', { name: label('laman.perbaikan.kirim'), exact: true }).click();
    await card.waitFor({ state: 'detached' });
    const said = phone.locator('#pesan');
    await said.getByText(translate('hambatan.berkas_bergerak', {}, 'id'), { exact: true }).waitFor();
    expect(await said.evaluate((place) => { const { top, bottom } = place.getBoundingClientRect(); return document.activeElement === place && top >= 0 && bottom <= window.innerHeight; })).toBe(true);
    await shot(phone, 'telepon-ditarik');
    expect(await axeFindings(phone)).toEqual([]);
    expect(people.complaints().filter((line) => !line.includes('409'))).toEqual([]);
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
