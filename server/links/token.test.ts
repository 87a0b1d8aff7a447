import { expect, it } from '@jest/globals';
import { accountTokenOf, tokenOf } from './token.ts';

it('a token carries 256 bits, another for each link, each secret and each kind, and nothing of the id', () => {
  const ids = Array.from({ length: 500 }, (_, n) => `01930000-0000-7000-8000-${String(n).padStart(12, '0')}`);
  const tokens = ids.flatMap((id) => [tokenOf('rahasia', id), tokenOf('rahasia lain', id), accountTokenOf('rahasia', id)]);
  expect(new Set(tokens).size).toBe(1_500);
  expect(tokens.filter((token) => Buffer.from(token, 'base64url').length !== 32)).toEqual([]);
  // Neighbours have about half their bits in common, as strangers do.
  const bits = (token: string) => [...Buffer.from(token, 'base64url')].map((byte) => byte.toString(2).padStart(8, '0')).join('');
  const drawn = ids.map((id) => bits(tokenOf('rahasia', id)));
  const alike = drawn.slice(1).map((one, n) => [...one].filter((bit, at) => bit === drawn[n]?.[at]).length / 256);
  expect(alike.reduce((sum, part) => sum + part, 0) / alike.length).toBeCloseTo(0.5, 1);
});
