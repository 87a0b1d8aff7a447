import { afterAll, afterEach, beforeAll, expect } from '@jest/globals';
import { Secret, TOTP } from 'otpauth';
import type { Locator, Page } from 'playwright-core';
import { uiWords, type UiKey } from '../domain/messages/ui-words.ts';
import { aCaseAt, type TestCase } from '../testing/a-case.ts';
import { fillDate } from '../testing/browser-dates.ts';
import { pick, write } from '../testing/browser-desk.ts';
import { goWithin } from '../testing/browser-looks.ts';
import { lookedAt } from '../testing/browser-screens.ts';
import { executablePath, stages, walk } from '../testing/browser-walk.ts';
import { ensurePages, label, openBrowser, type WalkBrowser } from '../testing/browser.ts';
import { startTestLoket, TEST_PASSWORD, type TestLoket } from '../testing/start-loket.ts';

const exact = true;
const AUDITOR = { name: 'Dra. Endang Contoh', email: 'endang@bpk.contoh.test' };

/** What the admin of an office does with accounts that are not new colleagues: an auditor, a lost telephone, somebody who leaves. */
walk('accounts of an office', () => {
  let test: TestLoket;
  let people: WalkBrowser;
  let desk: Page;
  let shown: TestCase;
  let left: TestCase;
  let key = '';
  const stage = stages();
  const words = (locale: 'id' | 'en', at: UiKey) => uiWords[locale][at];
  const dialog = (name?: string) => desk.getByRole('dialog', name === undefined ? {} : { name, exact });
  const press = (part: Page | Locator, at: UiKey) => part.getByRole('button', { name: label(at), exact }).click();
  const row = (name: string) => desk.getByRole('row').filter({ hasText: name });
  const gone = () => dialog().waitFor({ state: 'detached' });
  const idOf = async (name: string) => (await test.db('users').where({ email: `${name}@loket.test` }).first<{ id: string }>('id')).id;
  /** The app of the telephone; each step of it opens once, so the next one is typed a little early. */
  const code = (later: number) => new TOTP({ secret: Secret.fromBase32(key) }).generate({ timestamp: Date.now() + later * 30_000 });
  const openAccount = async (name: string) => {
    await desk.getByRole('button', { name, exact }).click();
    await dialog(name).waitFor();
  };

  beforeAll(async () => {
    await ensurePages();
    test = await startTestLoket({ seed: 109 });
    people = await openBrowser({ url: test.url, password: TEST_PASSWORD, clock: test.clock, executablePath });
    const office = await test.db('offices').where({ code: 'KALTIM' }).first<{ id: string; code: string; zone: string }>('id', 'code', 'zone');
    shown = await aCaseAt(test.db, 'diterima', { office });
    await aCaseAt(test.db, 'diterima', { office });
    left = await aCaseAt(test.db, 'penjadwalan', { office, holder: { id: await idOf('verifikator') } });
    desk = await people.desk('admin');
    await goWithin(desk, '/staf/users');
  }, 180_000);
  afterAll(async () => {
    await people?.close();
    await test?.stop();
  });
  afterEach(() => { expect(people.complaints()).toEqual([]); });

  stage('an auditor is invited for one file, with a link that is shown once', async () => {
    await press(desk, 'ui.akun.undang');
    await write(dialog(), label('ui.akun.nama'), AUDITOR.name);
    await write(dialog(), label('ui.akun.surel'), AUDITOR.email);
    await dialog().getByRole('checkbox', { name: label('peran.helpdesk'), exact }).check();
    await dialog().getByRole('checkbox', { name: label('peran.pemeriksa'), exact }).check();
    // He stands alone: the other part is taken out again.
    expect(await dialog().getByRole('checkbox', { name: label('peran.helpdesk'), exact }).isChecked()).toBe(false);
    await fillDate(dialog(), label('ui.akun.berakhir'), '2099-12-31');
    await dialog().getByRole('checkbox', { name: label('ui.akun.berkas_semua'), exact }).uncheck();
    await write(dialog(), label('ui.akun.berkas_daftar'), 'TIDAK-ADA-1');
    await dialog().getByRole('radio', { name: label('ui.akun.cara_cetak'), exact }).check();
    await press(dialog(), 'ui.akun.kirim');
    await dialog().getByText(label('galat.akun.berkas_tidak_ada', { nomor: 'TIDAK-ADA-1' })).waitFor();
    await lookedAt(desk, (locale) => dialog(words(locale, 'ui.akun.undang')).waitFor(), true);
    await write(dialog(), label('ui.akun.berkas_daftar'), shown.row.number);
    await press(dialog(), 'ui.akun.kirim');
    await lookedAt(desk, (locale) => dialog(words(locale, 'ui.akun.tautan_judul')).waitFor());
    const link = new URL(await desk.getByTestId('tautan-akun').innerText()).pathname;
    await press(dialog(), 'ui.tutup');
    await gone();
    await row(AUDITOR.email).getByText(label('peran.pemeriksa'), { exact }).waitFor();
    const page = await people.emptyDesk(link);
    for (const field of ['ui.sandi.baru', 'ui.sandi.ulang'] as const) await page.getByLabel(label(field)).fill('sandi pemeriksa yang panjang');
    await page.getByRole('button', { name: label('ui.sandi.simpan') }).click();
    await page.getByRole('link', { name: label('ui.masuk.judul') }).click();
    await page.getByLabel(label('ui.masuk.email')).fill(AUDITOR.email);
    await page.getByLabel(label('ui.masuk.sandi')).fill('sandi pemeriksa yang panjang');
    await page.getByRole('button', { name: label('ui.masuk.tombol') }).click();
    await page.getByRole('navigation', { name: label('ui.menu.nama') }).waitFor();
    const seen = await (await page.request.get('/api/cases')).json() as { number: string }[];
    expect(seen.map(({ number }) => number)).toEqual([shown.row.number]);
    await page.context().close();
  }, 180_000);

  stage('a supervisor sets the second step up of his own accord, and makes new recovery codes', async () => {
    const page = await people.desk('penyelia');
    const codes = async () => (await page.getByRole('main').getByRole('listitem').allInnerTexts()).filter((text) => /^[A-Z2-9]{4}-[A-Z2-9]{4}-[A-Z2-9]{4}$/.test(text));
    const kept = (locale: 'id' | 'en') => page.getByRole('button', { name: words(locale, 'ui.dua.sudah_simpan'), exact }).waitFor();
    await goWithin(page, '/staf/dua-langkah');
    await page.getByTestId('kunci-totp').waitFor();
    await lookedAt(page, (locale) => page.getByRole('heading', { name: words(locale, 'ui.dua.judul'), level: 1 }).waitFor());
    key = (await page.getByTestId('kunci-totp').innerText()).replace(/\s/g, '');
    await page.getByLabel(label('ui.dua.kode')).fill(code(0));
    await press(page, 'ui.dua.pasang');
    await lookedAt(page, kept);
    const first = await codes();
    await press(page, 'ui.dua.sudah_simpan');
    await page.getByRole('navigation', { name: label('ui.menu.nama') }).waitFor();
    await goWithin(page, '/staf/dua-langkah');
    await lookedAt(page, (locale) => page.getByRole('heading', { name: words(locale, 'ui.dua.pemulihan'), level: 1 }).waitFor());
    await page.getByText(label('ui.dua.sisa', { jumlah: 8 }), { exact }).waitFor();
    await page.getByLabel(label('ui.dua.kode')).fill('000000');
    await press(page, 'ui.dua.baru');
    await page.getByRole('alert').filter({ hasNotText: label('ui.dua.sisa', { jumlah: 8 }) }).waitFor();
    await page.getByLabel(label('ui.dua.kode')).fill(code(1));
    await press(page, 'ui.dua.baru');
    await lookedAt(page, kept);
    const second = await codes();
    expect([first.length, second.length, second.filter((one) => first.includes(one))]).toEqual([8, 8, []]);
    await page.context().close();
  }, 180_000);

  stage('his telephone is lost: the admin takes it off with his own password', async () => {
    await desk.reload();
    await row('Hendra Kusuma').getByText(label('ui.akun.dua_ada'), { exact }).waitFor();
    await openAccount('Hendra Kusuma');
    await lookedAt(desk, (locale) => dialog().getByRole('button', { name: words(locale, 'ui.akun.lepas_dua'), exact }).waitFor());
    await press(dialog(), 'ui.akun.lepas_dua');
    const sure = dialog(`${label('ui.akun.lepas_dua')}: Hendra Kusuma`);
    await sure.getByLabel(label('ui.akun.sandi_anda')).fill('bukan kata sandi saya');
    await press(sure, 'ui.akun.lepas_dua');
    await sure.getByText(label('galat.akun.sandi_anda')).first().waitFor();
    await lookedAt(desk, (locale) => dialog(`${words(locale, 'ui.akun.lepas_dua')}: Hendra Kusuma`).waitFor(), true);
    await sure.getByLabel(label('ui.akun.sandi_anda')).fill(TEST_PASSWORD);
    await press(sure, 'ui.akun.lepas_dua');
    await gone();
    await row('Hendra Kusuma').getByText(label('ui.akun.dua_ada'), { exact }).waitFor({ state: 'detached' });
    expect(await test.db('second_factors').where({ user_id: await idOf('penyelia') })).toEqual([]);
  }, 120_000);

  stage('who leaves is told of in numbers; what she has goes to the colleague who was chosen', async () => {
    await openAccount('Dewi Lestari Ningrum');
    await dialog().getByRole('switch', { name: label('ui.akun.aktif') }).uncheck();
    await dialog().getByText(label('ui.akun.nonaktif_jumlah', { nama: 'Dewi Lestari Ningrum', berkas: 1, jadwal: 0, tugas: 0 }), { exact }).waitFor();
    await dialog().getByText(label('ui.akun.nonaktif_akibat')).waitFor();
    await pick(dialog(), label('ui.akun.penerus'), 'Rahmat Hidayat · Verifikator');
    await lookedAt(desk, (locale) => dialog().getByText(words(locale, 'ui.akun.nonaktif_penerus')).waitFor());
    await press(dialog(), 'ui.simpan');
    await gone();
    await row('Dewi Lestari Ningrum').getByText(label('ui.pengguna.nonaktif'), { exact }).waitFor();
    await lookedAt(desk, (locale) => desk.getByRole('heading', { name: words(locale, 'ui.menu.users'), level: 1 }).waitFor());
    await test.world.settle();
    expect((await test.db('cases').where({ id: left.row.id }).first<{ holder_id: string }>('holder_id')).holder_id).toBe(await idOf('verifikator2'));
  }, 120_000);
});
