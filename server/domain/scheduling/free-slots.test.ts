import { describe, expect, it } from '@jest/globals';
import { zoneOfRegion } from '../region-zone.ts';
import { standardWeek, type WorkingCalendar, type WorkingDays } from '../working-time.ts';
import { freeSlots, type Bookable, type BookableRoom } from './free-slots.ts';

/** Monday 2 March 2026, 10:00 in Samarinda. */
const NOW = new Date('2026-03-02T02:00:00Z');
const office: WorkingCalendar = { zone: 'Asia/Makassar', weeks: [standardWeek()], holidays: new Set(['2026-03-04']) };
const morning = [{ start: '09:00', end: '11:00' }];
const days: WorkingDays = { 1: morning, 2: morning, 3: morning, 4: [], 5: [{ start: '11:00', end: '14:00' }], 6: morning, 7: [] };
const rina: Bookable = { id: 'rina', availability: { days, slotMinutes: 30, bufferMinutes: 15, noticeMinutes: 60, dailyMax: 9, channels: ['daring'] }, exceptions: [], busy: [] };
const wita = (day: number, time: string) => new Date(`2026-03-${String(day).padStart(2, '0')}T${time}:00+08:00`);
const find = (people: Bookable[], from: Date, to: Date, rooms: BookableRoom[] = [], now = NOW) =>
  freeSlots({ office, people, rooms, now, from, to }).map((slot) => ({ who: slot.personId, at: new Intl.DateTimeFormat('en-GB', { timeZone: 'Asia/Makassar', day: 'numeric', hour: '2-digit', minute: '2-digit' }).format(slot.start), room: slot.roomId, channel: slot.channel }));
const times = (...args: Parameters<typeof find>) => find(...args).map(({ at }) => at);

describe('free slots', () => {
  it('lie in the officer\'s week with the buffer behind each', () => {
    expect(times([rina], wita(3, '00:00'), wita(4, '00:00'))).toEqual(['3, 09:00', '3, 09:45', '3, 10:30']);
  });

  it('keep to the office: no holiday, no weekend, no break', () => {
    expect(times([rina], wita(4, '00:00'), wita(5, '00:00'))).toEqual([]);
    expect(times([rina], wita(7, '00:00'), wita(8, '00:00'))).toEqual([]);
    // Friday 11:00–14:00 against a break from 11:30 to 13:00.
    expect(times([rina], wita(6, '00:00'), wita(7, '00:00'))).toEqual(['6, 11:00', '6, 13:00']);
  });

  it('leave the notice the officer wants', () => {
    expect(times([rina], NOW, wita(3, '00:00'), [], wita(2, '08:50'))).toEqual(['2, 10:30']);
  });

  it('an exception takes the place of its day', () => {
    const away = { ...rina, exceptions: [{ date: '2026-03-03', windows: [] }] };
    expect(times([away], wita(3, '00:00'), wita(4, '00:00'))).toEqual([]);
    const later = { ...rina, exceptions: [{ date: '2026-03-05', windows: [{ start: '14:00', end: '14:45' }] }] };
    expect(times([later], wita(5, '00:00'), wita(6, '00:00'))).toEqual(['5, 14:00']);
  });

  it('stop at the daily maximum and around what is booked, its buffer included', () => {
    const booked = { ...rina, busy: [{ from: wita(3, '09:00'), until: wita(3, '09:50') }] };
    expect(times([booked], wita(3, '00:00'), wita(4, '00:00'))).toEqual(['3, 10:30']);
    expect(times([{ ...booked, availability: { ...rina.availability, dailyMax: 1 } }], wita(3, '00:00'), wita(4, '00:00'))).toEqual([]);
  });

  it('need a room that is free, where the office keeps rooms for the channel', () => {
    const zoom: BookableRoom = { id: 'zoom', channel: 'daring', exclusive: true, busy: [{ from: wita(3, '09:00'), until: wita(3, '09:45') }] };
    expect(times([rina], wita(3, '00:00'), wita(4, '00:00'), [zoom])).toEqual(['3, 09:45', '3, 10:30']);
    expect(find([rina], wita(3, '00:00'), wita(3, '09:40'), [zoom, { ...zoom, id: 'jitsi', exclusive: false }])).toEqual([{ who: 'rina', at: '3, 09:00', room: 'jitsi', channel: 'daring' }]);
    expect(find([rina], wita(3, '00:00'), wita(3, '09:40'), [{ ...zoom, channel: 'luring' }])).toEqual([{ who: 'rina', at: '3, 09:00', room: null, channel: 'daring' }]);
  });

  it('of several people, earliest first', () => {
    const budi: Bookable = { ...rina, id: 'budi', availability: { ...rina.availability, slotMinutes: 60 } };
    expect(find([rina, budi], wita(3, '00:00'), wita(3, '10:00')).map(({ who, at }) => `${who} ${at}`)).toEqual(['budi 3, 09:00', 'rina 3, 09:00', 'rina 3, 09:45']);
  });
});

describe('zoneOfRegion', () => {
  it.each([['3171', 'Asia/Jakarta'], ['6171', 'Asia/Jakarta'], ['6271', 'Asia/Jakarta'], ['6472', 'Asia/Makassar'], ['5171', 'Asia/Makassar'], ['9171', 'Asia/Jayapura'], ['8101', 'Asia/Jayapura'], ['0000', null], ['', null]])(
    '%s', (code, zone) => { expect(zoneOfRegion(code)).toBe(zone); });
});
