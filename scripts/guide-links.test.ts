import { existsSync, globSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { expect, it } from '@jest/globals';

const root = path.resolve(import.meta.dirname, '..');
const pages = [...globSync('*.md', { cwd: root }), ...globSync('docs/**/*.md', { cwd: root })];
const linksOf = (page: string) => [...readFileSync(path.join(root, page), 'utf8').matchAll(/\]\(([^)#\s]+)[^)]*\)/g)].map(([, link = '']) => link).filter((link) => !/^[a-z]+:/.test(link));

it('README, guides and notes lead to files and pictures that are there, and every picture is in a guide', () => {
  expect(pages.length).toBeGreaterThan(20);
  expect(pages.flatMap((page) => linksOf(page).filter((link) => !existsSync(path.join(root, path.dirname(page), link))).map((link) => `${page}: ${link}`))).toEqual([]);
  const shown = new Set(pages.flatMap((page) => linksOf(page).map((link) => path.join(path.dirname(page), link))));
  expect(globSync('docs/gambar/*.png', { cwd: root }).filter((picture) => !shown.has(picture))).toEqual([]);
});
