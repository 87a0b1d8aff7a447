/**
 * Which slots may be offered: inside the office's working time and the officer's own availability, after the notice he wants, no more a
 * day than he takes, with his buffer behind each, and with a room that is free. Pure; the database has the last word when one is taken.
 */
import { dayIn, workingSegments, type WorkingCalendar, type WorkingDays, type WorkingWindow } from '../working-time.ts';

export type Channel = 'daring' | 'luring';

export interface Availability {
  days: WorkingDays;
  slotMinutes: number;
  /** Kept free after each slot. */
  bufferMinutes: number;
  /** Nobody is booked sooner than this. */
  noticeMinutes: number;
  dailyMax: number;
  channels: readonly Channel[];
}
/** Another rule for one local day; no windows: away. */
export interface DayException { date: string; windows: readonly WorkingWindow[] }
/** `until` includes the buffer. */
export interface BusyTime { from: Date; until: Date }
export interface Bookable { id: string; availability: Availability; exceptions: readonly DayException[]; busy: readonly BusyTime[] }
/** `exclusive`: one appointment at a time (a Zoom account, a desk); a room that makes a link of its own for each is not. */
export interface BookableRoom { id: string; channel: Channel; exclusive: boolean; busy: readonly BusyTime[] }
export interface FreeSlot { personId: string; start: Date; end: Date; busyUntil: Date; channel: Channel; roomId: string | null }

const MINUTE = 60_000;
const DAY = 86_400_000;
const clashes = (busy: readonly BusyTime[], from: Date, until: Date) => busy.some((taken) => taken.from < until && from < taken.until);

/** Of somebody who never said when he can be booked. */
export const NEVER_FREE: Availability = { days: { 1: [], 2: [], 3: [], 4: [], 5: [], 6: [], 7: [] }, slotMinutes: 30, bufferMinutes: 0, noticeMinutes: 0, dailyMax: 1, channels: ['daring'] };

/** The officer's own week as a calendar: exceptions stand in for their day. */
export function availabilityCalendar(zone: string, { days }: Availability, exceptions: readonly DayException[]): WorkingCalendar {
  const everyDay = (windows: readonly WorkingWindow[]): WorkingDays => ({ 1: windows, 2: windows, 3: windows, 4: windows, 5: windows, 6: windows, 7: windows });
  return {
    zone, holidays: new Set(),
    weeks: [{ from: '2000-01-01', to: null, days }, ...exceptions.map(({ date, windows }) => ({ from: date, to: date, days: everyDay(windows) }))],
  };
}

/** Free slots of everybody between two instants, earliest first. A slot begins where a window begins, or where slot and buffer before it end. */
export function freeSlots(of: { office: WorkingCalendar; people: readonly Bookable[]; rooms: readonly BookableRoom[]; now: Date; from: Date; to: Date }): FreeSlot[] {
  return of.people.flatMap((person) => slotsOf(person, of)).sort((a, b) => a.start.getTime() - b.start.getTime() || a.personId.localeCompare(b.personId));
}

function slotsOf(person: Bookable, { office, rooms, now, from, to }: Parameters<typeof freeSlots>[0]): FreeSlot[] {
  const { availability, exceptions, busy } = person;
  const earliest = new Date(now.getTime() + availability.noticeMinutes * MINUTE);
  const length = availability.slotMinutes * MINUTE;
  const buffer = availability.bufferMinutes * MINUTE;
  const taken = new Map<string, number>();
  for (const { from: start } of busy) taken.set(dayIn(office.zone, start), (taken.get(dayIn(office.zone, start)) ?? 0) + 1);
  const free: FreeSlot[] = [];
  for (const window of openWindows(office, availabilityCalendar(office.zone, availability, exceptions), from, to)) {
    const day = dayIn(office.zone, window.from);
    if ((taken.get(day) ?? 0) >= availability.dailyMax) continue;
    for (let at = window.from.getTime(); at + length <= window.to.getTime(); at += length + buffer) {
      const [start, end, until] = [new Date(at), new Date(at + length), new Date(at + length + buffer)];
      if (start < earliest || start < from || start >= to || clashes(busy, start, until)) continue;
      for (const channel of availability.channels) {
        const room = roomFor(rooms, channel, start, until);
        if (room !== undefined) free.push({ personId: person.id, start, end, busyUntil: until, channel, roomId: room?.id ?? null });
      }
    }
  }
  return free;
}

/** A free room of the channel; null when the office keeps none for it (the place is typed in); undefined when all are taken. */
function roomFor(rooms: readonly BookableRoom[], channel: Channel, start: Date, until: Date): BookableRoom | null | undefined {
  const kept = rooms.filter((room) => room.channel === channel);
  if (kept.length === 0) return null;
  return kept.find((room) => !room.exclusive || !clashes(room.busy, start, until));
}

/** Whole windows, also where asked from the middle of one: else the grid of slots would move with the clock. */
function openWindows(office: WorkingCalendar, own: WorkingCalendar, from: Date, to: Date): { from: Date; to: Date }[] {
  const [dayBefore, dayAfter] = [new Date(from.getTime() - DAY), new Date(to.getTime() + DAY)];
  const mine = workingSegments(own, dayBefore, dayAfter);
  return workingSegments(office, dayBefore, dayAfter).flatMap((open) => mine.flatMap((window) => {
    const start = new Date(Math.max(open.from.getTime(), window.from.getTime()));
    const end = new Date(Math.min(open.to.getTime(), window.to.getTime()));
    return end > start ? [{ from: start, to: end }] : [];
  }));
}
