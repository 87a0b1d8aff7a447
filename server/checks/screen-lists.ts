/**
 * Lists read whole into memory for screening many at once, without a database: the command line, and the bulk run of a file against
 * a file. Lenient where an import is strict: a row with a cell that cannot be read is screened by what is left of it, and counted.
 */
import type { BlacklistEntry } from '../domain/screening/match-blacklist-entry.ts';
import type { KnownProvider } from '../domain/screening/match-provider.ts';
import { regionKey } from '../domain/screening/region-key.ts';
import { createBlacklistScreen, createProviderScreen, type Listed } from '../domain/screening/screen-list.ts';
import type { EvidenceLevel, ScreeningReason, ScreeningSubject } from '../domain/screening/screening.ts';
import { readListNpwp } from './blacklist-row.ts';
import { BLACKLIST_COLUMNS, cellsOf, findColumns, NAMING, QUERY_COLUMNS, REGISTRY_COLUMNS, type ColumnNames, type ColumnPlaces } from './list-columns.ts';
import { cleanCell, readIdentifiers, readQuery } from './query-row.ts';
import { readDay } from './read-day.ts';
import { statusOfWords } from './status-words.ts';
import { wrongFile, type TableRow } from './table-csv.ts';
import { readTableFile } from './table-file.ts';
import { headerOf, underHeader } from './under-header.ts';
import { nothingToAskBy, unreadableCells, type AskedList, type CellProblem } from './unreadable-cells.ts';

export type ScreenKind = 'daftar-hitam' | 'duplikat';
export interface ScreenFinding { key: string; name: string; level: EvidenceLevel; score: number; inForce: boolean; reasons: ScreeningReason[] }
export interface Screen {
  find(subject: ScreeningSubject): ScreenFinding[];
  rows: number;
  /** Rows of which something could not be read. */
  doubtful: { row: number; what: string }[];
}
export interface Query {
  row: number; id: string; subject: ScreeningSubject;
  /** The row as it stands, under this header. */
  line: string[]; header: string[];
  /** What of it could not be read. */
  problems: CellProblem[];
  /** Nothing is left of it to ask by: it is not screened. */
  refused: boolean;
}

const RECORD_BYTES = 1024 * 1024;
const KEPT_DOUBTS = 100;
/** Other people's files are screened as they are; this only keeps a wrong file from filling the memory. */
const MOST_ROWS = 500_000;

/** @throws InvalidError on `berkas`: not a table, or no column that names anybody */
export async function loadScreen(kind: ScreenKind, table: AsyncIterable<TableRow>, onDate: string): Promise<Screen> {
  const doubtful: Screen['doubtful'] = [];
  const doubt = (row: number, what: string) => { if (doubtful.length < KEPT_DOUBTS) doubtful.push({ row, what }); };
  if (kind === 'duplikat') {
    const listed: Listed<KnownProvider>[] = [];
    for await (const { cells, row } of recordsOf(table, REGISTRY_COLUMNS, NAMING.registri)) {
      const found = providerOf(cells);
      if (found) listed.push(found);
      else doubt(row, 'baris kosong');
    }
    const find = createProviderScreen(listed);
    return {
      rows: listed.length, doubtful,
      find: (subject) => find(subject).map(({ key, row, match }) => ({ key, name: row.name, level: match.level, score: match.score, inForce: true, reasons: match.reasons })),
    };
  }
  const listed: Listed<BlacklistEntry>[] = [];
  for await (const { cells, row } of recordsOf(table, BLACKLIST_COLUMNS, NAMING.daftar_hitam)) {
    const found = entryOf(cells, (what) => { doubt(row, what); });
    if (found) listed.push(found);
    else doubt(row, 'baris tanpa nama dan nomor');
  }
  const find = createBlacklistScreen(listed, onDate);
  return {
    rows: listed.length, doubtful,
    find: (subject) => find(subject).map(({ key, row, match }) => ({ key, name: row.name, level: match.level, score: match.score, inForce: match.inForce, reasons: match.reasons })),
  };
}

/**
 * Who is asked about, row by row; a row without an id is called by its line. What can be read of a row is asked, the rest is named in `problems`.
 * @param regencyOf code of a kabupaten or kota, where a table of them is at hand
 */
export async function* readQueries(table: AsyncIterable<TableRow>, list: AskedList, regencyOf: (text: string) => string | null = regionKey): AsyncGenerator<Query> {
  for await (const { row, cells, line, header } of recordsOf(table, QUERY_COLUMNS, NAMING.pertanyaan)) {
    const asked = readQuery(cells);
    const subject = { ...asked, regencyCode: asked.regency === null ? null : regencyOf(asked.regency) };
    // A blank in front of the comma of a name moves everything behind it; what then still makes sense is asked all the same.
    const surplus = line.slice(header.length).some((cell) => cell.trim() !== '') ? [{ field: 'id', key: 'impor.tolak.jumlah_kolom', params: { ada: line.length, harus: header.length } }] : [];
    const nothing = nothingToAskBy(list, cells, subject);
    yield { row, id: cleanCell(cells.get('id')) || String(row), subject, line, header, problems: [...surplus, ...unreadableCells(list, cells, subject), ...(nothing ? [nothing] : [])], refused: nothing !== null };
  }
}

export const readForeignTable = (file: string): AsyncGenerator<TableRow> => readTableFile(file, { recordBytes: RECORD_BYTES, lenient: true });

async function* recordsOf<F extends string>(table: AsyncIterable<TableRow>, known: ColumnNames<F>, oneOf: readonly NoInfer<F>[]): AsyncGenerator<{ row: number; cells: Map<F, string>; line: string[]; header: string[] }> {
  let places: ColumnPlaces<F> | null = null;
  let header: string[] = [];
  for await (const { row, cells } of underHeader(table, headerOf(known, { oneOf }))) {
    if (row > MOST_ROWS) throw wrongFile('terlalu_banyak', { batas: MOST_ROWS });
    if (places) {
      yield { row, cells: cellsOf(places, cells), line: cells, header };
      continue;
    }
    places = findColumns(cells, known);
    header = cells;
    if (!oneOf.some((field) => places?.has(field))) throw wrongFile('tanpa_kolom_dikenal', { kolom: oneOf.join(', ') });
  }
}

function entryOf(cells: ReadonlyMap<string, string>, doubt: (what: string) => void): Listed<BlacklistEntry> | null {
  const cell = (column: string) => cleanCell(cells.get(column));
  const day = (column: string) => {
    const text = cell(column);
    const found = readDay(text);
    if (text !== '' && found === null) doubt(`tanggal "${text.slice(0, 40)}" tidak terbaca`);
    return found;
  };
  const numbers = readListNpwp(cell('npwp_penyedia').slice(0, 60));
  const { nik, nib } = readIdentifiers(new Map([['nik', cell('nik')], ['nib', cell('nib_penyedia')]]));
  const name = cell('penyedia');
  if (name === '' && !numbers.npwp15 && !numbers.npwp16 && !numbers.nik && !nik && !nib) return null;
  const word = statusOfWords(cell('status'));
  const status = isStatus(word) ? word : 'PUBLISHED';
  // What cannot be read must not let an entry vanish: it then counts by its dates.
  if (word !== status) doubt(`status "${word.slice(0, 40)}" tidak dikenal, dibaca sebagai Tayang`);
  return {
    key: cell('nomor_sk'),
    row: {
      name, nik: nik ?? numbers.nik, npwp15: numbers.npwp15, npwp16: numbers.npwp16, nib, maskKey: numbers.mask_key, province: cell('provinci') || null, regency: cell('kota/kabupaten') || null,
      status, startsOn: day('tanggal_berlaku'), endsOn: day('tanggal_selesai'),
    },
  };
}

function isStatus(text: string): text is BlacklistEntry['status'] {
  return text === 'PUBLISHED' || text === 'CANCELED_TEMPORARY' || text === 'CANCELED' || text === 'EXPIRED';
}

function providerOf(cells: ReadonlyMap<string, string>): Listed<KnownProvider> | null {
  const identifiers = readIdentifiers(cells);
  const [name, userId] = [cleanCell(cells.get('nama')), cleanCell(cells.get('user_id'))];
  if (name === '' && userId === '' && !identifiers.nik && !identifiers.npwp16 && !identifiers.nib && !identifiers.email && !identifiers.phone) return null;
  return { key: userId, row: { name, userId: userId || null, regencyCode: regionKey(cleanCell(cells.get('kabupaten'))), ...identifiers } };
}
