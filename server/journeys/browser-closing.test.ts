import { setTimeout as pause } from 'node:timers/promises';
import { afterAll, afterEach, beforeAll, expect, it } from '@jest/globals';
import type { Locator, Page, Route } from 'playwright-core';
import { walks } from '../../seeds/scenarios/registrasi-perseorangan.ts';
import { blacklistedPerson, withPerson, type Walked } from '../../seeds/scenarios/world.ts';
import { executablePath, walk } from '../testing/browser-walk.ts';
import { axeFindings, ensurePages, label, openBrowser, rawKeys, tooWide, type WalkBrowser } from '../testing/browser.ts';
import { openCase, takeCase } from '../testing/browser-desk.ts';
import { startTestLoket, TEST_PASSWORD, type TestLoket } from '../testing/start-loket.ts';

const exact = true;
const shot = async (page: Page, name: string) => { if (process.env.LOKET_SHOTS) await page.screenshot({ path: `${process.env.LOKET_SHOTS}/${name}.png` }); };
const press = (within: Page | Locator, key: Parameters<typeof label>[0]) => within.getByRole('button', { name: label(key), exact }).click();

/** A dialog that is closed, a page that is left, a screen that is locked: what was typed is not gone unsaid. */
walk('words under a hand that closes', () => {
  let test: TestLoket;
  let people: WalkBrowser;
  let desk: Page;
  let walked: Walked;
  const question = () => desk.getByRole('dialog', { name: label('ui.buang_isian.judul') });
  const dialog = (key: Parameters<typeof label>[0]) => desk.getByRole('dialog', { name: label(key), exact });

  beforeAll(async () => {
    await ensurePages();
    test = await startTestLoket({ seed: 83 });
    walked = await (walks.cek_daftar_hitam as (typeof walks)[string])(withPerson(test.world, blacklistedPerson(test.world)));
    people = await openBrowser({ url: test.url, password: TEST_PASSWORD, clock: test.clock, executablePath });
    desk = await people.desk('penyelia');
  }, 240_000);
  afterAll(async () => {
    await people?.close();
    await test?.stop();
  });
  // The answers refused below are meant, and so is what a locked screen is told.
  afterEach(() => { expect(people.complaints().filter((one) => !/ 50[03] |status of (423|500)/.test(one))).toEqual([]); });

  /** Sends, and holds the answer back; it is a refusal once `answer` is called. */
  const sendSlowly = async (path: RegExp, send: () => Promise<void>, refusal: object) => {
    const answer = Promise.withResolvers<void>();
    const asked = Promise.withResolvers<void>();
    const slow = async (route: Route) => {
      if (route.request().method() === 'GET') { await route.continue(); return; }
      asked.resolve();
      await answer.promise;
      await route.fulfill({ status: 422, json: refusal });
    };
    await desk.route(path, slow);
    await send();
    await asked.promise;
    return async () => {
      answer.resolve();
      await desk.waitForResponse(path);
      await desk.unroute(path, slow);
    };
  };

  it('a dialog made by hand asks too, and stays while what was typed is on its way', async () => {
    await desk.goto('/staf/rooms');
    const room = dialog('ui.ruang.tambah');
    const name = room.getByLabel(label('ui.ruang.nama'));
    await press(desk, 'ui.ruang.tambah');
    await name.waitFor();
    await desk.keyboard.press('Escape');
    await room.waitFor({ state: 'detached' });
    await press(desk, 'ui.ruang.tambah');
    await name.fill('Ruang Mahakam');
    await desk.keyboard.press('Escape');
    await question().waitFor();
    expect([await rawKeys(desk), await axeFindings(desk)]).toEqual([[], []]);
    await press(question(), 'ui.tinggalkan.tidak');
    await question().waitFor({ state: 'detached' });
    const answer = await sendSlowly(/\/api\/rooms$/, () => press(room, 'ui.simpan'), { message: 'Ada isian yang salah.', errors: { name: 'Nama ini sudah dipakai.' } });
    await desk.keyboard.press('Escape');
    expect(await room.getByRole('button', { name: label('ui.batal'), exact }).isDisabled()).toBe(true);
    await answer();
    await room.getByText('Nama ini sudah dipakai.').waitFor();
    expect(await name.inputValue()).toBe('Ruang Mahakam');
    await press(room, 'ui.batal');
    await press(question(), 'ui.buang_isian.ya');
    await room.waitFor({ state: 'detached' });
  }, 90_000);

  it('a form that is being sent does not go with Escape; what refused it is read beside the words', async () => {
    const sari = await people.desk('helpdesk');
    await openCase(sari, walked.number);
    await takeCase(sari);
    await sari.context().close();
    await openCase(desk, walked.number);
    await press(desk, 'ui.pegang.serahkan');
    const form = dialog('ui.pegang.serahkan_judul');
    const reason = form.getByLabel(label('ui.pegang.alasan'));
    await form.getByRole('combobox', { name: new RegExp(`^${label('ui.pegang.kepada')}`) }).click();
    await desk.getByRole('option', { name: label('ui.pegang.antrean'), exact }).click();
    await reason.fill('Sari mendampingi tamu');
    const answer = await sendSlowly(/\/hand-over$/, () => press(form, 'ui.pegang.serahkan'), { message: 'Ada isian yang salah.', errors: { reason: 'Sebutkan juga sampai kapan.' } });
    await desk.keyboard.press('Escape');
    await answer();
    await form.getByText('Sebutkan juga sampai kapan.').waitFor();
    await shot(desk, 'serahkan-ditolak');
    expect([await reason.inputValue(), await rawKeys(desk), await axeFindings(desk)]).toEqual(['Sari mendampingi tamu', [], []]);
    // Back leaves the page beneath, and the words of the dialog with it.
    await desk.goBack();
    await desk.getByRole('dialog', { name: label('ui.tinggalkan.judul'), exact }).waitFor();
    await press(desk.getByRole('dialog', { name: label('ui.tinggalkan.judul'), exact }), 'ui.tinggalkan.tidak');
    expect(await reason.inputValue()).toBe('Sari mendampingi tamu');
    await desk.keyboard.press('Escape');
    await press(question(), 'ui.buang_isian.ya');
    await form.waitFor({ state: 'detached' });
  }, 90_000);

  it('a list that is being chosen is asked for before it goes; the next one begins empty', async () => {
    await desk.goto('/staf/blacklist-imports');
    await press(desk, 'ui.impor.tombol');
    const list = dialog('ui.impor.tombol');
    const chooser = desk.waitForEvent('filechooser');
    await press(list, 'ui.impor.berkas');
    await (await chooser).setFiles({ name: 'daftar-sendiri.csv', mimeType: 'text/csv', buffer: Buffer.from('Nama;NPWP\nCV Contoh Jaya;01.234.567.8-901.000\n') });
    await list.getByText('daftar-sendiri.csv', { exact }).waitFor();
    await desk.keyboard.press('Escape');
    await press(question(), 'ui.tinggalkan.tidak');
    await list.getByText('daftar-sendiri.csv', { exact }).waitFor();
    await press(list, 'ui.batal');
    await press(question(), 'ui.buang_isian.ya');
    await list.waitFor({ state: 'detached' });
    await press(desk, 'ui.impor.tombol');
    await list.waitFor();
    expect([await list.getByText('daftar-sendiri.csv').count(), await question().count()]).toEqual([0, 0]);
    await desk.keyboard.press('Escape');
    await list.waitFor({ state: 'detached' });
  }, 60_000);

  it('a verdict chosen while what was kept of it could not be read is laid over it as the screen is locked', async () => {
    const sari = await people.desk('helpdesk');
    await openCase(sari, walked.number);
    const hit = await test.db('check_hits').where({ case_id: walked.caseId }).first<{ id: string }>('id');
    const card = sari.locator(`article[data-ref="${hit.id}"]`);
    const reason = card.getByRole('textbox', { name: label('ui.temuan.alasan') });
    const kept = async () => (await test.db('case_drafts').where({ case_id: walked.caseId, key: `nilai_temuan:${hit.id}` }).first<{ content: object } | undefined>('content'))?.content;
    const becomes = async (content: object) => {
      for (let tries = 0; tries < 100 && JSON.stringify(await kept()) !== JSON.stringify(content); tries += 1) await sari.waitForTimeout(100);
      expect(await kept()).toEqual(content);
    };
    const choose = (verdict: string) => card.getByRole('button', { name: label(`nilai.${verdict}`), exact }).click();
    await choose('sama');
    await reason.fill('Nama dan tanggal lahir sama.');
    await becomes({ hasil: 'sama', alasan: 'Nama dan tanggal lahir sama.' });
    let open = false;
    await sari.route((url) => url.pathname.endsWith('/drafts'), async (route) => {
      if (route.request().method() === 'GET' && !open) { await route.fulfill({ status: 500, body: '{}' }); return; }
      // A server that takes its time: the lock is not to get there first.
      if (route.request().method() === 'POST') await pause(700);
      await route.continue();
    });
    await sari.reload();
    await choose('belum_yakin');
    await card.getByText(label('ui.draf.belum_dapat'), { exact }).waitFor();
    expect(await kept()).toEqual({ hasil: 'sama', alasan: 'Nama dan tanggal lahir sama.' });
    open = true;
    await press(sari, 'ui.kunci.tombol');
    const curtain = sari.getByRole('dialog', { name: label('ui.kunci.judul') });
    await curtain.waitFor();
    const status = () => sari.evaluate(async () => (await fetch('/api/cases')).status);
    for (let tries = 0; tries < 50 && await status() !== 423; tries += 1) await pause(100);
    // Locked for good, and nothing more will be saved until it is opened.
    expect(await status()).toBe(423);
    expect(await kept()).toEqual({ hasil: 'belum_yakin', alasan: 'Nama dan tanggal lahir sama.' });
    await curtain.getByLabel(label('ui.masuk.sandi')).fill(TEST_PASSWORD);
    await curtain.getByRole('button', { name: label('ui.kunci.buka'), exact }).click();
    await curtain.waitFor({ state: 'detached' });
    await card.getByText(/^Draf tersimpan/).waitFor();
    expect(await reason.inputValue()).toBe('Nama dan tanggal lahir sama.');
    await sari.context().close();
  }, 120_000);

  it('a save that hangs keeps neither the screen open nor its words from being asked for, and lays no older words over newer ones', async () => {
    const sari = await people.desk('helpdesk');
    await openCase(sari, walked.number);
    const hit = await test.db('check_hits').where({ case_id: walked.caseId }).first<{ id: string }>('id');
    const reason = sari.locator(`article[data-ref="${hit.id}"]`).getByRole('textbox', { name: label('ui.temuan.alasan') });
    const kept = async () => (await test.db('case_drafts').where({ case_id: walked.caseId, key: `nilai_temuan:${hit.id}` }).first<{ content: { alasan?: string } } | undefined>('content'))?.content.alasan;
    const hangs = Promise.withResolvers<Route>();
    await reason.waitFor();
    let held = false;
    await sari.route((url) => url.pathname.endsWith('/drafts'), async (route) => {
      if (route.request().method() !== 'POST' || held) { await route.continue(); return; }
      held = true;
      hangs.resolve(route);
    });
    await reason.fill('Kata yang lebih dulu.');
    const first = await hangs.promise;
    await pause(2_300);
    const leave = sari.getByRole('dialog', { name: label('ui.tinggalkan.judul'), exact });
    await sari.getByRole('link', { name: label('ui.menu.tasks'), exact }).click();
    await press(leave, 'ui.tinggalkan.tidak');
    await leave.waitFor({ state: 'detached' });
    await reason.fill('Kata yang lebih baru.');
    await pause(1_200);
    await press(sari, 'ui.kunci.tombol');
    const pressed = Date.now();
    const curtain = sari.getByRole('dialog', { name: label('ui.kunci.judul') });
    await curtain.waitFor();
    for (let tries = 0; tries < 100 && await sari.evaluate(async () => (await fetch('/api/cases')).status) !== 423; tries += 1) await pause(100);
    expect(Date.now() - pressed).toBeLessThan(6_000);
    await curtain.getByLabel(label('ui.masuk.sandi')).fill(TEST_PASSWORD);
    await curtain.getByRole('button', { name: label('ui.kunci.buka'), exact }).click();
    await curtain.waitFor({ state: 'detached' });
    await first.fulfill({ status: 503, json: { message: 'Tidak sampai.' } });
    for (let tries = 0; tries < 100 && await kept() !== 'Kata yang lebih baru.'; tries += 1) await pause(100);
    expect([await kept(), await reason.inputValue()]).toEqual(['Kata yang lebih baru.', 'Kata yang lebih baru.']);
    people.complaints();
    await sari.context().close();
  }, 120_000);

  it('whoever leaves a page with words that could not be saved is asked', async () => {
    const sari = await people.desk('helpdesk');
    await openCase(sari, walked.number);
    const card = sari.locator('article[data-ref]').first();
    const reason = card.getByRole('textbox', { name: label('ui.temuan.alasan') });
    await reason.waitFor();
    await sari.context().setOffline(true);
    await reason.fill('Alamat berbeda, nama sama.');
    await card.getByText(label('ui.draf.gagal'), { exact }).waitFor();
    const leave = sari.getByRole('dialog', { name: label('ui.tinggalkan.judul'), exact });
    await sari.getByRole('link', { name: label('ui.menu.tasks'), exact }).click();
    await press(leave, 'ui.tinggalkan.tidak');
    expect(await reason.inputValue()).toBe('Alamat berbeda, nama sama.');
    const logOut = async () => {
      await sari.locator('header').getByRole('button', { expanded: false }).filter({ hasText: label('peran.helpdesk') }).click();
      await sari.getByRole('menuitem', { name: label('ui.masuk.keluar'), exact }).click();
    };
    const out = sari.getByRole('dialog', { name: label('ui.keluar.judul'), exact });
    await logOut();
    await press(out, 'ui.tinggalkan.tidak');
    await out.waitFor({ state: 'detached' });
    // Nobody is out before the server has said so.
    await logOut();
    await press(out, 'ui.masuk.keluar');
    await sari.getByText(label('ui.lingkungan.luring'), { exact }).first().waitFor();
    expect(await reason.inputValue()).toBe('Alamat berbeda, nama sama.');
    await sari.context().setOffline(false);
    await card.getByText(/^Draf tersimpan/).waitFor();
    await sari.getByRole('link', { name: label('ui.menu.tasks'), exact }).click();
    await sari.getByRole('heading', { name: label('ui.menu.tasks'), level: 1 }).waitFor();
    await openCase(sari, walked.number);
    await reason.fill('Alamat berbeda, nama sama, lahir lain hari.');
    // The server takes nothing any more once the session is over.
    const pressed = Promise.withResolvers<void>();
    const order: string[] = [];
    await sari.route(/\/(drafts|logout)$/, async (route) => {
      if (route.request().method() === 'POST') {
        if (route.request().url().endsWith('/drafts')) await pressed.promise;
        order.push(new URL(route.request().url()).pathname.split('/').at(-1) ?? '');
      }
      await route.continue();
    });
    await logOut();
    await sari.getByRole('dialog', { name: label('ui.keluar.jalan'), exact }).waitFor();
    expect(order).toEqual([]);
    pressed.resolve();
    await sari.getByLabel(label('ui.masuk.sandi')).waitFor();
    expect(order).toEqual(['drafts', 'logout']);
    expect(await sari.evaluate(async () => (await fetch('/api/auth/me')).status)).toBe(401);
    expect(await test.db('case_drafts').where({ case_id: walked.caseId }).select(test.db.raw(`content->>'alasan' as words`))).toContainEqual({ words: 'Alamat berbeda, nama sama, lahir lain hari.' });
    people.complaints();
    await sari.context().close();
  }, 120_000);

  it('the trail names whoever it is narrowed to, the case without a row of it, and days that run backwards', async () => {
    const narrowed = (filter: object) => `/staf/audit-events?${new URLSearchParams({ filter: JSON.stringify(filter) })}`;
    const person = desk.getByRole('combobox', { name: label('ui.jejak.siapa') });
    const shows = async (name: string) => {
      for (let tries = 0; tries < 100 && await person.inputValue() !== name; tries += 1) await desk.waitForTimeout(100);
      expect(await person.inputValue()).toBe(name);
    };
    const { office_id: office } = await test.db('cases').where({ id: walked.caseId }).first<{ office_id: string }>('office_id');
    // More colleagues than one look brings; the one who is looked for is the last of them, and has left.
    await test.db('users').insert(Array.from({ length: 220 }, (_, n) => ({ office_id: office, name: `Contoh ${String(n).padStart(3, '0')}`, email: `contoh${n}@loket.test`, is_active: false })));
    await test.db('users').insert({ office_id: office, name: 'Zulkifli Contoh', email: 'zulkifli@loket.test', is_active: false });
    await desk.goto(narrowed({ caseId: walked.caseId, from: '2031-01-01T00:00:00+08:00' }));
    await desk.getByRole('button', { name: label('ui.jejak.satu_berkas', { nomor: walked.number }) }).waitFor();
    await desk.getByText(label('ui.daftar.kosong_tersaring'), { exact }).waitFor();
    await person.fill('zulk');
    await desk.getByRole('option', { name: /^Zulkifli Contoh/ }).click();
    await shows(`Zulkifli Contoh (${label('ui.pengawasan.nonaktif')})`);
    expect(JSON.parse(new URL(desk.url()).searchParams.get('filter') ?? '{}')).toMatchObject({ actorId: await test.db('users').where({ email: 'zulkifli@loket.test' }).first('id').then((row: { id: string }) => row.id) });
    const [elsewhere] = await test.db('offices').whereNot({ id: office }).limit(1).pluck<string[]>('id');
    const [guest] = await test.db('users').insert({ office_id: elsewhere, name: 'Admin Tamu', email: 'tamu@loket.test' }).returning<{ id: string }[]>('id');
    await test.db('audit_events').insert({ event: 'lihat_berkas', actor_kind: 'staf', actor_id: guest?.id, office_id: office, detail: '{}' });
    await desk.goto(narrowed({ actorId: guest?.id }));
    await shows('Admin Tamu');
    await desk.goto(narrowed({ actorId: guest?.id, from: '2031-01-01T00:00:00+08:00' }));
    await shows(label('ui.jejak.orang_luar'));
    expect(await desk.getByText(label('ui.jejak.terbalik'), { exact }).count()).toBe(0);
    await desk.goto(narrowed({ caseId: walked.caseId, from: '2026-03-05T00:00:00+08:00', before: '2026-03-03T00:00:00+08:00' }));
    await desk.getByText(label('ui.jejak.terbalik'), { exact }).waitFor();
    await shot(desk, 'jejak-terbalik');
    expect([await rawKeys(desk), await axeFindings(desk), await desk.evaluate(tooWide)]).toEqual([[], [], []]);
  }, 120_000);
});
