/** An officer's browser, a real Chromium: from the press of a button or key until the picture it asks for has been decoded in the viewer. */
import { existsSync } from 'node:fs';
import path from 'node:path';
import { chromium, type Page } from 'playwright-core';
import { label } from '../../server/testing/browser.ts';

/** As offices on a shared line have it: 1 Mbit/s each way, 40 ms to the server and back. */
const SLOW_LINE = { offline: false, latency: 40, downloadThroughput: 1_000_000 / 8, uploadThroughput: 1_000_000 / 8 };
const LONGEST_MS = 60_000;

export interface OfficersBrowser {
  /** Opens the page of a case and waits until its cards and the first picture are there. */
  openCase(caseId: string): Promise<void>;
  /** Milliseconds from pressing the card of this kind until the first page of its document is decoded. */
  pressCard(kind: string, documentId: string): Promise<number>;
  /** Milliseconds from → until this page of the document in the viewer is decoded. */
  nextPage(documentId: string, page: number): Promise<number>;
  /** From here on everything comes over a line of 1 Mbit/s. */
  slowDown(): Promise<void>;
  close(): Promise<void>;
}

export async function openOfficersBrowser({ url, name, password }: { url: string; name: string; password: string }): Promise<OfficersBrowser> {
  const browser = await chromium.launch({ executablePath: chromiumOnThisMachine(), args: ['--no-sandbox', '--disable-dev-shm-usage'] });
  const context = await browser.newContext({ baseURL: url, locale: 'id-ID', timezoneId: 'Asia/Makassar', viewport: { width: 1366, height: 768 } });
  context.setDefaultTimeout(LONGEST_MS);
  const page = await context.newPage();
  await page.goto('/staf/');
  await page.getByLabel(label('ui.masuk.email')).fill(`${name}@loket.test`);
  await page.getByLabel(label('ui.masuk.sandi')).fill(password);
  await page.getByRole('button', { name: label('ui.masuk.tombol') }).click();
  await page.getByRole('navigation', { name: label('ui.menu.nama') }).waitFor();
  const card = (kind: string) => page.getByRole('region', { name: label(`dokumen.${kind}`), exact: true }).getByRole('heading', { level: 2 });
  return {
    async openCase(caseId) {
      await page.goto(`/staf/cases/${caseId}/show`);
      await page.locator('img[src*="/pages/1?ukuran=kecil"]').first().waitFor();
      await card('npwp').waitFor();
    },
    async pressCard(kind, documentId) {
      await card(kind).scrollIntoViewIfNeeded(); // what has to be scrolled to is looked for before it is pressed
      return until(page, `/api/documents/${documentId}/pages/1?`, () => card(kind).click());
    },
    nextPage: (documentId, n) => until(page, `/api/documents/${documentId}/pages/${n}?`, () => page.keyboard.press('ArrowRight')),
    async slowDown() {
      const line = await context.newCDPSession(page);
      await line.send('Network.enable');
      await line.send('Network.setCacheDisabled', { cacheDisabled: true });
      await line.send('Network.emulateNetworkConditions', SLOW_LINE);
    },
    close: () => browser.close(),
  };
}

/** By the clock of the page itself: what it takes to tell us is not counted. The watch stands before anything is pressed. */
async function until(page: Page, picture: string, press: () => Promise<void>): Promise<number> {
  await page.evaluate(({ address, longest }) => {
    const asked = performance.now();
    let pressed = 0;
    for (const kind of ['pointerdown', 'keydown']) window.addEventListener(kind, () => { pressed ||= performance.now(); }, { capture: true, once: true });
    const decoded = new Promise<number>((resolve, reject) => {
      const look = () => {
        const img = [...document.querySelectorAll('img')].find((each) => each.src.includes(address));
        if (pressed > 0 && img?.complete && img.naturalWidth >= 400) img.decode().then(() => { resolve(performance.now() - pressed); }, reject);
        else if (performance.now() - asked > longest) reject(new Error(`${address}: no picture came`));
        else requestAnimationFrame(look);
      };
      look();
    });
    Object.assign(window, { decoded });
  }, { address: picture, longest: LONGEST_MS });
  await press();
  return page.evaluate(() => (window as unknown as { decoded: Promise<number> }).decoded);
}

function chromiumOnThisMachine(): string {
  const onPath = (process.env.PATH ?? '').split(path.delimiter).flatMap((place) => ['chromium', 'chromium-browser', 'google-chrome'].map((name) => path.join(place, name)));
  const found = [process.env.LOKET_TEST_CHROMIUM ?? '', ...onPath].find((file) => file !== '' && existsSync(file));
  if (!found) throw new Error('No Chromium found; set LOKET_TEST_CHROMIUM.');
  return found;
}
