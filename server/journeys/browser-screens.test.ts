import path from 'node:path';
import { afterAll, afterEach, beforeAll, describe, expect, it } from '@jest/globals';
import type { Page } from 'playwright-core';
import { PAGES } from '../../admin-ui/layout/pages.ts';
import { walks } from '../../seeds/scenarios/registrasi-perseorangan.ts';
import { blacklistedPerson, withPerson, type Walked } from '../../seeds/scenarios/world.ts';
import { translate } from '../domain/messages/translate.ts';
import { uiWords, type UiKey } from '../domain/messages/ui-words.ts';
import { axeFindings, ensurePages, goWithin, label, openBrowser, rawKeys, type WalkBrowser } from '../testing/browser.ts';
import { startTestLoket, TEST_PASSWORD, type TestLoket } from '../testing/start-loket.ts';

const executablePath = process.env.LOKET_TEST_CHROMIUM ?? '';
const walk = executablePath ? describe : describe.skip;

/** Places whose case pages between them show every workspace, and who sits before each. */
const CASE_PAGES = {
  diterima: 'helpdesk', cek_unggahan: 'helpdesk', cek_daftar_hitam: 'helpdesk', pengembalian: 'helpdesk', menunggu_perbaikan: 'helpdesk', cek_lpse_lain: 'verifikator',
  penjadwalan: 'verifikator', terjadwal: 'verifikator', verifikasi: 'verifikator', disetujui: 'verifikator', pengarsipan: 'arsiparis', diarsipkan: 'arsiparis',
} as const;
const LISTS = {
  helpdesk: ['cases', 'day-docket', 'tasks', 'absences', 'emails', 'inbound-mails', 'letters', 'screenings', 'bulk-screenings', 'blacklist-imports', 'blacklist-entries', 'registry-imports', 'providers', 'letter-templates', 'rooms', 'reasons', 'checklists', 'blank-forms'],
  verifikator: ['appointments', 'availabilities', 'standing-hits'], arsiparis: ['archive-files'],
  penyelia: ['cases', 'sla-steps', 'absences', 'supervision', 'stuck-cases', 'case-deviations', 'case-exceptions', 'step-visits', 'rooms'],
  admin: ['setup-checklist', 'users', 'offices', 'holidays', 'failed-effects', 'audit-events', 'letter-templates', 'reasons', 'checklists', 'blank-forms'],
};
/** Between them both languages and both themes. */
const LOOKS = [['id', 'light'], ['en', 'dark']] as const;
type Look = readonly ['id' | 'en', 'light' | 'dark'];

/** Every main screen once: nothing serious for axe, no key without words, no complaint of the browser. */
walk('the screens in a browser', () => {
  let test: TestLoket;
  let people: WalkBrowser;
  const reached: Record<string, Walked> = {};
  const desks = new Map<string, Page>();
  const looks = new Map<string, Look>();
  /** Somebody at his desk with the pages in this language and theme, chosen as the menu of the person does it: kept in this browser. */
  const sit = async (name: string, [locale, theme]: Look = LOOKS[0]): Promise<Page> => {
    const page = desks.get(name) ?? await people.desk(name);
    desks.set(name, page);
    if ((looks.get(name) ?? LOOKS[0])[0] !== locale) {
      await page.evaluate(([language, light]) => { localStorage.setItem('loket.locale', language); localStorage.setItem('loket.theme', light); }, [locale, theme] as const);
      await page.reload();
      await page.getByRole('navigation', { name: uiWords[locale]['ui.menu.nama'] }).waitFor();
      looks.set(name, [locale, theme]);
    }
    return page;
  };
  async function isSound(page: Page, name: string): Promise<void> {
    await page.getByRole('progressbar').first().waitFor({ state: 'hidden' });
    // Neither the window nor the frame of the page is wider than a desk's 1366 pixels.
    expect(await page.evaluate(() => [document.documentElement, document.getElementById('isi')].map((part) => (part ? part.scrollWidth - part.clientWidth : 0)))).toEqual([0, 0]);
    expect(await rawKeys(page)).toEqual([]);
    expect(await axeFindings(page)).toEqual([]);
    // Where somebody wants to look at them.
    if (process.env.LOKET_SHOTS) await page.screenshot({ path: path.join(process.env.LOKET_SHOTS, `${name.replaceAll('/', '-')}.png`) });
  }

  beforeAll(async () => {
    await ensurePages();
    test = await startTestLoket({ seed: 89 });
    people = await openBrowser({ url: test.url, password: TEST_PASSWORD, clock: test.clock, executablePath });
    for (const place of Object.keys(CASE_PAGES)) {
      reached[place] = await (walks[place] as (typeof walks)[string])(place === 'cek_daftar_hitam' ? withPerson(test.world, blacklistedPerson(test.world)) : test.world);
    }
    await test.world.settle();
  }, 240_000);
  afterAll(async () => {
    await people?.close();
    await test?.stop();
  });
  afterEach(() => { expect(people.complaints()).toEqual([]); });

  it.each(LOOKS.flatMap((look) => Object.entries(CASE_PAGES).map(([place, name]) => [place, name, look] as const)))('case page at %s, seen by %s, %s', async (place, name, look) => {
    const page = await sit(name, look);
    await goWithin(page, `/staf/cases/${reached[place]?.caseId ?? ''}/show`);
    await page.getByRole('heading', { name: reached[place]?.person.nama ?? '', level: 1 }).waitFor();
    await page.getByRole('img', { name: /(?:halaman|page) 1/ }).waitFor();
    await isSound(page, `berkas-${place}-${look.join('-')}`);
    // The frame fills the window; only its parts scroll.
    expect(await page.evaluate(() => document.documentElement.scrollHeight - document.documentElement.clientHeight)).toBe(0);
  }, 60_000);

  it.each(LOOKS)('the other tabs of a case page, in %s and %s', async (...look) => {
    const page = await sit('arsiparis', look);
    await goWithin(page, `/staf/cases/${reached.diarsipkan?.caseId ?? ''}/show`);
    for (const tab of ['isian', 'pemeriksaan', 'surat', 'dokumen', 'riwayat'] as const) {
      await page.getByRole('tab', { name: uiWords[look[0]][`ui.tab.${tab}`], exact: true }).click();
      await page.getByRole('tabpanel').waitFor();
      await isSound(page, `berkas-tab-${tab}-${look.join('-')}`);
    }
  }, 120_000);

  it.each(LOOKS.flatMap((look) => Object.entries(LISTS).flatMap(([name, pages]) => pages.map((list) => [list, name, look] as const))))('list %s, seen by %s, %s', async (list, name, look) => {
    const page = await sit(name, look);
    await goWithin(page, `/staf/${list}`);
    await page.getByRole('heading', { name: uiWords[look[0]][`ui.menu.${list}` as UiKey], level: 1 }).waitFor();
    expect(await page.evaluate(() => document.documentElement.lang)).toBe(look[0]);
    await isSound(page, `${list}-${name}-${look.join('-')}`);
  }, 60_000);

  it.each(LOOKS)('the entry of a file at the counter, in %s and %s', async (...look) => {
    const page = await sit('helpdesk', look);
    await goWithin(page, '/staf/cases/create');
    await page.getByRole('heading', { name: uiWords[look[0]]['ui.entri.judul'], level: 1 }).waitFor();
    await page.getByRole('button', { name: uiWords[look[0]]['ui.minta.judul'], exact: true }).waitFor();
    await isSound(page, `entri-${look.join('-')}`);
  }, 60_000);

  it('no page of the menu is left out', () => {
    expect(PAGES.map(({ resource }) => resource).filter((resource) => !Object.values(LISTS).flat().includes(resource))).toEqual([]);
  });

  it('every event of the audit trail has words', async () => {
    const page = await sit('admin');
    await page.goto('/staf/audit-events');
    const events = page.locator('td span[title]');
    await events.first().waitFor();
    expect(await events.evaluateAll((cells) => cells.filter((cell) => cell.textContent === cell.getAttribute('title')).map((cell) => cell.textContent))).toEqual([]);
  }, 60_000);

  it('the door of the staff', async () => {
    const page = await people.phone('/staf/login');
    await page.getByLabel(label('ui.masuk.email')).waitFor();
    await isSound(page, 'masuk');
  }, 60_000);

  /** The applicant's pages know two languages and one theme. */
  const LANGUAGES = ['id', 'en'] as const;
  const phoneIn = async (language: 'id' | 'en', address: string): Promise<Page> => {
    const phone = await people.phone('/privasi');
    await phone.evaluate((chosen) => { sessionStorage.setItem('loket.bahasa', chosen); }, language);
    await phone.goto(address);
    return phone;
  };

  it.each(LANGUAGES)('the form of the applicant, step by step, in %s', async (language) => {
    const say = (key: string) => translate(key, {}, language);
    const phone = await phoneIn(language, '/');
    await phone.getByRole('radio', { name: /Kalimantan Timur/ }).waitFor();
    await isSound(phone, `pemohon-depan-${language}`);
    await phone.getByRole('radio', { name: /Kalimantan Timur/ }).check();
    const card = phone.getByRole('group').filter({ has: phone.getByRole('heading', { name: say('prosedur.registrasi_perseorangan'), exact: true }) }).last();
    const start = card.getByRole('link', { name: say('laman.depan.mulai') });
    if (!await start.isVisible()) await card.getByRole('heading', { name: say('prosedur.registrasi_perseorangan'), exact: true }).click();
    await start.click();
    await phone.getByRole('checkbox').first().waitFor();
    await isSound(phone, `pemohon-persetujuan-${language}`);
    for (const box of await phone.getByRole('checkbox').all()) await box.check();
    await phone.getByRole('button', { name: say('laman.ajukan.lanjut'), exact: true }).click();
    await phone.getByLabel(say('isian.nik'), { exact: true }).waitFor();
    await phone.getByRole('button', { name: say('laman.ajukan.lanjut'), exact: true }).click();
    await phone.getByText(say('laman.isian.wajib')).first().waitFor();
    await isSound(phone, `pemohon-data-diri-${language}`);
    await phone.context().close();
  }, 60_000);

  it.each(LANGUAGES.flatMap((language) => ['diterima', 'menunggu_perbaikan', 'terjadwal', 'diarsipkan'].map((place) => [place, language] as const)))('the private link at %s, in %s', async (place, language) => {
    const phone = await phoneIn(language, `/berkas/${reached[place]?.token ?? ''}`);
    await phone.getByText(reached[place]?.number ?? '', { exact: true }).waitFor();
    await isSound(phone, `pemohon-${place}-${language}`);
    await phone.context().close();
  }, 60_000);

  it.each(LANGUAGES)('the receipt page and the privacy notice, in %s', async (language) => {
    const { public_code: code } = await test.db('letters').where({ case_id: reached.diarsipkan?.caseId, kind: 'tanda_terima' }).first<{ public_code: string }>('public_code');
    const phone = await phoneIn(language, `/periksa/${code}`);
    await phone.getByText(translate('laman.periksa.berlaku', {}, language), { exact: true }).waitFor();
    await isSound(phone, `pemohon-periksa-${language}`);
    await phone.goto('/privasi');
    await phone.getByRole('heading', { name: translate('laman.privasi.judul', {}, language) }).waitFor();
    await isSound(phone, `pemohon-privasi-${language}`);
    await phone.context().close();
  }, 60_000);
});
