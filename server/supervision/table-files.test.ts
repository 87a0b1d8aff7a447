import { mkdtempSync, readdirSync, readFileSync, readlinkSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { parse } from 'csv-parse/sync';
import { openPromise } from 'yauzl';
import { afterAll, describe, expect, it } from '@jest/globals';
import { csvLine, withoutFormula, workbookText, writeCsv, writeXlsx, type Cell } from './table-files.ts';

const folder = mkdtempSync(path.join(tmpdir(), 'loket-tabel-'));
afterAll(() => { rmSync(folder, { recursive: true, force: true }); });

/** All parts of the workbook, one after the other. */
async function textOfZip(file: string): Promise<string> {
  const zip = await openPromise(file);
  let text = '';
  for await (const entry of zip.eachEntry()) {
    const stream = await zip.openReadStreamPromise(entry);
    for await (const chunk of stream) text += String(chunk);
  }
  return text;
}

async function* rowsOf(rows: Cell[][]): AsyncGenerator<Cell[]> { for (const row of rows) yield await Promise.resolve(row); }

describe('text that a spreadsheet would calculate', () => {
  it.each(['=1+1', '+62812', '-2+3', '@SUM(A1)', '\t=1', '\r=1', ' =cmd', '＝1+1', '=HYPERLINK("http://contoh.test")'])('%j stays text', (text) => expect(withoutFormula(text)).toBe(`'${text}`));
  it.each<Cell>(['KALTIM-2026-000001', 'a=b', 'Rina', '', -5, 3.5, null])('%j is left alone', (cell) => expect(withoutFormula(cell)).toBe(cell));
});

describe('a record of RFC 4180', () => {
  it('is quoted where it must be, and reads back as it was', () => {
    const cells: Cell[] = ['biasa', 'koma, di sini', 'kata "kutip"', 'dua\nbaris', '\r\n', ' tepi ', null, 7];
    expect(csvLine(['a', 'b,c'])).toBe('a,"b,c"\r\n');
    expect(parse(csvLine(cells), { record_delimiter: '\r\n' })).toEqual([['biasa', 'koma, di sini', 'kata "kutip"', 'dua\nbaris', "'\r\n", ' tepi ', '', '7']]);
  });
});

describe('a record opened in a spreadsheet that splits elsewhere', () => {
  it.each(['cek;=1+1;', 'cek; =1+1', 'dua\n@SUM(A1)', 'a,-2+3', '"; =cmd|\'/c calc\'!A0'])('%j has no cell that calculates', (text) => {
    const record = csvLine(['KALTIM-2026-000001', text, -5]);
    const cells = record.split(/[;,\r\n]/).map((cell) => cell.replace(/^[\s"]+/, '')).filter((cell) => cell !== '-5');
    expect(cells.filter((cell) => /^[=+\-@]/.test(cell))).toEqual([]);
  });
  it('leaves what calculates nowhere as it is', () => expect(csvLine(['Jl. Melati, no. 5; RT 1', -5])).toBe('"Jl. Melati, no. 5; RT 1",-5\r\n'));
});

describe('a text in a workbook', () => {
  it.each([['biasa 🙂\n\tdua', 'biasa 🙂\n\tdua'], ['a\u0001b', 'a_x0001_b'], ['a\rb', 'a_x000D_b'], ['a\u0080b', 'a_x0080_b'], ['_x0041_', '_x005F_x0041_'], ['_x41_', '_x41_'], ['\ud800', '_xFFFD_'], ['\u{10ffff}', '_xDBFF__xDFFF_'], ['\uffff', '_xFFFF_'], ['constructor', '_x0063_onstructor'], ['__proto__', '_x005F__proto__']])('%j is written %j', (text, written) => expect(workbookText(text)).toBe(written));
});

describe('files', () => {
  it('of a list that breaks off are closed, so that they can be removed', async () => {
    const file = path.join(folder, 'putus.csv');
    async function* breaking(): AsyncGenerator<Cell[]> { yield await Promise.resolve(['Rina']); throw new Error('putus'); }
    await expect(writeCsv(file, ['nama'], breaking())).rejects.toThrow('putus');
    await pause(50);
    const open = readdirSync('/proc/self/fd').flatMap((fd) => { try { return [readlinkSync(`/proc/self/fd/${fd}`)]; } catch { return []; } });
    expect(open).not.toContain(file);
  });

  it('CSV begins with the mark of UTF-8 and counts its rows', async () => {
    const file = path.join(folder, 'a.csv');
    expect(await writeCsv(file, ['Nama', 'Jumlah'], rowsOf([['Citra', 1], ['=1+1', 2]]))).toBe(2);
    expect(readFileSync(file, 'utf8')).toBe("\uFEFFNama,Jumlah\r\nCitra,1\r\n'=1+1,2\r\n");
  });

  it('XLSX holds texts and numbers, and no formula', async () => {
    const file = path.join(folder, 'a.xlsx');
    expect(await writeXlsx(file, ['Nama', 'Jumlah'], rowsOf([['=1+1', 2], [null, 0]]))).toBe(2);
    const bytes = readFileSync(file);
    expect(bytes.subarray(0, 2).toString()).toBe('PK');
    const text = await textOfZip(file);
    expect([text.includes('<f>'), text.includes('&apos;=1+1') || text.includes("'=1+1")]).toEqual([false, true]);
  });

  it('a disk that refuses is an error, not a short file', async () => {
    await expect(writeCsv(path.join(folder, 'tidak-ada', 'a.csv'), ['x'], rowsOf([['y']]))).rejects.toThrow('ENOENT');
  });
});
