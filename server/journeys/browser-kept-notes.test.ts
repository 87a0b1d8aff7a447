import { setTimeout as pause } from 'node:timers/promises';
import { afterAll, beforeAll, expect, it } from '@jest/globals';
import type { Page, Route } from 'playwright-core';
import { apply } from '../../seeds/scenarios/registrasi-perseorangan.ts';
import type { Walked } from '../../seeds/scenarios/world.ts';
import { executablePath, walk } from '../testing/browser-walk.ts';
import { ensurePages, label, openBrowser, type WalkBrowser } from '../testing/browser.ts';
import { openCase, openTab } from '../testing/browser-desk.ts';
import { startTestLoket, TEST_PASSWORD, type TestLoket } from '../testing/start-loket.ts';

const exact = true;

/** A note is kept while it is typed, whatever the line, the server and the page do meanwhile. */
walk('a note that is being typed', () => {
  let test: TestLoket;
  let people: WalkBrowser;
  let desk: Page;
  let one: Walked;
  const note = () => desk.getByRole('textbox', { name: label('ui.catatan.tulis') });
  const kept = async () => (await test.db('case_drafts').where({ case_id: one.caseId, key: 'catatan_internal' }).first<{ content: { text?: string } } | undefined>('content'))?.content.text;
  const keptBecomes = async (text: string, most = 100) => {
    for (let tries = 0; tries < most && await kept() !== text; tries += 1) await desk.waitForTimeout(100);
    expect(await kept()).toBe(text);
  };

  beforeAll(async () => {
    await ensurePages();
    test = await startTestLoket({ seed: 78 });
    one = await apply(test.world);
    people = await openBrowser({ url: test.url, password: TEST_PASSWORD, clock: test.clock, executablePath });
    desk = await people.desk('helpdesk');
  }, 240_000);
  afterAll(async () => {
    await people?.close();
    await test?.stop();
  });

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

  /** Opens the notes anew while nobody can read what was kept of them, and types. */
  const typeUnread = async (text: string, then: (open: () => Promise<void>) => Promise<void>) => {
    const drafts = (url: URL) => url.pathname.endsWith('/drafts');
    await desk.route(drafts, (route) => (route.request().method() === 'GET' ? route.fulfill({ status: 500, body: '{}' }) : route.continue()));
    try {
      const before = await kept();
      await desk.reload();
      await openTab(desk, 'catatan');
      await note().fill(text);
      await desk.getByText(label('ui.draf.belum_dapat'), { exact }).waitFor();
      expect(await kept()).toBe(before);
      await then(() => desk.unroute(drafts));
    } finally {
      await desk.unroute(drafts);
    }
  };

  it('a note typed while the drafts could not be read says so, and is saved by itself once they can', async () => {
    await typeUnread('Pemohon menelepon lagi', async (open) => {
      await open();
      await keptBecomes('Pemohon menelepon lagi', 300);
      await desk.getByText(/^Draf tersimpan/).waitFor();
    });
  }, 90_000);

  it('a note typed while the drafts could not be read is saved when its page is left', async () => {
    await typeUnread('Pemohon menelepon ketiga kali', async (open) => {
      await open();
      await openTab(desk, 'surat');
      await keptBecomes('Pemohon menelepon ketiga kali', 30);
    });
    await openTab(desk, 'catatan');
  }, 90_000);

  it('what was typed last is not called saved while an older save is, and is kept when the page is loaded anew at that moment', async () => {
    const drafts = (url: URL) => url.pathname.endsWith('/drafts');
    await openCase(desk, one.number);
    await openTab(desk, 'catatan');
    const saved = desk.getByText(/^Draf tersimpan/);
    await note().fill('Pemohon datang');
    await saved.waitFor();
    const answers = Promise.withResolvers<void>();
    await desk.route(drafts, async (route) => {
      if (route.request().method() === 'POST') await answers.promise;
      await route.continue();
    });
    await note().fill('Pemohon datang ke loket');
    expect([await saved.count(), await kept()]).toEqual([0, 'Pemohon datang']);
    answers.resolve();
    await saved.waitFor();
    await desk.unroute(drafts);
    // Within the pause after the last key.
    await note().fill('Pemohon datang ke loket siang ini');
    await desk.reload();
    await keptBecomes('Pemohon datang ke loket siang ini');
    await openTab(desk, 'catatan');
    await desk.getByText('Pemohon datang ke loket siang ini', { exact }).waitFor();
  }, 60_000);

  it('a save that is broken off as the page is loaded anew is sent all the same', async () => {
    // On its way and never there, as on a line that carries nothing while the page is still up.
    await desk.evaluate(() => {
      const carried = window.fetch;
      window.fetch = (address, how) => (typeof address === 'string' && address.endsWith('/drafts') && how?.method === 'POST' && !how.keepalive ? new Promise<Response>(() => { document.title = 'menyimpan'; }) : carried(address, how));
    });
    await note().fill('Pemohon datang bersama saudaranya');
    await desk.waitForFunction(() => document.title === 'menyimpan');
    await desk.reload();
    await keptBecomes('Pemohon datang bersama saudaranya');
    await openTab(desk, 'catatan');
  }, 60_000);

  it('what arrives after the page that sent it was loaded anew is shown there, too', async () => {
    // Typed before what is kept was read, the browser asks instead.
    await desk.getByText('Pemohon datang bersama saudaranya', { exact }).waitFor();
    const slow = await test.database.ownerDb.transaction();
    try {
      await slow('case_drafts').where({ case_id: one.caseId }).forUpdate().select('id');
      await note().fill('Pemohon datang bersama saudaranya dan kembali besok');
      await desk.reload();
      await openTab(desk, 'catatan');
      await desk.getByText('Pemohon datang bersama saudaranya', { exact }).waitFor();
    } finally {
      await slow.commit();
    }
    await desk.getByText('Pemohon datang bersama saudaranya dan kembali besok', { exact }).waitFor();
  }, 60_000);

  it('what is typed after a note was closed and opened again stays, though its words of before are still on their way', async () => {
    const drafts = (url: URL) => url.pathname.endsWith('/drafts');
    const close = async () => {
      await openTab(desk, 'surat');
      // Until then the form is only hidden behind it.
      await desk.getByRole('tabpanel').getByRole('progressbar').waitFor({ state: 'detached' });
      await note().waitFor({ state: 'detached' });
    };
    const [held, answers] = [Promise.withResolvers<void>(), Promise.withResolvers<void>()];
    let saves = 0;
    const hold = async (route: Route) => {
      if (route.request().method() === 'POST') saves += 1;
      if (route.request().method() === 'POST' && saves === 1) { held.resolve(); await answers.promise; }
      await route.continue();
    };
    await desk.route(drafts, hold);
    await note().fill('Pemohon datang sendiri');
    await held.promise;
    await note().fill('Pemohon datang sendiri, membawa aslinya');
    await close();
    await openTab(desk, 'catatan');
    await note().fill('Pemohon diwakili');
    await close();
    // Time enough for it to overtake.
    await pause(500);
    answers.resolve();
    await keptBecomes('Pemohon diwakili');
    // And nothing comes behind it.
    await pause(1_500);
    expect([await kept(), saves]).toEqual(['Pemohon diwakili', 3]);
    await desk.unroute(drafts, hold);
    await openTab(desk, 'catatan');
  }, 60_000);

  it('a note the server took for older, its clock having gone back, is not called saved, and is kept by itself once it may', async () => {
    await note().fill('Pemohon diwakili adiknya');
    await keptBecomes('Pemohon diwakili adiknya');
    test.clock.forward(-0.5);
    await note().fill('Pemohon diwakili adiknya, membawa kuasa');
    await desk.getByText(label('ui.draf.gagal'), { exact }).waitFor();
    expect(await kept()).toBe('Pemohon diwakili adiknya');
    test.clock.forward(0.5);
    await keptBecomes('Pemohon diwakili adiknya, membawa kuasa', 250);
    await desk.getByText(/^Draf tersimpan/).waitFor();
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
