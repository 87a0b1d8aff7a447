import { mkdtempSync, rmSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { randomUUID } from 'node:crypto';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { Readable } from 'node:stream';
import { afterAll, beforeAll, expect, it } from '@jest/globals';
import type { EffectHandler } from '../platform/outbox.ts';
import type { FileStorage } from '../platform/storage.ts';
import { bulkScreeningEffect } from './bulk-screening.effect.ts';
import { findBulkScreening, insertBulkScreening } from './screenings.repository.ts';
import { clock, database, help, listed, office, publish } from './testing/checks-desk.ts';

let folder: string;
beforeAll(() => { folder = mkdtempSync(path.join(tmpdir(), 'loket-massal-')); });
afterAll(() => { rmSync(folder, { recursive: true, force: true }); });

/** Screens these rows as the background job does. */
async function screened(rows: string, kind: 'daftar_hitam' | 'lpse_lain' = 'daftar_hitam'): Promise<{ row: Awaited<ReturnType<typeof findBulkScreening>>; result: string | null; unread: string | null; removed: string[] }> {
  const kept = new Map<string, string>();
  const removed: string[] = [];
  const storage = {
    stream: () => Promise.resolve(Readable.from([Buffer.from(rows)])), remove: (key: string) => { removed.push(key); return Promise.resolve(); },
    putFile: async (key: string, file: string) => { kept.set(key, await readFile(file, 'utf8')); },
  } as unknown as FileStorage;
  const id = randomUUID();
  await database.db.transaction((trx) => insertBulkScreening(trx, { id, office_id: office.id, kind, file_name: 'tanya.csv', file_key: `tapis/${id}-tanya`, started_by: help.id, started_at: clock.now() }));
  const run = () => bulkScreeningEffect({ db: database.db, storage, clock, config: { dataDir: folder } })({ refId: id } as Parameters<EffectHandler>[0]);
  await run();
  await run();
  const row = await findBulkScreening(database.db, id);
  return { row, result: row?.result_key ? kept.get(row.result_key) ?? null : null, unread: row?.refused_key ? kept.get(row.refused_key) ?? null : null, removed };
}

it('without a list nobody is called clean: the run fails and says what to do', async () => {
  const { row, result } = await screened('nama\nRina Contoh\n');
  expect([row?.state, row?.problem?.key, result]).toEqual(['gagal', 'galat.tapis.tanpa_daftar', null]);
});

it('against a list it leaves its result once, however often it is tried, and drops what was uploaded', async () => {
  await publish('2026-03-01', listed());
  const { row, result, removed } = await screened('id,nama,npwp,kabupaten\n1,Rina Contoh,04.123.456.8-001.000,Kota Samarinda\n2,Tidak Ada Contohnya,,\n');
  expect(row).toMatchObject({ state: 'selesai', asked_count: 2, found_count: 1, strong_count: 1, data_date: '2026-03-01' });
  expect(result?.split('\n').slice(0, 2)).toEqual(['\uFEFFid,rank,key,nama,level,score,in_force,reason', expect.stringMatching(/^1,1,SK-1,RINA CONTOH,A,/)]);
  expect(removed).toHaveLength(1);
});

const reasons = (unread: string | null) => unread?.trim().split('\r\n').slice(1).map((line) => [line.split(',')[0], line.includes('Tidak ditapis.') ? 'tidak' : 'sebagian']);

it('a row that cannot be read is counted and kept with its reason, and one that can be in part is screened by that', async () => {
  await publish('2026-03-01', listed());
  const { row, result, unread } = await screened('id,nama,npwp,nik\n1,Rina Contoh,04.123.456.8-001.000,12\n2,,99,\n3,,,\n4,"###",N/A,-\n5,Tidak Ada Contohnya,,\n6,Rina Contoh,04.123.456.8-001.000,,lebih\n');
  expect(row).toMatchObject({ state: 'selesai', asked_count: 3, found_count: 2, refused_count: 3, partial_count: 2 });
  expect(result?.split('\n').slice(1, -1).map((line) => line.split(',')[0])).toEqual(['1', '6']);
  expect(reasons(unread)).toEqual([['2', 'sebagian'], ['3', 'tidak'], ['4', 'tidak'], ['5', 'tidak'], ['7', 'sebagian']]);
});

it('a name alone is not looked for among known suppliers, and no such row counts as asked; a file without such rows leaves none', async () => {
  const { row, unread } = await screened('id,nama,nik,kabupaten\n1,Rina Contoh,,\n2,Rina Contoh,,Kota Tidak Ada\n3,Rina Contoh,,Kota Samarinda\n', 'lpse_lain');
  expect(row).toMatchObject({ state: 'selesai', asked_count: 1, refused_count: 2, partial_count: 0 });
  expect(unread).toContain('Kabupaten/kota ini tidak dikenal');
  const clean = await screened('nama,kabupaten\nRina Contoh,Kota Samarinda\n', 'lpse_lain');
  expect(clean.row).toMatchObject({ asked_count: 1, refused_count: 0, refused_key: null });
});
