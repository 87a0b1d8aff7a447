/** The slots that may be offered for a case now: who can be booked, what is taken, which rooms are free. */
import type { Knex } from 'knex';
import { availabilityCalendar, freeSlots, type DayException, type FreeSlot } from '../domain/scheduling/free-slots.ts';
import { dayIn, everyDay, overlapMinutes } from '../domain/working-time.ts';
import { calendarOf, getOffice } from '../offices/index.ts';
import { OPEN_STATES, type AppointmentState } from './appointments.repository.ts';
import { bookableOfficers, exceptionsOf } from './availability.repository.ts';
import { chosenPlace } from './chosen-place.ts';
import { activeRooms, isExclusive } from './rooms.repository.ts';
import { absencesOf } from './unkept.ts';

const DAY = 86_400_000;
/** How far ahead an applicant may choose. */
export const DAYS_AHEAD = 14;

/** A call that was held took its place in the day, too: else a full morning would be followed by a full afternoon. */
const TAKEN_STATES: AppointmentState[] = [...OPEN_STATES, 'hadir'];

interface BusyRow { verifikator_id: string; resource_id: string | null; place: string; starts_at: Date; ends_at: Date; until: Date }
export interface Wanted { officeId: string; now: Date; from: Date; to: Date; /** Only these officers; undefined: everybody. */ officers?: readonly string[] }
export type NamedSlot = FreeSlot & { personName: string };

export async function freeSlotsOf(trx: Knex | Knex.Transaction, { officeId, now, from, to, officers }: Wanted): Promise<NamedSlot[]> {
  const people = await bookableOfficers(trx, officeId, officers);
  if (people.length === 0) return [];
  const calendar = await calendarOf(trx, officeId);
  const [dayBefore, dayAfter] = [new Date(from.getTime() - DAY), new Date(to.getTime() + DAY)];
  const busy = await trx('appointments').where({ office_id: officeId }).whereIn('state', TAKEN_STATES).where('starts_at', '>=', dayBefore).where('starts_at', '<', dayAfter)
    .select<BusyRow[]>('verifikator_id', 'resource_id', 'starts_at', 'ends_at', trx.raw('lower(location) as place'), trx.raw('coalesce(busy_until, ends_at) as until'));
  const exceptions = await daysOtherwise(trx, people.map(({ id }) => id), dayIn(calendar.zone, dayBefore), dayIn(calendar.zone, dayAfter));
  const rooms = await activeRooms(trx, officeId);
  const { settings } = await getOffice(trx, officeId);
  const taken = (rows: BusyRow[]) => rows.map((row) => ({ from: row.starts_at, until: row.until }));
  const names = new Map(people.map(({ id, name }) => [id, name]));
  return freeSlots({
    office: calendar, now, from, to,
    people: people.map(({ id, availability }) => ({
      id, availability, exceptions: exceptions(id), busy: taken(busy.filter((row) => row.verifikator_id === id)),
    })),
    rooms: rooms.map((room) => ({ id: room.id, channel: room.channel, exclusive: isExclusive(room), busy: taken(busy.filter((row) => row.resource_id === room.id)) })),
  }).map((slot) => ({ ...slot, personName: names.get(slot.personId) ?? '' })).filter((slot) => {
    const room = rooms.find(({ id }) => id === slot.roomId);
    if (room && !isExclusive(room)) return true;
    // Two rooms may lead to one place, and so may none: the office's usual one holds one appointment at a time.
    const place = chosenPlace(slot, room, settings).toLowerCase();
    return !busy.some((row) => row.place === place && row.starts_at < slot.end && slot.start < row.ends_at);
  });
}

/** Slots a case can be offered: of whoever holds it or held it last, if he can be booked at all; else of everybody. */
export async function slotsForCase(trx: Knex | Knex.Transaction, row: { office_id: string; holder_id: string | null; preferred_holder_id: string | null }, now: Date): Promise<NamedSlot[]> {
  const window = { officeId: row.office_id, now, from: now, to: new Date(now.getTime() + DAYS_AHEAD * DAY) };
  const own = row.holder_id ?? row.preferred_holder_id;
  const mine = own ? await freeSlotsOf(trx, { ...window, officers: [own] }) : [];
  return mine.length > 0 ? mine : freeSlotsOf(trx, window);
}

/** Colleagues who can stand in at exactly this time: bookable, not away, not busy, not full. */
export async function standIns(trx: Knex.Transaction, slot: { id: string; office_id: string; verifikator_id: string; starts_at: Date; ends_at: Date; channel: 'daring' | 'luring' }): Promise<string[]> {
  const people = (await bookableOfficers(trx, slot.office_id)).filter((person) => person.id !== slot.verifikator_id && person.availability.channels.includes(slot.channel));
  const { zone } = await calendarOf(trx, slot.office_id);
  const day = dayIn(zone, slot.starts_at);
  const exceptions = await daysOtherwise(trx, people.map(({ id }) => id), day, day);
  const minutes = (slot.ends_at.getTime() - slot.starts_at.getTime()) / 60_000;
  const booked = await trx('appointments').where({ office_id: slot.office_id }).whereIn('state', TAKEN_STATES).whereNot({ id: slot.id })
    .where('starts_at', '>=', new Date(slot.starts_at.getTime() - DAY)).where('starts_at', '<', new Date(slot.starts_at.getTime() + DAY))
    .select<Pick<BusyRow, 'verifikator_id' | 'starts_at' | 'until'>[]>('verifikator_id', 'starts_at', trx.raw('coalesce(busy_until, ends_at) as until'));
  return people.filter(({ id, availability }) => {
    const own = availabilityCalendar(zone, availability, exceptions(id));
    const mine = booked.filter((row) => row.verifikator_id === id);
    const until = new Date(slot.ends_at.getTime() + availability.bufferMinutes * 60_000);
    return overlapMinutes(own, [{ from: slot.starts_at, to: slot.ends_at }]) >= minutes - 0.001
      && mine.every((row) => row.starts_at >= until || row.until <= slot.starts_at)
      && mine.filter((row) => dayIn(zone, row.starts_at) === day).length < availability.dailyMax;
  }).map(({ id }) => id);
}

/** Days that are not as the week says: what each said about a day himself, and days on which his work is in other hands. */
async function daysOtherwise(trx: Knex | Knex.Transaction, people: readonly string[], first: string, last: string): Promise<(id: string) => DayException[]> {
  const [said, absences] = [await exceptionsOf(trx, people, first, last), await absencesOf(trx, people, first, last)];
  return (id) => {
    const absent = absences.filter((absence) => absence.user_id === id).flatMap((absence) => everyDay(absence.first_day > first ? absence.first_day : first, absence.last_day < last ? absence.last_day : last));
    return [...said.filter((day) => day.user_id === id && !absent.includes(day.date)), ...absent.map((date) => ({ date, windows: [] }))];
  };
}
