/** What every walk in browsers begins and ends with: one Loket, its people, stages that stand on each other, pages that are looked at before they close. */
import { afterAll, afterEach, beforeAll, describe, expect, it } from '@jest/globals';
import type { Page } from 'playwright-core';
import type { Walked } from '../../seeds/scenarios/world.ts';
import { ensurePages, openBrowser, rawKeys, type WalkBrowser } from './browser.ts';
import { openCase } from './browser-desk.ts';
import { startTestLoket, TEST_PASSWORD, type TestLoket, type TestLoketOptions } from './start-loket.ts';

export const executablePath = process.env.LOKET_TEST_CHROMIUM ?? '';
/** A `describe` that is left out where there is no browser. */
export const walk = executablePath ? describe : describe.skip;

export interface WalkScene {
  test: TestLoket;
  people: WalkBrowser;
  /** This colleague, just logged in, before this file. */
  seat(name: string, walked: Pick<Walked, 'number'>): Promise<Page>;
  onPhone(address: string): Promise<Page>;
}
export interface WalkOptions extends TestLoketOptions { password?: string; /** What is known only when the walk begins. */ late?: () => Promise<TestLoketOptions> }

/**
 * Call inside a `walk`: starts before its tests, ends after them. After each test no page complained, and those that were opened by `seat` and
 * `onPhone` show no key without words and are closed: business time moves on in jumps, and a desk left alone would be locked.
 */
export function aWalk({ password = TEST_PASSWORD, late, ...options }: WalkOptions): WalkScene {
  const pages: Page[] = [];
  const scene = {
    async seat(name, walked) {
      const page = await scene.people.desk(name);
      pages.push(page);
      await openCase(page, walked.number);
      return page;
    },
    async onPhone(address) {
      const page = await scene.people.phone(address);
      pages.push(page);
      return page;
    },
  } as WalkScene;
  beforeAll(async () => {
    await ensurePages();
    scene.test = await startTestLoket({ ...options, ...await late?.() });
    scene.people = await openBrowser({ url: scene.test.url, password, clock: scene.test.clock, executablePath });
  }, 240_000);
  afterAll(async () => {
    await scene.people?.close();
    await scene.test?.stop();
  });
  afterEach(async () => {
    for (const page of pages.splice(0)) {
      expect(await rawKeys(page)).toEqual([]);
      await page.context().close();
    }
    expect(scene.people.complaints()).toEqual([]);
  });
  return scene;
}

/** Tests that stand on those before them: after a failure there is nothing to wait for. */
export function stages(): (name: string, work: () => Promise<void>, patience?: number) => void {
  let broken = false;
  return (name, work, patience = 120_000) => {
    it(name, async () => {
      if (broken) throw new Error('an earlier stage failed');
      broken = true;
      await work();
      broken = false;
    }, patience);
  };
}
