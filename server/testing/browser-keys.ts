/** The hands of a colleague who has no mouse: keys alone, and at every stop a place that can be seen. */
import { expect } from '@jest/globals';
import type { Locator, Page } from 'playwright-core';
import { label } from './browser.ts';
import { standsAt } from './browser-desk.ts';

const exact = true;
/** More stops than this and nobody arrives. */
const STOPS = 80;

export interface Keyboard {
  press(key: string, times?: number): Promise<void>;
  type(text: string): Promise<void>;
  /** From stop to stop until this is under the keyboard: the words it shows, or the part itself. */
  to(target: string | Locator, key?: 'Tab' | 'Shift+Tab'): Promise<void>;
  /** To it, and pressed. */
  enter(target: string | Locator): Promise<void>;
  /** To the field, and these words instead of what stands in it. */
  write(field: Locator, text: string): Promise<void>;
  /** One of a list that opens beneath its field. */
  pick(field: Locator, option: RegExp): Promise<void>;
  /** Wherever what was pressed led: the keyboard is on something, and its ring is seen. */
  isKept(): Promise<void>;
}

/** From here on nobody touches the mouse: what is pointed at is refused. */
export async function keyboardOf(page: Page): Promise<Keyboard> {
  await page.evaluate(() => { for (const kind of ['pointerdown', 'mousedown']) window.addEventListener(kind, (event) => { event.stopImmediatePropagation(); event.preventDefault(); throw new Error('the mouse was used'); }, true); });
  const press = async (key: string, times = 1) => { for (let n = 0; n < times; n += 1) await page.keyboard.press(key); };
  const isAt = (target: string | Locator) => (typeof target === 'string' ? page.evaluate((text) => document.activeElement?.textContent.trim() === text, target)
    : target.evaluateAll((parts) => parts.some((part) => part === document.activeElement)));
  const to: Keyboard['to'] = async (target, key = 'Tab') => {
    if (typeof target !== 'string') await target.first().waitFor({ state: 'attached' });
    for (let tries = 0; tries < STOPS; tries += 1) {
      if (await isAt(target)) {
        expect([String(target), await page.evaluate(ringed)]).toEqual([String(target), 'ringed']);
        return;
      }
      await press(key);
    }
    throw new Error(`the keyboard does not reach ${String(target)}`);
  };
  const enter: Keyboard['enter'] = async (target) => { await to(target); await press('Enter'); };
  return {
    press, to, enter,
    type: (text) => page.keyboard.type(text),
    async write(field, text) {
      await to(field);
      await press('Control+a');
      await page.keyboard.type(text);
    },
    async pick(field, option) {
      await to(field);
      await press('ArrowDown');
      const list = page.getByRole('listbox');
      await list.waitFor();
      // The list of a search field stays beneath it and only marks what Enter would take.
      const under = () => list.evaluate((all) => (all.contains(document.activeElement) ? document.activeElement : all.querySelector('.Mui-focused'))?.textContent ?? '');
      for (let tries = 0; tries < STOPS && !option.test(await under()); tries += 1) await press('ArrowDown');
      expect(await under()).toMatch(option);
      await press('Enter');
      await list.waitFor({ state: 'detached' });
      await to(field);
    },
    async isKept() {
      const now = () => page.evaluate(ringed);
      for (let tries = 0; tries < 50 && await now() !== 'ringed'; tries += 1) await page.waitForTimeout(100);
      expect(await now()).toBe('ringed');
    },
  };
}

/** Runs in the page: whether whoever has no mouse sees where he is. The ring of a field is its frame's, that of a box to tick its button's. */
function ringed(): string {
  const at = document.activeElement;
  if (!at || at === document.body) return 'nowhere';
  const outlined = (part: Element | null) => { const { outlineStyle, outlineWidth } = part ? getComputedStyle(part) : { outlineStyle: 'none', outlineWidth: '0' }; return outlineStyle === 'solid' && Number.parseFloat(outlineWidth) >= 2; };
  const frame = at.closest('.MuiInputBase-root');
  const framed = frame?.querySelector('fieldset') ?? null;
  const seen = outlined(at) || outlined(at.closest('.MuiButtonBase-root')) || outlined(frame) || outlined(frame?.parentElement ?? null) || (framed !== null && Number.parseFloat(getComputedStyle(framed).borderTopWidth) >= 2);
  if (!seen) return `no ring: ${at.outerHTML.slice(0, 160)}`;
  const { top, left, bottom, right } = at.getBoundingClientRect();
  return bottom > 0 && right > 0 && top < window.innerHeight && left < window.innerWidth ? 'ringed' : `out of sight: ${at.outerHTML.slice(0, 160)}`;
}

const panelOf = (page: Page) => page.getByRole('region', { name: label('ui.tindakan.panel') });

/** `a` opens the usual next act with its form under the keyboard. */
export async function goOn(page: Page, keys: Keyboard, action: string, to: string): Promise<void> {
  const heading = panelOf(page).getByRole('heading', { name: label(`aksi.${action}`), exact });
  // The act may open a moment after the last verdict is stored: like a person, who presses again when nothing happens.
  for (let tries = 0; tries < 20 && !await heading.isVisible(); tries += 1) {
    await keys.press('a');
    await heading.waitFor({ timeout: 1_000 }).catch(() => undefined);
  }
  await heading.waitFor();
  await keys.enter(label(`aksi.${action}`));
  await standsAt(page, to);
}

/** `a` leads to the act that the workspace keeps open; its form. */
export async function toInline(page: Page, keys: Keyboard, action: string): Promise<Locator> {
  const form = page.getByRole('region', { name: label(`aksi.${action}`), exact }).locator('form');
  await form.waitFor();
  await keys.press('a');
  // The part before it keeps its ring until the page has gone there.
  const isThere = () => form.evaluate((part) => part.contains(document.activeElement));
  for (let tries = 0; tries < 50 && !await isThere(); tries += 1) await page.waitForTimeout(100);
  expect(await isThere()).toBe(true);
  await keys.isKept();
  return form;
}

/** An act of the panel or of one of its menus; its form. */
export async function chooseAct(page: Page, keys: Keyboard, action: string): Promise<Locator> {
  const name = label(`aksi.${action}`);
  const panel = panelOf(page);
  const direct = panel.getByRole('button', { name, exact });
  const menus = panel.locator('button[aria-haspopup=menu]');
  await direct.or(menus).first().waitFor();
  // Its form, once open, has a button of the same name.
  const inSight = await direct.count() > 0;
  for (let at = 0; !inSight && at < await menus.count(); at += 1) {
    await keys.enter(menus.nth(at));
    const item = page.getByRole('menuitem', { name, exact });
    await page.getByRole('menu').waitFor();
    if (await item.count() > 0) {
      await keys.isKept();
      for (let n = 0; n < STOPS && !await item.evaluate((part) => part === document.activeElement); n += 1) await keys.press('ArrowDown');
      await keys.press('Enter');
      break;
    }
    await keys.press('Escape');
    await page.getByRole('menu').waitFor({ state: 'detached' });
    // A menu that is closed gives the keyboard back.
    await keys.to(menus.nth(at));
  }
  if (inSight) await keys.enter(direct);
  await panel.getByRole('heading', { name, exact }).waitFor();
  await keys.isKept();
  return panel.locator('form');
}
