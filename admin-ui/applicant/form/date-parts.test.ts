import { describe, expect, it } from '@jest/globals';
import { joinDate, splitDate } from './date-parts.ts';

describe('a date in three parts', () => {
  it.each([
    { parts: ['7', '3', '1988'], iso: '1988-03-07', trouble: null },
    { parts: [' 07 ', '03', '1988'], iso: '1988-03-07', trouble: null },
    { parts: ['29', '2', '2000'], iso: '2000-02-29', trouble: null },
    { parts: ['', '', ''], iso: '', trouble: null },
    { parts: ['7', '', '1988'], iso: '', trouble: 'incomplete' },
    { parts: ['', '3', ''], iso: '', trouble: 'incomplete' },
    { parts: ['7', '3', '88'], iso: '', trouble: 'short_year' },
    { parts: ['29', '2', '2001'], iso: '', trouble: 'impossible' },
    { parts: ['31', '4', '1990'], iso: '', trouble: 'impossible' },
    { parts: ['0', '4', '1990'], iso: '', trouble: 'impossible' },
    { parts: ['7', '13', '1990'], iso: '', trouble: 'impossible' },
    { parts: ['7a', '3', '1990'], iso: '', trouble: 'impossible' },
  ])('$parts', ({ parts: [day = '', month = '', year = ''], iso, trouble }) => expect(joinDate({ day, month, year })).toEqual({ iso, trouble }));

  it('is taken apart and put together again', () => {
    expect(splitDate('1988-03-07')).toEqual({ day: '7', month: '3', year: '1988' });
    expect(joinDate(splitDate('1988-03-07')).iso).toBe('1988-03-07');
  });

  it('is empty when it was no date', () => expect(splitDate('7/3/1988')).toEqual({ day: '', month: '', year: '' }));
});
