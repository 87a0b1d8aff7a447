import { afterAll, afterEach, beforeAll, expect, it } from '@jest/globals';
import type { Page } from 'playwright-core';
import { executablePath, walk } from '../testing/browser-walk.ts';
import { ensurePages, label, openBrowser, rawKeys, type WalkBrowser } from '../testing/browser.ts';
import { keyboardOf, type Keyboard } from '../testing/browser-keys.ts';
import { startTestLoket, TEST_PASSWORD, type TestLoket } from '../testing/start-loket.ts';

const exact = true;
const WORDS = 'Pindaian tidak lengkap: sebagian halaman hilang';
const COLLEAGUE = { name: 'Bayu Contoh', email: 'bayu.contoh@loket.test' };

/** Who looks after an office, without a mouse: the admin who words a reason and invites. */
walk('an office looked after with the keyboard alone', () => {
  let test: TestLoket;
  let people: WalkBrowser;
  let desk: Page;
  let keys: Keyboard;
  const sitDown = async (name: string) => {
    desk = await people.desk(name);
    keys = await keyboardOf(desk);
  };
  const button = (name: string) => desk.getByRole('button', { name: label(name), exact });
  /** By the menu at the left, as it stands there. */
  const goTo = async (page: string) => {
    await keys.enter(desk.getByRole('navigation', { name: label('ui.menu.nama') }).getByRole('link', { name: label(`ui.menu.${page}`), exact }));
    await desk.getByRole('heading', { name: label(`ui.menu.${page}`), level: 1 }).waitFor();
    await keys.isKept();
  };

  beforeAll(async () => {
    await ensurePages();
    test = await startTestLoket({ seed: 107 });
    people = await openBrowser({ url: test.url, password: TEST_PASSWORD, clock: test.clock, executablePath });
  }, 240_000);
  afterAll(async () => {
    await people?.close();
    await test?.stop();
  });
  afterEach(async () => {
    expect([await rawKeys(desk), people.complaints()]).toEqual([[], []]);
    await desk.context().close();
  });

  it('the office admin words a reason anew and invites a colleague', async () => {
    await sitDown('admin');
    await goTo('reasons');
    await keys.enter(desk.getByRole('button', { name: 'DOC-01', exact }));
    const dialog = desk.getByRole('dialog');
    await dialog.waitFor();
    await keys.write(dialog.getByRole('textbox', { name: label('ui.alasan.teks_id') }), WORDS);
    await keys.enter(dialog.getByRole('button', { name: label('ui.simpan'), exact }));
    await dialog.waitFor({ state: 'detached' });
    await desk.getByRole('cell', { name: WORDS, exact }).waitFor();
    // Back where it was opened from.
    await keys.isKept();
    expect(await desk.evaluate(() => document.activeElement?.textContent)).toBe('DOC-01');
    await goTo('users');
    await keys.enter(button('ui.akun.undang'));
    await keys.isKept();
    await keys.write(dialog.getByRole('textbox', { name: label('ui.akun.nama') }), COLLEAGUE.name);
    await keys.write(dialog.getByRole('textbox', { name: label('ui.akun.surel') }), COLLEAGUE.email);
    await keys.to(dialog.getByRole('checkbox', { name: label('peran.helpdesk'), exact }));
    await keys.press('Space');
    // The other way, by the arrows, and back again.
    await keys.to(dialog.getByRole('radio', { name: label('ui.akun.cara_surel') }));
    await keys.press('ArrowDown');
    await keys.isKept();
    expect(await dialog.getByRole('radio', { name: label('ui.akun.cara_cetak') }).isChecked()).toBe(true);
    await keys.press('ArrowUp');
    await keys.enter(dialog.getByRole('button', { name: label('ui.akun.kirim'), exact }));
    await dialog.waitFor({ state: 'detached' });
    await desk.getByRole('row').filter({ hasText: COLLEAGUE.email }).waitFor();
    await keys.isKept();
    expect(await desk.evaluate(() => document.activeElement?.textContent)).toBe(label('ui.akun.undang'));
    const { id, name } = await test.db('users').where({ email: COLLEAGUE.email }).first<{ id: string; name: string }>('id', 'name');
    expect([name, await test.db('user_roles').where({ user_id: id }).pluck('role')]).toEqual([COLLEAGUE.name, ['helpdesk']]);
  }, 180_000);
});
