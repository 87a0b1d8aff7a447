import { expect, it } from '@jest/globals';
import { readWindows, windowsText } from './windows-text.ts';

it.each([
  ['09:00-11:30, 13:30-15:00', '09:00-11:30, 13:30-15:00'], ['9.00 – 11.30; 13:00-24:00', '09:00-11:30, 13:00-24:00'], ['', ''],
  ['11:00-09:00', null], ['09:00-11:00, 10:00-12:00', null], ['pagi', null], ['25:00-26:00', null],
])('%s', (typed, read) => {
  const windows = readWindows(typed);
  expect(windows && windowsText(windows)).toBe(read);
});
