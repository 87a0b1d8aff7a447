import type { Knex } from 'knex';
import { officersPlaying } from '../cases/index.ts';
import type { Availability, DayException } from '../domain/scheduling/free-slots.ts';
import type { WorkingDays, WorkingWindow } from '../domain/working-time.ts';

interface AvailabilityRow {
  user_id: string; office_id: string; days: WorkingDays; slot_minutes: number; buffer_minutes: number; notice_minutes: number; daily_max: number;
  channels: ('daring' | 'luring')[];
}
export interface ExceptionRow { id: string; user_id: string; office_id: string; date: string; windows: WorkingWindow[]; note: string }

const shaped = (row: AvailabilityRow): Availability => ({
  days: row.days, slotMinutes: row.slot_minutes, bufferMinutes: row.buffer_minutes, noticeMinutes: row.notice_minutes, dailyMax: row.daily_max, channels: row.channels,
});

/** Active verifikators of the office who said when they can be booked. */
export async function bookableOfficers(trx: Knex | Knex.Transaction, officeId: string, only?: readonly string[]): Promise<{ id: string; name: string; availability: Availability }[]> {
  const query = officersPlaying(trx, officeId, 'verifikator').join('availabilities as a', 'a.user_id', 'u.id').where('a.office_id', officeId);
  if (only) void query.whereIn('a.user_id', [...only]);
  return (await query.orderBy('u.id').select<(AvailabilityRow & { name: string })[]>('a.*', 'u.name')).map((row) => ({ id: row.user_id, name: row.name, availability: shaped(row) }));
}

/** Everybody who verifies here, whether he said his times or not. */
export async function verifikatorsOf(db: Knex | Knex.Transaction, officeId: string): Promise<{ id: string; name: string }[]> {
  return officersPlaying(db, officeId, 'verifikator').orderBy('u.name').select<{ id: string; name: string }[]>('u.id', 'u.name');
}

/** Also one who is disabled: his times and days off are still the office's to arrange. Undefined for anybody else's. */
export async function findVerifikator(db: Knex | Knex.Transaction, officeId: string, userId: string): Promise<{ id: string; name: string } | undefined> {
  return db('users as u').join('user_roles as r', 'r.user_id', 'u.id').where({ 'u.id': userId, 'u.office_id': officeId, 'r.role': 'verifikator' })
    .first<{ id: string; name: string } | undefined>('u.id', 'u.name');
}

export async function findAvailability(trx: Knex | Knex.Transaction, userId: string): Promise<Availability | undefined> {
  const row = await trx<AvailabilityRow>('availabilities').where({ user_id: userId }).first();
  return row && shaped(row);
}

/** Whoever books him by what he said waits here for the one before. */
export async function lockAvailability(trx: Knex.Transaction, userId: string): Promise<void> {
  await trx('availabilities').where({ user_id: userId }).forUpdate().first('user_id');
}

export async function saveAvailability(trx: Knex.Transaction, of: { userId: string; officeId: string; by: string; at: Date }, value: Availability): Promise<void> {
  await trx('availabilities').insert({
    user_id: of.userId, office_id: of.officeId, days: JSON.stringify(value.days), slot_minutes: value.slotMinutes, buffer_minutes: value.bufferMinutes,
    notice_minutes: value.noticeMinutes, daily_max: value.dailyMax, channels: [...value.channels], changed_by: of.by, changed_at: of.at,
  }).onConflict('user_id').merge();
}

export async function exceptionsOf(trx: Knex | Knex.Transaction, userIds: readonly string[], from: string, to: string): Promise<(DayException & ExceptionRow)[]> {
  return trx<ExceptionRow>('availability_exceptions').whereIn('user_id', [...userIds]).whereBetween('date', [from, to]).orderBy(['date', 'user_id']);
}

/** One row per day; a day named again is replaced. */
export async function saveExceptions(trx: Knex.Transaction, of: { userId: string; officeId: string; by: string; at: Date }, days: readonly string[], windows: readonly WorkingWindow[], note: string): Promise<void> {
  await trx('availability_exceptions').insert(days.map((date) => ({
    user_id: of.userId, office_id: of.officeId, date, windows: JSON.stringify(windows), note, changed_by: of.by, changed_at: of.at,
  }))).onConflict(['user_id', 'date']).merge();
}

export async function deleteException(trx: Knex.Transaction, officeId: string, id: string, ownerId: string | null): Promise<boolean> {
  return (await trx('availability_exceptions').where({ id, office_id: officeId, ...(ownerId === null ? {} : { user_id: ownerId }) }).del()) > 0;
}
