import { createHash } from 'node:crypto';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { Readable } from 'node:stream';
import { afterAll, describe, expect, it } from '@jest/globals';
import { refusal } from '../testing/act.ts';
import { readBlacklistTable } from './blacklist-file.ts';
import { previewList } from './list-preview.ts';
import { loadScreen } from './screen-lists.ts';
import { readCsv } from './table-csv.ts';

const HEADER = 'penyedia,tanggal_berlaku,status,npwp_penyedia,provinci,kota/kabupaten,nomor_sk,tanggal_selesai';
const ROW = 'CV CONTOH,2025-06-01,PUBLISHED,N/A,Banten,Kab. Serang,SK-1,2027-05-31';
const folder = mkdtempSync(path.join(tmpdir(), 'loket-kepala-'));
afterAll(() => { rmSync(folder, { recursive: true, force: true }); });

const table = (lines: string[]) => readCsv(Readable.from([Buffer.from(lines.join('\n'))]) as AsyncIterable<Buffer>, { hash: createHash('sha256') });
async function imported(lines: string[], chosen?: Parameters<typeof readBlacklistTable>[2]) {
  const rows = [];
  for await (const read of readBlacklistTable(table(lines), '2026-03-01', chosen)) rows.push(read);
  return rows;
}
const previewed = (lines: string[]) => {
  const file = path.join(folder, 'daftar.csv');
  writeFileSync(file, lines.join('\n'));
  return previewList(file, 'daftar_hitam', 'id');
};

describe('the header of a list', () => {
  it.each([
    { name: 'in the first line', above: [] }, { name: 'below blank lines', above: ['', ',,,'] }, { name: 'below a title', above: ['DAFTAR HITAM PER 1 MARET 2026'] },
    { name: 'below a title and blank lines', above: ['DAFTAR HITAM', 'LPSE CONTOH, DICETAK 1 MARET', ''] },
  ])('is the same $name for preview, import and screening', async ({ above }) => {
    const lines = [...above, HEADER, ROW];
    expect((await previewed(lines)).header).toEqual(HEADER.split(','));
    expect(await imported(lines)).toMatchObject([{ row: above.length + 1, header: HEADER.split(',') }, { row: above.length + 2, entry: { name: 'CV CONTOH' } }]);
    expect((await loadScreen('daftar-hitam', table(lines), '2026-03-01')).rows).toBe(1);
  });

  it('is where the columns are that a person chose, whatever stands above it', async () => {
    const lines = ['Sanksi 2026', '', 'Badan usaha,Sampai', 'CV CONTOH,2027-05-31'];
    expect(await imported(lines, { penyedia: 'Badan usaha', tanggal_selesai: 'Sampai' })).toMatchObject([{ row: 3 }, { row: 4, entry: { name: 'CV CONTOH', ends_on: '2027-05-31' } }]);
  });

  it('missing, the answer names what is not there; of nothing at all that it is empty', async () => {
    expect(await refusal(imported(['alamat,kota', 'Jalan A,Serang']))).toEqual(['berkas: galat.impor.kolom_kurang']);
    expect(await refusal(loadScreen('daftar-hitam', table(['alamat,kota', 'Jalan A,Serang']), '2026-03-01'))).toEqual(['berkas: galat.impor.tanpa_kolom_dikenal']);
    for (const lines of [[], ['', ',,']]) {
      expect(await refusal(imported(lines))).toEqual(['berkas: galat.impor.kosong']);
      expect(await refusal(previewed(lines))).toEqual(['berkas: galat.impor.kosong']);
    }
  });
});
