import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { bestPairing } from './best-pairing.ts';

/** Tries every pairing. */
function largestSum(gains: number[][], row = 0, taken: readonly number[] = []): number {
  const gainsOfRow = gains[row];
  if (!gainsOfRow) return 0;
  const withPartner = gainsOfRow.map((gain, j) => (taken.includes(j) ? 0 : gain + largestSum(gains, row + 1, [...taken, j])));
  return Math.max(largestSum(gains, row + 1, taken), ...withPartner);
}

function sumOf(gains: number[][], partners: number[]): number {
  return partners.reduce((sum, j, i) => sum + (j === -1 ? 0 : (gains[i]?.[j] ?? 0)), 0);
}

describe('bestPairing', () => {
  it.each([
    ['does not take the first best', [[5, 4], [5, 0]], [1, 0]],
    ['leaves a row without gain alone', [[0, 0], [0, 3]], [-1, 1]],
    ['has fewer columns than rows', [[1], [2]], [-1, 0]],
    ['nothing at all', [], []],
  ])('%s', (_case, gains, partners) => {
    expect(bestPairing(gains)).toEqual(partners);
  });

  const matrix = (rows: number, columns: number) =>
    fc.array(fc.array(fc.integer({ min: 0, max: 9 }), { minLength: columns, maxLength: columns }), { minLength: rows, maxLength: rows });

  it('finds the largest sum', () => {
    const small = fc.tuple(fc.integer({ min: 1, max: 5 }), fc.integer({ min: 1, max: 5 })).chain(([rows, columns]) => matrix(rows, columns));
    fc.assert(fc.property(small, (gains) => expect(sumOf(gains, bestPairing(gains))).toBe(largestSum(gains))));
  });

  it('finds the largest sum from the shorter side too', () => {
    fc.assert(fc.property(matrix(2, 10), (gains) => expect(sumOf(gains, bestPairing(gains))).toBe(largestSum(gains))));
  });

  it('lets each row of a very long name keep its best', () => {
    const gains = Array.from({ length: 9 }, (_, i) => Array.from({ length: 10 }, (_unused, j) => (i === j ? 5 : 1)));
    expect(bestPairing(gains)).toEqual([0, 1, 2, 3, 4, 5, 6, 7, 8]);
  });

  it('gives a column to one row only, however long the names', () => {
    fc.assert(
      fc.property(matrix(10, 12), (gains) => {
        const used = bestPairing(gains).filter((j) => j !== -1);
        expect(used.length).toBeGreaterThan(0);
        expect(new Set(used).size).toBe(used.length);
      }),
    );
  });
});
