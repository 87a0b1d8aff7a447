import { parse } from 'csv-parse/sync';
import type { Knex } from 'knex';
import { HOLIDAY_KINDS, holidayBody, type ImportedHolidays } from '../domain/contract/offices.ts';
import { translateToEach, type Locale, type Params } from '../domain/messages/translate.ts';
import { InvalidError } from '../platform/errors.ts';
import type { AskedBy } from './edit-office.ts';
import { calendarChanged, isTooFar, storeHoliday } from './working-calendar.ts';

/** A decree has some thirty days; ten years of them are still small. */
const MOST_ROWS = 1_000;
const COLUMNS = { tanggal: 'date', nama: 'name', jenis: 'kind', dasar: 'basis' } as const;

/**
 * A CSV with the columns tanggal, nama, jenis and (optional) dasar, separated by comma or semicolon. Good rows are taken, each other row is told with
 * its line and its reason; a day that is known already counts as repeated. @throws InvalidError for a file without these columns
 */
export async function importHolidays(trx: Knex.Transaction, by: AskedBy, file: { text: string; everywhere: boolean; at: Date; locale: Locale }): Promise<ImportedHolidays> {
  const rows = readRows(file.text);
  const result: ImportedHolidays = { taken: 0, repeated: 0, refused: [] };
  const refuse = (line: number, typed: object, key: string, params: Params = {}) => {
    const words = translateToEach(key, params);
    result.refused.push({ line, text: Object.values(typed).join('; ').slice(0, 120), reason: words[file.locale], words });
  };
  for (const { line, record } of rows) {
    const typed = Object.fromEntries(Object.entries(COLUMNS).map(([column, key]) => [key, (record[column] ?? '').trim()]));
    const checked = holidayBody.safeParse({ ...typed, date: isoDate(typed.date ?? ''), kind: (typed.kind ?? '').toLowerCase().replaceAll(' ', '_'), everywhere: file.everywhere });
    if (!checked.success) {
      const field = String(checked.error.issues[0]?.path[0] ?? 'date');
      refuse(line, typed, `galat.libur.${field}`, { pilihan: HOLIDAY_KINDS.join(', ') });
      continue;
    }
    if (isTooFar(checked.data.date, file.at)) {
      refuse(line, typed, 'galat.libur.terlalu_jauh');
      continue;
    }
    if (await storeHoliday(trx, by, checked.data, file.at)) result.taken += 1;
    else result.repeated += 1;
  }
  if (result.taken > 0) await calendarChanged(trx, file.everywhere ? null : by.officer.officeId);
  return result;
}

function readRows(text: string): { line: number; record: Record<string, string> }[] {
  const rows = parsed(text);
  // Cut off in silence, the last days of a year would count as working days.
  if (rows.length > MOST_ROWS) throw new InvalidError({ berkas: { key: 'galat.libur.terlalu_banyak', params: { batas: MOST_ROWS } } });
  return rows;
}

function parsed(text: string): { line: number; record: Record<string, string> }[] {
  const first = text.split(/\r?\n/, 1)[0] ?? '';
  try {
    const rows = parse(text, {
      bom: true, columns: (header: string[]) => header.map((name) => name.trim().toLowerCase()), delimiter: first.includes(';') ? ';' : ',',
      skip_empty_lines: true, relax_column_count: true, info: true, to: MOST_ROWS + 1, max_record_size: 4_000,
    }) as unknown as { record: Record<string, string>; info: { lines: number } }[];
    const header = rows[0] && Object.keys(rows[0].record);
    if (!header || !['tanggal', 'nama', 'jenis'].every((column) => header.includes(column))) throw new Error('columns');
    return rows.map(({ record, info }) => ({ line: info.lines, record }));
  } catch {
    // Whatever the parser stumbled over, the person can only mend the file.
    throw new InvalidError({ berkas: { key: 'galat.libur.berkas' } });
  }
}

/** As the decree prints it (2027-01-01) or as Excel does (01/01/2027, 1-1-2027). */
function isoDate(text: string): string {
  const local = /^(\d{1,2})[/.-](\d{1,2})[/.-](\d{4})$/.exec(text);
  return local ? `${local[3]}-${(local[2] ?? '').padStart(2, '0')}-${(local[1] ?? '').padStart(2, '0')}` : text;
}
