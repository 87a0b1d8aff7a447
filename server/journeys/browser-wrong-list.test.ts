import { afterAll, beforeAll, expect, it } from '@jest/globals';
import type { Page } from 'playwright-core';
import { sampleList } from '../../seeds/scenarios/sample-list.ts';
import { fillDate } from '../testing/browser-dates.ts';
import { executablePath, walk } from '../testing/browser-walk.ts';
import { chooseFile, ensurePages, label, openBrowser, rawKeys, type WalkBrowser } from '../testing/browser.ts';
import { startTestLoket, TEST_PASSWORD, type TestLoket } from '../testing/start-loket.ts';

const exact = true;

/** A cut-off list asks before it comes into force, and can be withdrawn. */
walk('a wrong list in a browser', () => {
  let test: TestLoket;
  let people: WalkBrowser;
  let desk: Page;
  beforeAll(async () => {
    await ensurePages();
    test = await startTestLoket({ seed: 73 });
    people = await openBrowser({ url: test.url, password: TEST_PASSWORD, clock: test.clock, executablePath });
    desk = await people.desk('penyelia');
    await desk.getByRole('link', { name: label('ui.menu.blacklist-imports') }).click();
  }, 180_000);
  afterAll(async () => {
    await people?.close();
    await test?.stop();
  });

  const offer = async (day: string, name: string, buffer: Buffer) => {
    await desk.getByRole('button', { name: label('ui.impor.tombol') }).click();
    const dialog = desk.getByRole('dialog');
    await fillDate(dialog, label('ui.kolom.tanggal_data'), day);
    await chooseFile(dialog.getByRole('button', { name: label('ui.impor.berkas') }), { name, mimeType: 'text/csv', buffer });
    const send = dialog.getByRole('button', { name: label('ui.impor.kirim'), exact });
    await send.click();
    return { dialog, send };
  };
  const inForce = () => desk.getByRole('row').filter({ hasText: label('ui.impor.dipakai') });

  it('is confirmed, then withdrawn with a reason; the list before is in force again', async () => {
    const whole = sampleList(test.clock.now());
    await offer('2026-02-28', 'utuh.csv', whole);
    await inForce().filter({ hasText: 'utuh.csv' }).waitFor();

    const { dialog, send } = await offer('2026-03-01', 'terpotong.csv', Buffer.from(whole.toString('utf8').split('\n').slice(0, 3).join('\n')));
    const confirm = dialog.getByRole('checkbox', { name: label('ui.impor.konfirmasi') });
    await confirm.waitFor();
    expect(await send.isDisabled()).toBe(true);
    await confirm.check();
    await send.click();
    await inForce().filter({ hasText: 'terpotong.csv' }).waitFor();

    await desk.getByRole('button', { name: label('ui.impor.cabut_judul', { berkas: 'terpotong.csv' }), exact }).click();
    await dialog.getByLabel(label('ui.impor.cabut_alasan')).fill('Unduhan terpotong.');
    await dialog.getByRole('button', { name: label('ui.impor.cabut'), exact }).click();
    await inForce().filter({ hasText: 'utuh.csv' }).waitFor();
    const withdrawn = desk.getByRole('row').filter({ hasText: 'terpotong.csv' });
    await withdrawn.getByText(label('impor.keadaan.dicabut'), { exact }).waitFor();
    await withdrawn.getByText(/^Unduhan terpotong\. · /).waitFor();
    expect(await withdrawn.getByRole('button', { name: label('ui.impor.cabut') }).count()).toBe(0);
    expect(await rawKeys(desk)).toEqual([]);
    expect(people.complaints().filter((complaint) => !complaint.includes('422'))).toEqual([]);
  }, 90_000);
});
