import { describe, expect, it } from '@jest/globals';
import { offsetMinutes, officeDay, showDay, showMoment, toIsoWithOffset, toLocalInput, zoneName } from './office-time.ts';

describe('toIsoWithOffset', () => {
  it.each([
    { local: '2026-11-23T09:30', zone: 'Asia/Makassar', iso: '2026-11-23T09:30:00+08:00' },
    { local: '2026-11-23T09:30', zone: 'Asia/Jakarta', iso: '2026-11-23T09:30:00+07:00' },
    { local: '2026-12-31T23:59', zone: 'Asia/Jayapura', iso: '2026-12-31T23:59:00+09:00' },
    { local: '2026-11-23T09:30:15', zone: 'Asia/Jakarta', iso: '2026-11-23T09:30:00+07:00' },
    { local: '2026-07-01T12:00', zone: 'America/St_Johns', iso: '2026-07-01T12:00:00-02:30' },
  ])('$local in $zone', ({ local, zone, iso }) => expect(toIsoWithOffset(local, zone)).toBe(iso));

  it.each(['', '2026-11-23', '2026-02-30T10:00', '2026-13-01T10:00', '2026-11-23T24:30', 'besok'])('refuses "%s"', (local) => expect(toIsoWithOffset(local, 'Asia/Jakarta')).toBeNull());

  it('comes back as it was typed', () => {
    const iso = toIsoWithOffset('2026-11-23T09:30', 'Asia/Makassar') ?? '';
    expect(toLocalInput(new Date(iso), 'Asia/Makassar')).toBe('2026-11-23T09:30');
  });
});

describe('zones', () => {
  it('knows the three of Indonesia by name', () => expect(['Asia/Jakarta', 'Asia/Pontianak', 'Asia/Makassar', 'Asia/Jayapura', 'UTC'].map(zoneName)).toEqual(['WIB', 'WIB', 'WITA', 'WIT', 'UTC']));
  it('gives the minutes ahead of UTC', () => expect(offsetMinutes(new Date('2026-11-20T23:59:59.999Z'), 'Asia/Makassar')).toBe(480));
  it('gives the calendar day of the office, not of UTC', () => expect(officeDay(new Date('2026-11-20T16:30:00Z'), 'Asia/Makassar')).toBe('2026-11-21'));
  it('shows the day of the office of a late moment', () => expect(showMoment('2026-11-20T16:30:00Z', 'Asia/Makassar', 'id-ID', 'tanggal')).toBe('21 Nov 2026'));
  it('writes every short month with three letters', () => expect([showDay('2026-09-08', 'en-GB'), showMoment('2026-09-08T03:05:00Z', 'Asia/Makassar', 'en-GB', 'tanggal'), showDay('2026-09-08', 'id-ID')]).toEqual(['8 Sep 2026', '8 Sep 2026', '8 Sep 2026']));
  it('shows an event to the second, with its year', () => expect(showMoment('2026-11-20T03:05:09Z', 'Asia/Makassar', 'id-ID', 'detik')).toBe('20 Nov 2026, 11.05.09'));
  it('shows the office hour with its zone', () => expect(showMoment('2026-11-20T03:05:00Z', 'Asia/Makassar', 'id-ID', 'lengkap')).toMatch(/20 Nov 2026.*11\.05 WITA$/));
});
