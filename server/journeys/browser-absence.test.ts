import { randomUUID } from 'node:crypto';
import { afterAll, afterEach, beforeAll, expect } from '@jest/globals';
import type { Page } from 'playwright-core';
import { apply } from '../../seeds/scenarios/registrasi-perseorangan.ts';
import { beginAbsences } from '../handover/index.ts';
import { createLogger } from '../platform/log.ts';
import { axeFindings, ensurePages, label, openBrowser, rawKeys, type WalkBrowser } from '../testing/browser.ts';
import { executablePath, stages, walk } from '../testing/browser-walk.ts';
import { startTestLoket, TEST_PASSWORD, type TestLoket } from '../testing/start-loket.ts';

const exact = true;

/** An absence recorded by slip is called off at the supervisor's desk; the file comes back whatever the dialog knew of it. */
walk('an absence called off', () => {
  let test: TestLoket;
  let people: WalkBrowser;
  let desk: Page;
  let caseId: string;
  const stage = stages();
  const idOf = async (name: string) => (await test.db('users').where({ email: `${name}@loket.test` }).first<{ id: string }>('id')).id;
  const holder = async () => (await test.db('cases').where({ id: caseId }).first<{ holder_id: string | null }>('holder_id')).holder_id;
  const begin = () => beginAbsences({ db: test.db, door: test.loket.door, log: createLogger({ level: 'silent' }) });
  const dialog = () => desk.getByRole('dialog', { name: label('ui.absensi.batal_judul', { nama: 'Sari Wulandari' }) });
  const button = (key: string) => dialog().getByRole('button', { name: label(key), exact });
  const record = async () => {
    const supervisor = await test.world.officer('penyelia');
    await supervisor.post('/api/absences', { requestId: randomUUID(), userId: await idOf('helpdesk'), firstDay: '2026-03-02', lastDay: '2026-03-02', substituteId: await idOf('helpdesk2') });
  };
  const openDialog = async () => {
    await desk.reload();
    await desk.getByRole('button', { name: `${label('ui.absensi.batalkan')}: Sari Wulandari`, exact }).click();
    await dialog().waitFor();
  };
  const callOff = async () => {
    await button('ui.absensi.batalkan').click();
    await dialog().waitFor({ state: 'detached' });
  };

  beforeAll(async () => {
    await ensurePages();
    test = await startTestLoket({ seed: 71 });
    people = await openBrowser({ url: test.url, password: TEST_PASSWORD, clock: test.clock, executablePath });
    caseId = (await apply(test.world)).caseId;
    await (await test.world.officer('helpdesk')).post(`/api/cases/${caseId}/claim`);
    desk = await people.desk('penyelia');
    await desk.getByRole('link', { name: label('ui.menu.absences') }).click();
  }, 240_000);
  afterAll(async () => {
    await people?.close();
    await test?.stop();
  });
  afterEach(async () => {
    if (desk) expect(await rawKeys(desk)).toEqual([]);
    // The answers kept back below are meant.
    expect(people.complaints().filter((one) => !one.includes('503'))).toEqual([]);
  });

  stage('that begins while its dialog is open brings the file back', async () => {
    await record();
    await openDialog();
    await button('ui.absensi.batalkan').click({ trial: true });
    expect(await dialog().getByRole('checkbox').count()).toBe(0);
    expect([await begin(), await holder()]).toEqual([1, await idOf('helpdesk2')]);
    await callOff();
    expect(await holder()).toBe(await idOf('helpdesk'));
  });

  stage('whose numbers cannot be read asks again when told to, and asks for the wish without them', async () => {
    await record();
    expect([await begin(), await holder()]).toEqual([1, await idOf('helpdesk2')]);
    await desk.route('**/untouched', (route) => route.fulfill({ status: 503, json: { message: 'Sedang tidak tersedia.' } }));
    await openDialog();
    const unnumbered = dialog().getByRole('checkbox', { name: label('ui.absensi.batal_kembali_semua'), exact });
    await unnumbered.waitFor();
    expect(await unnumbered.isChecked()).toBe(true);
    expect(await axeFindings(desk)).toEqual([]);
    await desk.unroute('**/untouched');
    await button('ui.daftar.coba_lagi').click();
    await dialog().getByRole('checkbox', { name: label('ui.absensi.batal_kembali', { berkas: 1, tugas: 0 }), exact }).waitFor();
    expect(await dialog().getByRole('alert').count()).toBe(0);
    await button('ui.tutup').click();
    await dialog().waitFor({ state: 'detached' });
  });

  stage('whose numbers cannot be read brings the file back all the same', async () => {
    await desk.route('**/untouched', (route) => route.fulfill({ status: 503, json: { message: 'Sedang tidak tersedia.' } }));
    await openDialog();
    await button('ui.daftar.coba_lagi').waitFor();
    await callOff();
    expect(await holder()).toBe(await idOf('helpdesk'));
  });
});
