import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { refusal } from '../testing/act.ts';
import { createTestDatabase, type TestDatabase } from '../testing/test-db.ts';
import { sheetOf, xlsxOf } from '../testing/zip-of.ts';
import { importBlacklist } from './import-blacklist.ts';

const HEADER = ['penyedia', 'tanggal_berlaku', 'status', 'npwp_penyedia', 'provinci', 'kota/kabupaten', 'nomor_sk', 'tanggal_selesai'];

/** Ours that read a workbook just now. */
function readers(): number[] {
  return readdirSync('/proc').filter((name) => /^\d+$/.test(name)).map(Number).filter((pid) => {
    try {
      const parent = /\) \S (\d+) /.exec(readFileSync(`/proc/${pid}/stat`, 'utf8'))?.[1];
      return Number(parent) === process.pid && readFileSync(`/proc/${pid}/cmdline`, 'utf8').includes('xlsx-child');
    } catch {
      // It ended while we looked.
      return false;
    }
  });
}

describe('the process that reads a workbook dies', () => {
  let database: TestDatabase;
  let folder: string;
  beforeAll(async () => { database = await createTestDatabase(); folder = mkdtempSync(path.join(tmpdir(), 'loket-xlsx-')); });
  afterAll(async () => { await database.drop(); rmSync(folder, { recursive: true, force: true }); });

  it('half-way: nothing half is left, and the file is taken whole the next time', async () => {
    const { db } = database;
    const rows = Array.from({ length: 15_000 }, (_, n) => [`CV CONTOH ${n}`, '2025-06-01', 'PUBLISHED', 'N/A', 'Banten', 'Kab. Serang', `SK-${n}`, '2027-05-31']);
    const file = path.join(folder, 'daftar.xlsx');
    writeFileSync(file, xlsxOf(sheetOf([HEADER, ...rows])));
    const take = () => importBlacklist(db, { path: file, fileName: 'daftar.xlsx', dataDate: '2026-03-01', importedBy: null, at: new Date('2026-03-02T02:00:00Z') });
    let ended = false;
    const dying = refusal(take()).finally(() => { ended = true; });
    let killed = 0;
    while (!ended && killed === 0) {
      // Some hundred rows have been read by now, and are written in a transaction that nobody will end.
      await pause(400);
      for (const pid of readers()) { process.kill(pid, 'SIGKILL'); killed += 1; }
    }
    expect(await dying).toEqual(['berkas: galat.impor.excel_terlalu_besar']);
    expect(killed).toBe(1);
    expect([await db('blacklist_imports').pluck('id'), await db('blacklist_entries').limit(1).pluck('id'), await db('import_refusals').pluck('id')]).toEqual([[], [], []]);
    expect(await take()).toMatchObject({ state: 'selesai', row_count: 15_000 });
  }, 180_000);
});
