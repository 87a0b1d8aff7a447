import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { jaroWinkler } from './jaro-winkler.ts';

describe('jaroWinkler', () => {
  // The published examples of Winkler (1990).
  it.each([
    ['MARTHA', 'MARHTA', 0.961],
    ['DIXON', 'DICKSONX', 0.813],
    ['DWAYNE', 'DUANE', 0.84],
    ['JELLYFISH', 'SMELLYFISH', 0.896],
    // A letter moved by the whole reach; five equal letters in front, of which four count.
    ['ABCDEF', 'CABDEF', 0.917],
    ['ABCDEX', 'ABCDEY', 0.933],
    ['SAME', 'SAME', 1],
    ['AB', 'CD', 0],
    ['A', '', 0],
    ['', '', 1],
  ])('%s and %s: %d', (a, b, similarity) => {
    expect(jaroWinkler(a, b)).toBeCloseTo(similarity, 3);
  });

  it('is symmetric and between 0 and 1', () => {
    const word = fc.string({ unit: fc.constantFrom('A', 'B', 'C', 'D'), maxLength: 9 });
    fc.assert(
      fc.property(word, word, (a, b) => {
        const similarity = jaroWinkler(a, b);
        expect(similarity).toBe(jaroWinkler(b, a));
        expect(similarity).toBeGreaterThanOrEqual(0);
        expect(similarity).toBeLessThanOrEqual(1);
      }),
    );
  });
});
