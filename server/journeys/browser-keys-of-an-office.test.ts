import { readFileSync } from 'node:fs';
import { afterAll, afterEach, beforeAll, expect, it } from '@jest/globals';
import type { Page } from 'playwright-core';
import { archive, endings } from '../../seeds/scenarios/registrasi-perseorangan.ts';
import type { Walked } from '../../seeds/scenarios/world.ts';
import { executablePath, walk } from '../testing/browser-walk.ts';
import { ensurePages, label, openBrowser, rawKeys, type WalkBrowser } from '../testing/browser.ts';
import { standsAt } from '../testing/browser-desk.ts';
import { chooseAct, keyboardOf, type Keyboard } from '../testing/browser-keys.ts';
import { actsOf } from '../testing/evidence.ts';
import { startTestLoket, TEST_PASSWORD, type TestLoket } from '../testing/start-loket.ts';

const exact = true;
const NOTE = 'Nama pada Tanda Terima salah ketik.';
const WORDS = 'Pindaian tidak lengkap: sebagian halaman hilang';
const COLLEAGUE = { name: 'Bayu Contoh', email: 'bayu.contoh@loket.test' };

/** Those who look after an office, without a mouse: the supervisor who undoes a mistake and takes figures out, the admin who words a reason and invites. */
walk('an office looked after with the keyboard alone', () => {
  let test: TestLoket;
  let people: WalkBrowser;
  let desk: Page;
  let keys: Keyboard;
  let walked: Walked;
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
    walked = await endings.disetujui(test.world);
    await archive(test.world, walked);
    await test.world.settle();
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

  it('the supervisor finds a file, revokes its receipt with a reason, and takes the figures of the office out', async () => {
    await sitDown('penyelia');
    await keys.press('/');
    await keys.isKept();
    await keys.type(walked.number);
    // Marked: what Enter opens.
    await desk.locator('[role=option].Mui-focused').filter({ hasText: walked.number }).waitFor();
    await keys.press('Enter');
    await desk.getByRole('heading', { name: walked.person.nama, level: 1 }).waitFor();
    await keys.isKept();
    const form = await chooseAct(desk, keys, 'batalkan_tanda_terima');
    // Thought better of it, and chosen again: the form goes, the keyboard stays.
    await keys.enter(form.getByRole('button', { name: label('ui.batal'), exact }));
    await form.waitFor({ state: 'detached' });
    await keys.isKept();
    await chooseAct(desk, keys, 'batalkan_tanda_terima');
    await keys.pick(form.getByRole('combobox', { name: new RegExp(`^${label('isian.alasan')}`) }), /PBT-03/);
    await keys.write(form.getByRole('textbox', { name: label('isian.catatan') }), NOTE);
    await keys.enter(form.getByRole('button', { name: label('aksi.batalkan_tanda_terima'), exact }));
    await standsAt(desk, 'ditinjau_kembali');
    await keys.isKept();
    expect(await actsOf(test, walked.caseId)).toContain('batalkan_tanda_terima penyelia');
    await goTo('supervision');
    await keys.enter(desk.getByRole('link', { name: label('pengawasan.angka.penyimpangan_waktu'), exact }));
    await desk.getByRole('heading', { name: label('ui.menu.case-deviations'), level: 1 }).waitFor();
    await keys.isKept();
    const taken = desk.waitForEvent('download');
    await keys.enter(desk.getByRole('button', { name: label('ui.ekspor.unduh', { bentuk: 'CSV' }), exact }));
    expect(readFileSync(await (await taken).path(), 'utf8')).toContain(label('ekspor.kolom.nomor'));
    // Off while the file was on its way, and under the keyboard again.
    await keys.isKept();
    expect(await desk.getByRole('button', { name: label('ui.ekspor.unduh', { bentuk: 'CSV' }), exact }).evaluate((part) => part === document.activeElement)).toBe(true);
  }, 180_000);

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
