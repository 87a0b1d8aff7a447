import { describe, expect, it } from '@jest/globals';
import { readWindows, windowsText } from './windows-text.ts';

describe('hours of a day', () => {
  it.each([
    ['09:00-11:30, 13:30-15:00', '09.00–11.30, 13.30–15.00'], ['9.00 – 11.30; 13:00-24:00', '09.00–11.30, 13.00–24.00'], ['', ''], ['  ', ''],
    ['11:00-09:00', null], ['09:00-11:00, 10:00-12:00', null], ['pagi', null], ['07.30', null], ['25:00-26:00', null],
  ])('%j', (typed, read) => {
    const windows = readWindows(typed);
    expect(windows && windowsText(windows, 'id-ID')).toBe(read);
  });

  it('are written as the language of the screen writes an hour, and read again from either', () => {
    const windows = [{ start: '07:30', end: '11:30' }, { start: '13:00', end: '16:30' }];
    expect(windowsText(windows, 'en-GB')).toBe('07:30–11:30, 13:00–16:30');
    expect(['id-ID', 'en-GB'].map((locale) => readWindows(windowsText(windows, locale)))).toEqual([windows, windows]);
  });
});
