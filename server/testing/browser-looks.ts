/** The two looks of the staff screens that are looked at (Indonesian in the light, English in the dark): turned to within an open page, as the menu of the person does it, and read for words of the other language. */
import type { Page } from 'playwright-core';
import { areas } from '../domain/messages/areas.ts';
import { uiWords } from '../domain/messages/ui-words.ts';

type Look = readonly [locale: 'id' | 'en', theme: 'light' | 'dark'];
/** Between them both languages and both themes. */
export const LOOKS: readonly [Look, Look] = [['id', 'light'], ['en', 'dark']];

/** Kept in this browser; the page shows it when it is loaded next. */
export async function keepLook(page: Page, [locale, theme]: Look): Promise<void> {
  await page.evaluate(([language, light]) => { localStorage.setItem('loket.locale', language); localStorage.setItem('loket.theme', light); }, [locale, theme] as const);
}

const lookOf = (page: Page): Promise<Look> => page.evaluate(() => [document.documentElement.lang === 'en' ? 'en' : 'id', localStorage.getItem('loket.theme') === 'dark' ? 'dark' : 'light'] as const);

/** Turned beneath the open page or dialog: nothing is loaded anew, and what is shown has to follow. */
export async function turnLook(page: Page, [locale, theme]: Look): Promise<void> {
  const [spoken, light] = await lookOf(page);
  const choose = async (item: string) => {
    const menu = page.locator('header button[aria-haspopup=menu]').last();
    // A dialog stands over it: nobody could press it there, but whoever opens the dialog in that look sees the same.
    if (await page.getByRole('dialog').count() > 0) await menu.dispatchEvent('click'); else await menu.click();
    await page.getByRole('menuitem', { name: item, exact: true }).click();
    await page.getByRole('menu').waitFor({ state: 'detached' });
  };
  if (light !== theme) await choose(uiWords[spoken][theme === 'dark' ? 'ui.tampilan.gelap' : 'ui.tampilan.terang']);
  if (spoken !== locale) await choose(locale === 'en' ? 'English' : 'Bahasa Indonesia');
  await page.waitForFunction(([language, kept]) => document.documentElement.lang === language && (localStorage.getItem('loket.theme') ?? 'light') === kept, [locale, theme] as const);
}

/** To another page as a link within leads there; loading everything anew costs more than all that is looked at then. */
export async function goWithin(page: Page, path: string): Promise<void> {
  await page.evaluate((address) => { history.pushState(null, '', address); window.dispatchEvent(new PopStateEvent('popstate')); }, path);
}

const catalogueOf = (locale: 'id' | 'en'): Record<string, string> => ({ ...Object.assign({}, ...areas.map((area) => area[locale])) as Record<string, string>, ...uiWords[locale] });
const catalogues = { id: catalogueOf('id'), en: catalogueOf('en') };
/** Whole texts that only this language has; the name of the product is a word in one of them, too. */
function onlyIn(locale: 'id' | 'en'): Set<string> {
  const other = new Set([...Object.values(catalogues[locale === 'id' ? 'en' : 'id']), 'Loket']);
  return new Set(Object.values(catalogues[locale]).filter((text) => !other.has(text)));
}
const foreign = { id: onlyIn('en'), en: onlyIn('id') };

/** Runs in the page: what is read and what is heard there, but for what says itself that it is in another language. */
function spokenTexts(): string[] {
  const ours = (part: Element | null) => { const named = part?.closest('[lang]'); return !named || named === document.documentElement; };
  const found: string[] = [];
  const texts = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
  while (texts.nextNode()) {
    const part = texts.currentNode.parentElement;
    if (part && !['SCRIPT', 'STYLE', 'NOSCRIPT'].includes(part.tagName) && part.checkVisibility() && ours(part)) found.push(texts.currentNode.textContent ?? '');
  }
  for (const part of document.querySelectorAll('[aria-label],[placeholder],[alt]')) {
    if (ours(part)) found.push(...['aria-label', 'placeholder', 'alt'].map((name) => part.getAttribute(name) ?? ''));
  }
  return [...new Set(found.map((text) => text.trim()))];
}

/** Words of the other language on the screen; what the server says may need a moment to follow. */
export async function foreignWords(page: Page, locale: 'id' | 'en'): Promise<string[]> {
  for (const until = Date.now() + 10_000; ; await page.waitForTimeout(150)) {
    const found = (await page.evaluate(spokenTexts)).filter((text) => foreign[locale].has(text));
    if (found.length === 0 || Date.now() > until) return found;
  }
}
