import { describe, expect, it } from '@jest/globals';
import english from 'ra-language-english';
import { raIndonesian } from './ra-indonesian.ts';

function flat(node: unknown, at = ''): Record<string, string> {
  if (typeof node === 'string') return { [at]: node };
  return Object.assign({}, ...Object.entries(node as object).map(([key, value]) => flat(value, at ? `${at}.${key}` : key))) as Record<string, string>;
}
const holes = (text: string | undefined) => [...new Set([...(text ?? '').matchAll(/%\{(\w+)\}/g)].map((match) => match[1]))].sort();
const [id, en] = [flat(raIndonesian), flat(english)];

describe("react-admin's words in Indonesian", () => {
  it('are all there, and no other', () => expect(Object.keys(id).sort()).toEqual(Object.keys(en).sort()));
  it('have no plural marks: only the first half would ever show', () => expect(Object.values(id).filter((text) => text.includes('||||'))).toEqual([]));
  it('fill no place the English does not fill', () => {
    // A number may be said where English says "element" in the singular half.
    const odd = Object.keys(id).filter((key) => holes(id[key]).some((hole) => !holes(en[key]).includes(hole)));
    expect(odd).toEqual([]);
  });
});
