import { expect, it } from '@jest/globals';
import { wholeDate } from './whole-date.ts';

it.each([
  ['2026-03-05', false, '2026-03-05'], [' 2026-03-05 ', false, '2026-03-05'], ['2026-03-05 14:30', true, '2026-03-05T14:30'], ['2026-03-05T14:30', true, '2026-03-05T14:30'],
  ['2026-02-30', false, ''], ['05/03/2026', false, ''], ['2026-3-5', false, ''], ['2026-03-05', true, ''], ['2026-03-05 14:30', false, ''], ['2026-03-05 24:30', true, ''], ['', false, ''],
])('%p, with its hour: %p', (text, withTime, sent) => { expect(wholeDate(text, withTime)).toBe(sent); });
