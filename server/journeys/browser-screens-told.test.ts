import { expect, it } from '@jest/globals';
import { currentSop } from '../domain/sop/catalogue.ts';
import { walk } from '../testing/browser-walk.ts';
import { axeFindings, label, tooWide } from '../testing/browser.ts';
import { openTab } from '../testing/browser-desk.ts';
import { atEveryScreen, CASE_PAGES, isSound, shot } from '../testing/browser-screens.ts';
import { TEST_PASSWORD } from '../testing/start-loket.ts';

/** What the screens say and keep to themselves: what could not be read, who is told what, and what a page may not ask or keep. */
walk('what the screens tell', () => {
  const at = atEveryScreen(89);
  const { reached, desks, sitAnew } = at;

  it('case pages ask for nothing that is closed to an auditor or the admin: each refusal would stand in the audit trail', async () => {
    const admin = await at.test.world.officer('admin');
    const { link } = await admin.post<{ link: string }>('/api/users', {
      name: 'Dra. Endang Contoh', email: 'pemeriksa@loket.test', roles: ['pemeriksa'], auditor: { from: '2026-01-01', to: '2026-12-31', expiresOn: '2026-12-31', caseNumbers: null }, via: 'cetak',
    });
    await at.test.client().post('/api/auth/set-password', { token: link.split('/').at(-1), password: TEST_PASSWORD });
    // Nobody yet is asked who he is before he logs in: that is no refusal of a part.
    const refusals = () => at.test.db('audit_events').where({ event: 'akses_ditolak' }).whereRaw(`detail->>'status' = '403'`).orderBy('id').pluck<object[]>('detail');
    const before = await refusals();
    for (const name of ['pemeriksa', 'admin']) {
      const page = await at.people.desk(name);
      for (const place of ['diterima', 'menunggu_perbaikan', 'terjadwal', 'verifikasi', 'disetujui', 'diarsipkan']) {
        await page.goto(`/staf/cases/${reached[place]?.caseId ?? ''}/show`);
        await page.getByRole('heading', { name: reached[place]?.person.nama ?? '', level: 1 }).waitFor();
        // "None yet" would be said of papers that are only not his to see.
        if (name === 'admin') await page.getByText(label('ui.penampil.tertutup'), { exact: true }).waitFor();
        await openTab(page, 'surat');
        await page.getByRole('heading', { name: label('ui.surat.bernomor'), exact: true }).or(page.getByText(label('ui.surat.belum_ada'), { exact: true })).or(page.getByRole('heading', { name: label('ui.menu.emails'), exact: true })).first().waitFor();
        await page.waitForLoadState('networkidle');
      }
      expect(await page.getByRole('tab', { name: label('ui.tab.catatan'), exact: true }).count()).toBe(name === 'admin' ? 1 : 0);
      await page.context().close();
    }
    expect(await refusals()).toEqual(before);
  }, 180_000);

  it.each([['cases', 'helpdesk', 'ui.antrean.kosong_saya'], ['letters', 'helpdesk', 'ui.surat.kosong']] as const)('list %s that could not be read does not say that it is empty, and is read again when asked', async (list, name, empty) => {
    const page = await sitAnew(name);
    await page.route(`**/api/${list}?*`, (route) => route.fulfill({ status: 503, contentType: 'application/json', body: JSON.stringify({ message: 'Layanan sedang tidak tersedia.', requestId: 'x' }) }));
    await page.goto(`/staf/${list}`);
    const told = page.getByRole('alert').filter({ hasText: label('ui.daftar.tidak_terbaca') });
    await told.waitFor();
    expect([await page.getByText(label(empty), { exact: true }).count(), await page.getByText(/1–25/).count()]).toEqual([0, 0]);
    // Once: not in a bubble as well, which comes a moment later and goes by itself.
    await page.waitForTimeout(500);
    expect(await page.getByText('Layanan sedang tidak tersedia.').count()).toBe(1);
    await isSound(page);
    await page.unroute(`**/api/${list}?*`);
    await told.getByRole('button', { name: label('ui.daftar.coba_lagi'), exact: true }).click();
    await page.getByRole('row').nth(1).waitFor();
    await told.waitFor({ state: 'detached' });
    at.people.complaints();
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
    ['a sealed file', 'arsiparis', async () => `archive-files/${(await at.test.db('archive_files').first<{ id: string }>('id')).id}/show`, ['/archive-files/']],
    ['a screening', 'helpdesk', async () => `screenings/${(await (await at.test.world.officer('helpdesk')).post<{ id: string }>('/api/screenings', { jenis: 'daftar_hitam', nama: 'CV Contoh' })).id}/show`, ['/screenings/']],
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
    at.people.complaints();
  }, 60_000);

  it('rows of the tab before are not taken for those of the one that was pressed', async () => {
    const page = await sitAnew('helpdesk');
    await page.goto('/staf/cases');
    await page.getByRole('row').nth(1).waitFor();
    let letGo: () => void = () => undefined;
    const held = new Promise<void>((resolve) => { letGo = resolve; });
    await page.route('**/api/cases?*', async (route) => { await held; await route.continue(); });
    const paleness = () => page.locator('tbody').first().evaluate((rows) => [getComputedStyle(rows).opacity, getComputedStyle(rows).pointerEvents]);
    expect(await paleness()).toEqual(['1', 'auto']);
    await page.getByRole('tab', { name: new RegExp(`^${label('ui.antrean.terbuka')}`) }).click();
    await page.getByRole('progressbar', { name: label('ui.memuat') }).waitFor();
    expect(await paleness()).toEqual(['0.45', 'none']);
    letGo();
    await page.getByRole('progressbar', { name: label('ui.memuat') }).waitFor({ state: 'detached' });
    expect(await paleness()).toEqual(['1', 'auto']);
    await page.unroute('**/api/cases?*');
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
    expect(held).toContain(`${label('tempat.cek_lpse_lain')} · ${label('ui.cari.dipegang', { nama: (await at.test.db('users').where({ email: 'verifikator@loket.test' }).first<{ name: string }>('name')).name })}`);
    const waiting = await told('menunggu_perbaikan');
    expect(waiting).toMatch(/Menunggu perbaikan dari .+ sejak \d.+, batas \d/);
    expect(waiting).toMatch(/Surat terakhir: Daftar kekurangan, \d/);
    // Nor is silence an answer to whoever waits on the line.
    const box = page.getByRole('combobox', { name: label('ui.cari.nama') });
    const says = page.getByRole('presentation').getByRole('status');
    await box.fill('zzqqxx');
    await says.getByText(label('ui.cari.kosong')).waitFor();
    await box.fill('zz');
    await says.getByText(label('ui.cari.mulai')).waitFor();
    await page.route('**/api/search', (route) => route.abort());
    await box.fill('zzqqxxy');
    await says.getByText(label('ui.lingkungan.luring')).waitFor();
    await page.unroute('**/api/search');
    expect(at.people.complaints()).toEqual([expect.stringContaining('ERR_FAILED')]);
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
    const rows = await at.test.world.officer('penyelia').then((officer) => officer.get<object[]>('/api/cases?range=[0,4]'));
    await page.route('**/api/cases?*', (route) => route.fulfill({ status: 200, contentType: 'application/json', headers: { 'Content-Range': 'cases 0-4/*' }, body: JSON.stringify(rows) }));
    await page.goto('/staf/cases');
    await page.getByText(label('ui.daftar.lebih')).first().waitFor();
    await page.unroute('**/api/cases?*');
    await page.goto('/staf/cases?page=500&perPage=25');
    await page.getByText(/Persempit saringan/).first().waitFor();
  }, 60_000);

  it('of a queue that is counted whole no page is offered that would be refused', async () => {
    const page = await sitAnew('penyelia');
    const rows = await at.test.world.officer('penyelia').then((officer) => officer.get<object[]>('/api/cases?range=[0,4]'));
    await page.route('**/api/cases?*', (route) => route.fulfill({ status: 200, contentType: 'application/json', headers: { 'Content-Range': 'cases 10000-10004/30000' }, body: JSON.stringify(rows) }));
    await page.goto('/staf/cases?page=401&perPage=25');
    await page.getByText(/dari 30\.000/).first().waitFor();
    const numbers = (await page.locator('nav li, .MuiPagination-ul li').allInnerTexts()).map((text) => Number(text.replaceAll('.', ''))).filter((n) => n > 0);
    expect(Math.max(...numbers)).toBe(401);
    await page.unroute('**/api/cases?*');
  }, 60_000);

  it('a name of 120 letters with every part stays within the bar, and is read whole where one points', async () => {
    const { id, name } = await at.test.db('users').where({ email: 'helpdesk@loket.test' }).first<{ id: string; name: string }>('id', 'name');
    const long = 'Raden Mas Haryo Panembahan Sosrokusumo Wirjodiningrat '.repeat(3).slice(0, 120).trim();
    await at.test.db('users').where({ id }).update({ name: long });
    try {
      const page = await sitAnew('helpdesk');
      await page.goto('/staf/tasks');
      await page.locator('header').getByText(long, { exact: true }).waitFor();
      expect([await page.evaluate(tooWide), await page.locator('header').getByTitle(long, { exact: true }).count()]).toEqual([[], 1]);
      expect(await page.locator('header').evaluate((bar) => bar.scrollWidth - bar.clientWidth)).toBe(0);
    } finally {
      await at.test.db('users').where({ id }).update({ name });
    }
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

  it('the counter enters files while the public form is shut, and a form that could not be read is asked for again', async () => {
    await at.test.db('offices').where({ code: 'KALTIM' }).update({ is_open: false });
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
    at.people.complaints();
    await at.test.db('offices').where({ code: 'KALTIM' }).update({ is_open: true });
  }, 60_000);

  it('a case that is not there says so under a heading, and leads to those that are', async () => {
    const page = await sitAnew('helpdesk');
    await page.goto('/staf/cases/00000000-0000-4000-8000-000000000000/show');
    await page.getByRole('heading', { name: label('ui.berkas.tak_terbuka'), level: 1 }).waitFor();
    await isSound(page);
    at.people.complaints();
    await page.getByRole('link', { name: label('ui.tidak_ada.ke_berkas'), exact: true }).click();
    await page.getByRole('heading', { name: label('ui.menu.cases'), level: 1 }).waitFor();
  }, 60_000);

  it('a scan that has not come yet is told of at the counter, and the button to save stays where it is when it is refused', async () => {
    const page = await sitAnew('helpdesk');
    await page.goto('/staf/cases/create');
    const save = page.getByRole('button', { name: label('ui.entri.kirim'), exact: true });
    await page.getByText(label('ui.entri.scan_menyusul')).first().waitFor();
    expect(await page.getByText(label('ui.entri.scan_menyusul')).count()).toBe(3);
    const before = (await save.boundingBox())?.y;
    await save.click();
    await page.getByRole('alert').last().waitFor();
    expect((await save.boundingBox())?.y).toBe(before);
    at.people.complaints();
    await page.reload();
  }, 60_000);

  it('the supervisor is offered of an archived case what this ending leaves, under its own name', async () => {
    const page = await sitAnew('penyelia');
    await page.goto(`/staf/cases/${reached.diarsipkan?.caseId ?? ''}/show`);
    const panel = page.getByRole('region', { name: label('ui.tindakan.panel') });
    await panel.getByRole('button', { name: label('aksi.batalkan_tanda_terima'), exact: true }).waitFor();
    expect(await panel.getByRole('button').allTextContents()).toEqual([label('aksi.batalkan_tanda_terima'), label('ui.tindakan.lainnya')]);
    await panel.getByRole('button', { name: label('ui.tindakan.lainnya') }).click();
    expect(await page.getByRole('menuitem', { name: label('aksi.buka_kembali'), exact: true }).count()).toBe(0);
    await page.keyboard.press('Escape');
  }, 60_000);

  it('a check that had no registry of other offices to ask is no success', async () => {
    const page = await sitAnew('verifikator');
    await page.goto(`/staf/cases/${reached.cek_lpse_lain?.caseId ?? ''}/show`);
    const told = page.getByRole('alert').filter({ hasText: label('ui.periksa.tanpa_registri') });
    await told.waitFor();
    expect(await told.getAttribute('class')).toMatch(/MuiAlert-colorInfo/);
  }, 60_000);

  it('a letter is as long as it is and scrolls with its page; the acts beside it keep to one row', async () => {
    const page = await sitAnew('verifikator');
    await page.goto(`/staf/cases/${reached.disetujui?.caseId ?? ''}/show`);
    await page.getByRole('region', { name: label('ui.surat.pratinjau') }).getByText(/Salam,/).waitFor();
    const scrolling = await page.getByRole('tabpanel').evaluate((panel) => [...panel.querySelectorAll('*')].filter((part) => ['auto', 'scroll'].includes(getComputedStyle(part).overflowY) && part.scrollHeight > part.clientHeight).map((part) => part.className));
    expect(scrolling).toEqual([]);
    const buttons = page.getByRole('region', { name: label('ui.tindakan.panel') }).getByRole('button');
    const rows = await buttons.evaluateAll((all) => [...new Set(all.map((each) => Math.round((each.getBoundingClientRect().top + each.getBoundingClientRect().bottom) / 2)))]);
    expect(rows).toHaveLength(1);
  }, 60_000);

  it('whose turn it is can be read beside the open queue; handing a case over begins with the colleague', async () => {
    const page = await sitAnew('helpdesk');
    await page.goto(`/staf/cases/${reached.cek_unggahan?.caseId ?? ''}/show`);
    const turn = page.getByText(label('ui.berkas.giliran', { siapa: label('peran.helpdesk') }), { exact: true });
    await turn.waitFor();
    await page.keyboard.press('q');
    await page.getByRole('navigation', { name: label('ui.antrean.rel') }).waitFor();
    expect(await turn.evaluate((part) => part.scrollWidth - part.clientWidth)).toBeLessThanOrEqual(0);
    await isSound(page);
    await page.keyboard.press('q');
    await page.getByRole('button', { name: label('ui.pegang.serahkan'), exact: true }).click();
    const first = page.getByRole('dialog').getByRole('combobox', { name: new RegExp(`^${label('ui.pegang.kepada')}`) });
    await first.waitFor();
    expect(await first.evaluate((part) => part === document.activeElement)).toBe(true);
    await page.keyboard.press('Escape');
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

  it('a server that is silent logs nobody out: the page says so and goes on by itself', async () => {
    const page = await sitAnew('helpdesk');
    await page.route('**/api/auth/me', (route) => route.abort());
    await page.reload();
    await page.getByText(label('ui.lingkungan.tanpa_jawaban'), { exact: true }).waitFor();
    expect(await axeFindings(page)).toEqual([]);
    await page.unroute('**/api/auth/me');
    await page.getByRole('button', { name: label('ui.kunci.tombol'), exact: true }).waitFor();
    expect(new URL(page.url()).pathname).not.toBe('/staf/login');
    expect(at.people.complaints().filter((line) => !line.includes('ERR_FAILED'))).toEqual([]);
  }, 60_000);
});
