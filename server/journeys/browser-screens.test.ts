import { expect, it } from '@jest/globals';
import { translate } from '../domain/messages/translate.ts';
import { uiWords, type UiKey } from '../domain/messages/ui-words.ts';
import { walk } from '../testing/browser-walk.ts';
import { axeFindings, label, rawKeys, tooWide } from '../testing/browser.ts';
import { foreignWords, goWithin, keepLook, LOOKS, turnLook } from '../testing/browser-looks.ts';
import { agree, chooseService } from '../testing/browser-phone.ts';
import { atEveryScreen, CASE_PAGES, inBothLooks, isSound, isSoundInBoth } from '../testing/browser-screens.ts';
import { TEST_PASSWORD } from '../testing/start-loket.ts';

const LISTS = {
  helpdesk: ['cases', 'day-docket', 'tasks', 'absences', 'emails', 'inbound-mails', 'letters', 'screenings', 'bulk-screenings', 'blacklist-imports', 'blacklist-entries', 'registry-imports', 'providers', 'letter-templates', 'rooms', 'reasons', 'blank-forms', 'checklists'],
  verifikator: ['appointments', 'availabilities', 'standing-hits'], arsiparis: ['archive-files'],
  penyelia: ['cases', 'sla-steps', 'absences', 'supervision', 'stuck-cases', 'case-deviations', 'case-exceptions', 'step-visits', 'rooms'],
  admin: ['setup-checklist', 'checklists', 'users', 'offices', 'holidays', 'failed-effects', 'audit-events', 'letter-templates', 'reasons', 'blank-forms'],
};
/** Lists that show what stands in the other language, too: the office's own words in both. */
const BILINGUAL: readonly string[] = ['reasons'];

/** Every main screen once, in both looks: nothing serious for axe, no key without words, no complaint of the browser. */
walk('the screens in a browser', () => {
  const at = atEveryScreen(89);
  const { reached, sit } = at;

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
    ['a sealed file', 'arsiparis', async () => `archive-files/${(await at.test.db('archive_files').first<{ id: string }>('id')).id}/show`],
    ['a screening', 'helpdesk', async () => `screenings/${(await (await at.test.world.officer('helpdesk')).post<{ id: string }>('/api/screenings', { jenis: 'daftar_hitam', nama: 'CV Contoh' })).id}/show`],
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

  it('the entry of a file at the counter', async () => {
    const page = await sit('helpdesk');
    await goWithin(page, '/staf/cases/create');
    await inBothLooks(page, async (locale) => {
      await page.getByRole('heading', { name: uiWords[locale]['ui.entri.judul'], level: 1 }).waitFor();
      await page.getByRole('button', { name: uiWords[locale]['ui.minta.judul'], exact: true }).waitFor();
    });
  }, 120_000);

  it('the door of the staff', async () => {
    const page = await at.people.phone('/staf/login');
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

  it('the form of the applicant, step by step', async () => {
    const phone = await at.people.phone('/');
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
    const phone = await at.people.phone(`/berkas/${reached[place]?.token ?? ''}`);
    await phone.getByText(reached[place]?.number ?? '', { exact: true }).waitFor();
    await isSoundInBoth(phone, `status-${place}`);
  }, 60_000);

  it('the receipt page and the privacy notice', async () => {
    const { public_code: code } = await at.test.db('letters').where({ case_id: reached.diarsipkan?.caseId, kind: 'tanda_terima' }).first<{ public_code: string }>('public_code');
    const phone = await at.people.phone(`/periksa/${code}`);
    await phone.getByText(label('laman.periksa.berlaku'), { exact: true }).waitFor();
    await isSoundInBoth(phone, 'kuitansi');
    await phone.goto('/privasi');
    await phone.getByRole('heading', { name: label('laman.privasi.judul') }).waitFor();
    await isSoundInBoth(phone, 'privasi');
  }, 60_000);
});
