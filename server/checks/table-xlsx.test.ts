import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import writeXlsxFile from 'write-excel-file/node';
import { refusal } from '../testing/act.ts';
import { readXlsx } from './table-xlsx.ts';

let folder: string;
beforeAll(() => { folder = mkdtempSync(path.join(tmpdir(), 'loket-xlsx-')); });
afterAll(() => { rmSync(folder, { recursive: true, force: true }); });

const put = (bytes: Buffer) => {
  const file = path.join(folder, 'daftar.xlsx');
  writeFileSync(file, bytes);
  return file;
};
async function rowsOf(file: string) {
  const rows = [];
  for await (const row of readXlsx(file)) rows.push(row);
  return rows;
}

describe('an XLSX through its child process', () => {
  it('gives text, numbers as typed, days as days, and keeps the gaps', async () => {
    const bytes = await writeXlsxFile([
      [{ value: 'Nama', type: String }, null, { value: 'Angka', type: String }, { value: 'Hari', type: String }],
      [{ value: 'CV A & B <C>', type: String }, null, { value: 123456789012345, type: Number }, { value: new Date(Date.UTC(2025, 7, 17)), type: Date, format: 'dd/mm/yyyy' }],
      [{ value: 'CV A & B <C>', type: String }, { value: 'isi', type: String }, { value: 1.5, type: Number }, null],
    ] as never).toBuffer();
    expect((await rowsOf(put(bytes))).map(({ cells }) => cells.join('|').replace(/\|+$/, ''))).toEqual(['Nama||Angka|Hari', 'CV A & B <C>||123456789012345|2025-08-17', 'CV A & B <C>|isi|1.5']);
  });

  it.each([
    { name: 'no zip behind the first four bytes', bytes: () => Promise.resolve(Buffer.from([0x50, 0x4b, 0x03, 0x04, 9, 9, 9])), key: 'excel_rusak' },
    { name: 'more than 20,000 rows', bytes: () => writeXlsxFile(Array.from({ length: 20_005 }, () => [{ value: 'x', type: String }]) as never).toBuffer(), key: 'excel_terlalu_besar' },
  ])('refuses $name', async ({ bytes, key }) => expect(await refusal(rowsOf(put(await bytes())))).toEqual([`berkas: galat.impor.${key}`]), 120_000);
});
