import { expect, it } from '@jest/globals';
import { readHours, writeHours } from './week-text.ts';

it.each([
  ['07.30-12.00, 13.00-16.00', [{ start: '07:30', end: '12:00' }, { start: '13:00', end: '16:00' }]], ['8:00 – 15:00', [{ start: '08:00', end: '15:00' }]], ['  ', []],
  ['pagi', null], ['07.30', null], ['07.30-12.00;13.00-16.00', null],
])('reads %j', (text, windows) => { expect(readHours(text)).toEqual(windows); });

it('reads again what it wrote', () => {
  const windows = [{ start: '07:30', end: '11:30' }, { start: '13:00', end: '16:30' }];
  expect(readHours(writeHours(windows))).toEqual(windows);
});
