/** How far a calendar is known: only years whose decree was entered count. */
import { expect, it } from '@jest/globals';
import { isProvisional } from '../domain/provisional.ts';
import { DAYS_OF_A_DECREE, knownYears, lastKnownDay } from './calendar-of.ts';

const days = (year: number, count: number, kind = 'nasional') => Array.from({ length: count }, (_, n) => ({ date: `${year}-03-${String(n + 1).padStart(2, '0')}`, kind }));

it.each<[string, { date: string; kind: string }[], string[]]>([
  ['without any list no year is known', [], []],
  ['a year with a day less than a decree has is not known', days(2026, DAYS_OF_A_DECREE - 1), []],
  ['days off together and of the region are no decree', [...days(2026, 20, 'cuti_bersama'), ...days(2026, 20, 'lokal')], []],
  ['the same day entered twice, for everybody and for the office, is one', [...days(2026, DAYS_OF_A_DECREE - 1), ...days(2026, 1)], []],
  ['a whole year is known', days(2026, DAYS_OF_A_DECREE), ['2026']],
  ['whole years count, not the one begun after them', [...days(2027, DAYS_OF_A_DECREE), ...days(2026, DAYS_OF_A_DECREE), ...days(2028, 1)], ['2026', '2027']],
  ['a year left out stays left out, though the next one is there', [...days(2026, DAYS_OF_A_DECREE), ...days(2028, DAYS_OF_A_DECREE)], ['2026', '2028']],
])('%s', (_what, holidays, known) => { expect(knownYears(holidays)).toEqual(known); });

it.each<[string, string[], string | null]>([
  ['nothing at all', [], null],
  ['this year only', ['2026'], '2026-12-31'],
  ['this year and the two after it', ['2026', '2027', '2028'], '2028-12-31'],
  ['a gap after this year', ['2026', '2028'], '2026-12-31'],
  ['a gap before this year', ['2024', '2026'], '2026-12-31'],
  ['this year missing between two known ones', ['2025', '2027'], '2025-12-31'],
  ['only what comes later', ['2027'], null],
])('in 2026 the calendar is relied on to the end of the unbroken run: %s', (_what, years, known) => { expect(lastKnownDay(years, 2026)).toBe(known); });

it.each<[string, string[], string, boolean]>([
  ['no list at all', [], '2026-03-02T02:00:00Z', true],
  ['the last evening of the known year in Samarinda', ['2026'], '2026-12-31T15:59:00Z', false],
  ['the first minute after it, still the old year in London', ['2026'], '2026-12-31T16:00:00Z', true],
  ['a year nobody entered between two known ones', ['2026', '2028'], '2027-01-04T02:00:00Z', true],
  ['the known year after such a gap', ['2026', '2028'], '2028-01-04T02:00:00Z', false],
])('a deadline beyond what is known is provisional: %s', (_what, known, due, provisional) => {
  expect(isProvisional({ zone: 'Asia/Makassar', knownYears: known, edition: 1 }, new Date(due), 1)).toBe(provisional);
});

it('where there is no deadline nothing is provisional', () => { expect(isProvisional({ zone: 'Asia/Makassar', knownYears: [], edition: 2 }, null, 1)).toBe(false); });
