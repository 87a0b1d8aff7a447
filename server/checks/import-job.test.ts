import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import type { Knex } from 'knex';
import { makeDemoAccounts } from '../bootstrap.ts';
import { freePort } from '../platform/embedded-postgres-cluster.ts';
import { refusal } from '../testing/act.ts';
import { createClient } from '../testing/client.ts';
import { spawnLoket, type SpawnedLoket } from '../testing/spawn-loket.ts';
import { createTestDatabase, type TestDatabase } from '../testing/test-db.ts';
import { findImport } from './blacklist.repository.ts';
import { holdVersionsOf } from './screened-versions.repository.ts';
import { atStep7, clock, database, does, listed, placeOf, publish, STRANGER } from './testing/checks-desk.ts';
import { importDesk, workOutbox } from './testing/import-desk.ts';

const HEADER = 'penyedia,tanggal_berlaku,status,npwp_penyedia,provinci,kota/kabupaten,nomor_sk,tanggal_selesai';
const many = (n: number, mark = 'B') => [HEADER, ...Array.from({ length: n }, (_, at) => listed({ sk: `${mark}${at}` }))];
const desk = importDesk();
const { take } = desk;

/** Whoever finishes a version waits until this ends. */
async function holding<T>(db: Knex, work: () => Promise<T>): Promise<T> {
  const held = await db.transaction();
  await holdVersionsOf(held, 'blacklist_imports');
  try {
    return await work();
  } finally {
    await held.commit();
  }
}
async function until<T>(what: () => Promise<T | undefined>): Promise<T> {
  const began = performance.now();
  for (;;) {
    const found = await what();
    if (found !== undefined) return found;
    if (performance.now() - began > 60_000) throw new Error('it did not come');
    await pause(50);
  }
}

describe('an import of the national list is a job', () => {
  beforeEach(async () => {
    await database.ownerDb('outbox').del();
    await publish('2026-03-01', STRANGER);
    clock.pass(60);
  });

  it('its sender is answered while it goes on, others see how far it is, and it ends without him', async () => {
    const id = await holding(database.db, async () => {
      const told = await take('2026-03-02', many(1_200), { within: 50 });
      expect(told.state).toBe('berjalan');
      const { bytes_read: read, file_bytes: size } = await until(async () => {
        const row = await findImport(database.db, told.id);
        return row && Number(row.bytes_read) > 0 ? row : undefined;
      });
      expect(Number(read) / Number(size)).toBeGreaterThan(0.3);
      expect(await database.db('blacklist_entries').where({ import_id: told.id })).toEqual([]);
      return told.id;
    });
    await desk.carrier().whenQuiet();
    expect(await findImport(database.db, id)).toMatchObject({ state: 'selesai', row_count: 1_200 });
  }, 60_000);

  it('one that asks for a confirmation after its sender went away says so, and is no failed list', async () => {
    await publish('2026-03-02', ...[1, 2, 3, 4].map((n) => listed({ sk: `P${n}` })));
    const file = await atStep7();
    clock.pass(60);
    const { id } = await holding(database.db, () => take('2026-03-02', [HEADER, STRANGER], { within: 50 }));
    await desk.carrier().whenQuiet();
    expect(await findImport(database.db, id)).toMatchObject({ state: 'gagal', problem: { key: 'galat.impor.menyusut' } });
    await does(file, 'jalankan_daftar_hitam');
    expect(await database.db('checks').where({ case_id: file.row.id }).pluck('freshness')).toEqual(['segar']);
    expect(await take('2026-03-02', [HEADER, STRANGER], { confirmed: true })).toMatchObject({ state: 'selesai', row_count: 1 });
    expect(await placeOf(file)).toBe('cek_daftar_hitam');
  }, 60_000);

  it('the same list sent twice at once becomes one version; the second is told', async () => {
    const both = await Promise.allSettled([take('2026-03-02', many(700)), take('2026-03-02', many(700))]);
    expect(both.map(({ status }) => status).sort()).toEqual(['fulfilled', 'rejected']);
    const [refused] = both.filter((one) => one.status === 'rejected');
    expect(await refusal(Promise.reject(refused?.reason as Error))).toEqual(['berkas: galat.impor.sudah_ada']);
    expect(await database.db('blacklist_imports').where({ data_date: '2026-03-02' }).pluck('state')).toEqual(['selesai']);
  }, 60_000);

  it('carried out twice it is taken once', async () => {
    const { id } = await take('2026-03-02', many(600));
    await database.db('outbox').where({ ref_id: id }).update({ done_at: null });
    await workOutbox();
    expect(await database.db('blacklist_entries').where({ import_id: id }).count({ n: '*' }).first()).toEqual({ n: 600 });
    expect(await database.db('audit_events').where({ ref: `blacklist-import:${id}` })).toMatchObject([{ event: 'impor_daftar_hitam', detail: { baris: 600, ditolak: 0 } }]);
  }, 60_000);
});

describe('the server is killed over an import', () => {
  let own: TestDatabase;
  let folder: string;
  let env: Record<string, string>;
  let server: SpawnedLoket;
  beforeAll(async () => {
    own = await createTestDatabase({ max: 6 });
    await makeDemoAccounts(own.ownerDb, 'kata-sandi-untuk-uji');
    folder = mkdtempSync(path.join(tmpdir(), 'loket-uji-'));
    env = { PORT: String(await freePort()), DATABASE_URL: own.url, DATABASE_OWNER_URL: own.ownerUrl, LOKET_SECRET: 'rahasia-hanya-untuk-uji-0123456789', LOKET_DATA_DIR: folder };
    server = await spawnLoket(env);
  }, 120_000);
  afterAll(async () => {
    await server?.stop();
    await own?.drop();
    rmSync(folder, { recursive: true, force: true });
  }, 60_000);

  it('nothing half is left, and the next start takes it whole by itself', async () => {
    const db = own.ownerDb;
    const penyelia = createClient(`http://127.0.0.1:${env.PORT}`);
    await penyelia.login('penyelia@loket.test', 'kata-sandi-untuk-uji');
    // The sample list of the demo may be newer.
    const dataDate = new Date().toISOString().slice(0, 10);
    const id = await holding(db, async () => {
      const cut = penyelia.upload('/api/blacklist-imports', Buffer.from(many(3_000, 'K').join('\n')), 'daftar.csv', { tanggalData: dataDate, konfirmasi: 'ya' }).then(() => 'answered', () => 'cut');
      const running = await until(async () => db('blacklist_imports').where({ state: 'berjalan' }).where('bytes_read', '>', 0).first<{ id: string } | undefined>('id'));
      await server.kill();
      expect(await cut).toBe('cut');
      return running.id;
    });
    expect(await db('blacklist_imports').where({ id }).pluck('state')).toEqual(['berjalan']);
    expect(await db('blacklist_entries').where({ import_id: id })).toEqual([]);
    server = await spawnLoket(env);
    // A minute after it was handed over; nobody waits for that here.
    await db('outbox').where({ ref_id: id }).update({ handed_at: db.raw(`clock_timestamp() - interval '2 minutes'`) });
    await until(async () => ((await db('blacklist_imports').where({ id, state: 'selesai' }).first<{ id: string } | undefined>('id')) ? true : undefined));
    expect(await db('blacklist_entries').where({ import_id: id }).count({ n: '*' }).first()).toEqual({ n: 3_000 });
    expect(await db('audit_events').where({ ref: `blacklist-import:${id}`, event: 'impor_daftar_hitam' }).count({ n: '*' }).first()).toEqual({ n: 1 });
  }, 180_000);
});
