/** How far a calendar is known: only years whose decree was entered count. */
import { expect, it } from '@jest/globals';
import { isProvisional } from '../domain/provisional.ts';
import { DAYS_OF_A_DECREE, lastKnownDay } from './calendar-of.ts';

const days = (year: number, count: number, kind = 'nasional') => Array.from({ length: count }, (_, n) => ({ date: `${year}-03-${String(n + 1).padStart(2, '0')}`, kind }));

it.each<[string, { date: string; kind: string }[], string | null]>([
  ['without any list no year is known', [], null],
  ['a year with a day less than a decree has is not known', days(2026, DAYS_OF_A_DECREE - 1), null],
  ['days off together and of the region are no decree', [...days(2026, 20, 'cuti_bersama'), ...days(2026, 20, 'lokal')], null],
  ['the same day entered twice, for everybody and for the office, is one', [...days(2026, DAYS_OF_A_DECREE - 1), ...days(2026, 1)], null],
  ['a whole year is known to its end', days(2026, DAYS_OF_A_DECREE), '2026-12-31'],
  ['the last whole year counts, not the one begun after it', [...days(2027, DAYS_OF_A_DECREE), ...days(2026, DAYS_OF_A_DECREE), ...days(2028, 1)], '2027-12-31'],
])('%s', (_what, holidays, known) => { expect(lastKnownDay(holidays)).toBe(known); });

it.each<[string, string | null, string, boolean]>([
  ['no list at all', null, '2026-03-02T02:00:00Z', true],
  ['the last evening of the known year in Samarinda', '2026-12-31', '2026-12-31T15:59:00Z', false],
  ['the first minute after it, still the old year in London', '2026-12-31', '2026-12-31T16:00:00Z', true],
])('a deadline beyond what is known is provisional: %s', (_what, knownUntil, due, provisional) => {
  expect(isProvisional({ zone: 'Asia/Makassar', knownUntil }, new Date(due))).toBe(provisional);
});

it('where there is no deadline nothing is provisional', () => { expect(isProvisional({ zone: 'Asia/Makassar', knownUntil: null }, null)).toBe(false); });
