import { readFileSync, readdirSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, it } from '@jest/globals';

const root = path.resolve(import.meta.dirname, '..');
/** The browser draws these in its own language: an English one shows 03/04/2026 for the fourth of March. react-admin's inputs of dates are the same beneath. */
const NATIVE = /\btype\s*[=:]\s*\{?\s*(["'`])(?:date|datetime-local|time|month|week)\1|(["'`])(?:datetime-local)\2|<(?:Date|DateTime|Time)Input\b/;

const sources = readdirSync(root, { recursive: true, encoding: 'utf8' }).filter((file) => /\.tsx?$/.test(file) && !/\.test\.tsx?$/.test(file));

describe('dates on the pages', () => {
  it.each(['<TextField type="date" label="x" />', "{ type: 'date', slotProps: {} }", "const type = field.input === 'x' ? 'datetime-local' : 'text';", '<DateInput source="day" />', '<input type="time">'])('what is looked for is found: %s', (line) => {
    expect(NATIVE.test(line)).toBe(true);
  });

  it('are never left to the native inputs', () => {
    expect(sources.length).toBeGreaterThan(150);
    expect(sources.filter((file) => NATIVE.test(readFileSync(path.join(root, file), 'utf8')))).toEqual([]);
  });

  it('bring the calendar only where a field asks for it', () => {
    const bringing = sources.filter((file) => /^import (?!type )[^;]*from '@mui\/x-date-pickers|^import (?!type )[^;]*from '\.[^']*(?:SectionedField|office-adapter|picker-texts)\.tsx?'/m.test(readFileSync(path.join(root, file), 'utf8')));
    expect(bringing.sort()).toEqual(['fields/SectionedField.tsx', 'fields/office-adapter.ts']);
  });
});
