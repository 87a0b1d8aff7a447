/**
 * Reads the first sheet of an XLSX and writes one JSON line per row: a process of its own, because the file is somebody else's.
 * `node xlsx-child.ts <file>`. The last line is `{"end":true}` or `{"refused":"<key>"}`; anything else means that it died.
 */
import { XlsxRefused, readXlsxRows } from './xlsx-rows.ts';

const out = process.stdout;
const line = (value: unknown): Promise<void> => new Promise((resolve) => {
  if (out.write(`${JSON.stringify(value)}\n`)) resolve();
  else out.once('drain', () => { resolve(); });
});

try {
  for await (const row of readXlsxRows(process.argv[2] ?? '')) await line(row);
  await line({ end: true });
} catch (error) {
  // What a parser says about a broken file is no sentence for people: they hear that it cannot be read.
  await line({ refused: error instanceof XlsxRefused ? error.why : 'excel_rusak' });
}
