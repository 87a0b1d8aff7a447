/** Debian's Chromium for walks: one browser per test file, one context per person, business time on every screen, complaints of every page collected. */
import { closeSync, openSync, readFileSync, rmSync, writeSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { createHash } from 'node:crypto';
import { setTimeout as pause } from 'node:timers/promises';
import axe from 'axe-core';
import { chromium, type BrowserContext, type BrowserContextOptions, type Locator, type Page } from 'playwright-core';
import { buildUiIfStale } from '../build-ui.ts';
import { catalogue, translate, type Params } from '../domain/messages/translate.ts';
import { uiWords, type UiKey } from '../domain/messages/ui-words.ts';
import type { MovedClock } from './moved-clock.ts';

const FLAGS = ['--no-sandbox', '--disable-quic', '--disable-background-networking', '--disable-component-update', '--disable-sync', '--no-first-run'];
const OFFICE = { locale: 'id-ID', timezoneId: 'Asia/Makassar' };
const DESK: BrowserContextOptions = { ...OFFICE, viewport: { width: 1366, height: 768 } };
const PHONE: BrowserContextOptions = { ...OFFICE, viewport: { width: 390, height: 844 }, hasTouch: true, isMobile: true, deviceScaleFactor: 1 };
/** What is looked for on a screen: two cores are shared with a database and a second test file. */
const PATIENCE_MS = 20_000;

export interface WalkBrowser {
  /** A phone nobody is logged in on. */
  phone(address?: string): Promise<Page>;
  /** A desk where this colleague is logged in (name before the @ of the demo account); its browser may be set to another language and zone than the office's. */
  desk(name: string, elsewhere?: Pick<BrowserContextOptions, 'locale' | 'timezoneId'>): Promise<Page>;
  /** A desk nobody is logged in on. */
  emptyDesk(address: string): Promise<Page>;
  /** Moves business time, on the server and on every open screen. */
  forward(minutes: number): Promise<void>;
  /** What the pages complained of since the last look: console errors, page errors, violated policy, answers 500. */
  complaints(): string[];
  close(): Promise<void>;
}

export interface WalkBrowserOptions { url: string; password: string; clock: MovedClock; executablePath: string; scale?: number }

export async function openBrowser({ url, password, clock, executablePath, scale = 1 }: WalkBrowserOptions): Promise<WalkBrowser> {
  // Scroll bars stand where people have them: without them a page is wider in a test than on any desk.
  const browser = await chromium.launch({ executablePath, args: FLAGS, ignoreDefaultArgs: ['--hide-scrollbars'] });
  const open = new Set<BrowserContext>();
  const found: string[] = [];
  // Asked when a test fails, by telling-environment.mjs.
  Object.assign(globalThis, { tellScreens: () => Promise.all([...open].flatMap((context) => context.pages()).map(screenInWords)) });

  async function newPage(options: BrowserContextOptions): Promise<Page> {
    const context = await browser.newContext({ ...options, baseURL: url, deviceScaleFactor: scale });
    context.setDefaultTimeout(PATIENCE_MS);
    context.setDefaultNavigationTimeout(PATIENCE_MS * 2);
    await context.clock.setFixedTime(clock.now());
    await context.addInitScript(tellLoading);
    open.add(context);
    context.once('close', () => { open.delete(context); });
    context.on('page', (page) => { listen(page, found); });
    return context.newPage();
  }
  return {
    async phone(address = '/') {
      const page = await newPage(PHONE);
      await page.goto(address);
      return page;
    },
    async emptyDesk(address) {
      const page = await newPage(DESK);
      await page.goto(address);
      return page;
    },
    async desk(name, elsewhere = {}) {
      const page = await newPage({ ...DESK, ...elsewhere });
      await page.goto('/staf/');
      await page.getByLabel(label('ui.masuk.email')).fill(`${name}@loket.test`);
      await page.getByLabel(label('ui.masuk.sandi')).fill(password);
      await page.getByRole('button', { name: label('ui.masuk.tombol') }).click();
      await page.getByRole('navigation', { name: label('ui.menu.nama') }).waitFor();
      return page;
    },
    async forward(minutes) {
      const from = clock.now().getTime();
      clock.forward(minutes);
      for (const context of open) await sitThrough(context, from, minutes);
    },
    complaints: () => [...new Set(found.splice(0))],
    close: () => browser.close(),
  };
}

/** Where the page is, where its keyboard is, what it complains of, and what one reads in its middle. */
async function screenInWords(page: Page): Promise<string> {
  const seen = page.evaluate(() => {
    const words = (parts: Iterable<HTMLElement>) => [...parts].map((part) => part.innerText.replace(/\s+/g, ' ')).join(' | ');
    const middle = document.querySelectorAll<HTMLElement>('main section, main article, [role=dialog]');
    return `${document.activeElement?.outerHTML.slice(0, 200) ?? 'nowhere'}\nalerts: ${words(document.querySelectorAll('[role=alert]'))}\n${(middle.length > 0 ? words(middle) : document.body.innerText).slice(0, 3_000)}`;
  });
  // A page that hangs is one of the things one wants to hear of.
  return `${page.url()}: ${await Promise.race([seen.catch(String), pause(5_000, 'it did not answer')])}`;
}

/** The frozen clock brings a `performance` that no longer knows how a page was loaded; the pages ask it. Runs in the page. */
function tellLoading(): void {
  performance.getEntriesByType = (type) => {
    const observer = new PerformanceObserver(() => undefined);
    observer.observe({ type, buffered: true });
    return observer.takeRecords();
  };
}

/** Somebody sits at the desk all the while: a walk that jumps an hour has not left it, so the screen does not lock. */
async function sitThrough(context: BrowserContext, from: number, minutes: number): Promise<void> {
  for (let gone = 0; gone < minutes;) {
    gone = Math.min(minutes, gone + 12);
    await context.clock.setFixedTime(from + gone * 60_000);
    for (const page of context.pages()) await page.evaluate(() => { window.dispatchEvent(new Event('keydown')); });
  }
}

/** The words of a screen, staff or applicant, as they are read there. */
export function label(key: string, params: Params = {}): string {
  const own = uiWords.id[key as UiKey] as string | undefined;
  const text = own?.replace(/%\{(\w+)\}/g, (_whole, name: string) => String(params[name] ?? '')) ?? translate(key, params);
  if (text === key) throw new Error(`no words for ${key}`);
  return text;
}

/** What a kind of document is called on the screen; one that an office added goes by its own name (`ownName`). */
export const documentLabel = (kind: string): string => label(kind.startsWith('nama:') ? kind : `dokumen.${kind}`);

/** A 401 before anybody is logged in and the 409 or 422 of a refused act are answers, not faults; the browser logs them as errors all the same. */
const EXPECTED = /^Failed to load resource: the server responded with a status of (401|409|422)/;

function listen(page: Page, found: string[]): void {
  const where = () => page.url().replace(/\/berkas\/[^/]+/, '/berkas/…');
  page.on('console', (message) => { if (message.type() === 'error' && !EXPECTED.test(message.text())) found.push(`${where()}: ${message.text()}`); });
  page.on('pageerror', (error) => { found.push(`${where()}: ${error.stack ?? error.message}`); });
  page.on('response', (answer) => { if (answer.status() >= 500) found.push(`${where()}: ${answer.status()} ${new URL(answer.url()).pathname}`); });
}

/** Presses a button that opens the file chooser, and chooses. */
export async function chooseFile(button: Locator, file: { name: string; mimeType: string; buffer: Buffer }): Promise<void> {
  const chooser = button.page().waitForEvent('filechooser');
  await button.click();
  await (await chooser).setFiles(file);
}

/** Keys of the message files that reached the screen untranslated: every group of the catalogues, and those of the libraries beneath. */
const GROUPS = [...new Set([...Object.keys(uiWords.id), ...Object.keys(catalogue('id'))].map((key) => key.split('.')[0])), 'ra'].join('|');
const RAW_KEY = new RegExp(`(?<![\\w@./-])(?:${GROUPS})\\.[a-z][a-z_]*(?:\\.[a-z_]+)*(?![\\w@.])`, 'g');

export async function rawKeys(page: Page): Promise<string[]> {
  return (await page.locator('body').innerText()).match(RAW_KEY) ?? [];
}

/** What must be scrolled sideways on a desk of 1366 pixels or is cut off there: the window, the frame of the page, a part with a scrollbar of its own, as the box of a list or the menu is. Runs in the page (`page.evaluate(tooWide)`). */
export function tooWide(): string[] {
  const scrolls = (part: Element) => {
    const { overflowX, overflowY } = getComputedStyle(part);
    return part === document.documentElement || part.id === 'isi' || [overflowX, overflowY].some((overflow) => ['auto', 'scroll'].includes(overflow));
  };
  return [...document.querySelectorAll('html, body *')].filter((part) => scrolls(part) && part.scrollWidth - part.clientWidth > 1)
    .map((part) => `${part.tagName.toLowerCase()}#${part.id}.${String(part.className)} ${part.scrollWidth} > ${part.clientWidth}`);
}

/** Serious and critical findings of axe, as `rule: element`. */
export async function axeFindings(page: Page): Promise<string[]> {
  // A button that is just changing its colour has none of the two for a moment.
  await page.evaluate(() => Promise.race([
    Promise.all(document.getAnimations().filter((one) => one.effect?.getComputedTiming().iterations !== Infinity).map((one) => one.finished.catch(() => undefined))),
    new Promise((resolve) => { setTimeout(resolve, 2_000); }),
  ]).then(() => undefined));
  // Once a document: on a screen that was reached within the pages it is there already.
  if (!await page.evaluate(() => 'axe' in globalThis)) await page.evaluate(axe.source);
  const { violations } = await page.evaluate(() => (globalThis as unknown as { axe: typeof axe }).axe.run(document, { resultTypes: ['violations'], rules: { 'label-content-name-mismatch': { enabled: true } } }));
  return violations.filter(({ impact }) => impact === 'serious' || impact === 'critical').flatMap(({ id, nodes }) => nodes.map(({ target }) => `${id}: ${target.join(' ')}`));
}

/** The pages as the sources are now. Test files run side by side, so one builds while the others wait for its lock. */
export async function ensurePages(): Promise<void> {
  const root = path.resolve(import.meta.dirname, '..', '..');
  const lock = path.join(tmpdir(), `loket-laman-${createHash('sha256').update(root).digest('hex').slice(0, 12)}.lock`);
  while (!takeLock(lock)) await pause(200);
  try {
    await buildUiIfStale(root, () => undefined);
  } finally {
    rmSync(lock, { force: true });
  }
}

function takeLock(lock: string): boolean {
  try {
    const file = openSync(lock, 'wx');
    writeSync(file, String(process.pid));
    closeSync(file);
    return true;
  } catch {
    if (!holderLives(lock)) rmSync(lock, { force: true });
    return false;
  }
}

/** A killed run leaves its lock behind. */
function holderLives(lock: string): boolean {
  try {
    const pid = Number(readFileSync(lock, 'utf8'));
    // Written a moment after it was made: empty means somebody is just taking it.
    if (!pid) return true;
    process.kill(pid, 0);
    return true;
  } catch {
    return false;
  }
}
