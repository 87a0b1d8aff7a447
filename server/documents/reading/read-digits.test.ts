import { describe, expect, it } from '@jest/globals';
import { digitsElsewhere } from '../../testing/card-scans/plain-node.ts';
import { readDigits } from './read-digits.ts';

describe('a row of digits', () => {
  it.each(['jernih', 'agak_rusak'] as const)('is read on three cards, %s', async (condition) => {
    for (let seed = 700; seed < 703; seed += 1) {
      const { nik, read } = await digitsElsewhere(seed, condition, 16);
      expect({ seed, digits: read }).toEqual({ seed, digits: nik });
    }
  }, 120_000);

  it('is nothing where there are fewer digits than asked for, or none', async () => {
    expect(await digitsElsewhere(720, 'jernih', 20)).toMatchObject({ read: null });
    expect(readDigits({ width: 200, height: 40, pixels: new Uint8Array(8000).fill(230) }, 16)).toBeNull();
  }, 60_000);
});
