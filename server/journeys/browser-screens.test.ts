import { afterAll, afterEach, beforeAll, expect, it } from '@jest/globals';
import type { Page } from 'playwright-core';
import { walks } from '../../seeds/scenarios/registrasi-perseorangan.ts';
import { blacklistedPerson, withPerson, type Walked } from '../../seeds/scenarios/world.ts';
import { translate } from '../domain/messages/translate.ts';
import { uiWords, type UiKey } from '../domain/messages/ui-words.ts';
import { currentSop } from '../domain/sop/catalogue.ts';
import { executablePath, walk } from '../testing/browser-walk.ts';
import { axeFindings, ensurePages, label, openBrowser, rawKeys, tooWide, type WalkBrowser } from '../testing/browser.ts';
import { openTab } from '../testing/browser-desk.ts';
import { foreignWords, goWithin, keepLook, LOOKS, turnLook } from '../testing/browser-looks.ts';
import { agree, chooseService } from '../testing/browser-phone.ts';
import { startTestLoket, TEST_PASSWORD, type TestLoket } from '../testing/start-loket.ts';

/** Places whose case pages between them show every workspace, and who sits before each. */
const CASE_PAGES = {
  diterima: 'helpdesk', cek_unggahan: 'helpdesk', cek_daftar_hitam: 'helpdesk', pengembalian: 'helpdesk', menunggu_perbaikan: 'helpdesk', cek_lpse_lain: 'verifikator',
  penjadwalan: 'verifikator', terjadwal: 'verifikator', verifikasi: 'verifikator', disetujui: 'verifikator', pengarsipan: 'arsiparis', diarsipkan: 'arsiparis',
} as const;
const LISTS = {
  helpdesk: ['cases', 'day-docket', 'tasks', 'absences', 'emails', 'inbound-mails', 'letters', 'screenings', 'bulk-screenings', 'blacklist-imports', 'blacklist-entries', 'registry-imports', 'providers', 'letter-templates', 'rooms', 'reasons', 'blank-forms', 'checklists'],
  verifikator: ['appointments', 'availabilities', 'standing-hits'], arsiparis: ['archive-files'],
  penyelia: ['cases', 'sla-steps', 'absences', 'supervision', 'stuck-cases', 'case-deviations', 'case-exceptions', 'step-visits', 'rooms'],
  admin: ['setup-checklist', 'checklists', 'users', 'offices', 'holidays', 'failed-effects', 'audit-events', 'letter-templates', 'reasons', 'blank-forms'],
};
/** Lists that show what stands in the other language, too: the office's own words in both. */
const BILINGUAL: readonly string[] = ['reasons'];

const shot = async (page: Page, name: string) => { if (process.env.LOKET_SHOTS) await page.screenshot({ path: `${process.env.LOKET_SHOTS}/${name}.png` }); };

/** Every main screen once: nothing serious for axe, no key without words, no complaint of the browser. */
walk('the screens in a browser', () => {
  let test: TestLoket;
  let people: WalkBrowser;
  const reached: Record<string, Walked> = {};
  const desks = new Map<string, Page>();
  const sit = async (name: string): Promise<Page> => {
    const page = desks.get(name) ?? await people.desk(name);
    desks.set(name, page);
    return page;
  };
  async function isSound(page: Page): Promise<void> {
    await page.getByRole('progressbar').or(page.locator('.RaPlaceholder-root')).first().waitFor({ state: 'hidden' });
    expect(await page.evaluate(tooWide)).toEqual([]);
    expect(await rawKeys(page)).toEqual([]);
    expect(await axeFindings(page)).toEqual([]);
  }
  /** One page in both looks, beginning with the one this desk was left in. `shown` waits until it says what it has to say in that language. */
  async function inBothLooks(page: Page, shown: (locale: 'id' | 'en') => Promise<unknown>, bilingual = false): Promise<void> {
    const left = await page.evaluate(() => document.documentElement.lang);
    for (const look of left === 'en' ? [LOOKS[1], LOOKS[0]] : LOOKS) {
      await turnLook(page, look);
      await shown(look[0]);
      await isSound(page);
      if (!bilingual) expect(await foreignWords(page, look[0])).toEqual([]);
    }
  }
  /** A desk whose page is loaded anew, in the usual look. */
  const sitAnew = async (name: string): Promise<Page> => {
    const page = await sit(name);
    await keepLook(page, LOOKS[0]);
    return page;
  };

  /** A page of the applicant as it came, and then in English on a phone that is kept dark: nothing to scroll sideways, nothing Axe minds. */
  async function isSoundInBoth(phone: Page, name: string): Promise<void> {
    for (const [locale, colorScheme] of LOOKS) {
      await phone.emulateMedia({ colorScheme });
      await phone.getByRole('button', { name: locale.toUpperCase(), exact: true }).click();
      await phone.locator(`html[lang=${locale}]`).waitFor();
      await phone.waitForLoadState('networkidle');
      await isSound(phone);
      if (process.env.LOKET_SHOTS) await phone.screenshot({ path: `${process.env.LOKET_SHOTS}/${name}-${locale}.png`, fullPage: true });
    }
    await phone.getByRole('button', { name: 'ID', exact: true }).click();
  }

  beforeAll(async () => {
    await ensurePages();
    test = await startTestLoket({ seed: 89 });
    people = await openBrowser({ url: test.url, password: TEST_PASSWORD, clock: test.clock, executablePath });
    for (const place of Object.keys(CASE_PAGES)) {
      reached[place] = await (walks[place] as (typeof walks)[string])(place === 'cek_daftar_hitam' ? withPerson(test.world, blacklistedPerson(test.world)) : test.world);
    }
    await test.world.settle();
  }, 480_000);
  afterAll(async () => {
    await people?.close();
    await test?.stop();
  });
  afterEach(() => { expect(people.complaints()).toEqual([]); });

  it.each(Object.entries(CASE_PAGES))('case page at %s, seen by %s', async (place, name) => {
    const page = await sit(name);
    await goWithin(page, `/staf/cases/${reached[place]?.caseId ?? ''}/show`);
    await page.getByRole('heading', { name: reached[place]?.person.nama ?? '', level: 1 }).waitFor();
    await inBothLooks(page, async (locale) => {
      await page.getByRole('tab', { name: uiWords[locale]['ui.tab.surat'], exact: true }).waitFor();
      await page.getByRole('img', { name: locale === 'en' ? /page 1/ : /halaman 1/ }).waitFor();
      // The frame fills the window; only its parts scroll.
      expect(await page.evaluate(() => document.documentElement.scrollHeight - document.documentElement.clientHeight)).toBe(0);
    });
  }, 60_000);

  it('the other tabs of a case page', async () => {
    const page = await sit('arsiparis');
    await goWithin(page, `/staf/cases/${reached.diarsipkan?.caseId ?? ''}/show`);
    await page.getByRole('heading', { name: reached.diarsipkan?.person.nama ?? '', level: 1 }).waitFor();
    for (const tab of ['isian', 'pemeriksaan', 'surat', 'dokumen', 'riwayat'] as const) {
      await page.locator(`#tab-${tab}`).click();
      await inBothLooks(page, () => page.locator(`#tab-${tab}[aria-selected=true]`).waitFor());
    }
  }, 120_000);

  it('the tabs of a case page stand in one row beside the open queue', async () => {
    const page = await sit('helpdesk');
    await goWithin(page, `/staf/cases/${reached.cek_unggahan?.caseId ?? ''}/show`);
    await page.getByRole('heading', { name: reached.cek_unggahan?.person.nama ?? '', level: 1 }).waitFor();
    await page.keyboard.press('q');
    await inBothLooks(page, (locale) => page.getByRole('navigation', { name: uiWords[locale]['ui.antrean.rel'], exact: true }).getByRole('link').first().waitFor());
    await page.keyboard.press('q');
  }, 60_000);

  it('case pages ask for nothing that is closed to an auditor or the admin: each refusal would stand in the audit trail', async () => {
    const admin = await test.world.officer('admin');
    const { link } = await admin.post<{ link: string }>('/api/users', {
      name: 'Dra. Endang Contoh', email: 'pemeriksa@loket.test', roles: ['pemeriksa'], auditor: { from: '2026-01-01', to: '2026-12-31', expiresOn: '2026-12-31', caseNumbers: null }, via: 'cetak',
    });
    await test.client().post('/api/auth/set-password', { token: link.split('/').at(-1), password: TEST_PASSWORD });
    // Nobody yet is asked who he is before he logs in: that is no refusal of a part.
    const refusals = () => test.db('audit_events').where({ event: 'akses_ditolak' }).whereRaw(`detail->>'status' = '403'`).orderBy('id').pluck<object[]>('detail');
    const before = await refusals();
    for (const name of ['pemeriksa', 'admin']) {
      const page = await people.desk(name);
      for (const place of ['diterima', 'menunggu_perbaikan', 'terjadwal', 'verifikasi', 'disetujui', 'diarsipkan']) {
        await page.goto(`/staf/cases/${reached[place]?.caseId ?? ''}/show`);
        await page.getByRole('heading', { name: reached[place]?.person.nama ?? '', level: 1 }).waitFor();
        await openTab(page, 'surat');
        await page.getByRole('heading', { name: label('ui.surat.bernomor'), exact: true }).or(page.getByText(label('ui.surat.belum_ada'), { exact: true })).or(page.getByRole('heading', { name: label('ui.menu.emails'), exact: true })).first().waitFor();
        await page.waitForLoadState('networkidle');
      }
      expect(await page.getByRole('tab', { name: label('ui.tab.catatan'), exact: true }).count()).toBe(name === 'admin' ? 1 : 0);
      await page.context().close();
    }
    expect(await refusals()).toEqual(before);
  }, 180_000);

  it('the page of one\'s own password says what is wrong at its field', async () => {
    const page = await sit('helpdesk');
    for (const chosen of LOOKS) {
      await keepLook(page, chosen);
      await page.goto('/staf/kata-sandi');
      const words = (key: UiKey) => uiWords[chosen[0]][key];
      await page.getByLabel(words('ui.sandi.sekarang')).fill('bukan kata sandi saya');
      await page.getByLabel(words('ui.sandi.baru')).fill('Tujuh perahu melawan angin');
      await page.getByLabel(words('ui.sandi.ulang')).fill('Tujuh perahu melawan angin');
      await page.getByRole('button', { name: words('ui.sandi.simpan') }).click();
      await page.getByText(translate('galat.sandi_sekarang', {}, chosen[0])).waitFor();
      await isSound(page);
    }
  }, 60_000);

  it.each(Object.entries(LISTS).flatMap(([name, pages]) => pages.map((list) => [list, name])))('list %s, seen by %s', async (list, name) => {
    const page = await sit(name);
    await goWithin(page, `/staf/${list}`);
    await inBothLooks(page, (locale) => page.getByRole('heading', { name: uiWords[locale][`ui.menu.${list}` as UiKey], level: 1 }).waitFor(), BILINGUAL.includes(list));
  }, 120_000);

  it.each([
    ['a sealed file', 'arsiparis', async () => `archive-files/${(await test.db('archive_files').first<{ id: string }>('id')).id}/show`],
    ['a screening', 'helpdesk', async () => `screenings/${(await (await test.world.officer('helpdesk')).post<{ id: string }>('/api/screenings', { jenis: 'daftar_hitam', nama: 'CV Contoh' })).id}/show`],
  ] as const)('%s', async (_name, seat, address) => {
    const page = await sit(seat);
    await goWithin(page, `/staf/${await address()}`);
    await inBothLooks(page, () => page.getByRole('heading', { level: 1 }).waitFor());
  }, 60_000);

  it('the locked screen, the menu of the person and the keys', async () => {
    const page = await sit('helpdesk');
    await goWithin(page, '/staf/tasks');
    for (const look of LOOKS) {
      await turnLook(page, look);
      const words = (key: UiKey) => uiWords[look[0]][key];
      await page.locator('header button[aria-haspopup=menu]').last().click();
      await page.getByRole('menuitem', { name: words('ui.masuk.keluar'), exact: true }).waitFor();
      expect(await axeFindings(page)).toEqual([]);
      await page.keyboard.press('Escape');
      await page.getByRole('menu').waitFor({ state: 'detached' });
      await page.getByRole('button', { name: words('ui.pintasan.buka'), exact: true }).click();
      const keys = page.getByRole('dialog', { name: words('ui.pintasan.buka') });
      await keys.waitFor();
      expect(await axeFindings(page)).toEqual([]);
      await keys.getByRole('button', { name: words('ui.tutup'), exact: true }).click();
      await keys.waitFor({ state: 'detached' });
      await page.getByRole('button', { name: words('ui.kunci.tombol'), exact: true }).click();
      const curtain = page.getByRole('dialog', { name: words('ui.kunci.judul') });
      await curtain.waitFor();
      expect([await page.evaluate(tooWide), await rawKeys(page), await axeFindings(page)]).toEqual([[], [], []]);
      await curtain.getByLabel(words('ui.masuk.sandi')).fill(TEST_PASSWORD);
      await curtain.getByRole('button', { name: words('ui.kunci.buka'), exact: true }).click();
      await curtain.waitFor({ state: 'detached' });
    }
  }, 60_000);

  it.each([['cases', 'helpdesk', 'ui.antrean.kosong_saya'], ['letters', 'helpdesk', 'ui.surat.kosong']] as const)('list %s that could not be read does not say that it is empty, and is read again when asked', async (list, name, empty) => {
    const page = await sitAnew(name);
    await page.route(`**/api/${list}?*`, (route) => route.fulfill({ status: 503, contentType: 'application/json', body: JSON.stringify({ message: 'Layanan sedang tidak tersedia.', requestId: 'x' }) }));
    await page.goto(`/staf/${list}`);
    const told = page.getByRole('alert').filter({ hasText: label('ui.daftar.tidak_terbaca') });
    await told.waitFor();
    expect([await page.getByText(label(empty), { exact: true }).count(), await page.getByText(/1–25/).count()]).toEqual([0, 0]);
    await isSound(page);
    await page.unroute(`**/api/${list}?*`);
    await told.getByRole('button', { name: label('ui.daftar.coba_lagi'), exact: true }).click();
    await page.getByRole('row').nth(1).waitFor();
    await told.waitFor({ state: 'detached' });
    people.complaints();
  }, 120_000);

  const page = (address: string) => () => Promise.resolve(address);
  const caseAt = (place: string) => () => Promise.resolve(`cases/${reached[place]?.caseId ?? ''}/show`);
  it.each([
    ['the report of the steps', 'penyelia', page('sla-steps'), ['/sla-steps']],
    ['the figures and the load of the officers', 'penyelia', page('supervision'), ['/supervision', '/officer-load']],
    ['the entry at the counter', 'helpdesk', page('cases/create'), ['/public/regions', '/upload-requests']],
    ['free times and rooms', 'verifikator', caseAt('penjadwalan'), ['/slots', '/rooms']],
    ['the pictures of a call', 'verifikator', caseAt('verifikasi'), ['/call-pictures']],
    ['the tasks of a file', 'verifikator', caseAt('disetujui'), ['/tasks']],
    ['a sealed file', 'arsiparis', async () => `archive-files/${(await test.db('archive_files').first<{ id: string }>('id')).id}/show`, ['/archive-files/']],
    ['a screening', 'helpdesk', async () => `screenings/${(await (await test.world.officer('helpdesk')).post<{ id: string }>('/api/screenings', { jenis: 'daftar_hitam', nama: 'CV Contoh' })).id}/show`, ['/screenings/']],
    ['the calendar', 'verifikator', page('appointments'), ['/calendar']],
    ['when one can be booked', 'verifikator', page('availabilities'), ['/availabilities']],
    ['the rooms', 'penyelia', page('rooms'), ['/rooms']],
    ['the sheet of the day', 'helpdesk', page('day-docket'), ['/day-docket']],
  ] as const)('%s: what could not be read says so, and is asked for again on a click', async (name, seat, address, parts) => {
    const desk = await sitAnew(seat);
    const closed = (url: URL) => url.pathname.startsWith('/api/') && parts.some((part) => (part.endsWith('/') ? url.pathname.startsWith(`/api${part}`) : url.pathname.endsWith(part)));
    await desk.route(closed, (route) => route.fulfill({ status: 503, contentType: 'application/json', body: JSON.stringify({ message: 'Layanan sedang tidak tersedia.', requestId: 'x' }) }));
    await desk.goto(`/staf/${await address()}`);
    const told = desk.getByRole('alert').filter({ hasText: 'Layanan sedang tidak tersedia.' });
    const again = told.getByRole('button', { name: label('ui.daftar.coba_lagi'), exact: true });
    await again.nth(parts.length - 1).waitFor();
    expect([await told.count(), await again.count()]).toEqual([parts.length, parts.length]);
    await isSound(desk);
    await shot(desk, `galat-${name.replaceAll(' ', '-')}`);
    await desk.unroute(closed);
    const asked = desk.waitForResponse((answer) => closed(new URL(answer.url())));
    for (let left = parts.length; left > 0; left -= 1) {
      await again.first().click();
      await again.nth(left - 1).waitFor({ state: 'detached' });
    }
    await asked;
    people.complaints();
  }, 60_000);

  it('the alarm of the calendar leads nobody to it who may not fill it: a supervisor reads whom to ask', async () => {
    const page = await sitAnew('penyelia');
    await page.route('**/api/calendar-standing', async (route) => { const answer = await route.fetch(); await route.fulfill({ response: answer, json: { ...await answer.json() as object, alarmYear: 2027 } }); });
    await page.goto('/staf/supervision');
    const alarm = page.getByRole('status').filter({ hasText: label('ui.kalender.alarm', { tahun: 2027 }) });
    await alarm.getByText(label('ui.kalender.minta_admin')).waitFor();
    expect(await alarm.getByRole('link').count()).toBe(0);
    await page.unroute('**/api/calendar-standing');
  }, 60_000);

  it('the browser keeps nothing of a person where it outlives the page', async () => {
    const searching = await sitAnew('helpdesk');
    await searching.goto('/staf/cases');
    await searching.keyboard.press('/');
    await searching.keyboard.type(reached.diterima?.person.nik ?? '');
    await searching.keyboard.press('Enter');
    await searching.getByText(reached.diterima?.number ?? '', { exact: true }).first().waitFor();
    const canaries = Object.values(reached).flatMap(({ person, token }) => [person.nik, person.npwp, person.email, person.telepon, person.nama, token]);
    expect(desks.size).toBeGreaterThan(2);
    for (const [name, page] of desks) {
      const kept = await page.evaluate(async () => JSON.stringify([Object.entries(localStorage), Object.entries(sessionStorage), await indexedDB.databases(), 'caches' in globalThis ? await caches.keys() : [], location.href, document.cookie]));
      expect({ name, theme: kept.includes('loket.theme'), found: canaries.filter((canary) => kept.includes(canary)) }).toEqual({ name, theme: true, found: [] });
    }
  }, 120_000);

  it('whoever calls is told at once where his file is, who has it, what it waits for and which letter came last', async () => {
    const page = await sitAnew('helpdesk');
    await page.goto('/staf/cases');
    const told = async (place: keyof typeof CASE_PAGES): Promise<string> => {
      await page.getByRole('combobox', { name: label('ui.cari.nama') }).fill(reached[place]?.number ?? '');
      return (await page.getByRole('option').filter({ hasText: reached[place]?.number ?? '-' }).innerText()).replace(/\s+/g, ' ');
    };
    const held = await told('cek_lpse_lain');
    expect(held).toContain(`${label('tempat.cek_lpse_lain')} · ${label('ui.cari.dipegang', { nama: (await test.db('users').where({ email: 'verifikator@loket.test' }).first<{ name: string }>('name')).name })}`);
    const waiting = await told('menunggu_perbaikan');
    expect(waiting).toMatch(/Menunggu perbaikan dari .+ sejak \d.+, batas \d/);
    expect(waiting).toMatch(/Surat terakhir: Daftar kekurangan, \d/);
    await page.keyboard.press('Escape');
  }, 60_000);

  it.each(['cek_daftar_hitam', 'verifikasi', 'pengarsipan'] as const)('help at %s quotes the paragraph of its step, by its key', async (place) => {
    const page = await sitAnew(CASE_PAGES[place]);
    await page.goto(`/staf/cases/${reached[place]?.caseId ?? ''}/show`);
    await page.getByRole('button', { name: label('ui.bantuan.buka'), exact: true }).waitFor();
    await page.keyboard.press('h');
    const help = page.getByRole('dialog').locator('blockquote');
    const sop = currentSop('registrasi_perseorangan');
    const quote = sop?.steps[sop.places[place]?.step ?? '']?.quote;
    expect(quote).toBeDefined();
    expect(await help.innerText()).toBe(`“${quote ?? ''}”`);
    await page.keyboard.press('Escape');
  }, 60_000);

  it('a list of more rows than are counted says so, and one paged too far says how to go on', async () => {
    const page = await sitAnew('penyelia');
    const rows = await test.world.officer('penyelia').then((officer) => officer.get<object[]>('/api/cases?range=[0,4]'));
    await page.route('**/api/cases?*', (route) => route.fulfill({ status: 200, contentType: 'application/json', headers: { 'Content-Range': 'cases 0-4/*' }, body: JSON.stringify(rows) }));
    await page.goto('/staf/cases');
    await page.getByText(label('ui.daftar.lebih')).first().waitFor();
    await page.unroute('**/api/cases?*');
    await page.goto('/staf/cases?page=500&perPage=25');
    await page.getByText(/Persempit saringan/).first().waitFor();
  }, 60_000);

  it('from October on those who can enter it are told on every screen that next year has no holidays', async () => {
    const page = await sitAnew('admin');
    await page.route('**/api/calendar-standing', async (route) => { const answer = await route.fetch(); await route.fulfill({ response: answer, json: { ...await answer.json() as object, alarmYear: 2027 } }); });
    await page.goto('/staf/users');
    const ribbon = page.getByRole('status').filter({ hasText: label('ui.kalender.alarm', { tahun: 2027 }) });
    await ribbon.getByRole('link', { name: label('ui.kalender.isi_sekarang') }).click();
    await page.getByRole('heading', { name: label('ui.menu.holidays'), level: 1 }).waitFor();
    await isSound(page);
    await page.unroute('**/api/calendar-standing');
  }, 60_000);

  it('the entry of a file at the counter', async () => {
    const page = await sit('helpdesk');
    await goWithin(page, '/staf/cases/create');
    await inBothLooks(page, async (locale) => {
      await page.getByRole('heading', { name: uiWords[locale]['ui.entri.judul'], level: 1 }).waitFor();
      await page.getByRole('button', { name: uiWords[locale]['ui.minta.judul'], exact: true }).waitFor();
    });
  }, 120_000);

  it('the counter enters files while the public form is shut, and a form that could not be read is asked for again', async () => {
    await test.db('offices').where({ code: 'KALTIM' }).update({ is_open: false });
    const page = await sitAnew('helpdesk');
    await page.route('**/api/counter-form', (route) => route.fulfill({ status: 503, contentType: 'application/json', body: JSON.stringify({ message: 'Layanan sedang tidak tersedia.', requestId: 'x' }) }));
    await page.goto('/staf/cases/create');
    const told = page.getByRole('alert').filter({ hasText: label('ui.bagian.tidak_terbaca') });
    await told.waitFor();
    await isSound(page);
    await shot(page, 'entri-galat');
    await page.unroute('**/api/counter-form');
    await told.getByRole('button', { name: label('ui.daftar.coba_lagi'), exact: true }).click();
    for (const name of ['ui.minta.judul', 'ui.entri.kirim']) await page.getByRole('button', { name: label(name), exact: true }).waitFor();
    await isSound(page);
    await shot(page, 'entri-tutup');
    people.complaints();
    await test.db('offices').where({ code: 'KALTIM' }).update({ is_open: true });
  }, 60_000);

  it('every event of the audit trail has words', async () => {
    const page = await sitAnew('admin');
    await page.goto('/staf/audit-events');
    const events = page.locator('td span[title]');
    await events.first().waitFor();
    expect(await events.evaluateAll((cells) => cells.filter((cell) => cell.textContent === cell.getAttribute('title')).map((cell) => cell.textContent))).toEqual([]);
    // Chosen by its words, and nothing else is left.
    await page.getByRole('combobox', { name: label('ui.jejak.peristiwa'), exact: true }).fill('berkas');
    const answered = page.waitForResponse((response) => response.url().includes('/api/audit-events') && response.url().includes('lihat_berkas'));
    await page.getByRole('option', { name: label('ui.peristiwa.lihat_berkas'), exact: true }).click();
    await answered;
    await page.locator('td span[title]').filter({ hasNotText: label('ui.peristiwa.lihat_berkas') }).first().waitFor({ state: 'detached' });
    expect(new Set(await events.allTextContents())).toEqual(new Set([label('ui.peristiwa.lihat_berkas')]));
  }, 60_000);

  it('the door of the staff', async () => {
    const page = await people.phone('/staf/login');
    await page.getByLabel(label('ui.masuk.email')).waitFor();
    const password = page.getByLabel(label('ui.masuk.sandi'));
    expect([await password.getAttribute('type'), await password.getAttribute('autocomplete'), await password.getAttribute('onpaste')]).toEqual(['password', 'current-password', null]);
    await isSound(page);
    // In another language with what was typed still there, and the server's own sentences in it too.
    await page.getByLabel(label('ui.masuk.email')).fill('orang@contoh.test');
    await page.getByRole('button', { name: 'English', exact: true }).click();
    await page.getByRole('heading', { name: uiWords.en['ui.masuk.judul'], level: 1 }).waitFor();
    expect([await page.getByLabel(uiWords.en['ui.masuk.email']).inputValue(), await page.evaluate(() => document.documentElement.lang)]).toEqual(['orang@contoh.test', 'en']);
    await page.getByRole('button', { name: 'Bahasa Indonesia', exact: true }).click();
    await page.getByRole('heading', { name: label('ui.masuk.judul'), level: 1 }).waitFor();
    await keepLook(page, LOOKS[1]);
    await page.setViewportSize({ width: 1366, height: 768 });
    await page.reload();
    await page.getByRole('heading', { name: uiWords.en['ui.masuk.judul'], level: 1 }).waitFor();
    await isSound(page);
    expect(await foreignWords(page, 'en')).toEqual([]);
  }, 60_000);

  it('a server that is silent logs nobody out: the page says so and goes on by itself', async () => {
    const page = await sitAnew('helpdesk');
    await page.route('**/api/auth/me', (route) => route.abort());
    await page.reload();
    await page.getByText(label('ui.lingkungan.tanpa_jawaban'), { exact: true }).waitFor();
    expect(await axeFindings(page)).toEqual([]);
    await page.unroute('**/api/auth/me');
    await page.getByRole('button', { name: label('ui.kunci.tombol'), exact: true }).waitFor();
    expect(new URL(page.url()).pathname).not.toBe('/staf/login');
    expect(people.complaints().filter((line) => !line.includes('ERR_FAILED'))).toEqual([]);
  }, 60_000);

  it('the form of the applicant, step by step', async () => {
    const phone = await people.phone('/');
    await phone.getByRole('radio', { name: /Kalimantan Timur/ }).waitFor();
    await isSoundInBoth(phone, 'depan');
    await chooseService(phone, /Kalimantan Timur/, label('prosedur.registrasi_perseorangan'));
    await phone.getByRole('checkbox').first().waitFor();
    await isSoundInBoth(phone, 'setuju');
    await agree(phone);
    await phone.getByLabel(label('isian.nik'), { exact: true }).waitFor();
    await phone.getByRole('button', { name: label('laman.ajukan.lanjut'), exact: true }).click();
    await phone.getByText(label('laman.isian.wajib')).first().waitFor();
    await isSoundInBoth(phone, 'isian');
  }, 60_000);

  it.each(['diterima', 'menunggu_perbaikan', 'terjadwal', 'diarsipkan'])('the private link at %s', async (place) => {
    const phone = await people.phone(`/berkas/${reached[place]?.token ?? ''}`);
    await phone.getByText(reached[place]?.number ?? '', { exact: true }).waitFor();
    await isSoundInBoth(phone, `status-${place}`);
  }, 60_000);

  it('the receipt page and the privacy notice', async () => {
    const { public_code: code } = await test.db('letters').where({ case_id: reached.diarsipkan?.caseId, kind: 'tanda_terima' }).first<{ public_code: string }>('public_code');
    const phone = await people.phone(`/periksa/${code}`);
    await phone.getByText(label('laman.periksa.berlaku'), { exact: true }).waitFor();
    await isSoundInBoth(phone, 'kuitansi');
    await phone.goto('/privasi');
    await phone.getByRole('heading', { name: label('laman.privasi.judul') }).waitFor();
    await isSoundInBoth(phone, 'privasi');
  }, 60_000);
});
