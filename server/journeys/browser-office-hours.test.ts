import { afterAll, afterEach, beforeAll, expect } from '@jest/globals';
import type { Locator, Page } from 'playwright-core';
import { uiWords, type UiKey } from '../domain/messages/ui-words.ts';
import { readCalendar } from '../offices/index.ts';
import { workingMinutes } from '../domain/working-time.ts';
import { dateField, fillDate } from '../testing/browser-dates.ts';
import { goWithin } from '../testing/browser-looks.ts';
import { lookedAt } from '../testing/browser-screens.ts';
import { executablePath, stages, walk } from '../testing/browser-walk.ts';
import { ensurePages, label, openBrowser, type WalkBrowser } from '../testing/browser.ts';
import { startTestLoket, TEST_PASSWORD, type TestLoket } from '../testing/start-loket.ts';

const exact = true;
const RAMADAN = 'Ramadan 1447 H';
const SENTENCE = 'Kantor tutup pukul 15.00 selama Ramadan.';

/** What an office sets once a year: the hours of Ramadan over its ordinary ones, and a letter that says so from a day on. */
walk('hours and letters of an office', () => {
  let test: TestLoket;
  let people: WalkBrowser;
  let desk: Page;
  const stage = stages();
  const words = (locale: 'id' | 'en', key: UiKey) => uiWords[locale][key];
  const dialog = () => desk.getByRole('dialog');
  const week = (name: string) => desk.getByRole('article', { name, exact });
  const press = (part: Page | Locator, key: UiKey) => part.getByRole('button', { name: label(key), exact }).click();
  const gone = () => dialog().waitFor({ state: 'detached' });
  const day = (n: 1 | 2 | 3 | 4 | 5 | 6 | 7) => dialog().getByRole('textbox', { name: label(`ui.kalender.hari.${n}`), exact });
  /** What the hours come to where deadlines are reckoned: a whole day of the office. */
  const minutesOn = async (date: string) => {
    const office = await test.db('offices').where({ code: 'KALTIM' }).first<{ id: string }>('id');
    return workingMinutes({ ...await readCalendar(test.db, office.id), holidays: new Set() }, new Date(`${date}T00:00:00+08:00`), new Date(`${date}T23:59:00+08:00`));
  };

  beforeAll(async () => {
    await ensurePages();
    test = await startTestLoket({ seed: 103 });
    people = await openBrowser({ url: test.url, password: TEST_PASSWORD, clock: test.clock, executablePath });
    desk = await people.desk('admin');
  }, 180_000);
  afterAll(async () => {
    await people?.close();
    await test?.stop();
  });
  afterEach(() => { expect(people.complaints()).toEqual([]); });

  stage('the first table for Ramadan lies over the standard week, which stays beneath', async () => {
    await goWithin(desk, '/staf/holidays');
    await desk.getByRole('tab', { name: label('ui.kalender.jam_kerja'), exact }).click();
    await lookedAt(desk, (locale) => desk.getByText(words(locale, 'ui.kalender.baku'), { exact }).waitFor());
    await press(desk, 'ui.kalender.tambah_minggu');
    await dialog().getByRole('textbox', { name: label('ui.kalender.nama') }).fill(RAMADAN);
    await fillDate(dialog(), label('ui.kalender.dari'), '2026-03-02');
    await fillDate(dialog(), label('ui.kalender.hingga'), '2026-03-19');
    await press(dialog(), 'ui.kalender.mulai_ramadan');
    expect(await day(5).inputValue()).toBe('08.00–11.30, 12.30–15.30');
    await day(5).fill('jam delapan');
    await dialog().getByText(label('ui.kalender.jam_salah'), { exact }).waitFor();
    expect(await dialog().getByRole('button', { name: label('ui.simpan'), exact }).isDisabled()).toBe(true);
    await lookedAt(desk, (locale) => dialog().getByText(words(locale, 'ui.kalender.jam_salah'), { exact }).waitFor());
    // Turned in the meantime, and nothing of it is lost.
    expect(await dialog().getByRole('textbox', { name: label('ui.kalender.nama') }).inputValue()).toBe(RAMADAN);
    await day(5).fill('08.00-11.30; 13.00-15.30');
    await press(dialog(), 'ui.simpan');
    await gone();
    await lookedAt(desk, async () => {
      await week(RAMADAN).getByText(/08[.:]00–11[.:]30, 13[.:]00–15[.:]30/).waitFor();
      // The longest name of a day keeps its distance from the hours.
      expect(await week(RAMADAN).getByRole('term').evaluateAll((days) => days.filter((one) => one.scrollWidth > one.clientWidth).map((one) => one.textContent))).toEqual([]);
    }, true);
    await week(label('kalender.jam_baku')).getByText(label('ui.kalender.jam_menit', { jam: 37, menit: 30 })).waitFor();
    await week(RAMADAN).getByText(label('ui.kalender.jam_menit', { jam: 32, menit: 0 })).waitFor();
    // Fridays in Ramadan, after it and before it.
    expect([await minutesOn('2026-03-06'), await minutesOn('2026-03-27'), await minutesOn('2026-02-27')]).toEqual([360, 450, 450]);
  }, 180_000);

  stage('it is changed, a second one of the same day is refused at its field, and it is taken away again', async () => {
    await week(RAMADAN).getByRole('button', { name: `${label('ui.ubah')}: ${RAMADAN}`, exact }).click();
    expect(await day(5).inputValue()).toBe('08.00–11.30, 13.00–15.30');
    await day(5).fill('08.00–11.30');
    await press(dialog(), 'ui.simpan');
    await gone();
    await week(RAMADAN).getByText('08.00–11.30', { exact }).waitFor();
    expect(await minutesOn('2026-03-06')).toBe(210);
    await press(desk, 'ui.kalender.tambah_minggu');
    await dialog().getByRole('textbox', { name: label('ui.kalender.nama') }).fill('Ramadan sekali lagi');
    await fillDate(dialog(), label('ui.kalender.dari'), '2026-03-02');
    await press(dialog(), 'ui.simpan');
    await dialog().getByText(label('galat.kalender.mulai_sama')).waitFor();
    expect(await dateField(dialog(), label('ui.kalender.dari')).locator('..').getByText(label('galat.kalender.mulai_sama')).count()).toBe(1);
    await press(dialog(), 'ui.batal');
    await press(desk.getByRole('dialog', { name: label('ui.buang_isian.judul'), exact }), 'ui.buang_isian.ya');
    await gone();
    await week(RAMADAN).getByRole('button', { name: `${label('ui.hapus')}: ${RAMADAN}`, exact }).click();
    await lookedAt(desk, (locale) => desk.getByRole('dialog', { name: `${words(locale, 'ui.hapus')}: ${RAMADAN}`, exact }).waitFor(), true);
    await press(dialog(), 'ui.hapus');
    await gone();
    await week(RAMADAN).waitFor({ state: 'detached' });
    await week(label('kalender.jam_baku')).waitFor();
    expect(await minutesOn('2026-03-06')).toBe(450);
  }, 120_000);

  stage('a letter says more from a day on; what it would say is read before it is saved, and the old wording stays', async () => {
    await goWithin(desk, '/staf/letter-templates');
    const versions = desk.getByRole('row').filter({ hasText: label('surat.konfirmasi_penerimaan') }).filter({ hasText: label('prosedur.registrasi_perseorangan') });
    await versions.getByRole('button').first().click();
    // The letter and its service are called as they were when it was opened: nobody turns the language behind a dialog.
    await lookedAt(desk, (locale) => dialog().getByRole('button', { name: words(locale, 'ui.templat.ubah'), exact }).waitFor(), true);
    await press(dialog(), 'ui.templat.ubah');
    const text = dialog().getByRole('textbox', { name: label('ui.templat.isi') });
    const preview = dialog().getByRole('region', { name: label('ui.templat.pratinjau') });
    await preview.getByText(label('ui.templat.siap'), { exact }).waitFor();
    const before = await text.inputValue();
    await text.fill(`${before}\n\n{jam_buka}`);
    await preview.getByText(label('galat.templat.tidak_dikenal', { nama: '{jam_buka}' })).waitFor();
    expect(await dialog().getByRole('button', { name: label('ui.simpan'), exact }).isDisabled()).toBe(true);
    await lookedAt(desk, (locale) => dialog().getByRole('region', { name: words(locale, 'ui.templat.pratinjau') }).getByRole('listitem').waitFor(), true);
    await text.fill(`${before}\n\n${SENTENCE}`);
    await preview.getByText(new RegExp(SENTENCE)).waitFor();
    await lookedAt(desk, (locale) => dialog().getByText(words(locale, 'ui.templat.siap'), { exact }).waitFor(), true);
    await fillDate(dialog(), label('ui.templat.berlaku'), '2026-03-09');
    await press(dialog(), 'ui.simpan');
    await gone();
    const own = versions.filter({ hasText: label('ui.templat.sendiri') });
    await own.waitFor();
    expect([await versions.count(), await own.innerText()]).toEqual([2, expect.stringMatching(/9 Mar(et)? 2026/)]);
    await own.getByRole('button').first().click();
    await dialog().getByText(new RegExp(SENTENCE)).waitFor();
    await press(dialog(), 'ui.tutup');
    await gone();
  }, 180_000);

  stage('the tabs of the office that are not the first', async () => {
    await goWithin(desk, '/staf/offices');
    await lookedAt(desk, (locale) => desk.getByRole('tab', { name: words(locale, 'ui.kantor.saya'), exact, selected: true }).waitFor());
    await desk.getByRole('tab', { name: label('ui.kantor.semua'), exact }).click();
    await lookedAt(desk, async (locale) => {
      await desk.getByRole('button', { name: words(locale, 'ui.kantor.baru'), exact }).waitFor();
      await desk.getByRole('cell', { name: 'MUAROJAMBI', exact }).waitFor();
    });
  }, 60_000);
});
