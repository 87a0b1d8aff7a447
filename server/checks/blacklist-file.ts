/**
 * Reads the public export of the national list (domain.md 2.4): a CSV in UTF-8 with comma or semicolon. Streams; a row that
 * cannot be understood is refused with its number and reason, a file that is something else is refused as a whole.
 */
import type { Hash } from 'node:crypto';
import { pipeline } from 'node:stream';
import { parse } from 'csv-parse';
import { InvalidError, type FieldError } from '../platform/errors.ts';
import { readListRow, type ListRow, type RowRefusal } from './blacklist-row.ts';

/** The list had 4,759 rows in 2024. */
const MAX_ROWS = 200_000;
const MAX_RECORD_BYTES = 64 * 1024;
const LONGEST_HEADER = 16 * 1024;

/** Columns the check cannot do without, as the export spells them (`provinci`). */
const REQUIRED = ['penyedia', 'tanggal_berlaku', 'status', 'npwp_penyedia', 'provinci', 'kota/kabupaten', 'nomor_sk', 'tanggal_selesai'];
/** A mended spelling is taken too. */
const ALIASES: Readonly<Record<string, string>> = { provinsi: 'provinci', 'kab/kota': 'kota/kabupaten' };

export type ReadRow = { row: number; entry: ListRow } | { row: number; refusal: RowRefusal };

export function wrongFile(key: string, params: FieldError['params'] = {}): InvalidError {
  return new InvalidError({ berkas: { key: `galat.impor.${key}`, params } });
}

/**
 * The rows of a list file, numbered as a spreadsheet numbers them (the header is row 1). `hash` takes every byte that was read.
 * @param dataDate day the list states, decides which years are sane
 * @throws InvalidError on `berkas`: another kind of file, not UTF-8, columns missing (named), broken quoting, too many rows
 */
export async function* readBlacklistFile(source: AsyncIterable<Buffer>, dataDate: string, hash: Hash): AsyncGenerator<ReadRow> {
  const text = decoded(source, hash);
  const head = await beginning(text);
  const parser = parse({
    bom: true, delimiter: delimiterOf(head), relax_column_count: true, max_record_size: MAX_RECORD_BYTES, skip_empty_lines: false, trim: true,
  });
  const whole = async function* () { yield head; yield* text; };
  // The outcome reaches the loop below: a source that fails destroys the parser with its error.
  pipeline(whole(), parser, () => undefined);

  let row = 0;
  let columns: string[] | null = null;
  try {
    for await (const cells of parser as AsyncIterable<string[]>) {
      row += 1;
      if (row > MAX_ROWS) throw wrongFile('terlalu_banyak', { batas: MAX_ROWS });
      if (!columns) {
        columns = columnsOf(cells);
        continue;
      }
      if (cells.every((cell) => cell === '')) continue;
      if (cells.length !== columns.length) yield { row, refusal: { key: 'impor.tolak.jumlah_kolom', params: { ada: String(cells.length), harus: String(columns.length) } } };
      else yield { row, ...readListRow(recordOf(columns, cells), dataDate) };
    }
  } catch (error) {
    if (typeof (error as { code?: unknown }).code === 'string' && String((error as { code?: unknown }).code).startsWith('CSV_')) throw wrongFile('rusak', { baris: row + 1 });
    throw error;
  }
  if (!columns) throw wrongFile('kosong');
}

async function* decoded(source: AsyncIterable<Buffer>, hash: Hash): AsyncGenerator<string> {
  const decoder = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true });
  let first = true;
  try {
    for await (const chunk of source) {
      if (first) refuseOtherFormats(chunk);
      first = false;
      hash.update(chunk);
      yield decoder.decode(chunk, { stream: true });
    }
    yield decoder.decode();
  } catch (error) {
    if ((error as { code?: unknown }).code === 'ERR_ENCODING_INVALID_ENCODED_DATA') throw wrongFile('bukan_utf8');
    throw error;
  }
}

/** What people upload by mistake: the spreadsheet itself, a saved web page, a scan of a printout. */
function refuseOtherFormats(chunk: Buffer): void {
  const start = chunk.subarray(0, 512);
  const has = (bytes: number[]) => bytes.every((byte, i) => start[i] === byte);
  if (has([0x50, 0x4b, 0x03, 0x04]) || has([0xd0, 0xcf, 0x11, 0xe0])) throw wrongFile('excel');
  if (has([0x25, 0x50, 0x44, 0x46])) throw wrongFile('pdf');
  if (has([0xff, 0xfe]) || has([0xfe, 0xff])) throw wrongFile('bukan_utf8');
  if (/^[\uFEFF\s]*</.test(start.toString('utf8'))) throw wrongFile('html');
}

/** Enough text to hold the header line. */
async function beginning(text: AsyncGenerator<string>): Promise<string> {
  let head = '';
  while (!head.includes('\n') && head.length <= LONGEST_HEADER) {
    const next = await text.next();
    if (next.done) break;
    head += next.value;
  }
  return head;
}

/** A spreadsheet set to Indonesian writes semicolons. */
function delimiterOf(head: string): ',' | ';' {
  const line = head.split('\n', 1)[0] ?? '';
  return line.split(';').length > line.split(',').length ? ';' : ',';
}

function columnsOf(cells: string[]): string[] {
  const columns = cells.map((cell) => {
    const name = cell.toLowerCase().replace(/\s+/g, '_');
    return ALIASES[name] ?? name;
  });
  const missing = REQUIRED.filter((name) => !columns.includes(name));
  if (missing.length > 0) throw wrongFile('kolom_kurang', { kolom: missing.join(', ') });
  return columns;
}

function recordOf(columns: string[], cells: string[]): Map<string, string> {
  return new Map(columns.map((name, i) => [name, cells[i] ?? '']));
}
