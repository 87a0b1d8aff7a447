/** Whoever starts Loket hears when nobody could log in, and when a switch does nothing here. */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { makeFirstAccounts } from '../bootstrap.ts';
import { createTestDatabase, type TestDatabase } from '../testing/test-db.ts';

let test: TestDatabase;
let dataDir: string;
let said: string[];
beforeAll(() => { dataDir = mkdtempSync(path.join(tmpdir(), 'loket-akun-')); });
afterAll(() => { rmSync(dataDir, { recursive: true }); });
beforeEach(async () => { test = await createTestDatabase(); said = []; });
afterEach(() => test.drop());

const start = (change: Partial<Parameters<typeof makeFirstAccounts>[0]>) => makeFirstAccounts(
  { demo: false, embeddedDatabase: true, dataDir, demoPassword: undefined, adminEmail: undefined, office: undefined, publicUrl: 'http://localhost:3000', ...change }, test.ownerDb, (line) => { said.push(line); });
const accounts = () => test.db('users').pluck<string[]>('email');

describe('the first start', () => {
  it('without sample data and without an admin says that nobody can log in', async () => {
    expect(await start({})).toBeNull();
    expect(said).toEqual([expect.stringContaining('Isi LOKET_ADMIN_EMAIL dan LOKET_OFFICE')]);
  });

  it('says it too where only one of the two is set', async () => {
    await start({ adminEmail: 'kepala@kantor.test' });
    expect(said).toEqual([expect.stringContaining('belum ada yang dapat masuk')]);
  });

  it('says that LOKET_DEMO=1 does nothing on a database of DATABASE_URL, and makes no account there', async () => {
    expect(await start({ demo: true, embeddedDatabase: false, adminEmail: 'kepala@kantor.test', office: 'KANTOR' })).toBeNull();
    expect(said).toEqual([expect.stringContaining('LOKET_DEMO=1 diabaikan'), expect.stringContaining('/staf/akun/')]);
    expect(await accounts()).toEqual(['kepala@kantor.test']);
  });

  it('has nothing to say once somebody is there, nor with sample accounts', async () => {
    await start({ adminEmail: 'kepala@kantor.test', office: 'KANTOR' });
    said = [];
    await start({});
    expect(await start({ demo: true })).toMatch(/^[\w-]{12}$/);
    expect(said).toEqual([]);
  });
});
