/**
 * R25 for PostgreSQL: the disk of an all-in-one is full, so that the database cannot go on writing its journal and ends. Nobody helps it but whoever makes
 * room. Needs the right to mount a small disk; without it the tests say that they were left out.
 */
import { execFileSync } from 'node:child_process';
import { closeSync, mkdtempSync, openSync, readdirSync, rmSync, writeSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import pg from 'pg';
import { makeDemoAccounts } from '../bootstrap.ts';
import { openDatabase } from '../platform/db.ts';
import { findRunningOwnerUrl } from '../platform/embedded-postgres.ts';
import { createClient, type Client } from '../testing/client.ts';
import { sampleScan } from '../testing/sample-files.ts';
import { spawnLoket, type SpawnedLoket } from '../testing/spawn-loket.ts';

const PASSWORD = 'kata-sandi-untuk-uji';
const person = { name: 'Rina Contoh', nik: '6472014508900003', npwp: '6472014508900003' };
const RECOVERS_WITHIN_MS = 30_000;

function mountSmallDisk(): string | null {
  const folder = mkdtempSync(path.join(tmpdir(), 'loket-penuh-'));
  try {
    execFileSync('mount', ['-t', 'tmpfs', '-o', 'size=400m,mode=755', 'tmpfs', folder], { stdio: 'ignore' });
    return folder;
  } catch {
    rmSync(folder, { recursive: true });
    process.stderr.write('SKIPPED: no right to mount a small disk here.\n');
    return null;
  }
}

/** Until not one more byte fits. */
function fill(file: string): void {
  const handle = openSync(file, 'a');
  try {
    for (let size = 1 << 20; size >= 1; size = Math.floor(size / 2)) {
      const bytes = Buffer.alloc(size);
      try { for (;;) writeSync(handle, bytes); } catch (error) { if ((error as NodeJS.ErrnoException).code !== 'ENOSPC') throw error; }
    }
  } finally { closeSync(handle); }
}

const disk = mountSmallDisk();

(disk === null ? describe.skip : describe)('a database whose disk is full', () => {
  const folder = disk ?? '';
  const ballast = path.join(folder, 'ballast');
  let loket: SpawnedLoket;
  let helpdesk: Client;
  const acknowledged: string[] = [];
  const refused: { status: number; message: string | undefined }[] = [];

  /** One file handed in; what was answered is kept. A connection that broke says nothing either way. */
  async function handIn(n: number): Promise<number> {
    const answer = await helpdesk.upload('/api/uploads', await sampleScan('ktp', person, 'jpeg'), `ktp-${n}.jpg`).catch(() => null);
    if (answer?.status === 201) acknowledged.push(answer.body.id);
    else if (answer) refused.push({ status: answer.status, message: answer.body.message });
    return answer?.status ?? 0;
  }
  const ownerUrl = () => findRunningOwnerUrl(folder) ?? '';
  /** Journal without rows: the quickest way to need more of it. Ends when the database does. */
  async function writeJournal(): Promise<void> {
    const client = new pg.Client({ connectionString: ownerUrl() });
    client.on('error', () => undefined);
    try {
      await client.connect();
      for (let n = 0; n < 200; n += 1) await client.query(`select pg_logical_emit_message(false, 'penuh', repeat('x', 4000000))`);
      throw new Error('the disk never became full');
    } catch (error) {
      if ((error as Error).message === 'the disk never became full') throw error;
    } finally {
      await client.end().catch(() => undefined);
    }
  }

  beforeAll(async () => {
    loket = await spawnLoket({ PORT: '0', LOKET_DATA_DIR: folder, LOKET_DEMO: '0', LOKET_ADMIN_EMAIL: 'admin@loket.test', LOKET_OFFICE: 'KALTIM' });
    const ownerDb = openDatabase(ownerUrl(), { max: 2 });
    await makeDemoAccounts(ownerDb, PASSWORD);
    await ownerDb.destroy();
    helpdesk = createClient(loket.url);
    await helpdesk.login('helpdesk@loket.test', PASSWORD);
  }, 120_000);
  afterAll(async () => {
    if (disk === null) return;
    await loket?.stop();
    execFileSync('umount', [folder]);
    rmSync(folder, { recursive: true, force: true });
  }, 60_000);

  it('is told in a sentence while it lasts, and takes work again by itself when there is room', async () => {
    for (let n = 0; n < 3; n += 1) expect(await handIn(n)).toBe(201);
    fill(ballast);
    await writeJournal();
    fill(ballast);
    for (let n = 10; n < 14; n += 1) { await handIn(n); await pause(1_000); }
    process.stderr.write(`${JSON.stringify({ R25: 'no room', refused, acknowledged: acknowledged.length })}\n`);
    expect(refused.length).toBeGreaterThan(0);
    expect(refused.filter(({ status, message }) => ![503, 507].includes(status) || !message)).toEqual([]);
    rmSync(ballast);
    const freed = performance.now();
    while (await handIn(20) !== 201) {
      if (performance.now() - freed > RECOVERS_WITHIN_MS) throw new Error('not back within thirty seconds');
      await pause(250);
    }
    process.stderr.write(`${JSON.stringify({ R25: 'room again', ms: Math.round(performance.now() - freed) })}\n`);
  }, 180_000);

  it('has lost nothing it had acknowledged, and no row is without its file', async () => {
    const db = openDatabase(ownerUrl(), { max: 2 });
    try {
      const rows = await db('uploads').select<{ id: string; storage_key: string }[]>('id', 'storage_key');
      expect(acknowledged.filter((id) => !rows.some((row) => row.id === id))).toEqual([]);
      const files = readdirSync(path.join(folder, 'uploads'), { recursive: true }).map(String);
      expect(rows.filter(({ storage_key: key }) => !files.includes(key)).map(({ id }) => id)).toEqual([]);
      for (const id of acknowledged) expect((await helpdesk.request('GET', `/api/uploads/${id}/pages/1`)).status).toBe(200);
    } finally {
      await db.destroy();
    }
  }, 60_000);
});
