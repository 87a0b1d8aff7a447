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

/** A time limit that stands still while somebody else works. */
function stopwatch(limitMs: number, onOver: () => void) {
  let left = limitMs;
  let since = 0;
  let timer: NodeJS.Timeout | undefined;
  return {
    run: () => { since = performance.now(); timer = setTimeout(onOver, left); },
    pause: () => { clearTimeout(timer); left = Math.max(0, left - (performance.now() - since)); },
  };
}

/**
 * The rows of the first sheet, dates as `YYYY-MM-DD`. The time the caller takes between two rows is his own: the child waits for him.
 * @throws InvalidError on `berkas`: not a sheet, locked, or more than 20,000 rows – then the answer is to save it as CSV
 */
export async function* readXlsx(file: string, { longestMs = LONGEST_MS } = {}): AsyncGenerator<TableRow> {
  const child = spawn(process.execPath, [`--max-old-space-size=${HEAP_MB}`, '--disable-warning=ExperimentalWarning', CHILD, file], { env: {}, stdio: ['ignore', 'pipe', 'ignore'] });
  const watch = stopwatch(longestMs, () => { child.kill('SIGKILL'); });
  const ended = once(child, 'close');
  let whole = false;
  // A spreadsheet leaves out empty cells at the end: a row is as wide as the widest before it, which is the header.
  let width = 0;
  watch.run();
  try {
    for await (const text of createInterface({ input: child.stdout })) {
      const line = JSON.parse(text) as Line;
      if ('refused' in line) throw wrongFile(line.refused);
      if ('end' in line) { whole = true; continue; }
      watch.pause();
      width = Math.max(width, line.cells.length);
      yield { ...line, cells: [...line.cells, ...Array.from({ length: width - line.cells.length }, () => '')] };
      watch.run();
    }
    // Killed for its memory or its time: such a file is too large for a spreadsheet's format.
    if (!whole) throw wrongFile('excel_terlalu_besar');
  } finally {
    watch.pause();
    child.kill('SIGKILL');
    await ended;
  }
}
