/** How a picture of a screen is taken: when it stands still, in words, small enough for a repository. */
import { existsSync } from 'node:fs';
import path from 'node:path';
import type { Page } from 'playwright-core';
import sharp from 'sharp';
import type { Walked } from '../../seeds/scenarios/world.ts';
import { label, rawKeys } from '../../server/testing/browser.ts';

export const folder = path.resolve(import.meta.dirname, '..', '..', 'docs', 'gambar');

export function chromium(): string {
  const onPath = (process.env.PATH ?? '').split(path.delimiter).flatMap((place) => ['chromium', 'chromium-browser', 'google-chrome'].map((name) => path.join(place, name)));
  const found = [process.env.LOKET_TEST_CHROMIUM ?? '', ...onPath].find((file) => file !== '' && existsSync(file));
  if (!found) throw new Error('No Chromium found; set LOKET_TEST_CHROMIUM.');
  return found;
}

/** A screen with an untranslated key is not pictured. */
export async function picture(page: Page, name: string): Promise<void> {
  await page.getByRole('progressbar').first().waitFor({ state: 'hidden' });
  await page.waitForLoadState('networkidle');
  const raw = await rawKeys(page);
  if (raw.length > 0) throw new Error(`${name}: ${raw.join(', ')}`);
  const file = path.join(folder, `${name}.png`);
  const { size } = await sharp(await page.screenshot({ animations: 'disabled', caret: 'hide' })).png({ palette: true, quality: 90, effort: 8 }).toFile(file);
  process.stdout.write(`${name}.png ${Math.round(size / 1024)} KB\n`);
}

export async function list(desk: Page, page: string, name: string): Promise<void> {
  await desk.goto(`/staf/${page}`);
  await desk.getByRole('heading', { name: label(`ui.menu.${page}`), level: 1 }).waitFor();
  await picture(desk, name);
}

/** A dialog as it stands before anything is sent, then closed. */
export async function dialogPicture(page: Page, name: string): Promise<void> {
  await page.getByRole('dialog').waitFor();
  await picture(page, name);
  await page.keyboard.press('Escape');
  // Where something was typed for the picture, it asks before it throws that away.
  const throwAway = page.getByRole('button', { name: label('ui.buang_isian.ya'), exact: true });
  await throwAway.or(page.locator('body:not(:has([role="dialog"]))')).first().waitFor();
  if (await throwAway.isVisible()) await throwAway.click();
  await page.getByRole('dialog').waitFor({ state: 'detached' });
}

export async function openAt(desk: Page, walked: Walked | undefined): Promise<void> {
  await desk.goto(`/staf/cases/${walked?.caseId ?? ''}/show`);
  await desk.getByRole('heading', { name: walked?.person.nama ?? '', level: 1 }).waitFor();
  await desk.getByRole('img', { name: /halaman 1/ }).waitFor();
}
