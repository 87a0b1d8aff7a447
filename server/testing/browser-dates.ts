/** Dates on the staff's screens, typed as a person types them. */
import type { Locator, Page } from 'playwright-core';

const escaped = (text: string) => text.replace(/[.*+?^${}()|[\]\\/]/g, '\\$&');

/** Between hour and minute stands a dot in Indonesian, a colon in English. */
const inFigures = (shown: string) => shown.replace(/(\d{2})\.(\d{2})$/, '$1:$2');

/** The field as a whole, by the words above it; the star of a must-field may follow. */
export const dateField = (scope: Page | Locator, name: string): Locator => scope.getByRole('group', { name: new RegExp(`^${escaped(name)}[\\s*]*$`) });

/** `2026-03-01` or `2026-03-01T10:00`, typed figure after figure from the first section on. */
export async function fillDate(scope: Page | Locator, name: string, moment: string): Promise<void> {
  const field = dateField(scope, name);
  const [year = '', month = '', day = '', hour = '', minute = ''] = moment.split(/[-T:]/);
  await field.getByRole('spinbutton').first().click();
  await field.page().keyboard.type(`${day}${month}${year}${hour}${minute}`);
  const wanted = `${day}/${month}/${year}${hour && ` ${hour}:${minute}`}`;
  const shown = await field.locator('input').inputValue();
  if (inFigures(shown) !== wanted) throw new Error(`"${name}" shows ${shown} where ${wanted} was typed`);
}

/** What stands in the field, as it is sent: `YYYY-MM-DD`, with its hour where the field asks for one. */
export async function shownDate(scope: Page | Locator, name: string): Promise<string> {
  const shown = await dateField(scope, name).locator('input').inputValue();
  return inFigures(shown).replace(/^(\d{2})\/(\d{2})\/(\d{4})(?: (\d{2}:\d{2}))?$/, (_all, day: string, month: string, year: string, time?: string) => `${year}-${month}-${day}${time ? `T${time}` : ''}`);
}
