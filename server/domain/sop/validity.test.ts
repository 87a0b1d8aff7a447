import { expect, it } from '@jest/globals';
import { dayAfterMonths } from './validity.ts';

it.each([
  ['2025-03-02', 12, '2026-03-02'], ['2025-08-31', 6, '2026-02-28'], ['2023-08-31', 6, '2024-02-29'], ['2025-11-15', 2, '2026-01-15'], ['2024-02-29', 12, '2025-02-28'],
  ['2026-03-02', -12, '2025-03-02'], ['2026-03-31', -1, '2026-02-28'],
])('%s and %i months is %s', (day, months, then) => { expect(dayAfterMonths(day, months)).toBe(then); });
