/** The calendar an office keeps. What was measured stays as it was measured (ADR 3); a change counts from now on. */
import type { Knex } from 'knex';
import type { z } from 'zod';
import { recordAudit } from '../audit/index.ts';
import type { AuditEventName } from '../domain/audit-events.ts';
import type { CalendarStanding, holidayBody, weekBody } from '../domain/contract/offices.ts';
import { dayIn, standardWeek } from '../domain/working-time.ts';
import { InvalidError, NotAllowedError, NotFoundError } from '../platform/errors.ts';
import { calendarOf, forgetCalendars, lastKnownDay } from './calendar-of.ts';
import type { AskedBy } from './edit-office.ts';
import { raiseCalendarEdition } from './offices.repository.ts';

type Week = z.output<typeof weekBody>;
type Holiday = z.output<typeof holidayBody>;

const note = (trx: Knex.Transaction, by: AskedBy, event: AuditEventName, ref: string, detail: Record<string, string | boolean | null>) => recordAudit(trx, {
  event, officeId: by.officer.officeId, actorKind: 'staf', actorId: by.officer.id, ref, requestId: by.requestId, ipHash: by.ipHash, detail,
});

/** Without a table the office works the standard week; its first own table must not take the rest of the year away, so the standard is written beneath it. */
export async function storeWeek(trx: Knex.Transaction, by: AskedBy, week: Week, at: Date, standardName: string, id?: string): Promise<string> {
  const { officeId } = by.officer;
  await trx('offices').where({ id: officeId }).forUpdate().first('id');
  const before = id ? await trx('working_weeks').where({ id, office_id: officeId }).first<{ id: string; valid_from: string; valid_to: string | null } | undefined>() : undefined;
  if (id && !before) throw new NotFoundError();
  const [others] = await trx('working_weeks').where({ office_id: officeId }).count<{ n: string }[]>({ n: '*' });
  const row = { name: week.name, valid_from: week.from, valid_to: week.to, days: JSON.stringify(week.days), changed_by: by.officer.id, changed_at: at };
  if (Number(others?.n) === 0 && week.to !== null) {
    const usual = standardWeek();
    await trx('working_weeks').insert({ office_id: officeId, name: standardName, valid_from: usual.from, valid_to: null, days: JSON.stringify(usual.days), changed_by: by.officer.id, changed_at: at });
  }
  const same = await trx('working_weeks').where({ office_id: officeId, valid_from: week.from }).whereNot({ id: id ?? '00000000-0000-0000-0000-000000000000' }).first<{ id: string } | undefined>('id');
  if (same) throw new InvalidError({ from: { key: 'galat.kalender.mulai_sama' } });
  const [stored] = id
    ? await trx('working_weeks').where({ id }).update(row).returning<{ id: string }[]>('id')
    : await trx('working_weeks').insert({ ...row, office_id: officeId }).returning<{ id: string }[]>('id');
  if (!stored) throw new NotFoundError();
  await note(trx, by, id ? 'ubah_minggu_kerja' : 'tambah_minggu_kerja', `working-week:${stored.id}`, {
    nama: week.name, dari: week.from, sampai: week.to, sebelumnya: before ? `${before.valid_from}/${before.valid_to ?? ''}` : null,
  });
  await calendarChanged(trx, officeId);
  return stored.id;
}

/** @throws NotFoundError for one of another office; InvalidError where the days left would have no table */
export async function removeWeek(trx: Knex.Transaction, by: AskedBy, id: string): Promise<void> {
  await trx('offices').where({ id: by.officer.officeId }).forUpdate().first('id');
  const row = await trx('working_weeks').where({ id, office_id: by.officer.officeId }).first<{ name: string; valid_from: string; valid_to: string | null } | undefined>();
  if (!row) throw new NotFoundError();
  const left = await trx('working_weeks').where({ office_id: by.officer.officeId }).whereNot({ id }).select<{ valid_to: string | null }[]>('valid_to');
  if (left.length > 0 && left.every((week) => week.valid_to !== null)) throw new InvalidError({ id: { key: 'galat.kalender.terakhir' } }, 'galat.kalender.terakhir');
  await trx('working_weeks').where({ id }).del();
  await note(trx, by, 'hapus_minggu_kerja', `working-week:${id}`, { nama: row.name, dari: row.valid_from, sampai: row.valid_to });
  await calendarChanged(trx, by.officer.officeId);
}

const FURTHEST_YEARS = 3;
/** No decree reaches further; a slip of the pen (2072 for 2027) would call every year until then known, and the alarm of October would stay silent. */
export const isTooFar = (date: string, at: Date): boolean => Number(date.slice(0, 4)) > at.getUTCFullYear() + FURTHEST_YEARS;

/** What runs is reckoned anew soon; until then it is called provisional. Null: of all offices. */
export async function calendarChanged(trx: Knex.Transaction, officeId: string | null): Promise<void> {
  await raiseCalendarEdition(trx, officeId);
  forgetCalendars();
}

/** National rows are everybody's and only a system admin writes them; an office adds and corrects its own. Returns null for a day that is there already. */
export async function addHoliday(trx: Knex.Transaction, by: AskedBy, holiday: Holiday, at: Date): Promise<string | null> {
  const id = await storeHoliday(trx, by, holiday, at);
  if (id !== null) await calendarChanged(trx, holiday.everywhere ? null : by.officer.officeId);
  return id;
}

/** The same for whoever stores several and tells of the change once. */
export async function storeHoliday(trx: Knex.Transaction, by: AskedBy, holiday: Holiday, at: Date): Promise<string | null> {
  if (isTooFar(holiday.date, at)) throw new InvalidError({ date: { key: 'galat.libur.terlalu_jauh' } });
  if (holiday.everywhere && !by.officer.roles.includes('admin_sistem')) throw new NotAllowedError('galat.kalender.semua_kantor');
  const officeId = holiday.everywhere ? null : by.officer.officeId;
  const [row] = (await trx.raw<{ rows: { id: string }[] }>(
    `insert into holidays (office_id, date, name, kind, basis, changed_by, changed_at) values (?, ?, ?, ?, ?, ?, ?)
     on conflict (date, (coalesce(office_id, '00000000-0000-0000-0000-000000000000'))) do nothing returning id`,
    [officeId, holiday.date, holiday.name, holiday.kind, holiday.basis, by.officer.id, at] as string[])).rows;
  if (!row) return null;
  await note(trx, by, 'tambah_hari_libur', `holiday:${row.id}`, { tanggal: holiday.date, jenis: holiday.kind, semua: holiday.everywhere });
  return row.id;
}

/** @throws NotFoundError for one of another office; NotAllowedError for a common one unless a system admin asks */
export async function removeHoliday(trx: Knex.Transaction, by: AskedBy, id: string): Promise<void> {
  const row = await trx('holidays').where({ id }).first<{ office_id: string | null; date: string; kind: string } | undefined>('office_id', 'date', 'kind');
  if (!row || (row.office_id !== null && row.office_id !== by.officer.officeId)) throw new NotFoundError();
  if (row.office_id === null && !by.officer.roles.includes('admin_sistem')) throw new NotAllowedError('galat.kalender.semua_kantor');
  await trx('holidays').where({ id }).del();
  await note(trx, by, 'hapus_hari_libur', `holiday:${id}`, { tanggal: row.date, jenis: row.kind, semua: row.office_id === null });
  await calendarChanged(trx, row.office_id);
}

/** From October on the decree of next year is out; as long as nobody entered it, every deadline beyond New Year may be wrong. */
export async function calendarStanding(db: Knex, officeId: string, now: Date): Promise<CalendarStanding> {
  const calendar = await calendarOf(db, officeId);
  const today = dayIn(calendar.zone, now);
  const [year, month] = [Number(today.slice(0, 4)), Number(today.slice(5, 7))];
  // A year that is running without a list is worse than one that is coming.
  const isMissing = (which: number) => !calendar.knownYears.includes(`${which}`);
  const missing = isMissing(year) ? year : month >= 10 && isMissing(year + 1) ? year + 1 : null;
  return { knownUntil: lastKnownDay(calendar.knownYears, year), alarmYear: missing, today };
}
