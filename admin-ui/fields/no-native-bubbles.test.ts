/** What a form lacks is said in our own words beside the field: a browser would say it in its own language, over the button. */
import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { expect, it } from '@jest/globals';

const root = path.join(import.meta.dirname, '..');
const sources = readdirSync(root, { recursive: true, encoding: 'utf8' }).filter((file) => file.endsWith('.tsx') && !file.startsWith('applicant'));
const formsOf = (file: string) => [...readFileSync(path.join(root, file), 'utf8').matchAll(/<form\b[^>]*|<[A-Z]\w*\s[^<]*?component="form"[^<]*/g)].map(([tag]) => ({ file, tag }));

it('no form of the staff pages leaves it to the browser to say what it lacks', () => {
  const forms = sources.flatMap(formsOf);
  expect(forms.length).toBeGreaterThan(15);
  expect(forms.filter(({ tag }) => !/\bnoValidate\b/.test(tag))).toEqual([]);
});
