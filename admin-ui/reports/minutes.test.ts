import { describe, expect, it } from '@jest/globals';
import { officeDay, toIsoWithOffset } from '../fields/office-time.ts';
import { minutesText, periodBounds, shareText } from './minutes.ts';

describe('minutes and shares', () => {
  it.each([[null, '–'], [2.94, '2,9'], [12.4, '12'], [0, '0']])('%s minutes', (minutes, text) => expect(minutesText(minutes, 'id-ID')).toBe(text));
  it.each([[null, '–'], [0.946, '95%'], [1, '100%']])('a share of %s', (share, text) => expect(shareText(share, 'id-ID').replace(/\s/g, '')).toBe(text));
});

describe('periodBounds', () => {
  const zone = 'Asia/Makassar';
  const bounds = (period: '7' | '30', now: string) => periodBounds(period, new Date(now), (moment) => officeDay(moment, zone), (day) => toIsoWithOffset(`${day}T00:00`, zone) ?? '');
  it('covers whole days of the office, today included', () => expect(bounds('7', '2026-11-20T04:00:00Z')).toEqual({ from: '2026-11-14T00:00:00+08:00', before: '2026-11-21T00:00:00+08:00' }));
  it('follows the office over midnight UTC', () => expect(bounds('7', '2026-11-20T17:00:00Z').before).toBe('2026-11-22T00:00:00+08:00'));
});
