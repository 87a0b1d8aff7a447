import type { Knex } from 'knex';
import { officeSettings, type OfficeSettings } from '../domain/contract/offices.ts';
import { NotFoundError } from '../platform/errors.ts';

export type { OfficeSettings } from '../domain/contract/offices.ts';

export interface Letterhead { lines: string[]; address: string; contact: string }
export interface Office { id: string; version: number; code: string; name: string; zone: string; isOpen: boolean; letterhead: Letterhead; settings: OfficeSettings }

interface OfficeRow { id: string; version: number; code: string; name: string; zone: string; is_open: boolean; letterhead: Partial<Letterhead>; settings: object }

function officeFrom(row: OfficeRow): Office {
  return {
    id: row.id, version: row.version, code: row.code, name: row.name, zone: row.zone, isOpen: row.is_open,
    letterhead: { lines: row.letterhead.lines ?? [row.name], address: row.letterhead.address ?? '', contact: row.letterhead.contact ?? '' },
    settings: officeSettings.parse(row.settings),
  };
}

export async function findOffice(db: Knex | Knex.Transaction, by: { id: string } | { code: string }): Promise<Office | undefined> {
  const row = await db<OfficeRow>('offices').where(by).first();
  return row && officeFrom(row);
}

/** Open or not: what an office decided for what it keeps holds after it closed. */
export async function allOffices(db: Knex): Promise<Office[]> {
  return (await db<OfficeRow>('offices').orderBy('code')).map(officeFrom);
}

/** @throws NotFoundError */
export async function getOffice(db: Knex | Knex.Transaction, id: string): Promise<Office> {
  const office = await findOffice(db, { id });
  if (!office) throw new NotFoundError();
  return office;
}

/** The same, held until the transaction ends, so that two edits at once follow one another. @throws NotFoundError */
export async function lockOffice(trx: Knex.Transaction, id: string): Promise<Office> {
  const row = await trx<OfficeRow>('offices').where({ id }).forUpdate().first();
  if (!row) throw new NotFoundError();
  return officeFrom(row);
}

/** What was reckoned with the calendar before this waits to be reckoned anew; null: a day of all offices changed. */
export async function raiseCalendarEdition(trx: Knex.Transaction, officeId: string | null): Promise<void> {
  const offices = trx('offices');
  await (officeId === null ? offices : offices.where({ id: officeId })).update({ calendar_edition: trx.raw('calendar_edition + 1'), calendar_changed_at: trx.raw('now()') });
}

/** Offices with deadlines that were reckoned with an earlier calendar. */
export async function officesToRecount(db: Knex): Promise<string[]> {
  return db('offices').whereRaw('recounted_edition < calendar_edition').orderBy('id').pluck<string[]>('id');
}

/** Nothing is left of the editions before this one; not while another process may still be reckoning with the calendar it keeps. */
export async function noteRecounted(db: Knex, officeId: string, edition: number, settledMs: number): Promise<void> {
  await db('offices').where({ id: officeId, calendar_edition: edition }).whereRaw(`calendar_changed_at < now() - ? * interval '1 millisecond'`, [settledMs]).update({ recounted_edition: edition });
}
