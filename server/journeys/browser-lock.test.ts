import { afterAll, afterEach, beforeAll, expect, it } from '@jest/globals';
import type { Page } from 'playwright-core';
import { executablePath, walk } from '../testing/browser-walk.ts';
import { axeFindings, ensurePages, label, openBrowser, rawKeys, type WalkBrowser } from '../testing/browser.ts';
import { startTestLoket, TEST_PASSWORD, type TestLoket } from '../testing/start-loket.ts';

const exact = true;

/** A shared desk with two tabs open: both close together and open together, and nobody is locked out without a warning. */
walk('the lock of a shared desk', () => {
  let test: TestLoket;
  let people: WalkBrowser;
  let first: Page;
  let second: Page;
  const curtain = (page: Page) => page.getByRole('dialog', { name: label('ui.kunci.judul') });
  const warning = (page: Page) => page.getByRole('dialog', { name: label('ui.kunci.segera') });
  const unlock = async (page: Page) => {
    await curtain(page).getByLabel(label('ui.masuk.sandi')).fill(TEST_PASSWORD);
    await curtain(page).getByRole('button', { name: label('ui.kunci.buka'), exact }).click();
  };
  /** Time passes and nobody touches anything. */
  const idle = async (minutes: number) => {
    test.clock.forward(minutes);
    await first.context().clock.setFixedTime(test.clock.now());
  };

  beforeAll(async () => {
    await ensurePages();
    test = await startTestLoket({ seed: 63 });
    people = await openBrowser({ url: test.url, password: TEST_PASSWORD, clock: test.clock, executablePath });
    first = await people.desk('helpdesk');
    second = await first.context().newPage();
    await second.goto('/staf/tasks');
    await second.getByRole('heading', { name: label('ui.menu.tasks'), level: 1 }).waitFor();
  }, 240_000);
  afterAll(async () => {
    await people?.close();
    await test?.stop();
  });
  afterEach(async () => {
    for (const page of [first, second]) if (page) expect(await rawKeys(page)).toEqual([]);
    people.complaints();
  });

  it('closes both tabs by one button and opens both by one password', async () => {
    // The second hears it from the first, not from a server that answers it 423 some time later.
    await second.route('**/api/**', (route) => route.abort());
    await first.getByRole('button', { name: label('ui.kunci.tombol'), exact }).click();
    await curtain(first).waitFor();
    await curtain(second).waitFor();
    await second.unroute('**/api/**');
    // Not only covered: the session answers nothing else meanwhile.
    expect(await second.evaluate(async () => (await fetch('/api/cases')).status)).toBe(423);
    expect(await axeFindings(second)).toEqual([]);
    await unlock(second);
    await curtain(second).waitFor({ state: 'detached' });
    await curtain(first).waitFor({ state: 'detached' });
    expect(await first.evaluate(async () => (await fetch('/api/cases')).status)).toBe(200);
  }, 60_000);

  it('warns two minutes before; a hand on one tab keeps both open', async () => {
    await idle(12);
    await first.waitForTimeout(6_000);
    expect([await warning(first).isVisible(), await warning(second).isVisible()]).toEqual([false, false]);
    await idle(1);
    await warning(first).waitFor();
    await warning(second).waitFor();
    await warning(first).getByText(label('ui.kunci.segera_isi', { menit: 2 })).waitFor();
    await warning(first).getByRole('button', { name: label('ui.diam.tetap'), exact }).click();
    await warning(first).waitFor({ state: 'detached' });
    await warning(second).waitFor({ state: 'detached' });
  }, 60_000);

  it('locks both when nobody answers, and what was typed stays beneath', async () => {
    const search = first.getByRole('combobox', { name: label('ui.cari.nama') });
    await search.fill('Rina Cont');
    await first.keyboard.press('Escape');
    await idle(15);
    await curtain(first).waitFor();
    await curtain(second).waitFor();
    await unlock(first);
    await curtain(first).waitFor({ state: 'detached' });
    await curtain(second).waitFor({ state: 'detached' });
    expect(await search.inputValue()).toBe('Rina Cont');
  }, 60_000);
});
