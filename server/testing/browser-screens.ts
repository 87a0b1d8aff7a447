/** Somebody before every screen: a file at every place that has a look of its own, a desk for each colleague that is kept, and what holds wherever one looks. */
import { afterAll, afterEach, beforeAll, expect } from '@jest/globals';
import type { Page } from 'playwright-core';
import { walks } from '../../seeds/scenarios/registrasi-perseorangan.ts';
import { blacklistedPerson, withPerson, type Walked } from '../../seeds/scenarios/world.ts';
import { foreignWords, keepLook, LOOKS, turnLook } from './browser-looks.ts';
import { executablePath } from './browser-walk.ts';
import { axeFindings, ensurePages, openBrowser, rawKeys, tooWide, type WalkBrowser } from './browser.ts';
import { startTestLoket, TEST_PASSWORD, type TestLoket } from './start-loket.ts';

/** Places whose case pages between them show every workspace, and who sits before each. */
export const CASE_PAGES = {
  diterima: 'helpdesk', cek_unggahan: 'helpdesk', cek_daftar_hitam: 'helpdesk', pengembalian: 'helpdesk', menunggu_perbaikan: 'helpdesk', cek_lpse_lain: 'verifikator',
  penjadwalan: 'verifikator', terjadwal: 'verifikator', verifikasi: 'verifikator', disetujui: 'verifikator', pengarsipan: 'arsiparis', diarsipkan: 'arsiparis',
} as const;

export const shot = async (page: Page, name: string): Promise<void> => { if (process.env.LOKET_SHOTS) await page.screenshot({ path: `${process.env.LOKET_SHOTS}/${name}.png` }); };

/** Nothing to scroll sideways, no key without words, nothing serious for axe. */
export async function isSound(page: Page): Promise<void> {
  await page.getByRole('progressbar').or(page.locator('.RaPlaceholder-root')).first().waitFor({ state: 'hidden' });
  expect(await page.evaluate(tooWide)).toEqual([]);
  expect(await rawKeys(page)).toEqual([]);
  expect(await axeFindings(page)).toEqual([]);
}

/** One page in both looks, beginning with the one this desk was left in. `shown` waits until it says what it has to say in that language. */
export async function inBothLooks(page: Page, shown: (locale: 'id' | 'en') => Promise<unknown>, bilingual = false): Promise<void> {
  const left = await page.evaluate(() => document.documentElement.lang);
  for (const look of left === 'en' ? [LOOKS[1], LOOKS[0]] : LOOKS) {
    await turnLook(page, look);
    await shown(look[0]);
    await isSound(page);
    if (!bilingual) expect(await foreignWords(page, look[0])).toEqual([]);
  }
}

/** The same of a page or dialog on which a job goes on afterwards, in the usual look. */
export async function lookedAt(page: Page, shown: (locale: 'id' | 'en') => Promise<unknown>, bilingual = false): Promise<void> {
  await inBothLooks(page, shown, bilingual);
  await turnLook(page, LOOKS[0]);
}

/** A page of the applicant as it came, and then in English on a phone that is kept dark: nothing to scroll sideways, nothing Axe minds. */
export async function isSoundInBoth(phone: Page, name: string): Promise<void> {
  for (const [locale, colorScheme] of LOOKS) {
    await phone.emulateMedia({ colorScheme });
    await phone.getByRole('button', { name: locale.toUpperCase(), exact: true }).click();
    await phone.locator(`html[lang=${locale}]`).waitFor();
    await phone.waitForLoadState('networkidle');
    await isSound(phone);
    if (process.env.LOKET_SHOTS) await phone.screenshot({ path: `${process.env.LOKET_SHOTS}/${name}-${locale}.png`, fullPage: true });
  }
  await phone.getByRole('button', { name: 'ID', exact: true }).click();
}

export interface Screens {
  readonly test: TestLoket; readonly people: WalkBrowser; readonly reached: Record<string, Walked>;
  /** Pages of those who sat down already. */
  readonly desks: ReadonlyMap<string, Page>;
  sit(name: string): Promise<Page>;
  /** A desk whose page is loaded anew, in the usual look. */
  sitAnew(name: string): Promise<Page>;
}

/** Before the tests of a walk; no page of it may complain of anything that the test did not take (`people.complaints()`). */
export function atEveryScreen(seed: number): Screens {
  let test: TestLoket;
  let people: WalkBrowser;
  const reached: Record<string, Walked> = {};
  const desks = new Map<string, Page>();
  const sit = async (name: string): Promise<Page> => {
    const page = desks.get(name) ?? await people.desk(name);
    desks.set(name, page);
    return page;
  };
  beforeAll(async () => {
    await ensurePages();
    test = await startTestLoket({ seed });
    people = await openBrowser({ url: test.url, password: TEST_PASSWORD, clock: test.clock, executablePath });
    for (const place of Object.keys(CASE_PAGES)) {
      reached[place] = await (walks[place] as (typeof walks)[string])(place === 'cek_daftar_hitam' ? withPerson(test.world, blacklistedPerson(test.world)) : test.world);
    }
    await test.world.settle();
  }, 480_000);
  afterAll(async () => {
    await people?.close();
    await test?.stop();
  });
  afterEach(() => { expect(people.complaints()).toEqual([]); });
  return {
    get test() { return test; }, get people() { return people; }, reached, desks, sit,
    async sitAnew(name) {
      const page = await sit(name);
      await keepLook(page, LOOKS[0]);
      return page;
    },
  };
}
