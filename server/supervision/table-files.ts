/** A table as a file that a spreadsheet opens. Text that a spreadsheet would calculate is made text again, in both kinds. */
import { createWriteStream } from 'node:fs';
import { once } from 'node:events';
import writeXlsxFile from 'write-excel-file/node';

export type Cell = string | number | null;

/** What starts a formula in Excel, LibreOffice or Google Sheets, the full-width signs of an IME included (CWE-1236). */
const FORMULA = /^[\s\u0000]*[=+\-@\uFF1D\uFF0B\uFF0D\uFF20]|^[\t\r\n]/;

/** Numbers stay numbers; a text is never one. */
export function withoutFormula(cell: Cell): Cell {
  return typeof cell === 'string' && FORMULA.test(cell) ? `'${cell}` : cell;
}

/** The same behind anything that a spreadsheet may take for the end of a cell: set to Indonesian, Excel splits at semicolons and heeds no quotes within what it did not separate. */
const LATER_FORMULA = /(?=[=+\-@\uFF1D\uFF0B\uFF0D\uFF20])(?<=[;,\r\n]\s*)/g;

/** One record of RFC 4180: quoted where it must be, ended by CR LF. */
export function csvLine(cells: readonly Cell[]): string {
  return `${cells.map((cell) => {
    const text = typeof cell === 'string' ? String(withoutFormula(cell)).replace(LATER_FORMULA, "'") : String(cell ?? '');
    return /[",\r\n]|^\s|\s$/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
  }).join(',')}\r\n`;
}

/** Row by row to disk, so that a long list takes no memory. Begins with a byte-order mark: Excel takes UTF-8 for something else without one. */
export async function writeCsv(path: string, head: string[], rows: AsyncIterable<Cell[]>): Promise<number> {
  const file = createWriteStream(path);
  const failed = once(file, 'error').then(([error]) => { throw error instanceof Error ? error : new Error(String(error)); });
  failed.catch(() => undefined); // told by the race below, or not at all when the file closed well
  let written = 0;
  const put = async (text: string) => { if (!file.write(text)) await Promise.race([once(file, 'drain'), failed]); };
  try {
    await put(`\uFEFF${csvLine(head)}`);
    for await (const row of rows) {
      await put(csvLine(row));
      written += 1;
    }
    file.end();
    await Promise.race([once(file, 'close'), failed]);
  } finally {
    file.destroy();
  }
  return written;
}

/**
 * A text as the parts of a workbook hold it: what XML cannot hold, what the writer would drop without a word, and the end of line a reader would swallow, in the
 * format's own spelling (ECMA-376, ST_Xstring). A text that looks like that spelling is protected from being read as it.
 */
export function workbookText(text: string): string {
  const spelled = (sign: string) => Array.from({ length: sign.length }, (_, at) => `_x${sign.charCodeAt(at).toString(16).toUpperCase().padStart(4, '0')}_`).join('');
  // The writer looks texts up in a plain object: "constructor" it takes for one it has, and writes a function where a number belongs.
  if (text in Object.prototype) return spelled(text.slice(0, 1)) + text.slice(1);
  return text.toWellFormed().replace(/_(?=x[0-9A-Fa-f]{4}_)/g, '_x005F_').replace(/[[\p{Cc}\p{Noncharacter_Code_Point}\ufffd]--[\t\n]]/gv, spelled);
}

/** Held in memory while it is made; the caller bounds how many rows there are. */
export async function writeXlsx(path: string, head: string[], rows: AsyncIterable<Cell[]>): Promise<number> {
  const body: Cell[][] = [];
  for await (const row of rows) body.push(row.map(withoutFormula));
  const cell = (value: Cell) => (value === null ? null : typeof value === 'number' ? { value, type: Number } : { value: workbookText(value), type: String });
  await writeXlsxFile([head.map((value) => ({ value, type: String, fontWeight: 'bold' as const })), ...body.map((row) => row.map(cell))], {
    columns: head.map((title, at) => ({ width: Math.min(60, Math.max(title.length, ...body.slice(0, 200).map((row) => String(row[at] ?? '').length)) + 2) })), stickyRowsCount: 1,
  }).toFile(path);
  return body.length;
}
