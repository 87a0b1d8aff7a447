import { afterAll, afterEach, beforeAll, expect } from '@jest/globals';
import { Secret, TOTP } from 'otpauth';
import type { Page } from 'playwright-core';
import { uiWords, type UiKey } from '../domain/messages/ui-words.ts';
import { pick, write } from '../testing/browser-desk.ts';
import { foreignWords, goWithin, keepLook, LOOKS } from '../testing/browser-looks.ts';
import { isSound, lookedAt } from '../testing/browser-screens.ts';
import { executablePath, stages, walk } from '../testing/browser-walk.ts';
import { ensurePages, label, openBrowser, type WalkBrowser } from '../testing/browser.ts';
import { mailsTo } from '../testing/evidence.ts';
import { startTestLoket, type TestLoket } from '../testing/start-loket.ts';

const exact = true;
const PASSWORD = 'empat kata yang mudah diingat';
const SYSTEM = { name: 'Pak Sistem Saja', email: 'sistem@loket-pusat.test' };
const ADMIN = { name: 'Ibu Admin Paser', email: 'admin@lpse-paser.test' };
const SECOND = { name: 'Bapak Admin Kedua', email: 'kedua@lpse-paser.test' };
const OFFICE = 'LPSE Kabupaten Paser';

/** Somebody who looks after the installation and nothing else makes an office on the screen; its admin comes by mail and sees that office only. */
walk('an office made by a system admin', () => {
  let test: TestLoket;
  let people: WalkBrowser;
  let system: Page;
  let admin: Page;
  const stage = stages();
  const words = (locale: 'id' | 'en', key: UiKey) => uiWords[locale][key];
  const dialog = (name?: string) => system.getByRole('dialog', name === undefined ? {} : { name, exact });
  const press = (key: UiKey) => dialog().getByRole('button', { name: label(key), exact }).click();
  const gone = () => dialog().waitFor({ state: 'detached' });
  const row = (code: string) => system.getByRole('row').filter({ has: system.getByRole('cell', { name: code, exact }) });
  const menu = (page: Page, locale: 'id' | 'en') => page.getByRole('navigation', { name: words(locale, 'ui.menu.nama') }).getByRole('link').allInnerTexts();
  const linkTo = (address: string) => /\/staf\/akun\/[\w-]+/.exec(mailsTo(test, address).at(-1)?.text ?? '')?.[0] ?? '';

  /** Follows a one-time link; each page before the office is looked at in both looks, and left in `look`. */
  async function arrive(link: string, who: { email: string }, look: (typeof LOOKS)[number]): Promise<Page> {
    const [locale] = look;
    const page = await people.emptyDesk(link);
    const atTheDoor = async (shown: UiKey) => {
      for (const one of look === LOOKS[0] ? [LOOKS[1], LOOKS[0]] : LOOKS) {
        await keepLook(page, one);
        await page.reload();
        await page.getByRole('heading', { name: words(one[0], shown), level: 1 }).waitFor();
        await isSound(page);
        expect(await foreignWords(page, one[0])).toEqual([]);
      }
    };
    await atTheDoor('ui.sandi.judul');
    await page.getByLabel(words(locale, 'ui.sandi.baru')).fill(PASSWORD);
    await page.getByLabel(words(locale, 'ui.sandi.ulang')).fill(PASSWORD);
    await page.getByRole('button', { name: words(locale, 'ui.sandi.simpan') }).click();
    await page.getByText(words(locale, 'ui.sandi.selesai')).waitFor();
    await isSound(page);
    await page.getByRole('link', { name: words(locale, 'ui.masuk.judul') }).click();
    await page.getByLabel(words(locale, 'ui.masuk.email')).fill(who.email);
    await page.getByLabel(words(locale, 'ui.masuk.sandi')).fill(PASSWORD);
    await page.getByRole('button', { name: words(locale, 'ui.masuk.tombol') }).click();
    await page.getByTestId('kunci-totp').waitFor();
    await atTheDoor('ui.dua.judul');
    const key = (await page.getByTestId('kunci-totp').innerText()).replace(/\s/g, '');
    await page.getByLabel(words(locale, 'ui.dua.kode')).fill(new TOTP({ secret: Secret.fromBase32(key) }).generate());
    await page.getByRole('button', { name: words(locale, 'ui.dua.pasang'), exact }).click();
    await page.getByRole('button', { name: words(locale, 'ui.dua.sudah_simpan') }).waitFor();
    await isSound(page);
    expect(await foreignWords(page, locale)).toEqual([]);
    await page.getByRole('button', { name: words(locale, 'ui.dua.sudah_simpan') }).click();
    await page.getByRole('navigation', { name: words(locale, 'ui.menu.nama') }).waitFor();
    return page;
  }

  beforeAll(async () => {
    await ensurePages();
    test = await startTestLoket({ seed: 107 });
    people = await openBrowser({ url: test.url, password: PASSWORD, clock: test.clock, executablePath });
  }, 180_000);
  afterAll(async () => {
    await people?.close();
    await test?.stop();
  });
  afterEach(() => { expect(people.complaints()).toEqual([]); });

  stage('he has the second step before anything else, and sees the offices, not their work', async () => {
    const { link } = await (await test.world.officer('admin')).post<{ link: string }>('/api/users', { ...SYSTEM, roles: ['admin_sistem'], via: 'cetak' });
    system = await arrive(new URL(link).pathname, SYSTEM, LOOKS[0]);
    const seen = await menu(system, 'id');
    expect([seen.includes(label('ui.menu.offices')), seen.includes(label('ui.menu.cases')), seen.includes(label('ui.menu.emails'))]).toEqual([true, false, false]);
    await goWithin(system, '/staf/offices');
    await row('MUAROJAMBI').waitFor();
    expect(await system.getByRole('tab').count()).toBe(0);
    await lookedAt(system, (locale) => system.getByRole('button', { name: words(locale, 'ui.kantor.baru'), exact }).waitFor());
  }, 180_000);

  stage('he makes an office; a code that is taken is told at its field', async () => {
    await system.getByRole('button', { name: label('ui.kantor.baru'), exact }).click();
    await write(dialog(), label('ui.kantor.kode'), 'kaltim');
    await write(dialog(), label('ui.kantor.nama'), OFFICE);
    await pick(dialog(), label('ui.kantor.zona'), 'WITA (Asia/Makassar)');
    await write(dialog(), label('ui.kantor.admin_nama'), ADMIN.name);
    await write(dialog(), label('ui.kantor.admin_surel'), ADMIN.email);
    await press('ui.kantor.baru');
    await dialog().getByText(label('galat.kantor.kode_ada'), { exact }).waitFor();
    await lookedAt(system, (locale) => dialog(words(locale, 'ui.kantor.baru')).waitFor(), true);
    await write(dialog(), label('ui.kantor.kode'), 'paser');
    await press('ui.kantor.baru');
    await gone();
    await row('PASER').getByText(label('ui.kantor.tutup'), { exact }).waitFor();
    expect(await test.db('offices').where({ code: 'PASER' }).first('name', 'zone', 'is_open', test.db.raw(`settings->>'secondFactor' as second`))).toEqual({ name: OFFICE, zone: 'Asia/Makassar', is_open: false, second: 'wajib' });
  }, 120_000);

  stage('its admin comes by the mail, in English in the dark, and finds that office alone', async () => {
    await test.world.settle();
    admin = await arrive(linkTo(ADMIN.email), ADMIN, LOOKS[1]);
    await admin.getByRole('banner').getByText(OFFICE, { exact }).waitFor();
    await goWithin(admin, '/staf/offices');
    await admin.getByRole('textbox', { name: words('en', 'ui.kantor.nama') }).waitFor();
    expect([await admin.getByRole('textbox', { name: words('en', 'ui.kantor.nama') }).inputValue(), await admin.getByRole('tab').count()]).toEqual([OFFICE, 0]);
    await isSound(admin);
    expect(await foreignWords(admin, 'en')).toEqual([]);
    await goWithin(admin, '/staf/users');
    await admin.getByRole('cell', { name: ADMIN.email, exact }).waitFor();
    expect(await admin.getByRole('row').count()).toBe(2);
    expect([(await admin.request.get('/api/cases')).headers()['content-range'], (await admin.request.post('/api/offices', { data: {} })).status()]).toEqual([expect.stringMatching(/\/0$/), 403]);
  }, 180_000);

  stage('he opens it to the public, and invites another admin for it', async () => {
    const name = { exact: `PASER – ${OFFICE}` };
    await row('PASER').getByRole('button', { name: OFFICE, exact }).click();
    await lookedAt(system, () => dialog(name.exact).waitFor());
    const another = dialog().getByRole('button', { name: label('ui.kantor.admin_lagi'), exact });
    expect(await another.isEnabled()).toBe(true);
    await dialog().getByRole('switch', { name: label('ui.kantor.buka') }).check();
    // It would close the form, and what was changed with it.
    await dialog().getByText(label('ui.akun.simpan_dulu'), { exact }).waitFor();
    expect(await another.isDisabled()).toBe(true);
    await press('ui.simpan');
    await gone();
    await row('PASER').getByText(label('ui.kantor.menerima'), { exact }).waitFor();
    const phone = await people.phone('/');
    await phone.getByRole('radio', { name: new RegExp(OFFICE) }).waitFor();
    await phone.context().close();
    await row('PASER').getByRole('button', { name: OFFICE, exact }).click();
    await press('ui.kantor.admin_lagi');
    await lookedAt(system, (locale) => dialog(`${words(locale, 'ui.kantor.admin_lagi')}: ${OFFICE}`).waitFor());
    await write(dialog(), label('ui.akun.nama'), SECOND.name);
    await write(dialog(), label('ui.akun.surel'), ADMIN.email);
    await press('ui.akun.kirim');
    await dialog().getByRole('textbox', { name: new RegExp(`^${label('ui.akun.surel')}`), includeHidden: false }).and(dialog().locator('[aria-invalid=true]')).waitFor();
    await write(dialog(), label('ui.akun.surel'), SECOND.email);
    await press('ui.akun.kirim');
    await gone();
    await test.world.settle();
    expect([mailsTo(test, SECOND.email).length, linkTo(SECOND.email) !== '']).toEqual([1, true]);
    expect(await test.db('users as u').join('user_roles as r', 'r.user_id', 'u.id').join('offices as o', 'o.id', 'u.office_id').where('o.code', 'PASER').orderBy('u.email').select('u.email', 'r.role'))
      .toEqual([{ email: ADMIN.email, role: 'admin_kantor' }, { email: SECOND.email, role: 'admin_kantor' }]);
  }, 120_000);
});
