/** The drill as an operator does it in the embedded default: `npm run backup` beside the running Loket, the data folder gone, `npm run restore`, start. */
import { execFile } from 'node:child_process';
import { chmodSync, existsSync, mkdtempSync, readFileSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { promisify } from 'node:util';
import { afterAll, expect, it } from '@jest/globals';
import { createClient } from '../../testing/client.ts';
import { sampleScan } from '../../testing/sample-files.ts';
import { spawnLoket } from '../../testing/spawn-loket.ts';

const run = promisify(execFile);
const folder = mkdtempSync(path.join(tmpdir(), 'loket-tertanam-'));
chmodSync(folder, 0o711); // as root, PostgreSQL runs as an account of its own
afterAll(() => { rmSync(folder, { recursive: true, force: true, maxRetries: 5 }); });
const dataDir = path.join(folder, 'data');
const backup = path.join(folder, 'cadangan');
const env = { LOKET_DATA_DIR: dataDir, PORT: '0', LOKET_DEMO: '0', LOKET_ADMIN_EMAIL: 'admin@kantor.test', LOKET_OFFICE: 'UJI' };
/** Tables nobody writes between the two back-ups. */
const KEPT = ['offices', 'upload_pages', 'users'];
const root = path.resolve(import.meta.dirname, '..', '..', '..');
const script = (name: string, ...args: string[]) => run(process.execPath, [path.join(root, 'server', name), ...args], { env: { PATH: process.env.PATH ?? '', ...env } });

it('brings back database, files and the secret of the data folder', async () => {
  const person = { name: 'Rina Contoh', nik: '6472014508900003', npwp: '6472014508900003' };
  let loket = await spawnLoket(env);
  const draft = await createClient(loket.url).upload('/api/public/uploads', await sampleScan('ktp', person, 'jpeg'), 'ktp.jpg');
  expect(draft.status).toBe(201);
  const made = await script('backup.ts', '--ke', backup);
  expect(made.stdout).toContain('LOKET_SECRET disertakan');
  const secret = readFileSync(path.join(dataDir, 'secret', 'loket-secret'), 'utf8');
  expect(statSync(backup).mode & 0o077).toBe(0);

  await expect(script('restore.ts', '--dari', backup)).rejects.toMatchObject({ stdout: expect.stringContaining('Loket sudah berjalan') });
  await loket.stop();
  await expect(script('restore.ts', '--dari', backup)).rejects.toMatchObject({ stdout: expect.stringContaining('tidak kosong') });
  rmSync(dataDir, { recursive: true });

  expect((await script('restore.ts', '--dari', backup)).stdout).toMatch(/Dipulihkan dari cadangan .* berkas\./);
  expect(readFileSync(path.join(dataDir, 'secret', 'loket-secret'), 'utf8')).toBe(secret);
  expect(existsSync(path.join(dataDir, 'uploads', 'uploads', draft.body.id.slice(0, 2), draft.body.id))).toBe(true);
  loket = await spawnLoket(env);
  expect((await createClient(loket.url).request('GET', '/api/health')).status).toBe(200);
  // A back-up of what came back holds the same rows: the office, its admin, the draft.
  await script('backup.ts', '--ke', `${backup}-lagi`);
  const rows = (place: string) => (JSON.parse(readFileSync(path.join(place, 'manifest.json'), 'utf8')) as { database: { tables: { table: string; rows: number; sha256: string }[] } })
    .database.tables.filter(({ table }) => KEPT.includes(table)).map(({ table, rows: count, sha256 }) => [table, count > 0, sha256]);
  expect(rows(`${backup}-lagi`)).toEqual(rows(backup));
  expect(rows(backup)).toHaveLength(KEPT.length);
  await loket.stop();
}, 180_000);
