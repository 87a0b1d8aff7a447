import { describe, expect, it } from '@jest/globals';
import { printedDate, printedDay, printedMoment, printedSlot, zoneLong } from './printed-time.ts';

describe('printed times', () => {
  const at = new Date('2026-11-20T02:00:00Z');
  it.each([
    ['Asia/Jakarta', '20 November 2026 pukul 09.00 WIB'], ['Asia/Pontianak', '20 November 2026 pukul 09.00 WIB'],
    ['Asia/Makassar', '20 November 2026 pukul 10.00 WITA'], ['Asia/Jayapura', '20 November 2026 pukul 11.00 WIT'],
  ])('%s prints %s', (zone, text) => { expect(printedMoment(at, zone)).toBe(text); });

  it('prints midnight as 00.00 of the day that begins', () => {
    expect(printedMoment(new Date('2026-11-19T16:00:00Z'), 'Asia/Makassar')).toBe('20 November 2026 pukul 00.00 WITA');
  });
  it('takes the day of the office, not of the server', () => { expect(printedDate(new Date('2026-12-31T17:00:00Z'), 'Asia/Jakarta')).toBe('1 Januari 2027'); });
  it('prints a slot with its weekday', () => {
    expect(printedSlot(at, new Date('2026-11-20T02:30:00Z'), 'Asia/Makassar')).toBe('Jumat, 20 November 2026 pukul 10.00–10.30 WITA');
  });
  it('prints both days of a span over midnight', () => {
    expect(printedSlot(at, new Date('2026-11-23T06:30:00Z'), 'Asia/Makassar')).toBe('Jumat, 20 November 2026 pukul 10.00 – Senin, 23 November 2026 pukul 14.30 WITA');
  });
  it('prints a day of the database', () => { expect(printedDay('2026-03-01')).toBe('1 Maret 2026'); });
  it('names the zone in full', () => { expect(zoneLong('Asia/Makassar')).toBe('Waktu Indonesia Tengah'); });
});
