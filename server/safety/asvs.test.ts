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

describe('the ASVS table', () => {
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
