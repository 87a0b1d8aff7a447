import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import {
  addWorkingDays,
  workingDaysBefore,
  addWorkingMinutes,
  dayIn,
  everyDay,
  isWorkingTime,
  nextWorkingMoment,
  overlapMinutes,
  ramadanWeek,
  standardWeek,
  workingMinutes,
} from './working-time.ts';
import type { WorkingCalendar } from './working-time.ts';

/** Kalimantan Timur, 2026: Ramadan 18 February – 19 March, some days off of that year. */
const kaltim: WorkingCalendar = {
  zone: 'Asia/Makassar',
  weeks: [standardWeek(), ramadanWeek('2026-02-18', '2026-03-19')],
  holidays: new Set(['2026-08-17', '2026-08-25', '2026-12-24', '2026-12-25']),
};
const jambi: WorkingCalendar = { ...kaltim, zone: 'Asia/Jakarta' };
const closed: WorkingCalendar = { ...kaltim, weeks: [] };

const wita = (text: string) => new Date(`${text.replace(' ', 'T')}+08:00`);

it('names every day of a stretch, over the end of a month, one day as one, and none backwards', () => {
  expect(everyDay('2028-02-28', '2028-03-01')).toEqual(['2028-02-28', '2028-02-29', '2028-03-01']);
  expect([everyDay('2026-03-02', '2026-03-02'), everyDay('2026-03-03', '2026-03-02')]).toEqual([['2026-03-02'], []]);
});

describe('workingMinutes', () => {
  // 2026-11-16 is a Monday.
  it.each([
    ['taken at 15:58, done at 07:36 (domain.md 7.4)', '2026-11-16 15:58', '2026-11-17 07:36', 8],
    ['across lunch', '2026-11-16 11:50', '2026-11-16 13:10', 20],
    ['inside lunch', '2026-11-16 12:10', '2026-11-16 12:50', 0],
    ['a whole Monday', '2026-11-16 00:00', '2026-11-17 00:00', 450],
    ['a whole Friday', '2026-11-20 00:00', '2026-11-21 00:00', 450],
    ['across the Friday prayer', '2026-11-20 11:20', '2026-11-20 13:10', 20],
    ['Friday evening', '2026-11-20 16:15', '2026-11-20 17:00', 15],
    ['over a weekend', '2026-11-20 16:25', '2026-11-23 07:40', 15],
    ['a whole week', '2026-11-16 00:00', '2026-11-23 00:00', 37.5 * 60],
    ['a holiday', '2026-08-17 08:00', '2026-08-17 15:00', 0],
    ['over a holiday', '2026-08-24 15:55', '2026-08-26 07:35', 10],
    ['over two holidays and a weekend', '2026-12-23 15:59', '2026-12-28 07:31', 2],
    ['half a minute', '2026-11-16 08:00:00', '2026-11-16 08:00:30', 0.5],
    ['no time', '2026-11-16 08:00', '2026-11-16 08:00', 0],
    ['reversed', '2026-11-17 08:00', '2026-11-16 08:00', 0],
    ['a whole week of Ramadan', '2026-02-23 00:00', '2026-03-02 00:00', 32.5 * 60],
    ['into Ramadan', '2026-02-17 15:50', '2026-02-18 08:10', 20],
    ['out of Ramadan', '2026-03-19 14:50', '2026-03-20 07:40', 20],
  ])('%s', (_case, from, to, minutes) => {
    expect(workingMinutes(kaltim, wita(from), wita(to))).toBe(minutes);
  });

  it('follows the zone of the office', () => {
    const [from, to] = [wita('2026-11-16 07:30'), wita('2026-11-16 08:40')];
    expect(workingMinutes(kaltim, from, to)).toBe(70);
    expect(workingMinutes(jambi, from, to)).toBe(10);
    expect(workingMinutes({ ...kaltim, zone: 'Asia/Jayapura' }, from, to)).toBe(70);
    expect(workingMinutes({ ...kaltim, zone: 'Asia/Jayapura' }, wita('2026-11-16 06:20'), from)).toBe(60);
  });

  it.each([
    ['Asia/Pontianak', '2026-11-16T00:20:00Z', '2026-11-16T00:40:00Z', 10],
    // A zone of no fixed offset: New York changed its clocks on 1 November 2026.
    ['America/New_York', '2026-10-30T11:20:00Z', '2026-10-30T11:40:00Z', 10],
    ['America/New_York', '2026-11-02T12:20:00Z', '2026-11-02T12:40:00Z', 10],
    ['Asia/Kolkata', '2026-11-16T01:50:00Z', '2026-11-16T02:10:00Z', 10],
    ['UTC', '2026-11-16T07:20:00Z', '2026-11-16T07:40:00Z', 10],
  ])('knows the offset of %s', (zone, from, to, minutes) => {
    expect(workingMinutes({ ...kaltim, zone }, new Date(from), new Date(to))).toBe(minutes);
  });

  it('counts nothing without a week table, and nothing before the first one', () => {
    expect(workingMinutes(closed, wita('2026-11-16 00:00'), wita('2026-11-23 00:00'))).toBe(0);
    const later = { ...kaltim, weeks: [standardWeek('2026-11-18', '2026-11-18')] };
    expect(workingMinutes(later, wita('2026-11-16 00:00'), wita('2026-11-23 00:00'))).toBe(450);
  });

  it.each([
    ['a time that does not exist', [{ start: '07:30', end: '25:00' }]],
    ['a reversed window', [{ start: '12:00', end: '08:00' }]],
    ['an empty window', [{ start: '12:00', end: '12:00' }]],
    ['overlapping windows', [{ start: '08:00', end: '12:00' }, { start: '11:00', end: '13:00' }]],
  ])('refuses %s', (_case, windows) => {
    const broken = { ...kaltim, weeks: [{ ...standardWeek(), days: { ...standardWeek().days, 1: windows } }] };
    expect(() => workingMinutes(broken, wita('2026-11-16 00:00'), wita('2026-11-17 00:00'))).toThrow(RangeError);
  });

  it('accepts windows that touch', () => {
    const days = { ...standardWeek().days, 1: [{ start: '08:00', end: '12:00' }, { start: '12:00', end: '24:00' }] };
    const throughLunch = { ...kaltim, weeks: [{ ...standardWeek(), days }] };
    expect(workingMinutes(throughLunch, wita('2026-11-16 00:00'), wita('2026-11-17 00:00'))).toBe(16 * 60);
  });

  it('refuses an instant that does not exist', () => {
    expect(() => workingMinutes(kaltim, new Date(Number.NaN), wita('2026-11-17 00:00'))).toThrow(RangeError);
  });
});

describe('overlapMinutes', () => {
  const segment = (from: string, to: string) => ({ from: wita(`2026-11-16 ${from}`), to: wita(`2026-11-16 ${to}`) });

  it.each([
    ['nothing', [], 0],
    ['apart', [segment('08:00', '08:10'), segment('09:00', '09:05')], 15],
    ['overlapping, in any order', [segment('08:05', '08:20'), segment('08:00', '08:10')], 20],
    ['one inside the other', [segment('08:00', '09:00'), segment('08:10', '08:20'), segment('08:50', '09:10')], 70],
    ['touching', [segment('08:00', '08:10'), segment('08:10', '08:20')], 20],
    ['reversed', [segment('09:00', '08:00')], 0],
    ['lunch is nobody’s', [segment('11:55', '13:05'), segment('12:00', '13:10')], 15],
  ])('%s', (_case, segments, minutes) => {
    expect(overlapMinutes(kaltim, segments)).toBe(minutes);
  });
});

describe('addWorkingMinutes', () => {
  it.each([
    ['inside a window', '2026-11-16 08:00', 10, '2026-11-16 08:10'],
    ['fills the window exactly', '2026-11-16 15:50', 10, '2026-11-16 16:00'],
    ['runs into the next day', '2026-11-16 15:58', 8, '2026-11-17 07:36'],
    ['over lunch', '2026-11-16 11:55', 10, '2026-11-16 13:05'],
    ['received at night', '2026-11-16 22:00', 5, '2026-11-17 07:35'],
    ['over weekend', '2026-11-20 16:29', 2, '2026-11-23 07:31'],
    ['over holidays', '2026-12-23 15:55', 10, '2026-12-28 07:35'],
    ['nothing to add', '2026-11-16 22:00', 0, '2026-11-16 22:00'],
  ])('%s', (_case, from, minutes, expected) => {
    expect(addWorkingMinutes(kaltim, wita(from), minutes)).toEqual(wita(expected));
  });

  it.each([[-1], [Number.NaN], [Number.POSITIVE_INFINITY]])('refuses %d minutes', (minutes) => {
    expect(() => addWorkingMinutes(kaltim, wita('2026-11-16 08:00'), minutes)).toThrow(RangeError);
  });

  it('gives up on a calendar without working time', () => {
    expect(() => addWorkingMinutes(closed, wita('2026-11-16 08:00'), 1)).toThrow(RangeError);
  });
});

describe('workingDaysBefore', () => {
  it.each([
    ['2026-11-18 16:00', 1, '2026-11-17'], ['2026-11-16 09:00', 1, '2026-11-13'], ['2026-11-15 12:00', 2, '2026-11-12'],
  ])('%s, %i days before, is the morning of %s', (to, days, day) => {
    const opened = workingDaysBefore(kaltim, wita(to), days);
    expect(dayIn(kaltim.zone, opened)).toBe(day);
    expect([isWorkingTime(kaltim, opened), isWorkingTime(kaltim, new Date(opened.getTime() - 1))]).toEqual([true, false]);
  });
  it('refuses what is no number of days', () => { expect(() => workingDaysBefore(kaltim, wita('2026-11-18 16:00'), 0)).toThrow(RangeError); });
});

describe('addWorkingDays', () => {
  it.each([
    ['the day of receipt is not counted', '2026-11-16 08:00', 1, '2026-11-17 16:00'],
    ['ends with the Friday', '2026-11-16 23:59', 4, '2026-11-20 16:30'],
    ['over a weekend', '2026-11-19 08:00', 3, '2026-11-24 16:00'],
    ['received on a Saturday', '2026-11-21 08:00', 1, '2026-11-23 16:00'],
    ['over a holiday', '2026-08-24 08:00', 1, '2026-08-26 16:00'],
    ['in Ramadan', '2026-03-02 08:00', 3, '2026-03-05 15:00'],
  ])('%s', (_case, from, days, expected) => {
    expect(addWorkingDays(kaltim, wita(from), days)).toEqual(wita(expected));
  });

  it('takes the day of receipt from the zone of the office', () => {
    const midnight = wita('2026-11-17 00:30');
    expect(addWorkingDays(kaltim, midnight, 1)).toEqual(wita('2026-11-18 16:00'));
    expect(addWorkingDays(jambi, midnight, 1)).toEqual(wita('2026-11-17 17:00'));
  });

  it.each([[0], [-1], [1.5]])('refuses %d days', (days) => {
    expect(() => addWorkingDays(kaltim, wita('2026-11-16 08:00'), days)).toThrow(RangeError);
  });

  it('gives up on a calendar without working time', () => {
    expect(() => addWorkingDays(closed, wita('2026-11-16 08:00'), 1)).toThrow(RangeError);
  });
});

describe('isWorkingTime and nextWorkingMoment', () => {
  it.each([
    ['2026-11-16 07:29:59', false, '2026-11-16 07:30'],
    ['2026-11-16 07:30', true, '2026-11-16 07:30'],
    ['2026-11-16 11:59:59', true, '2026-11-16 11:59:59'],
    ['2026-11-16 12:00', false, '2026-11-16 13:00'],
    ['2026-11-16 16:00', false, '2026-11-17 07:30'],
    ['2026-11-20 16:15', true, '2026-11-20 16:15'],
    ['2026-11-20 16:30', false, '2026-11-23 07:30'],
    ['2026-11-21 09:00', false, '2026-11-23 07:30'],
    ['2026-08-17 09:00', false, '2026-08-18 07:30'],
    ['2026-02-18 07:30', false, '2026-02-18 08:00'],
  ])('%s', (at, working, next) => {
    expect(isWorkingTime(kaltim, wita(at))).toBe(working);
    expect(nextWorkingMoment(kaltim, wita(at))).toEqual(wita(next));
  });

  it('gives up on a calendar without working time', () => {
    expect(isWorkingTime(closed, wita('2026-11-16 08:00'))).toBe(false);
    expect(() => nextWorkingMoment(closed, wita('2026-11-16 08:00'))).toThrow(RangeError);
  });
});

describe('laws', () => {
  const instant = fc.date({ min: new Date('2025-12-01T00:00:00Z'), max: new Date('2027-02-01T00:00:00Z'), noInvalidDate: true });
  const calendar = fc.constantFrom(kaltim, jambi);

  it('a split range has the minutes of its parts', () => {
    fc.assert(
      fc.property(calendar, fc.tuple(instant, instant, instant), (cal, instants) => {
        const [a, b, c] = [...instants].sort((x, y) => x.getTime() - y.getTime()) as [Date, Date, Date];
        expect(workingMinutes(cal, a, b) + workingMinutes(cal, b, c)).toBeCloseTo(workingMinutes(cal, a, c), 6);
      }),
    );
  });

  it('adding minutes and counting them agree, and no earlier instant does', () => {
    fc.assert(
      fc.property(calendar, instant, fc.integer({ min: 1, max: 20_000_000 }), (cal, from, milliseconds) => {
        const to = addWorkingMinutes(cal, from, milliseconds / 60_000);
        expect(workingMinutes(cal, from, to)).toBeCloseTo(milliseconds / 60_000, 6);
        expect(workingMinutes(cal, from, new Date(to.getTime() - 1))).toBeLessThan(milliseconds / 60_000);
      }),
    );
  });

  it('the next working moment is working time and nothing was worked before it', () => {
    fc.assert(
      fc.property(calendar, instant, (cal, at) => {
        const next = nextWorkingMoment(cal, at);
        expect(isWorkingTime(cal, next)).toBe(true);
        expect(workingMinutes(cal, at, next)).toBe(0);
      }),
    );
  });

  it('the union is not longer than the sum and not shorter than the longest segment', () => {
    const segments = fc.array(fc.record({ from: instant, to: instant }), { minLength: 1, maxLength: 6 });
    fc.assert(
      fc.property(calendar, segments, (cal, parts) => {
        const each = parts.map(({ from, to }) => workingMinutes(cal, from, to));
        const union = overlapMinutes(cal, parts);
        expect(union).toBeLessThanOrEqual(each.reduce((sum, minutes) => sum + minutes, 0) + 1e-6);
        expect(union).toBeGreaterThanOrEqual(Math.max(...each) - 1e-6);
      }),
    );
  });
});
