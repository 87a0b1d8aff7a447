import { describe, expect, it } from '@jest/globals';
import { officeDay, officeMoment, phoneMoment } from './office-time.ts';

describe('moments in the zone of the office', () => {
  it.each([
    { zone: 'WIB', locale: 'id' as const, text: '20 November 2026 pukul 23.30 WIB' },
    { zone: 'WITA', locale: 'id' as const, text: '21 November 2026 pukul 00.30 WITA' },
    { zone: 'WIT', locale: 'id' as const, text: '21 November 2026 pukul 01.30 WIT' },
    { zone: 'WITA', locale: 'en' as const, text: '21 November 2026 at 00:30 WITA' },
    { zone: 'UTC', locale: 'id' as const, text: '20 November 2026 pukul 23.30 WIB' },
  ])('$zone $locale', ({ zone, locale, text }) => expect(officeMoment('2026-11-20T16:30:00Z', zone, locale)).toBe(text));

  it('a day is the day there', () => expect(officeDay('2026-11-20T16:30:00Z', 'WITA', 'id')).toBe('21 November 2026'));
});

describe('the clock of the phone', () => {
  it('is silent when it shows the same', () => expect(phoneMoment('2026-11-20T02:00:00Z', 'WITA', 480, 'id')).toBeNull());
  it.each([
    { offset: 420, text: 'Jumat, 20 November pukul 09.00' },
    { offset: -300, text: 'Kamis, 19 November pukul 21.00' },
    { offset: 330, text: 'Jumat, 20 November pukul 07.30' },
  ])('speaks at an offset of $offset minutes', ({ offset, text }) => expect(phoneMoment('2026-11-20T02:00:00Z', 'WITA', offset, 'id')).toBe(text));
});
