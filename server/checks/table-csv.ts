/** Reads a CSV in UTF-8 row by row, whatever program wrote it: comma, semicolon or tab, with or without a byte order mark. Streams. */
import type { Hash } from 'node:crypto';
import { pipeline } from 'node:stream';
import { parse } from 'csv-parse';
import { InvalidError, type FieldError } from '../platform/errors.ts';

/** One line of a table as text. `row` as a spreadsheet numbers it: the header is 1. */
export interface TableRow { row: number; cells: string[] }

const MAX_RECORD_BYTES = 64 * 1024;
const LONGEST_HEADER = 16 * 1024;

/** How long a row is in a text file, near enough to say how far one is. */
export function rowBytes(cells: readonly string[]): number {
  return cells.reduce((sum, cell) => sum + cell.length + 1, 0);
}

export function wrongFile(key: string, params: FieldError['params'] = {}): InvalidError {
  return new InvalidError({ berkas: { key: `galat.impor.${key}`, params } });
}

export interface CsvReading {
  /** Takes every byte that was read. */
  hash?: Hash;
  recordBytes?: number;
  /** Somebody else's file, of which nothing is kept: UTF-16 with its mark is read too. */
  lenient?: boolean;
}

/** What cannot be read as a table, told apart for the person who chose the file. */
export async function* readCsv(source: AsyncIterable<Buffer>, { hash, recordBytes = MAX_RECORD_BYTES, lenient = false }: CsvReading = {}): AsyncGenerator<TableRow> {
  const text = decoded(source, hash, lenient);
  const head = await beginning(text);
  const parser = parse({
    // Files put together by hand mix their line ends.
    bom: true, record_delimiter: ['\r\n', '\n', '\r'], delimiter: delimiterOf(head), relax_column_count: true, max_record_size: recordBytes, skip_empty_lines: false, trim: true,
    // A quotation mark in the middle of a cell is a letter like any other: CV "ANEKA".
    relax_quotes: true,
  });
  const whole = async function* () { yield head; yield* text; };
  // The outcome reaches the loop below: a source that fails destroys the parser with its error.
  pipeline(whole(), parser, () => undefined);
  let row = 0;
  try {
    for await (const cells of parser as AsyncIterable<string[]>) {
      row += 1;
      yield { row, cells };
    }
  } catch (error) {
    if (typeof (error as { code?: unknown }).code === 'string' && String((error as { code?: unknown }).code).startsWith('CSV_')) throw wrongFile('rusak', { baris: row + 1 });
    throw error;
  }
}

async function* decoded(source: AsyncIterable<Buffer>, hash: Hash | undefined, lenient: boolean): AsyncGenerator<string> {
  let decoder = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true });
  let first = true;
  try {
    for await (const chunk of source) {
      const wide = first && lenient ? utf16Of(chunk) : null;
      if (wide) decoder = new TextDecoder(wide, { fatal: true, ignoreBOM: true });
      else if (first) refuseOtherFormats(chunk);
      first = false;
      hash?.update(chunk);
      yield decoder.decode(chunk, { stream: true });
    }
    yield decoder.decode();
  } catch (error) {
    if ((error as { code?: unknown }).code === 'ERR_ENCODING_INVALID_ENCODED_DATA') throw wrongFile('bukan_utf8');
    throw error;
  }
}

function utf16Of(chunk: Buffer): 'utf-16le' | 'utf-16be' | null {
  if (chunk[0] === 0xff && chunk[1] === 0xfe) return 'utf-16le';
  return chunk[0] === 0xfe && chunk[1] === 0xff ? 'utf-16be' : null;
}

/** What people upload by mistake: a saved web page, a scan of a printout, a spreadsheet of the old kind. */
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
function delimiterOf(head: string): string {
  const lines = head.split('\n', 10);
  // A title above the header has none.
  const line = lines.find((each) => /[,;\t]/.test(each) && !/^\uFEFF?sep=/i.test(each)) ?? lines[0] ?? '';
  const count = (mark: string) => line.split(mark).length;
  return [',', ';', '\t'].reduce((best, mark) => (count(mark) > count(best) ? mark : best));
}
