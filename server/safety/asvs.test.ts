/** R37: every "met" of docs/asvs.md names a test that exists, every other state a reason. */
import { existsSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, it } from '@jest/globals';

const root = path.resolve(import.meta.dirname, '..', '..');
const rows = readFileSync(path.join(root, 'docs', 'asvs.md'), 'utf8').split('\n').filter((line) => /^\| \d/.test(line)).map((line) => {
  const [id = '', level = '', , state = '', shown = ''] = line.split('|').slice(1).map((cell) => cell.trim());
  return { id, level, state, shown };
});

/** What a test is called by: its own title, that of its group, or a row of the table it runs through. */
const names = (file: string) => readFileSync(path.join(root, file), 'utf8').replaceAll("\\'", "'").split('\n').filter((line) => /\b(?:it|describe|stage|walk)(?:\.each)?\(|^\s*\](?: as const)?\)\(|^\s*\[['"]/.test(line));

/** What level 1 asks, as far as we know it; written from knowledge of 5.0.0, not from its text. Chapter 10 (OAuth) is judged as a whole under 10.4.1. */
const LEVEL_1 = `
  1.2.1 1.2.2 1.2.3 1.2.4 1.2.5 1.3.1 1.3.2 1.5.1 2.1.1 2.2.1 2.2.2 2.3.1 3.2.1 3.2.2 3.3.1 3.4.1 3.4.2 3.5.1 3.5.2 3.5.3 4.1.1 4.4.1 5.2.1 5.2.2 5.3.1 5.3.2
  6.1.1 6.2.1 6.2.2 6.2.3 6.2.4 6.2.5 6.2.6 6.2.7 6.2.8 6.3.1 6.3.2 6.4.1 6.4.2 7.2.1 7.2.2 7.2.3 7.2.4 7.4.1 7.4.2 8.1.1 8.2.1 8.2.2 8.3.1 9.1.1 9.1.2 9.1.3 9.2.1 10.4.1
  11.3.1 11.3.2 11.4.1 12.1.1 12.2.1 12.2.2 13.4.1 14.2.1 14.3.1 15.1.1 15.2.1 15.3.1`.trim().split(/\s+/);
/** Not applicable with the row that says so. */
const JUDGED_WITH: Record<string, string> = { '9.1.2': '9.1.1', '9.1.3': '9.1.1', '9.2.1': '9.1.1', '12.2.2': '12.2.1' };

describe('the ASVS table', () => {
  it('has a row for each requirement of level 1, or names it in the row it is judged with', () => {
    const missing = LEVEL_1.filter((id) => {
      const row = rows.find((one) => one.id === (JUDGED_WITH[id] ?? id));
      return row?.level !== '1' || (JUDGED_WITH[id] !== undefined && !row.shown.includes(id));
    });
    expect(missing).toEqual([]);
    expect(rows.filter(({ id, level }) => level === '1' && !LEVEL_1.includes(id))).toEqual([]);
  });

  it('judges each requirement once, in one of three words', () => {
    expect(rows.length).toBeGreaterThan(50);
    expect(new Set(rows.map(({ id }) => id)).size).toBe(rows.length);
    for (const { id, state, level } of rows) expect({ id, state: ['met', 'not applicable', 'gap'].includes(state), level: /^[123]$/.test(level) }).toEqual({ id, state: true, level: true });
  });

  it.each(rows.filter(({ state }) => state === 'met'))('$id: $shown', ({ shown }) => {
    const [, file = '', words = ''] = /^`([^`]+\.test\.ts)`: "([^"]*)"/.exec(shown) ?? [];
    expect({ file, there: file !== '' && existsSync(path.join(root, file)) }).toEqual({ file, there: true });
    // A word or two, or a line that is no test's name, shows nothing.
    expect({ words, long: words.length >= 7, named: names(file).some((line) => line.includes(words)) }).toEqual({ words, long: true, named: true });
  });

  it.each(rows.filter(({ state }) => state !== 'met'))('$id says why not', ({ shown }) => { expect(shown.length).toBeGreaterThan(40); });
});
