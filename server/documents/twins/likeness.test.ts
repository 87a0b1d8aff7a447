/** Strangers whose cards have one portrait, on one table: what is written must tell them apart, and a bad copy of one card must not be told apart from it. */
import { describe, expect, it } from '@jest/globals';
import { likenessesElsewhere } from '../../testing/card-scans/plain-node.ts';

describe('cards that differ in nothing but what is written', () => {
  it.each([
    ['flat', { look: 31_040, people: [31_041, 31_043, 31_044], condition: null }],
    ['photographed', { look: 31_000, people: [31_001, 31_002, 31_003], condition: 'jernih' }],
  ] as const)('%s are not taken for one, a bad copy of one is', async (_how, gathering) => {
    const { strangers, copy } = await likenessesElsewhere(gathering);
    expect(strangers.map(({ same }) => same)).toEqual(strangers.map(() => false));
    // As alike as a copy where only large pieces are looked at: this is what the writing has to decide.
    expect(Math.max(...strangers.map(({ alike }) => alike))).toBeGreaterThan(0.92);
    expect([copy.same, strangers.length]).toEqual([true, gathering.people.length - 1]);
  }, 120_000);
});
