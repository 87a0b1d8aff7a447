/** Reads an XLSX through a child process with finite memory, time and output. */
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import path from 'node:path';
import { createInterface } from 'node:readline';
import { wrongFile, type TableRow } from './table-csv.ts';

const CHILD = path.join(import.meta.dirname, 'xlsx-child.ts');
const LONGEST_MS = 60_000;
const HEAP_MB = 256;

type Line = TableRow | { end: true } | { refused: string };

/**
 * The rows of the first sheet, dates as `YYYY-MM-DD`.
 * @throws InvalidError on `berkas`: not a sheet, locked, or more than 20,000 rows – then the answer is to save it as CSV
 */
export async function* readXlsx(file: string): AsyncGenerator<TableRow> {
  const child = spawn(process.execPath, [`--max-old-space-size=${HEAP_MB}`, '--disable-warning=ExperimentalWarning', CHILD, file], { env: {}, stdio: ['ignore', 'pipe', 'ignore'] });
  const timer = setTimeout(() => { child.kill('SIGKILL'); }, LONGEST_MS);
  const ended = once(child, 'close');
  let whole = false;
  try {
    for await (const text of createInterface({ input: child.stdout })) {
      const line = JSON.parse(text) as Line;
      if ('refused' in line) throw wrongFile(line.refused);
      if ('end' in line) whole = true;
      else yield line;
    }
    // Killed for its memory or its time: such a file is too large for a spreadsheet's format.
    if (!whole) throw wrongFile('excel_terlalu_besar');
  } finally {
    clearTimeout(timer);
    child.kill('SIGKILL');
    await ended;
  }
}
