import { describe, expect, it } from '@jest/globals';
import { decideNik } from './decide-nik.ts';
import { DOUBTFUL_BELOW } from './propose-fields.ts';
import type { Proposal } from './propose-fields.ts';

const says = (value: string, confidence: number): Proposal => ({ field: 'nik', value, confidence });
const printed = '6472010708889994';
/** A seven taken for a one, in a serial that no rule can contradict. */
const slipped = '6472010108889994';
const other = '6472010708889991';

describe('which reading of a NIK is believed', () => {
  it('the third decides between two that differ, however sure the loser was', () => {
    expect(decideNik({ inText: says(printed, 70), byShape: says(slipped, 99), alone: says(printed, 60) }, null)).toEqual(says(printed, 75));
    expect(decideNik({ inText: says(slipped, 99), byShape: says(printed, 50), alone: says(printed, 88) }, null)).toEqual(says(printed, 88));
  });

  it('two that differ and no third, or three that all differ: doubtful, whichever is shown', () => {
    for (const alone of [null, says(other, 99)]) {
      const decided = decideNik({ inText: says(printed, 99), byShape: says(slipped, 99), alone }, null);
      expect(decided?.confidence).toBeLessThan(DOUBTFUL_BELOW);
    }
  });

  it('of two that differ the one is shown that fits the birth date beside it', () => {
    expect(decideNik({ inText: says(printed, 40), byShape: says(slipped, 95), alone: null }, '1988-08-07')).toEqual(says(printed, 40));
    expect(decideNik({ inText: says(printed, 40), byShape: says(slipped, 95), alone: null }, '1988-08-01')).toEqual(says(slipped, 59));
  });

  it('digit by digit where all three slipped elsewhere', () => {
    expect(decideNik({ inText: says('6472010708889934', 90), byShape: says(slipped, 90), alone: says(other, 90) }, null)).toEqual(says(printed, 59));
  });

  it('one alone never decides about twins; a number nobody can bear needs a second reading', () => {
    expect(decideNik({ inText: null, byShape: says(printed, 97), alone: null }, null)).toEqual(says(printed, 79));
    const impossible = '6472013102900001';
    expect(decideNik({ inText: null, byShape: says(impossible, 97), alone: null }, null)).toEqual(says(impossible, 30));
    expect(decideNik({ inText: says(impossible, 59), byShape: says(impossible, 50), alone: null }, null)).toEqual(says(impossible, 75));
    expect(decideNik({ inText: null, byShape: null, alone: null }, null)).toBeNull();
    // Read so twice, while the third sees a number that somebody can bear: shown, and doubtful.
    expect(decideNik({ inText: says('0472010708889994', 80), byShape: says(printed, 92), alone: says('0472010708889994', 80) }, null)).toEqual(says(printed, 59));
  });
});
