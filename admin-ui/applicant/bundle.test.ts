import { describe, expect, it } from '@jest/globals';
import { existsSync, readFileSync, readdirSync } from 'node:fs';
import path from 'node:path';
import { applicantWords } from '../../server/domain/messages/applicant-words.ts';

const here = import.meta.dirname;
const words = path.resolve(here, '../../server/domain/messages/applicant-words.ts');

/** What a module brings along at run time; `import type` brings nothing. */
function importsOf(file: string): string[] {
  return [...readFileSync(file, 'utf8').matchAll(/^(?:import|export) (?!type )(?:[^'\n;]* from )?'([^']+)'/gm)].map((match) => match[1] ?? '');
}

/** Every own file and package that `main.tsx` reaches. */
function reached(): { files: Set<string>; packages: Set<string> } {
  const files = new Set<string>();
  const packages = new Set<string>();
  const follow = (file: string) => {
    if (files.has(file)) return;
    files.add(file);
    if (file.endsWith('.css')) return;
    for (const name of importsOf(file)) {
      if (name.startsWith('.')) follow(path.resolve(path.dirname(file), name));
      else packages.add(name);
    }
  };
  follow(path.join(here, 'main.tsx'));
  return { files, packages };
}

describe('what an applicant has to load', () => {
  const { files, packages } = reached();

  it('is these pages and their words, nothing of the office', () => {
    const foreign = [...files].filter((file) => !file.startsWith(`${here}${path.sep}`));
    expect(foreign).toEqual([words, path.join(path.dirname(words), 'in-number.ts')]);
    expect([...files].filter((file) => !existsSync(file))).toEqual([]);
    expect(files.size).toBeGreaterThan(25);
  });

  it('is Preact and no other library', () => expect([...packages].sort()).toEqual(['preact', 'preact/hooks']));

  it('is drawn by Preact in every file, not by the React of the back office', () => {
    const drawn = [...files].filter((file) => file.endsWith('.tsx'));
    expect(drawn.filter((file) => !readFileSync(file, 'utf8').startsWith('/** @jsxImportSource preact */'))).toEqual([]);
  });

  it('has no sentence that is never said', () => {
    const sources = readdirSync(here, { recursive: true, encoding: 'utf8' }).filter((file) => /\.tsx?$/.test(file) && !file.endsWith('.test.ts')).map((file) => readFileSync(path.join(here, file), 'utf8')).join('\n');
    const built = [...sources.matchAll(/`(laman\.[^`]*)`/g)].map((match) => new RegExp(`^${(match[1] ?? '').replaceAll('.', '\\.').replace(/\$\{[^}]*\}/g, '\\w+')}$`));
    const unsaid = Object.keys(applicantWords.id).filter((key) => !sources.includes(`'${key}'`) && !built.some((pattern) => pattern.test(key)));
    expect(unsaid).toEqual([]);
  });
});
