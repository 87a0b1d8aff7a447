/**
 * Reads the national list (domain.md 2.4): the public export, or a plain list whose columns somebody named. Streams; a row that
 * cannot be understood is refused with its number and reason, a file that is something else is refused as a whole.
 */
import { readListRow, type ListRow, type RowRefusal } from './blacklist-row.ts';
import { BLACKLIST_COLUMNS, cellsOf, findColumns, NAMING, type BlacklistColumn, type ColumnPlaces } from './list-columns.ts';
import { rowBytes, wrongFile, type TableRow } from './table-csv.ts';
import { headerOf, underHeader } from './under-header.ts';

/** The list had 4,759 rows in 2024. */
const MAX_ROWS = 200_000;

/** Columns the check cannot do without, as the export spells them (`provinci`). */
const REQUIRED: BlacklistColumn[] = ['penyedia', 'tanggal_berlaku', 'status', 'npwp_penyedia', 'provinci', 'kota/kabupaten', 'nomor_sk', 'tanggal_selesai'];

/** `bytes`: about as long as the row is in a text file; what a spreadsheet packs is longer. */
export type ReadRow = { row: number; header: string[] } | { row: number; bytes: number; entry: ListRow } | { row: number; bytes: number; refusal: RowRefusal; cells: string[] };
/** Meaning → header of the file, chosen by a person who looked at it. */
export type ChosenColumns = Partial<Record<BlacklistColumn, string>>;

/**
 * The rows of a list, numbered as a spreadsheet numbers them; the header itself comes first.
 * @param dataDate day the list states, decides which years are sane
 * @param chosen columns somebody named on screen, for a plain list
 * @throws InvalidError on `berkas`: columns missing (named), too many rows, and what the table itself throws
 */
export async function* readBlacklistTable(table: AsyncIterable<TableRow>, dataDate: string, chosen?: ChosenColumns): AsyncGenerator<ReadRow> {
  let places: ColumnPlaces<BlacklistColumn> | null = null;
  let width = 0;
  for await (const { row, cells } of underHeader(table, headerOf<BlacklistColumn>(BLACKLIST_COLUMNS, { oneOf: NAMING.daftar_hitam, chosen }))) {
    if (row > MAX_ROWS) throw wrongFile('terlalu_banyak', { batas: MAX_ROWS });
    if (!places) {
      places = columnsOf(cells, chosen);
      width = cells.length;
      yield { row, header: cells };
      continue;
    }
    // A spreadsheet leaves out empty cells at the end; a CSV of the export has lost its quoting.
    if (!chosen && cells.length !== width) yield { row, bytes: rowBytes(cells), cells, refusal: { key: 'impor.tolak.jumlah_kolom', params: { ada: String(cells.length), harus: String(width) } } };
    else {
      const read = readListRow(cellsOf(places, cells), dataDate, { plain: chosen !== undefined });
      yield 'entry' in read ? { row, bytes: rowBytes(cells), entry: read.entry } : { row, bytes: rowBytes(cells), cells, refusal: read.refusal };
    }
  }
}

function columnsOf(header: string[], chosen: ChosenColumns | undefined): ColumnPlaces<BlacklistColumn> {
  const places = findColumns(header, BLACKLIST_COLUMNS, chosen);
  const required = chosen ? ['penyedia' as const] : REQUIRED;
  // The export names its supplier `penyedia`; a list of an office's own is mapped by a person, never guessed into force.
  const missing = chosen || isExport(header) ? required.filter((name) => !places.has(name)) : required;
  if (missing.length > 0) throw wrongFile('kolom_kurang', { kolom: missing.join(', ') });
  return places;
}

function isExport(header: string[]): boolean {
  return findColumns(header, { penyedia: [] }).has('penyedia');
}
