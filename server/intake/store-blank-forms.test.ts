import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { createStorage, type FileStorage } from '../platform/storage.ts';
import { createTestDatabase, type TestDatabase } from '../testing/test-db.ts';
import { storeBlankForms } from './store-blank-forms.ts';

describe('blank forms', () => {
  let database: TestDatabase;
  let storage: FileStorage;
  const folder = mkdtempSync(path.join(tmpdir(), 'loket-blanko-'));
  beforeAll(async () => {
    database = await createTestDatabase();
    storage = await createStorage({ s3Url: undefined, uploadsDir: folder });
  });
  afterAll(async () => {
    await database.drop();
    rmSync(folder, { recursive: true, force: true });
  });

  it('are stored once, as PDF, however often the office starts', async () => {
    await storeBlankForms(database.ownerDb, storage);
    await storeBlankForms(database.ownerDb, storage);
    const rows = await database.db('blank_forms').orderBy('title').select<{ title: string; storage_key: string }[]>('title', 'storage_key');
    expect(rows.map((row) => row.title)).toEqual(['Formulir Data Penyedia', 'Formulir Keikutsertaan', 'Surat Kuasa']);
    expect((await storage.read(rows[0]?.storage_key ?? '')).subarray(0, 5).toString()).toBe('%PDF-');
  });
});
