import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import writeXlsxFile from 'write-excel-file/node';
import { refusal } from '../testing/act.ts';
import { sheetOf, xlsxOf, zipOf } from '../testing/zip-of.ts';
import { readTableFile } from './table-file.ts';
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

  it('gives back the empty cells a spreadsheet leaves out at the end of a row', async () => {
    expect((await rowsOf(put(xlsxOf(sheetOf([['Daftar'], ['nama', 'nik', 'pagu'], ['CV CONTOH']]))))).map(({ cells }) => cells)).toEqual([['Daftar'], ['nama', 'nik', 'pagu'], ['CV CONTOH', '', '']]);
  });

  it('reads what another program packed', async () => {
    expect((await rowsOf(put(xlsxOf(sheetOf([['nama', 'nik'], ['CV CONTOH', '1']]))))).map(({ cells }) => cells)).toEqual([['nama', 'nik'], ['CV CONTOH', '1']]);
  });

  it('does not count the time its reader takes: a long screening is no large file', async () => {
    const file = put(xlsxOf(sheetOf(Array.from({ length: 15_000 }, (_, n) => [`CV CONTOH ${n}`, 'Kab. Serang']))));
    let rows = 0;
    for await (const row of readXlsx(file, { longestMs: 6_000 })) {
      // Longer than the limit, with most of the file still unread.
      if (row.row === 1) await pause(7_000);
      rows += 1;
    }
    expect(rows).toBe(15_000);
    // Its own time still counts.
    await expect((async () => { for await (const row of readXlsx(file, { longestMs: 5 })) expect(row).toBeDefined(); })()).rejects.toMatchObject({ fields: { berkas: { key: 'galat.impor.excel_terlalu_besar' } } });
  }, 60_000);

  const doctype = (xml: string) => `<!DOCTYPE x [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;&a;&a;">]>${xml}`;
  it.each([
    { name: 'a document type with entities in the sheet', bytes: () => xlsxOf(doctype(sheetOf([['&b;']]))), key: 'excel_rusak' },
    { name: 'a document type in the workbook', bytes: () => xlsxOf(sheetOf([['x']]), [{ name: 'xl/workbook.xml', data: doctype('<workbook/>') }]), key: 'excel_rusak' },
    { name: 'an entity nobody declared', bytes: () => xlsxOf(sheetOf([['&rahasia;']])), key: 'excel_rusak' },
    { name: 'a thousand entries', bytes: () => xlsxOf(sheetOf([['x']]), Array.from({ length: 1_000 }, (_, n) => ({ name: `xl/media/${n}.bin`, data: 'x' }))), key: 'excel_terlalu_besar' },
    { name: 'more than 200 MB by its own word', bytes: () => xlsxOf(sheetOf([['x']]), [{ name: 'xl/media/besar.bin', data: 'x', claims: 300 * 1024 * 1024 }]), key: 'excel_terlalu_besar' },
    { name: 'more than it says', bytes: () => xlsxOf('', [{ name: 'xl/worksheets/sheet1.xml', data: sheetOf([['x'.repeat(400_000)]]), claims: 100 }]), key: 'excel_rusak' },
    { name: 'a name outside the file', bytes: () => xlsxOf(sheetOf([['x']]), [{ name: '../../etc/passwd', data: 'x' }]), key: 'excel_rusak' },
    { name: 'entries locked with a password', bytes: () => xlsxOf(sheetOf([['x']]), [{ name: 'xl/terkunci.xml', data: 'x', locked: true }]), key: 'excel_terkunci' },
    { name: 'a zip that is no workbook', bytes: () => zipOf([{ name: 'foto.jpg', data: 'x' }]), key: 'excel_rusak' },
    { name: 'a sheet that is no XML', bytes: () => xlsxOf('bukan xml <<<'), key: 'excel_rusak' },
    { name: 'letters in no UTF-8', bytes: () => xlsxOf('', [{ name: 'xl/worksheets/sheet1.xml', data: Buffer.from([0x3c, 0x61, 0x3e, 0xff, 0xfe]) }]), key: 'excel_rusak' },
  ])('refuses $name', async ({ bytes, key }) => expect(await refusal(rowsOf(put(bytes())))).toEqual([`berkas: galat.impor.${key}`]), 60_000);

  it.each([
    { name: 'protected by Excel itself', head: Buffer.concat([Buffer.from([0xd0, 0xcf, 0x11, 0xe0, 0xa1, 0xb1, 0x1a, 0xe1]), Buffer.alloc(70_000), Buffer.from('EncryptedPackage', 'utf16le'), Buffer.alloc(100)]), key: 'excel_terkunci' },
    { name: 'of the old kind', head: Buffer.concat([Buffer.from([0xd0, 0xcf, 0x11, 0xe0, 0xa1, 0xb1, 0x1a, 0xe1]), Buffer.alloc(600)]), key: 'excel' },
    { name: 'a PDF called xlsx', head: Buffer.from('%PDF-1.7\n%âãÏÓ'), key: 'pdf' },
    { name: 'a web page called xlsx', head: Buffer.from('<html><table><tr><td>nama'), key: 'html' },
  ])('a file $name is refused with a sentence of its own', async ({ head, key }) => {
    const read = async () => { for await (const _row of readTableFile(put(head))) continue; };
    expect(await refusal(read())).toEqual([`berkas: galat.impor.${key}`]);
  });

  it.each([
    { name: 'no zip behind the first four bytes', bytes: () => Promise.resolve(Buffer.from([0x50, 0x4b, 0x03, 0x04, 9, 9, 9])), key: 'excel_rusak' },
    { name: 'more than 20,000 rows', bytes: () => writeXlsxFile(Array.from({ length: 20_005 }, () => [{ value: 'x', type: String }]) as never).toBuffer(), key: 'excel_terlalu_besar' },
  ])('refuses $name', async ({ bytes, key }) => expect(await refusal(rowsOf(put(await bytes())))).toEqual([`berkas: galat.impor.${key}`]), 120_000);
});
