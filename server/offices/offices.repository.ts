import type { Knex } from 'knex';
import { z } from 'zod';
import { NotFoundError } from '../platform/errors.ts';

/** What an office may set for itself; every value has a default, so an empty record is a working office. */
const officeSettings = z.object({
  /** Days a blacklist stays fresh (green), and the age at which it can no longer be used without a look at the portal. */
  blacklistFreshDays: z.int().min(0).default(7),
  blacklistOldDays: z.int().min(1).default(30),
  /** Working days the applicant has for a repair. */
  repairWorkingDays: z.int().min(1).default(5),
  /** Days a returned file stays downloadable (step 8). */
  returnDays: z.int().min(1).default(14),
  /** Number of a letter; {urut} {kode} {tahun} {bulan_romawi} {bulan}. */
  letterNumber: z.string().default('{kode}/{urut}/{kantor}/{bulan_romawi}/{tahun}'),
  /** Room for video calls offered when a slot is made. */
  meetingRoom: z.string().default(''),
  deskRoom: z.string().default(''),
});
export type OfficeSettings = z.output<typeof officeSettings>;

export interface Letterhead { lines: string[]; address: string; contact: string }
export interface Office { id: string; code: string; name: string; zone: string; isOpen: boolean; letterhead: Letterhead; settings: OfficeSettings }

interface OfficeRow { id: string; code: string; name: string; zone: string; is_open: boolean; letterhead: Partial<Letterhead>; settings: object }

function officeFrom(row: OfficeRow): Office {
  return {
    id: row.id, code: row.code, name: row.name, zone: row.zone, isOpen: row.is_open,
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
