import { setTimeout as pause } from 'node:timers/promises';
import { afterAll, beforeAll, expect, it } from '@jest/globals';
import type { Page } from 'playwright-core';
import { apply } from '../../seeds/scenarios/registrasi-perseorangan.ts';
import type { Walked } from '../../seeds/scenarios/world.ts';
import { executablePath, walk } from '../testing/browser-walk.ts';
import { ensurePages, label, openBrowser, type WalkBrowser } from '../testing/browser.ts';
import { openCase, openTab } from '../testing/browser-desk.ts';
import { startTestLoket, TEST_PASSWORD, type TestLoket } from '../testing/start-loket.ts';

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
    // Saved once with the line up: what is told below is the save that failed, not one that never began.
    await note().fill('Pemohon');
    await keptBecomes('Pemohon');
    await desk.context().setOffline(true);
    await note().fill('Pemohon menelepon');
    await desk.getByText(label('ui.draf.gagal'), { exact }).waitFor();
    expect(await kept()).toBe('Pemohon');
    await desk.context().setOffline(false);
    await keptBecomes('Pemohon menelepon');
  }, 60_000);

  it('a note that was handed in does not come back by a save that was still on its way', async () => {
    await note().fill('Pemohon minta dihubungi sore');
    await keptBecomes('Pemohon minta dihubungi sore');
    let under = 0;
    let through = 0;
    const drafts = (url: URL) => url.pathname.endsWith('/drafts');
    await desk.route(drafts, async (route) => {
      if (route.request().method() !== 'POST') { await route.continue(); return; }
      under += 1;
      await pause(3_000);
      await route.continue();
      through += 1;
    });
    await note().fill('Pemohon minta dihubungi sore, pukul tiga');
    for (let tries = 0; tries < 100 && under === 0; tries += 1) await desk.waitForTimeout(100);
    expect([under, through]).toEqual([1, 0]);
    const discarded = desk.waitForResponse((answer) => answer.url().endsWith('/drafts/discard'));
    await desk.getByRole('button', { name: label('ui.catatan.simpan') }).click();
    await desk.getByRole('listitem').getByText('Pemohon minta dihubungi sore, pukul tiga').waitFor();
    // The slow save arrives after the note: what it brought back is taken away again.
    await discarded;
    expect([through, await kept()]).toEqual([1, undefined]);
    await desk.unroute(drafts);
    await desk.reload();
    await openTab(desk, 'catatan');
    await desk.getByRole('listitem').getByText('Pemohon minta dihubungi sore, pukul tiga').waitFor();
    expect(await note().inputValue()).toBe('');
  }, 60_000);

  it('a note typed in the moment before the screen is locked is saved', async () => {
    await note().fill('Pemohon menelepon, datang besok');
    await desk.getByRole('button', { name: label('ui.kunci.tombol'), exact }).click();
    await keptBecomes('Pemohon menelepon, datang besok');
  }, 60_000);
});
