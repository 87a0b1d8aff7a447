/** What an officer at the end of a line of 1 Mbit/s waits for: a real Chromium with its network throttled (DevTools), until the page picture is decoded. */
import { existsSync } from 'node:fs';
import path from 'node:path';
import { chromium } from 'playwright-core';

/** As offices on a shared line have it: 1 Mbit/s each way, 40 ms to the server and back. */
const LINE = { offline: false, latency: 40, downloadThroughput: 1_000_000 / 8, uploadThroughput: 1_000_000 / 8 };

/** Milliseconds from setting the address of an `img` to its being complete and decoded, one after another, nothing kept between. */
export async function picturesOnSlowLine({ url, cookie, pictures }: { url: string; cookie: string; pictures: readonly string[] }): Promise<number[]> {
  const browser = await chromium.launch({ executablePath: chromiumOnThisMachine(), args: ['--no-sandbox', '--disable-dev-shm-usage'] });
  try {
    const context = await browser.newContext();
    await context.addCookies(cookie.split('; ').map((pair) => ({ name: pair.slice(0, pair.indexOf('=')), value: pair.slice(pair.indexOf('=') + 1), url })));
    const page = await context.newPage();
    await page.goto(url);
    const line = await context.newCDPSession(page);
    await line.send('Network.enable');
    await line.send('Network.setCacheDisabled', { cacheDisabled: true });
    await line.send('Network.emulateNetworkConditions', LINE);
    const times: number[] = [];
    for (const picture of pictures) {
      const { ms, width } = await page.evaluate(async (address) => {
        const began = performance.now();
        const img = document.createElement('img');
        img.src = address;
        document.body.append(img);
        await img.decode();
        return { ms: performance.now() - began, width: img.complete ? img.naturalWidth : 0 };
      }, picture);
      if (width < 400) throw new Error(`${picture}: not a page picture`);
      times.push(ms);
    }
    return times;
  } finally {
    await browser.close();
  }
}

function chromiumOnThisMachine(): string {
  const onPath = (process.env.PATH ?? '').split(path.delimiter).flatMap((place) => ['chromium', 'chromium-browser', 'google-chrome'].map((name) => path.join(place, name)));
  const found = [process.env.LOKET_TEST_CHROMIUM ?? '', ...onPath].find((file) => file !== '' && existsSync(file));
  if (!found) throw new Error('No Chromium found; set LOKET_TEST_CHROMIUM.');
  return found;
}
