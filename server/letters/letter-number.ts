import type { Knex } from 'knex';
import { takeNumber } from '../platform/numbering.ts';
import { romanMonth, wallTime } from './printed-time.ts';

export interface NumberedBy { officeId: string; officeCode: string; zone: string; /** The office's pattern: {urut} {kode} {kantor} {tahun} {bulan} {bulan_romawi}. */ pattern: string; /** Classification code of the procedure. */ code: string }

/**
 * The next number of an office's letters. One sequence for all kinds: two letters of one office never carry the same number,
 * and because it is taken in the transaction of the act there are no holes.
 */
export async function takeLetterNumber(trx: Knex.Transaction, by: NumberedBy, at: Date): Promise<string> {
  const { year, month } = wallTime(at, by.zone);
  const sequence = await takeNumber(trx, { officeId: by.officeId, kind: 'surat', year });
  const parts: Record<string, string> = {
    urut: String(sequence).padStart(4, '0'), kode: by.code, kantor: by.officeCode, tahun: String(year),
    bulan: String(month).padStart(2, '0'), bulan_romawi: romanMonth(month),
  };
  // A pattern without the running number would give every letter the same one.
  const pattern = by.pattern.includes('{urut}') ? by.pattern : `{urut}/${by.pattern}`;
  return pattern.replace(/\{(\w+)\}/g, (mark, name: string) => parts[name] ?? mark);
}
