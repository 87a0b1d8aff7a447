import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { Page } from 'playwright-core';
import { apply } from '../../seeds/scenarios/registrasi-perseorangan.ts';
import type { Walked } from '../../seeds/scenarios/world.ts';
import { ensurePages, label, openBrowser, type WalkBrowser } from '../testing/browser.ts';
import { openCase, openTab } from '../testing/browser-desk.ts';
import { startTestLoket, TEST_PASSWORD, type TestLoket } from '../testing/start-loket.ts';

const executablePath = process.env.LOKET_TEST_CHROMIUM ?? '';
const walk = executablePath ? describe : describe.skip;
const exact = true;

/** What somebody typed is neither lost nor taken for something else. */
walk('words typed at the desk', () => {
  let test: TestLoket;
  let people: WalkBrowser;
  let desk: Page;
  let one: Walked;
  let other: Walked;
  const note = () => desk.getByRole('textbox', { name: label('ui.catatan.tulis') });
  const kept = async () => (await test.db('case_drafts').where({ case_id: one.caseId, key: 'catatan_internal' }).first<{ content: { text?: string } } | undefined>('content'))?.content.text;
  const keptBecomes = async (text: string) => {
    for (let tries = 0; tries < 100 && await kept() !== text; tries += 1) await desk.waitForTimeout(100);
    expect(await kept()).toBe(text);
  };

  beforeAll(async () => {
    await ensurePages();
    test = await startTestLoket({ seed: 77 });
    one = await apply(test.world);
    other = await apply(test.world);
    people = await openBrowser({ url: test.url, password: TEST_PASSWORD, clock: test.clock, executablePath });
    desk = await people.desk('helpdesk');
  }, 240_000);
  afterAll(async () => {
    await people?.close();
    await test?.stop();
  });

  it('Enter after typing on does not open the person found before', async () => {
    const box = desk.getByRole('combobox', { name: label('ui.cari.nama') });
    await box.fill(one.person.nama);
    await desk.getByRole('option').filter({ hasText: one.number }).waitFor();
    await box.fill(other.person.nama);
    await desk.keyboard.press('Enter');
    await desk.getByRole('option').filter({ hasText: other.number }).waitFor();
    expect(desk.url()).not.toContain(one.caseId);
    expect(await desk.getByRole('option').filter({ hasText: one.number }).count()).toBe(0);
  }, 60_000);

  it('a note typed while the line is down is saved by itself when it is back', async () => {
    await openCase(desk, one.number);
    await openTab(desk, 'catatan');
    await desk.context().setOffline(true);
    await note().fill('Pemohon menelepon');
    await desk.waitForTimeout(1_500);
    expect(await kept()).toBeUndefined();
    await desk.context().setOffline(false);
    await keptBecomes('Pemohon menelepon');
  }, 60_000);

  it('a note typed in the moment before the screen is locked is saved', async () => {
    await note().fill('Pemohon menelepon, datang besok');
    await desk.getByRole('button', { name: label('ui.kunci.tombol'), exact }).click();
    await keptBecomes('Pemohon menelepon, datang besok');
  }, 60_000);
});
