import { afterAll, afterEach, beforeAll, expect } from '@jest/globals';
import type { Page } from 'playwright-core';
import { apply, walks } from '../../seeds/scenarios/registrasi-perseorangan.ts';
import type { Walked } from '../../seeds/scenarios/world.ts';
import { dateField, fillDate, shownDate } from '../testing/browser-dates.ts';
import { openCase, takeCase } from '../testing/browser-desk.ts';
import { foreignWords, turnLook } from '../testing/browser-looks.ts';
import { executablePath, stages, walk } from '../testing/browser-walk.ts';
import { axeFindings, ensurePages, label, openBrowser, rawKeys, tooWide, type WalkBrowser } from '../testing/browser.ts';
import { startTestLoket, TEST_PASSWORD, type TestLoket } from '../testing/start-loket.ts';

const exact = true;

/** A browser that speaks American English and lives in New York, at a desk in Samarinda: neither may be seen in a date. */
walk('dates are those of the office', () => {
  let test: TestLoket;
  let people: WalkBrowser;
  let desk: Page;
  let walked: Walked;
  const stage = stages();
  const born = label('isian.tanggal_lahir');

  beforeAll(async () => {
    await ensurePages();
    test = await startTestLoket({ seed: 83 });
    people = await openBrowser({ url: test.url, password: TEST_PASSWORD, clock: test.clock, executablePath });
    walked = await apply(test.world);
    desk = await people.desk('helpdesk', { locale: 'en-US', timezoneId: 'America/New_York' });
  }, 240_000);
  afterAll(async () => {
    await people?.close();
    await test?.stop();
  });
  afterEach(async () => {
    if (desk) expect([await rawKeys(desk), await axeFindings(desk), await desk.evaluate(tooWide)]).toEqual([[], [], []]);
    expect(people.complaints()).toEqual([]);
  });

  stage('an hour that the night of the browser leaves out is the hour that was typed', async () => {
    await openCase(desk, walked.number);
    await takeCase(desk);
    await desk.getByRole('button', { name: label('ui.pegang.tunda'), exact }).click();
    const dialog = desk.getByRole('dialog');
    expect(await shownDate(dialog, label('ui.pegang.sampai'))).toBe('2026-03-03T08:00');
    await fillDate(dialog, label('ui.pegang.sampai'), '2026-03-08T02:30');
    expect([await axeFindings(desk), await desk.evaluate(tooWide)]).toEqual([[], []]);
    await dialog.getByRole('textbox', { name: new RegExp(`^${label('ui.pegang.alasan')}`) }).fill('Menunggu foto baru dari pemohon');
    await dialog.getByRole('button', { name: label('ui.pegang.tunda'), exact }).click();
    await dialog.waitFor({ state: 'detached' });
    const { on_hold_until: until } = await test.db('cases').where({ id: walked.caseId }).first<{ on_hold_until: Date }>('on_hold_until');
    expect(until.toISOString()).toBe('2026-03-07T18:30:00.000Z');
  });

  stage('half a date is kept, said, and sends nothing; a change of language leaves it', async () => {
    let asked = 0;
    desk.on('request', (request) => { if (request.method() === 'POST' && request.url().endsWith('/screenings')) asked += 1; });
    await desk.getByRole('link', { name: label('ui.menu.screenings'), exact }).click();
    await desk.getByRole('combobox', { name: label('ui.tapis.jenis') }).click();
    await desk.getByRole('option', { name: label('ui.tapis.lpse_lain'), exact }).click();
    await desk.getByRole('textbox', { name: label('isian.nama') }).fill('Rahmat Contoh');
    const field = dateField(desk, born);
    expect(await field.getByRole('spinbutton').allInnerTexts()).toEqual(['HH', 'BB', 'TTTT']);
    await field.getByRole('spinbutton').first().click();
    await desk.keyboard.type('0402');
    await desk.keyboard.press('Enter');
    await desk.getByText(label('ui.tanggal.belum_lengkap'), { exact }).waitFor();
    expect(await field.getByRole('spinbutton').allInnerTexts()).toEqual(['04', '02', 'TTTT']);
    await desk.getByRole('button', { name: label('ui.tapis.cari'), exact }).click();
    await turnLook(desk, ['en', 'dark']);
    await desk.getByText('The date is not complete yet', { exact }).waitFor();
    const spoken = dateField(desk, 'Date of birth');
    expect(await spoken.getByRole('spinbutton').allInnerTexts()).toEqual(['04', '02', 'TTTT']);
    // The year is what is missing, and there the keyboard is put.
    await desk.getByRole('button', { name: 'Search', exact }).last().click();
    expect(await spoken.getByRole('spinbutton').nth(2).evaluate((part) => part === document.activeElement)).toBe(true);
    await desk.keyboard.type('1990');
    expect(await shownDate(desk, 'Date of birth')).toBe('1990-02-04');
    expect(asked).toBe(0);
  });

  stage('the calendar is opened and used by keys, begins with Monday and speaks the language of the screen', async () => {
    for (const [locale, theme, heads, month] of [['en', 'dark', ['M', 'T', 'W', 'T', 'F', 'S', 'S'], 'February 1990'], ['id', 'light', ['S', 'S', 'R', 'K', 'J', 'S', 'M'], 'Februari 1990']] as const) {
      await turnLook(desk, [locale, theme]);
      const field = dateField(desk, locale === 'en' ? 'Date of birth' : born);
      await field.getByRole('spinbutton').last().click();
      await desk.keyboard.press('Tab');
      await desk.keyboard.press('Enter');
      const calendar = desk.getByRole('dialog');
      await calendar.getByText(month, { exact }).waitFor();
      expect(await calendar.getByRole('columnheader').allInnerTexts()).toEqual([...heads]);
      expect([await axeFindings(desk), await foreignWords(desk, locale), await desk.evaluate(tooWide)]).toEqual([[], [], []]);
      await desk.keyboard.press('ArrowRight');
      await desk.keyboard.press('Enter');
      await calendar.waitFor({ state: 'detached' });
    }
    expect(await shownDate(desk, born)).toBe('1990-02-06');
    // Ten in the morning in Samarinda is still the evening before in New York.
    await dateField(desk, born).getByRole('button').click();
    await desk.getByRole('dialog').getByRole('button', { name: label('ui.tanggal.hari_ini'), exact }).click();
    expect(await shownDate(desk, born)).toBe('2026-03-02');
  });

  stage('a day that no calendar has is said, and is not searched for', async () => {
    await dateField(desk, born).getByRole('spinbutton').first().click();
    await desk.keyboard.type('30021990');
    await desk.getByRole('button', { name: label('ui.tapis.cari'), exact }).last().click();
    await desk.getByText(label('ui.tanggal.tidak_ada'), { exact }).waitFor();
    await fillDate(desk, born, '1990-02-04');
    await desk.getByText(label('ui.tanggal.tidak_ada'), { exact }).waitFor({ state: 'detached' });
    await desk.getByRole('button', { name: label('ui.tapis.cari'), exact }).last().click();
    await desk.waitForURL(/screenings\/[0-9a-f-]{36}\/show/);
    expect((await test.db('screenings').pluck<{ tanggalLahir: string }[]>('asked')).map(({ tanggalLahir }) => tanggalLahir)).toEqual(['1990-02-04']);
  });

  let checked: Walked;
  stage('half a date goes with the draft it stands in, and with the day that was on the sheet before', async () => {
    checked = await (walks.cek_daftar_hitam as (typeof walks)[string])(test.world);
    await openCase(desk, checked.number);
    await desk.getByRole('button', { name: label('aksi.catat_lihat_portal'), exact }).click();
    const looked = dateField(desk, label('isian.waktu_portal')).getByRole('spinbutton');
    const empty = await looked.allInnerTexts();
    await looked.first().click();
    await desk.keyboard.type('0402');
    await desk.getByRole('textbox', { name: new RegExp(`^${label('isian.pencarian_portal')}`) }).fill('CV Contoh Jaya');
    await desk.getByText(label('ui.tanggal.waktu_belum_lengkap'), { exact }).waitFor();
    expect(await looked.allInnerTexts()).toEqual(['04', '02', ...empty.slice(2)]);
    await desk.getByRole('button', { name: label('ui.draf.buang'), exact }).click();
    await desk.getByText(label('ui.tanggal.waktu_belum_lengkap'), { exact }).waitFor({ state: 'detached' });
    expect(await looked.allInnerTexts()).toEqual(empty);

    await desk.getByRole('link', { name: label('ui.menu.day-docket'), exact }).click();
    const day = label('ui.lembar.tanggal');
    await dateField(desk, day).waitFor();
    const today = await shownDate(desk, day);
    await dateField(desk, day).getByRole('spinbutton').last().click();
    await desk.keyboard.press('Backspace');
    expect(await shownDate(desk, day)).not.toBe(today);
    await desk.getByRole('button', { name: label('ui.jadwal.hari_ini'), exact }).click();
    expect(await shownDate(desk, day)).toBe(today);
  });

  stage('a calendar that does not come takes neither the page along nor what was typed on it', async () => {
    const poor = await people.desk('helpdesk2');
    await poor.route('**/assets/SectionedField-*.js', (route) => route.abort());
    await poor.getByRole('link', { name: label('ui.entri.buka'), exact }).click();
    const field = poor.getByRole('textbox', { name: new RegExp(`^${born}`) });
    await field.waitFor();
    await poor.getByText(label('ui.tanggal.polos'), { exact }).waitFor();
    await field.fill('4/2/1990');
    await poor.getByText(label('ui.tanggal.belum_lengkap'), { exact }).waitFor();
    await field.fill('1990-02-04');
    await poor.getByText(label('ui.tanggal.belum_lengkap'), { exact }).waitFor({ state: 'detached' });
    expect([await axeFindings(poor), await poor.evaluate(tooWide)]).toEqual([[], []]);
    // What a button beside it puts in is seen there.
    await poor.getByRole('link', { name: label('ui.menu.tasks'), exact }).click();
    await poor.getByRole('dialog').getByRole('button', { name: label('ui.tinggalkan.ya'), exact }).click();
    await openCase(poor, checked.number);
    await poor.getByRole('button', { name: label('aksi.catat_lihat_portal'), exact }).click();
    await poor.getByRole('button', { name: label('ui.waktu.sekarang'), exact }).click();
    expect(await poor.getByRole('textbox', { name: new RegExp(`^${label('isian.waktu_portal')}`) }).inputValue()).toMatch(/^2026-\d\d-\d\d \d\d:\d\d$/);
    expect(people.complaints().filter((line) => !/SectionedField|ERR_FAILED/.test(line))).toEqual([]);
  });
});
