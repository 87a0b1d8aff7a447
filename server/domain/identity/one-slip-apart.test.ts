import { describe, expect, it } from '@jest/globals';
import { isOneSlipApart } from './one-slip-apart.ts';

describe('one slip of a finger', () => {
  it.each([
    ['1234', '1235', true], ['1234', '1243', true], ['1234', '1234', false], ['1234', '1325', false], ['1234', '2143', false], ['1234', '123', false], ['1234', '3214', false],
  ])('%s and %s: %s', (a, b, apart) => expect([isOneSlipApart(a, b), isOneSlipApart(b, a)]).toEqual([apart, apart]));
});
