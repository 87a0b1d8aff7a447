/** `npm run case` as a newcomer uses it: against a running server, one invented case to a place. */
import { execFile } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, expect, it } from '@jest/globals';
import { makeDemoAccounts } from '../server/bootstrap.ts';
import { spawnLoket, type SpawnedLoket } from '../server/testing/spawn-loket.ts';
import { createTestDatabase, type TestDatabase } from '../server/testing/test-db.ts';

const PASSWORD = 'kata-sandi-untuk-uji';
let database: TestDatabase;
let loket: SpawnedLoket;
const folder = mkdtempSync(path.join(tmpdir(), 'loket-satu-berkas-'));
beforeAll(async () => {
  database = await createTestDatabase();
  await makeDemoAccounts(database.ownerDb, PASSWORD);
  loket = await spawnLoket({ PORT: '0', DATABASE_URL: database.url, DATABASE_OWNER_URL: database.ownerUrl, LOKET_SECRET: 'rahasia-hanya-untuk-uji-0123456789', LOKET_DATA_DIR: folder });
}, 120_000);
afterAll(async () => {
  await loket.stop();
  await database.drop();
  rmSync(folder, { recursive: true, force: true });
});

/** Not the synchronous form: the server's database is watched from here meanwhile. */
const run = (...args: string[]) => new Promise<{ status: number; said: string }>((resolve) => {
  execFile(process.execPath, [path.join(import.meta.dirname, 'case.ts'), ...args], { env: { PATH: process.env.PATH, LOKET_DATA_DIR: folder, LOKET_DEMO_PASSWORD: PASSWORD } }, (error, stdout, stderr) => {
    resolve({ status: typeof error?.code === 'number' ? error.code : 0, said: `${stdout}${stderr}` });
  });
});

it.each([
  { prosedur: 'registrasi_perseorangan', at: 'verifikasi' }, { prosedur: 'registrasi_perseorangan', at: 'tidak_lolos' }, { prosedur: 'permintaan_user_id', at: 'diterima' },
])('walks a case of $prosedur to $at and prints its number and private link', async ({ prosedur, at }) => {
  const { status, said } = await run('--prosedur', prosedur, '--at', at, '--url', loket.url);
  expect({ status, said }).toEqual({ status: 0, said: expect.stringMatching(/^Nomor : \S+\nTautan: http:\S+\/berkas\/\S+\nBerkas: http:\S+\/show\n$/) });
  const [, number = '', token = ''] = /^Nomor : (\S+)\nTautan: http:\S+\/berkas\/(\S+)/.exec(said) ?? [];
  const row = await database.db('cases').where({ number }).first<{ place: string; outcome: string | null; procedure: string }>();
  expect(row.procedure).toBe(prosedur);
  expect([row.place, row.outcome]).toContain(at);
  const opened = await fetch(`${loket.url}/api/public/applications/${token}`);
  expect([opened.status, (await opened.json() as { caseNumber: string }).caseNumber]).toEqual([200, number]);
});

it('lists the places without --at; says what is wrong with one it does not know, with a procedure there is not, and where no server runs', async () => {
  expect(await run()).toEqual({ status: 0, said: expect.stringMatching(/Tempat:[\s\S]+tidak_lolos[\s\S]+Berakhir dengan[\s\S]+ditarik/) });
  expect(await run('--at', 'bulan')).toEqual({ status: 1, said: expect.stringContaining('Tidak ada tempat bulan.') });
  expect(await run('--prosedur', 'lelang')).toEqual({ status: 1, said: expect.stringContaining('Tidak ada prosedur lelang') });
  expect(await run('--at', 'diterima')).toEqual({ status: 1, said: expect.stringContaining('Loket tidak berjalan di sini') });
});
