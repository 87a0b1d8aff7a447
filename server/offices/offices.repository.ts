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
