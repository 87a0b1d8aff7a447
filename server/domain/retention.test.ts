import { describe, expect, it } from '@jest/globals';
import { retentionPeriod } from './retention.ts';
import type { RetentionRule } from './retention.ts';

const providerData: RetentionRule = { activeYears: 2, inactiveYears: 3, disposition: 'permanen', startRule: 'tanggal' };

describe('retentionPeriod', () => {
  it.each([
    // domain.md 5.5: closed 14 March 2024, data last updated 20 June 2025, code 000.3.5
    ['example of domain.md 5.5', '2025-06-20', {}, ['2025-06-20', '2027-06-20', '2030-06-20']],
    ['counted from the next year', '2025-06-20', { startRule: 'awal_tahun_berikut' }, ['2026-01-01', '2028-01-01', '2031-01-01']],
    ['new year, counted from the next', '2025-01-01', { startRule: 'awal_tahun_berikut' }, ['2026-01-01', '2028-01-01', '2031-01-01']],
    ['leap day is not cut short', '2024-02-29', { activeYears: 1, inactiveYears: 3 }, ['2024-02-29', '2025-03-01', '2028-02-29']],
    ['no inactive period', '2025-06-20', { inactiveYears: 0 }, ['2025-06-20', '2027-06-20', '2027-06-20']],
  ] as [string, string, Partial<RetentionRule>, string[]][])('%s', (_case, trigger, change, expected) => {
    const period = retentionPeriod(trigger, { ...providerData, ...change });
    expect([period.countedFrom, period.activeUntil, period.inactiveUntil]).toEqual(expected);
  });

  it.each(['permanen', 'musnah', 'dinilai_kembali'] as const)('hands on the disposition %s', (disposition) => {
    expect(retentionPeriod('2025-06-20', { ...providerData, disposition }).disposition).toBe(disposition);
  });

  it.each([
    ['2025-02-29', {}],
    ['2025-13-01', {}],
    ['20-06-2025', {}],
    ['', {}],
    ['2025-06-20', { activeYears: -1 }],
    ['2025-06-20', { inactiveYears: 1.5 }],
  ])('refuses %j with %j', (trigger, change) => {
    expect(() => retentionPeriod(trigger, { ...providerData, ...change })).toThrow(RangeError);
  });
});
