import { afterAll, afterEach, beforeAll, expect } from '@jest/globals';
import type { Locator, Page } from 'playwright-core';
import { apply, walks } from '../../seeds/scenarios/registrasi-perseorangan.ts';
import type { Walked } from '../../seeds/scenarios/world.ts';
import { uiWords, type UiKey } from '../domain/messages/ui-words.ts';
import { beginAbsences } from '../handover/index.ts';
import { createLogger } from '../platform/log.ts';
import { fillDate } from '../testing/browser-dates.ts';
import { openCase, pick, takeCase, write } from '../testing/browser-desk.ts';
import { goWithin } from '../testing/browser-looks.ts';
import { lookedAt } from '../testing/browser-screens.ts';
import { executablePath, stages, walk } from '../testing/browser-walk.ts';
import { ensurePages, label, openBrowser, type WalkBrowser } from '../testing/browser.ts';
import { startTestLoket, TEST_PASSWORD, type TestLoket } from '../testing/start-loket.ts';

const exact = true;

/** Work changes hands at the supervisor's desk: one file, an absence with what it would pass on, and everything back to the queue. */
walk('work that changes hands', () => {
  let test: TestLoket;
  let people: WalkBrowser;
  let desk: Page;
  let file: Walked;
  let called: Walked;
  const stage = stages();
  const words = (locale: 'id' | 'en', key: UiKey) => uiWords[locale][key];
  const dialog = (name?: string) => desk.getByRole('dialog', name === undefined ? {} : { name, exact });
  const press = (part: Page | Locator, key: UiKey) => part.getByRole('button', { name: label(key), exact }).click();
  const gone = () => dialog().waitFor({ state: 'detached' });
  const holder = async (walked: Walked) => (await test.db('cases as c').leftJoin('users as u', 'u.id', 'c.holder_id').where('c.id', walked.caseId).first<{ name: string | null }>('u.name')).name;

  beforeAll(async () => {
    await ensurePages();
    test = await startTestLoket({ seed: 113 });
    people = await openBrowser({ url: test.url, password: TEST_PASSWORD, clock: test.clock, executablePath });
    called = await (walks.terjadwal as (typeof walks)[string])(test.world);
    file = await apply(test.world);
    await test.world.settle();
    desk = await people.desk('penyelia');
  }, 240_000);
  afterAll(async () => {
    await people?.close();
    await test?.stop();
  });
  afterEach(() => { expect(people.complaints()).toEqual([]); });

  stage('one file is handed over with a reason, and both are told', async () => {
    const sari = await people.desk('helpdesk');
    await openCase(sari, file.number);
    await takeCase(sari);
    await openCase(desk, file.number);
    await press(desk, 'ui.pegang.serahkan');
    await lookedAt(desk, (locale) => dialog(words(locale, 'ui.pegang.serahkan_judul')).waitFor());
    await dialog().getByRole('combobox', { name: new RegExp(`^${label('ui.pegang.kepada')}`) }).click();
    // Colleagues of the part whose turn it is, the queue, and not she who has it.
    const offered = await desk.getByRole('option').allInnerTexts();
    expect([offered[0], offered.includes('Bagus Pratama · Helpdesk'), offered.filter((one) => /Sari|Ratna/.test(one))]).toEqual([label('ui.pegang.antrean'), true, []]);
    await desk.getByRole('option', { name: 'Bagus Pratama · Helpdesk', exact }).click();
    await write(dialog(), label('ui.pegang.alasan'), 'Sari mendampingi tamu');
    await press(dialog(), 'ui.pegang.serahkan');
    await gone();
    await desk.getByText(label('ui.berkas.dipegang', { nama: 'Bagus Pratama' }), { exact }).waitFor();
    expect(await holder(file)).toBe('Bagus Pratama');
    await sari.reload();
    await sari.getByRole('button', { name: label('ui.kabar.jumlah', { n: 1 }) }).click();
    await sari.getByRole('dialog').getByText(/Sari mendampingi tamu/).waitFor();
    await sari.context().close();
  }, 120_000);

  stage('an absence says before it is saved what it would pass on, and does so', async () => {
    await goWithin(desk, '/staf/absences');
    await press(desk, 'ui.absensi.catat');
    await pick(dialog(), label('ui.absensi.siapa'), 'Bagus Pratama · Helpdesk');
    await fillDate(dialog(), label('ui.absensi.dari'), '2026-03-02');
    await fillDate(dialog(), label('ui.absensi.sampai'), '2026-03-04');
    const plan = dialog().getByRole('status');
    await plan.filter({ hasText: label('ui.absensi.antrean', { n: 1 }) }).waitFor();
    await pick(dialog(), label('ui.absensi.pengganti'), 'Sari Wulandari · Helpdesk');
    await plan.filter({ hasText: label('ui.absensi.kepada', { nama: 'Sari Wulandari', apa: label('ui.absensi.berkas', { n: 1 }) }) }).waitFor();
    await lookedAt(desk, (locale) => dialog(words(locale, 'ui.absensi.catat')).getByRole('status').waitFor());
    await press(dialog(), 'ui.simpan');
    await gone();
    const away = desk.getByRole('row').filter({ hasText: '4 Mar' }).filter({ hasText: 'Bagus Pratama' });
    await away.getByText('Sari Wulandari', { exact }).waitFor();
    expect([await beginAbsences({ db: test.db, door: test.loket.door, log: createLogger({ level: 'silent' }) }), await holder(file)]).toEqual([1, 'Sari Wulandari']);
    await desk.reload();
    await lookedAt(desk, (locale) => desk.getByRole('row').filter({ hasText: words(locale, 'ui.absensi.berlaku') }).waitFor());
  }, 120_000);

  stage('everything goes back to the queue; the appointment that stays is named', async () => {
    expect(await holder(called)).toBe('Dewi Lestari Ningrum');
    await goWithin(desk, '/staf/absences');
    const title = (locale: 'id' | 'en') => words(locale, 'ui.serah.semua_judul').replace('%{nama}', 'Dewi Lestari Ningrum');
    await desk.getByRole('button', { name: title('id'), exact }).click();
    await lookedAt(desk, (locale) => dialog(title(locale)).waitFor());
    await dialog().getByText(label('ui.serah.semua_penjelasan', { berkas: 1, jadwal: 1, tugas: 0 }), { exact }).waitFor();
    await pick(dialog(), label('ui.pegang.kepada'), label('ui.pegang.antrean'));
    await dialog().getByText(label('ui.serah.semua_antrean', { berkas: 1, jadwal: 1, tugas: 0 }), { exact }).waitFor();
    await write(dialog(), label('ui.pegang.alasan'), 'Dewi dipindahkan ke biro lain');
    await press(dialog(), 'ui.serah.semua');
    const told = dialog().getByRole('alert');
    await told.getByText(label('ui.serah.jadwal_tinggal', { nama: 'Dewi Lestari Ningrum' })).waitFor();
    await lookedAt(desk, () => told.getByRole('link', { name: called.number, exact }).waitFor());
    await press(dialog(), 'ui.serah.tutup');
    await gone();
    expect(await holder(called)).toBeNull();
    expect(await test.db('appointments').where({ case_id: called.caseId }).whereIn('state', ['diusulkan', 'dikonfirmasi']).join('users as u', 'u.id', 'appointments.verifikator_id').pluck('u.name')).toEqual(['Dewi Lestari Ningrum']);
  }, 120_000);
});
