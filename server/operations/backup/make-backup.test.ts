/** What a back-up leaves behind that did not come to its end: identity data in half, night after night. */
import { existsSync, mkdirSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, beforeEach, expect, it } from '@jest/globals';
import { localStorage, type FileStorage } from '../../platform/storage.ts';
import { createTestDatabase, type TestDatabase } from '../../testing/test-db.ts';
import { makeBackup, type BackupWish } from './make-backup.ts';

const folder = mkdtempSync(path.join(tmpdir(), 'loket-cadangan-'));
const shelf = path.join(folder, 'cadangan');
let database: TestDatabase;
let storage: FileStorage;
beforeAll(async () => {
  database = await createTestDatabase();
  storage = localStorage(path.join(folder, 'uploads'));
  await storage.put('uploads/aa/satu', Buffer.from('pindaian'));
}, 60_000);
afterAll(async () => { await database.drop(); rmSync(folder, { recursive: true, force: true }); });
beforeEach(() => { rmSync(shelf, { recursive: true, force: true }); });

const backUp = (name: string, change: Partial<BackupWish> = {}) => makeBackup({
  ownerUrl: database.ownerUrl, storage, version: '0', secret: 'rahasia-hanya-untuk-uji-0123456789', secretFile: null, folder: path.join(shelf, name), how: 'salin', programs: '', ...change,
});
const full: FileStorage = { ...localStorage(path.join(folder, 'uploads')), list: () => Promise.reject(new Error('ENOSPC')) };
const killed = (name: string) => { mkdirSync(path.join(shelf, name), { recursive: true }); writeFileSync(path.join(shelf, name, 'tabel'), 'NIK'); };

it('one that fails leaves nothing', async () => {
  await expect(backUp('malam', { storage: full })).rejects.toThrow('ENOSPC');
  expect(readdirSync(shelf)).toEqual([]);
  await expect(backUp('malam', { secretFile: path.join(folder, 'tidak-ada') })).rejects.toThrow('ENOENT');
  expect(readdirSync(shelf)).toEqual([]);
});

it('what a killed one left goes when the next begins in the usual place, and only there', async () => {
  killed('lama.belum-selesai');
  await backUp('tempat-lain', {});
  expect(readdirSync(shelf).sort()).toEqual(['lama.belum-selesai', 'tempat-lain']);
  await backUp('malam', { tidy: true });
  expect(readdirSync(shelf).sort()).toEqual(['malam', 'tempat-lain']);
});

it('one that still runs keeps its half', async () => {
  let begun = false;
  let goOn = (): void => undefined;
  const wait = new Promise<void>((resolve) => { goOn = resolve; });
  const slow: FileStorage = { ...storage, list: async (prefix) => { begun = true; await wait; return storage.list(prefix); } };
  const first = backUp('pertama', { storage: slow, tidy: true });
  while (!begun) await new Promise((resolve) => { setTimeout(resolve, 20); });
  await backUp('kedua', { tidy: true });
  expect(existsSync(path.join(shelf, 'pertama.belum-selesai'))).toBe(true);
  goOn();
  await first;
  expect(readdirSync(shelf).sort()).toEqual(['kedua', 'pertama']);
});
