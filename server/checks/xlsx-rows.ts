/** The rows of the first sheet of an XLSX as text, streamed. Only the child process imports this. */
import type { Readable } from 'node:stream';
import { SaxesParser, type SaxesTagPlain } from 'saxes';
import yauzl from 'yauzl';

export type XlsxRefusal = 'excel_rusak' | 'excel_terlalu_besar' | 'excel_terkunci';
export class XlsxRefused extends Error {
  readonly why: XlsxRefusal;
  constructor(why: XlsxRefusal) { super(why); this.why = why; }
}

const MOST_ROWS = 20_001;
const MOST_COLUMNS = 200;
const MOST_ENTRIES = 500;
const MOST_UNPACKED_BYTES = 200 * 1024 * 1024;
/** Shared strings are held whole. */
const MOST_SHARED_CHARACTERS = 40_000_000;
const MOST_CELL_CHARACTERS = 32_767;

export interface XlsxRow { row: number; cells: string[] }

/** @throws XlsxRefused: too many rows, columns, entries or unpacked bytes; locked; no such file */
export async function* readXlsxRows(file: string): AsyncGenerator<XlsxRow> {
  const book = await openBook(file);
  try {
    const { sheet, is1904 } = await firstSheet(book);
    const strings = book.has('xl/sharedStrings.xml') ? await sharedStrings(book) : [];
    const dates = book.has('xl/styles.xml') ? await dateStyles(book) : new Set<number>();
    yield* sheetRows(book, sheet, { strings, dates, is1904 });
  } finally {
    book.close();
  }
}

interface Book { has(name: string): boolean; chunks(name: string): AsyncGenerator<string>; close(): void }

async function openBook(file: string): Promise<Book> {
  const zip = await new Promise<yauzl.ZipFile>((resolve, reject) => {
    yauzl.open(file, { lazyEntries: true, autoClose: false, validateEntrySizes: true, strictFileNames: true }, (error, opened) => { if (error) reject(error); else resolve(opened); });
  });
  if (zip.entryCount > MOST_ENTRIES) throw new XlsxRefused('excel_terlalu_besar');
  const entries = new Map<string, yauzl.Entry>();
  let declared = 0;
  await new Promise<void>((resolve, reject) => {
    zip.on('entry', (entry: yauzl.Entry) => {
      declared += entry.uncompressedSize;
      if (declared > MOST_UNPACKED_BYTES) { reject(new XlsxRefused('excel_terlalu_besar')); return; }
      if ((entry.generalPurposeBitFlag & 1) !== 0) { reject(new XlsxRefused('excel_terkunci')); return; }
      entries.set(entry.fileName, entry);
      zip.readEntry();
    });
    zip.on('end', resolve);
    zip.on('error', reject);
    zip.readEntry();
  });
  let unpacked = 0;
  return {
    has: (name) => entries.has(name),
    async* chunks(name) {
      const entry = entries.get(name);
      if (!entry) throw new XlsxRefused('excel_rusak');
      const stream = await new Promise<Readable>((resolve, reject) => { zip.openReadStream(entry, (error, opened) => { if (error) reject(error); else resolve(opened); }); });
      const decoder = new TextDecoder('utf-8', { fatal: true });
      for await (const chunk of stream as AsyncIterable<Buffer>) {
        unpacked += chunk.length;
        if (unpacked > MOST_UNPACKED_BYTES) throw new XlsxRefused('excel_terlalu_besar');
        yield decoder.decode(chunk, { stream: true });
      }
      yield decoder.decode();
    },
    close: () => { zip.close(); },
  };
}

interface Handlers { open?(tag: SaxesTagPlain): void; text?(text: string): void; close?(name: string): void }

/** Feeds an XML file to the handlers, chunk by chunk; after each chunk the caller may take what has come together. */
async function* parsed(book: Book, name: string, { open, text, close }: Handlers): AsyncGenerator<void> {
  const parser = new SaxesParser();
  let problem: Error | null = null;
  parser.on('error', (error) => { problem ??= error; });
  // No spreadsheet program writes one; entities that multiply do.
  parser.on('doctype', () => { problem ??= new XlsxRefused('excel_rusak'); });
  if (open) parser.on('opentag', (tag) => { open({ ...tag, name: localName(tag.name) }); });
  if (text) { parser.on('text', text); parser.on('cdata', text); }
  if (close) parser.on('closetag', (tag) => { close(localName(tag.name)); });
  for await (const chunk of book.chunks(name)) {
    parser.write(chunk);
    if (problem) throw problem as Error;
    yield;
  }
  parser.close();
  if (problem) throw problem as Error;
  yield;
}

async function whole(book: Book, name: string, handlers: Handlers): Promise<void> {
  for await (const _part of parsed(book, name, handlers)) continue;
}

const localName = (name: string) => name.slice(name.indexOf(':') + 1);

async function firstSheet(book: Book): Promise<{ sheet: string; is1904: boolean }> {
  let id: string | null = null;
  let is1904 = false;
  await whole(book, 'xl/workbook.xml', {
    open: ({ name, attributes }) => {
      if (name === 'sheet') id ??= Object.entries(attributes).find(([key]) => localName(key) === 'id' && key !== 'id')?.[1] ?? null;
      if (name === 'workbookPr') is1904 = ['1', 'true'].includes(attributes.date1904 ?? '');
    },
  });
  let target: string | null = null;
  await whole(book, 'xl/_rels/workbook.xml.rels', { open: ({ name, attributes }) => { if (name === 'Relationship' && attributes.Id === id) target = attributes.Target ?? null; } });
  if (target === null) throw new XlsxRefused('excel_rusak');
  const path = target as string;
  return { sheet: path.startsWith('/') ? path.slice(1) : `xl/${path.replace(/^\.\//, '')}`, is1904 };
}

async function sharedStrings(book: Book): Promise<string[]> {
  const strings: string[] = [];
  let held = 0;
  let current = '';
  let inText = false;
  let inPhonetic = false;
  await whole(book, 'xl/sharedStrings.xml', {
    open: ({ name }) => { if (name === 'si') current = ''; else if (name === 't') inText = !inPhonetic; else if (name === 'rPh') inPhonetic = true; },
    text: (text) => { if (inText) current += text; },
    close: (name) => {
      if (name === 't') inText = false;
      if (name === 'rPh') inPhonetic = false;
      if (name !== 'si') return;
      held += current.length;
      if (held > MOST_SHARED_CHARACTERS) throw new XlsxRefused('excel_terlalu_besar');
      strings.push(current.slice(0, MOST_CELL_CHARACTERS));
    },
  });
  return strings;
}

/** Which cell styles show a day: the numbered formats of the standard, and those of the file that speak of years or days. */
async function dateStyles(book: Book): Promise<Set<number>> {
  const formats = new Set([14, 15, 16, 17, 18, 19, 20, 21, 22, 27, 30, 36, 45, 46, 47, 50, 57]);
  const styles = new Set<number>();
  let inCells = false;
  let at = 0;
  await whole(book, 'xl/styles.xml', {
    open: ({ name, attributes }) => {
      if (name === 'numFmt' && /[dy]/i.test((attributes.formatCode ?? '').replace(/"[^"]*"|\[[^\]]*\]|\\./g, ''))) formats.add(Number(attributes.numFmtId));
      if (name === 'cellXfs') inCells = true;
      if (name === 'xf' && inCells) { if (formats.has(Number(attributes.numFmtId))) styles.add(at); at += 1; }
    },
    close: (name) => { if (name === 'cellXfs') inCells = false; },
  });
  return styles;
}

async function* sheetRows(book: Book, sheet: string, known: { strings: string[]; dates: Set<number>; is1904: boolean }): AsyncGenerator<XlsxRow> {
  let ready: XlsxRow[] = [];
  let row = 0;
  let cells: string[] = [];
  let column = 0;
  let kind = 'n';
  let isDate = false;
  let value = '';
  let reading = false;
  let count = 0;
  const take = () => {
    while (cells.length < column) cells.push('');
    cells[column] = cellText(value, kind, isDate, known);
  };
  for await (const _part of parsed(book, sheet, {
    open: ({ name, attributes }) => {
      if (name === 'row') { row = Number(attributes.r ?? row + 1); cells = []; column = -1; }
      if (name === 'c') {
        column = attributes.r ? columnOf(attributes.r) : column + 1;
        if (!(column >= 0 && column < MOST_COLUMNS)) throw new XlsxRefused('excel_terlalu_besar');
        kind = attributes.t ?? 'n';
        isDate = known.dates.has(Number(attributes.s ?? -1));
        value = '';
      }
      reading = reading || name === 'v' || name === 't';
    },
    text: (text) => { if (reading && value.length < MOST_CELL_CHARACTERS) value += text; },
    close: (name) => {
      if (name === 'v' || name === 't') reading = false;
      if (name === 'c') take();
      if (name !== 'row') return;
      count += 1;
      if (count > MOST_ROWS) throw new XlsxRefused('excel_terlalu_besar');
      ready.push({ row, cells });
    },
  })) {
    yield* ready;
    ready = [];
  }
}

/** `C5` is column 2. */
function columnOf(reference: string): number {
  const letters = /^[A-Z]{1,3}/.exec(reference)?.[0] ?? '';
  return [...letters].reduce((sum, letter) => sum * 26 + letter.charCodeAt(0) - 64, 0) - 1;
}

function cellText(value: string, kind: string, isDate: boolean, { strings, is1904 }: { strings: string[]; is1904: boolean }): string {
  if (kind === 's') return strings[Number(value)] ?? '';
  if (kind === 'b') return value === '1' ? 'TRUE' : 'FALSE';
  if (kind === 'e') return '';
  if (kind !== 'n' || value === '') return value.trim();
  const number = Number(value);
  if (!Number.isFinite(number)) return value;
  if (isDate) return dayOf(number, is1904);
  // 6.472014508909E+15 is a number of sixteen digits that a person typed.
  return /e/i.test(value) && Number.isInteger(number) ? BigInt(number).toString() : value;
}

/** Days since 30 December 1899 (the calendar of spreadsheets has a 29 February 1900), or since 1904 in old files from a Mac. */
function dayOf(serial: number, is1904: boolean): string {
  const day = new Date(Date.UTC(1899, 11, 30) + Math.floor(serial + (is1904 ? 1462 : 0)) * 86_400_000);
  return Number.isNaN(day.getTime()) ? '' : day.toISOString().slice(0, 10);
}
