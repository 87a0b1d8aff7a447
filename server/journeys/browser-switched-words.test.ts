/** Who changes the language beneath an open page reads all of it in the other: also what the server had said before. Nothing typed goes, nothing moves. */
import { randomUUID } from 'node:crypto';
import { afterAll, afterEach, beforeAll, expect, it } from '@jest/globals';
import type { Page } from 'playwright-core';
import sharp from 'sharp';
import { apply, walks } from '../../seeds/scenarios/registrasi-perseorangan.ts';
import { sampleList } from '../../seeds/scenarios/sample-list.ts';
import { take, withPerson, type Walked } from '../../seeds/scenarios/world.ts';
import { HOLIDAY_KINDS } from '../domain/contract/offices.ts';
import { translate } from '../domain/messages/translate.ts';
import { uiWords } from '../domain/messages/ui-words.ts';
import { executablePath, walk } from '../testing/browser-walk.ts';
import { fillDate, shownDate } from '../testing/browser-dates.ts';
import { because, openAct, openCase } from '../testing/browser-desk.ts';
import { foreignWords, turnLook } from '../testing/browser-looks.ts';
import { chooseFile, ensurePages, label, openBrowser, type WalkBrowser } from '../testing/browser.ts';
import { encryptedPdf } from '../testing/hostile-files.ts';
import { sampleScan } from '../testing/sample-files.ts';
import { startTestLoket, TEST_PASSWORD, type TestLoket } from '../testing/start-loket.ts';

const exact = true;
const LANGUAGES = ['en', 'id'] as const;
const shot = async (page: Page, name: string) => { if (process.env.LOKET_SHOTS) await page.screenshot({ path: `${process.env.LOKET_SHOTS}/${name}.png` }); };

walk('the language is changed beneath an open page', () => {
  let test: TestLoket;
  let people: WalkBrowser;

  beforeAll(async () => {
    await ensurePages();
    test = await startTestLoket({ seed: 131 });
    people = await openBrowser({ url: test.url, password: TEST_PASSWORD, clock: test.clock, executablePath });
  }, 240_000);
  afterAll(async () => {
    await people?.close();
    await test?.stop();
  });
  afterEach(() => { expect(people.complaints()).toEqual([]); });

  /** Each sentence as the catalogue has it; the last words of the server may need a moment. */
  const reads = async (page: Page, sentences: readonly [key: string, params?: Record<string, string | number>][], locale: 'id' | 'en') => {
    for (const [key, params] of sentences) await page.getByText(translate(key, params ?? {}, locale)).first().waitFor();
  };

  it('at the counter: errors of fields, warnings of a picture and a refused file follow; what was typed and where one stood stays', async () => {
    const page = await people.desk('helpdesk');
    await page.setViewportSize({ width: 1366, height: 600 });
    await page.goto('/staf/cases/create');
    const person = test.world.people();
    const box = (field: string, locale: 'id' | 'en' = 'id') => page.getByRole('textbox', { name: translate(`isian.${field}`, {}, locale), exact });
    const typed: Record<string, string> = { nama: person.nama, nik: '1234', email: 'tanpa-tanda-at', telepon: '12', alamat: person.alamat };
    for (const [field, words] of Object.entries(typed)) await box(field).fill(words);
    const small = await sharp(await sampleScan('ktp', person.onCards, 'jpeg')).resize({ width: 400 }).toBuffer();
    await chooseFile(page.getByRole('button', { name: new RegExp(label('dokumen.ktp')) }), { name: 'kecil.jpg', mimeType: 'image/jpeg', buffer: small });
    await chooseFile(page.getByRole('button', { name: new RegExp(label('dokumen.npwp')) }), { name: 'terkunci.pdf', mimeType: 'application/pdf', buffer: encryptedPdf() });
    await reads(page, [['unggahan.picture_small', { pixels: 400, least: 600 }], ['unggahan.pdf_password']], 'id');
    const refused = page.waitForResponse((answer) => answer.url().endsWith('/api/cases') && answer.request().method() === 'POST');
    await page.getByRole('button', { name: label('ui.entri.kirim'), exact }).click();
    const { words, errors } = await (await refused).json() as { errors: Record<string, string>; words: Record<'id' | 'en', { errors: Record<string, string> }> };
    expect(Object.keys(errors)).toEqual(expect.arrayContaining([expect.stringContaining('nik'), expect.stringContaining('email')]));
    const main = page.locator('#isi');
    await main.evaluate((part) => { part.scrollTop = part.scrollHeight; });
    const stood = await main.evaluate((part) => part.scrollTop);
    expect(stood).toBeGreaterThan(0);
    for (const locale of LANGUAGES) {
      await turnLook(page, [locale, 'light']);
      await reads(page, [['unggahan.picture_small', { pixels: 400, least: 600 }], ['unggahan.pdf_password']], locale);
      const shown = await page.locator('main').innerText();
      const other = Object.values(words[locale === 'en' ? 'id' : 'en'].errors).filter((sentence) => shown.includes(sentence));
      const own = Object.values(words[locale].errors).filter((sentence) => !shown.includes(sentence));
      await shot(page, `loket-${locale}`);
      expect({ locale, other, own, foreign: await foreignWords(page, locale) }).toEqual({ locale, other: [], own: [], foreign: [] });
      for (const [field, text] of Object.entries(typed)) expect({ field, text: await box(field, locale).inputValue() }).toEqual({ field, text });
      expect(Math.abs(await main.evaluate((part) => part.scrollTop) - stood)).toBeLessThanOrEqual(40);
    }
    await page.context().close();
  }, 120_000);

  it('on the page of a case: why an act is closed and what the checks warn of follow; the words of the form stay', async () => {
    const person = test.world.people();
    const born = `${Number(person.tanggalLahir.slice(0, 4)) - 1}${person.tanggalLahir.slice(4)}`;
    const walked: Walked = await apply(withPerson(test.world, { ...person, tanggalLahir: born }));
    const [helpdesk, colleague] = [await test.world.officer('helpdesk'), await test.world.officer('helpdesk2')];
    await take(helpdesk, walked.caseId);
    const page = await people.desk('helpdesk');
    await openCase(page, walked.number);
    const { warnings } = (await test.db('case_subjects').where({ case_id: walked.caseId }).first<{ warnings: { key: string; params: Record<string, string> }[] }>('warnings'));
    expect(warnings.map(({ key }) => key)).not.toEqual([]);
    const note = 'Pemohon salah alamat, sudah ditelepon.';
    const form = await openAct(page, 'nyatakan_bukan_permohonan');
    await because('TTP-01', note)(form);
    const { version } = await colleague.get<{ version: number }>(`/api/cases/${walked.caseId}`);
    await colleague.post(`/api/cases/${walked.caseId}/take-over`, { requestId: randomUUID(), seenVersion: version, reason: 'Pemohon berdiri di loket saya.' });
    const refused = page.waitForResponse((answer) => answer.url().includes('/actions/nyatakan_bukan_permohonan'));
    await form.getByRole('button', { name: label('aksi.nyatakan_bukan_permohonan'), exact }).click();
    const { words } = await (await refused).json() as { words: Record<'id' | 'en', { message: string; obstacles: { message: string }[] }> };
    for (const locale of LANGUAGES) {
      await turnLook(page, [locale, 'light']);
      await page.getByText(words[locale].obstacles[0]?.message ?? 'nothing').first().waitFor();
      for (const { key, params } of warnings) await page.getByText(translate(key, params, locale)).first().waitFor();
      await shot(page, `berkas-${locale}`);
      expect({ locale, foreign: await foreignWords(page, locale) }).toEqual({ locale, foreign: [] });
      expect(await page.locator('main form').getByRole('textbox', { name: new RegExp(`^${translate('isian.catatan', {}, locale)}`) }).first().inputValue()).toBe(note);
    }
    await page.context().close();
  }, 120_000);

  /** Beneath an open dialog, which covers the menu: the words of the other language may still have been on their way when it was opened. */
  const turnBeneath = async (page: Page, locale: 'id' | 'en') => {
    await page.locator('header button[aria-haspopup=menu]').last().dispatchEvent('click');
    await page.getByRole('menuitem', { name: locale === 'en' ? 'English' : 'Bahasa Indonesia', exact }).click();
    await page.getByRole('menu').waitFor({ state: 'detached' });
    await page.locator(`html[lang=${locale}]`).waitFor({ state: 'attached' });
  };

  it('in the import of holidays: why rows were refused follows, and the file is not sent again', async () => {
    const page = await people.desk('admin');
    let sent = 0;
    page.on('request', (request) => { if (request.url().endsWith('/api/holidays/import')) sent += 1; });
    await page.goto('/staf/holidays');
    await page.getByRole('button', { name: label('ui.kalender.impor'), exact }).click();
    const dialog = page.getByRole('dialog');
    const text = ['tanggal;nama;jenis', '2026-11-31;Tanggal ngawur;lokal', '2026-11-06;Libur;libur saja', '2072-01-01;Tahun Baru;nasional'].join('\n');
    await chooseFile(dialog.getByRole('button', { name: label('ui.kalender.impor_berkas'), exact }), { name: 'libur.csv', mimeType: 'text/csv', buffer: Buffer.from(text) });
    await dialog.getByRole('button', { name: label('ui.kalender.impor_kirim'), exact }).click();
    const why: [string, Record<string, string>?][] = [['galat.libur.date'], ['galat.libur.kind', { pilihan: HOLIDAY_KINDS.join(', ') }], ['galat.libur.terlalu_jauh']];
    await reads(page, why, 'id');
    for (const locale of LANGUAGES) {
      await turnBeneath(page, locale);
      await reads(page, why, locale);
      await shot(page, `libur-${locale}`);
      expect({ locale, foreign: await foreignWords(page, locale), rows: await dialog.getByRole('listitem').count() }).toEqual({ locale, foreign: [], rows: 3 });
    }
    expect(sent).toBe(1);
    await page.context().close();
  }, 90_000);

  it('in the import of a list: its columns and what is asked to be confirmed follow', async () => {
    const page = await people.desk('penyelia');
    await page.goto('/staf/blacklist-imports');
    const dialog = page.getByRole('dialog');
    const offer = async (day: string, name: string, text: string) => {
      await page.getByRole('button', { name: label('ui.impor.tombol') }).click();
      await fillDate(dialog, label('ui.kolom.tanggal_data'), day);
      await chooseFile(dialog.getByRole('button', { name: label('ui.impor.berkas') }), { name, mimeType: 'text/csv', buffer: Buffer.from(text) });
    };
    const send = () => dialog.getByRole('button', { name: label('ui.impor.kirim'), exact }).click();
    const whole = sampleList(test.clock.now()).toString('utf8');
    await offer('2026-02-28', 'utuh.csv', whole);
    await send();
    await page.getByRole('row').filter({ hasText: label('ui.impor.dipakai') }).waitFor();

    await offer('2026-03-01', 'terpotong.csv', whole.split('\n').slice(0, 3).join('\n'));
    const refused = page.waitForResponse((answer) => answer.url().endsWith('/api/blacklist-imports') && answer.request().method() === 'POST');
    await send();
    const { words } = await (await refused).json() as { words: Record<'id' | 'en', { errors: { konfirmasi: string } }> };
    await dialog.getByText(words.id.errors.konfirmasi, { exact }).waitFor();
    for (const locale of LANGUAGES) {
      await turnBeneath(page, locale);
      await dialog.getByText(words[locale].errors.konfirmasi, { exact }).waitFor();
      expect({ locale, other: await dialog.getByText(words[locale === 'en' ? 'id' : 'en'].errors.konfirmasi, { exact }).count(), foreign: await foreignWords(page, locale) }).toEqual({ locale, other: 0, foreign: [] });
    }
    await dialog.getByRole('button', { name: label('ui.batal'), exact }).click();
    await page.getByRole('button', { name: label('ui.buang_isian.ya'), exact }).click();
    await dialog.waitFor({ state: 'detached' });

    await offer('2026-03-01', 'polos.csv', 'Badan usaha,Pajak\nCV CONTOH,04.123.064.8-072.000');
    const column = (locale: 'id' | 'en') => dialog.getByRole('combobox', { name: translate('kolom.penyedia', {}, locale) });
    await column('id').click();
    await page.getByRole('option', { name: 'Badan usaha', exact }).click();
    for (const locale of LANGUAGES) {
      await turnBeneath(page, locale);
      await column(locale).filter({ hasText: 'Badan usaha' }).waitFor();
      expect(await shownDate(dialog, uiWords[locale]['ui.kolom.tanggal_data'])).toBe('2026-03-01');
      await shot(page, `kolom-${locale}`);
      expect({ locale, foreign: await foreignWords(page, locale) }).toEqual({ locale, foreign: [] });
    }
    await page.context().close();
  }, 120_000);

  it('where closing was confirmed: why a file was not closed follows', async () => {
    const late = await (walks.menunggu_perbaikan as (typeof walks)[string])(test.world);
    await test.db('repair_requests').where({ case_id: late.caseId }).update({ expiry_proposed_at: test.clock.now() });
    const page = await people.desk('helpdesk');
    await page.goto('/staf/cases');
    await page.getByRole('tab', { name: new RegExp(`^${label('ui.antrean.menunggu')}`) }).click();
    await page.getByRole('button', { name: label('ui.usul_tutup.tombol', { n: 1 }) }).click();
    const dialog = page.getByRole('dialog');
    await dialog.getByRole('checkbox', { name: label('ui.usul_tutup.semua') }).check();
    const note = (locale: 'id' | 'en') => dialog.getByRole('textbox', { name: new RegExp(`^${uiWords[locale]['ui.usul_tutup.catatan']}`) });
    await note('id').fill('Tidak ada perbaikan sampai batas waktu.');
    await (await test.world.officer('helpdesk2')).act(late.caseId, 'tarik_permintaan_perbaikan', { catatan: 'Diperbaiki lewat telepon.' });
    const refused = page.waitForResponse((answer) => answer.url().includes('/actions/') && answer.request().method() === 'POST');
    await dialog.getByRole('button', { name: label('ui.usul_tutup.kirim', { n: 1 }) }).click();
    const { words } = await (await refused).json() as { words: Record<'id' | 'en', { message: string }> };
    for (const locale of ['id', ...LANGUAGES] as const) {
      if (await page.evaluate(() => document.documentElement.lang) !== locale) await turnBeneath(page, locale);
      await dialog.getByRole('row').filter({ hasText: late.number }).getByText(words[locale].message, { exact }).waitFor();
      await shot(page, `usul-${locale}`);
      expect({ locale, foreign: await foreignWords(page, locale), note: await note(locale).inputValue() }).toEqual({ locale, foreign: [], note: 'Tidak ada perbaikan sampai batas waktu.' });
    }
    await page.context().close();
  }, 90_000);

  it('at the door: the refusal of a login follows', async () => {
    const page = await people.emptyDesk('/staf/login');
    await page.getByLabel(label('ui.masuk.email')).fill('helpdesk@loket.test');
    await page.getByLabel(label('ui.masuk.sandi')).fill('bukan-kata-sandinya');
    await page.getByRole('button', { name: label('ui.masuk.tombol') }).click();
    await reads(page, [['galat.masuk_gagal']], 'id');
    await page.getByRole('button', { name: 'English', exact }).click();
    await reads(page, [['galat.masuk_gagal']], 'en');
    expect(await foreignWords(page, 'en')).toEqual([]);
    people.complaints(); // the 401
    await page.context().close();
  }, 60_000);

  it('an answer that was still on its way in the old language is asked for again', async () => {
    const page = await people.desk('helpdesk');
    const asked: string[] = [];
    let letGo = (): void => undefined;
    const held = new Promise<void>((resolve) => { letGo = resolve; });
    await page.route('**/api/counter-form*', async (route) => {
      asked.push(route.request().headers()['x-loket-locale'] ?? '');
      if (asked.length === 1) await held;
      await route.continue();
    });
    await page.getByRole('link', { name: label('ui.entri.buka') }).click();
    for (let tries = 0; tries < 100 && asked.length === 0; tries += 1) await page.waitForTimeout(50);
    await turnLook(page, ['en', 'light']);
    letGo();
    await page.getByRole('textbox', { name: translate('isian.alamat', {}, 'en'), exact }).waitFor();
    expect(await foreignWords(page, 'en')).toEqual([]);
    expect([asked[0], asked.at(-1)]).toEqual(['id', 'en']);
    await page.context().close();
  }, 60_000);

  it('what an act answered in the old language is read in the new', async () => {
    const walked = await apply(test.world);
    const page = await people.desk('helpdesk');
    await openCase(page, walked.number);
    let letGo = (): void => undefined;
    const held = new Promise<void>((resolve) => { letGo = resolve; });
    let answered = 0;
    await page.route('**/claim', async (route) => {
      const response = await route.fetch();
      answered += 1;
      await held;
      await route.fulfill({ response });
    });
    await page.getByRole('button', { name: label('ui.berkas.ambil'), exact }).click();
    for (let tries = 0; tries < 200 && answered === 0; tries += 1) await page.waitForTimeout(50);
    await turnLook(page, ['en', 'light']);
    letGo();
    await page.getByText(uiWords.en['ui.berkas.anda_memegang'], { exact }).waitFor();
    await page.getByRole('button', { name: translate('aksi.mulai_cek_unggahan', {}, 'en'), exact }).waitFor();
    expect(await foreignWords(page, 'en')).toEqual([]);
    await page.context().close();
  }, 60_000);
});
