/** Whoever starts Loket hears when nobody could log in, and when a switch does nothing here. */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { makeFirstAccounts } from '../bootstrap.ts';
import { hashToken } from '../users/account-link.ts';
import { createTestDatabase, type TestDatabase } from '../testing/test-db.ts';

let test: TestDatabase;
let dataDir: string;
let said: string[];
beforeAll(() => { dataDir = mkdtempSync(path.join(tmpdir(), 'loket-akun-')); });
afterAll(() => { rmSync(dataDir, { recursive: true }); });
beforeEach(async () => { test = await createTestDatabase(); said = []; });
afterEach(() => test.drop());

const start = (change: Partial<Parameters<typeof makeFirstAccounts>[0]>) => makeFirstAccounts(
  { demo: false, embeddedDatabase: true, dataDir, demoPassword: undefined, adminEmail: undefined, office: undefined, publicUrl: 'http://localhost:3000', secret: 'rahasia-hanya-untuk-uji-0123456789', ...change }, test.ownerDb, (line) => { said.push(line); });
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

  it('has nothing to say once somebody can log in, nor with sample accounts', async () => {
    await start({ adminEmail: 'kepala@kantor.test', office: 'KANTOR' });
    await test.ownerDb('users').update({ password_hash: 'ada' });
    said = [];
    await start({ adminEmail: 'kepala@kantor.test', office: 'KANTOR' });
    await start({});
    expect(await start({ demo: true })).toMatch(/^[\w-]{12}$/);
    expect(said).toEqual([]);
  });

  it('tells the first admin his link at every start until he has a password, a new one where it lapsed: nobody is there who could send him one', async () => {
    const named = { adminEmail: 'kepala@kantor.test', office: 'KANTOR' };
    await Promise.all([start(named), start(named)]);
    await test.ownerDb('account_links').update({ expires_at: '2026-01-01' });
    await start(named);
    const [first, second, third] = said.map((line) => /akun\/(\S+) /.exec(line)?.[1]);
    expect([first === second, first === third, third?.length]).toEqual([true, false, 43]);
    expect(await accounts()).toEqual(['kepala@kantor.test']);
    expect(await test.db('account_links').whereRaw('revoked_at is null and used_at is null').pluck('token_hash')).toEqual([hashToken(third ?? '')]);
  });

  it('takes a corrected address as long as nobody has come in', async () => {
    await start({ adminEmail: 'kepla@kantor.test', office: 'KANTOR' });
    await start({ adminEmail: 'kepala@kantor.test', office: 'KANTOR' });
    expect(said).toHaveLength(2);
    expect(await test.db('user_roles').join('users', 'users.id', 'user_id').where({ email: 'kepala@kantor.test' }).orderBy('role').pluck('role')).toEqual(['admin_kantor', 'admin_sistem']);
  });
});
