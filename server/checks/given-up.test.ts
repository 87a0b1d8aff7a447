import { randomUUID } from 'node:crypto';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, beforeEach, expect, it } from '@jest/globals';
import { createLogger } from '../platform/log.ts';
import { enqueueEffects, runOutboxRow } from '../platform/outbox.ts';
import { localStorage, type FileStorage } from '../platform/storage.ts';
import { insertImport } from './blacklist.repository.ts';
import { checksEffects } from './checks-effects.ts';
import { insertRegistryImport } from './registry.repository.ts';
import { insertBulkScreening } from './screenings.repository.ts';
import { createListFileSweep } from './sweep-list-files.cron.ts';
import { clock, config, database, listed, office, publish, second, STRANGER } from './testing/checks-desk.ts';

const log = createLogger({ level: 'silent' });
const folder = mkdtempSync(path.join(tmpdir(), 'loket-menyerah-'));
afterAll(() => { rmSync(folder, { recursive: true, force: true }); });
const real = localStorage(path.join(folder, 'uploads'));
let isBroken = true;
/** What the row said while its file was read. */
const seen: string[] = [];
beforeEach(async () => {
  isBroken = true;
  seen.length = 0;
  await database.ownerDb('outbox').del();
  for (const key of await real.list('')) await real.remove(key);
  await publish('2026-03-01', STRANGER);
  clock.pass(60);
});

interface Kind { what: string; table: string; effect: string; key: (id: string) => string; rows: string; insert: (of: { id: string; fileKey: string }) => Promise<string> }
const KINDS: Kind[] = [
  {
    what: 'an import of the national list', table: 'blacklist_imports', effect: 'impor_daftar_hitam', key: (id) => `impor/${id}`,
    rows: ['penyedia,tanggal_berlaku,status,npwp_penyedia,provinci,kota/kabupaten,nomor_sk,tanggal_selesai', STRANGER, listed()].join('\n'),
    insert: ({ fileKey }) => database.db.transaction((trx) => insertImport(trx, { fileName: 'daftar.csv', fileKey, bytes: 1, dataDate: '2026-03-02', importedBy: second.id, at: clock.now(), request: { officeId: office.id, requestId: 'uji', ipHash: 'x', confirmed: true } })),
  },
  {
    what: 'an import of the registry', table: 'registry_imports', effect: 'impor_registri', key: (id) => `impor/${id}`, rows: 'lpse,user_id,nama\nLPSE Contoh,rina,Rina Contoh',
    insert: async ({ id, fileKey }) => {
      await database.db.transaction((trx) => insertRegistryImport(trx, { id, officeId: office.id, dataDate: '2026-03-02', fileName: 'registri.csv', fileKey, fileBytes: 1, columns: null, importedBy: second.id, at: clock.now() }));
      return id;
    },
  },
  {
    what: 'a file screened in the background', table: 'bulk_screenings', effect: 'tapis_massal', key: (id) => `tapis/${id}-tanya`, rows: 'nama\nRina Contoh',
    insert: async ({ id, fileKey }) => {
      await database.db.transaction((trx) => insertBulkScreening(trx, { id, office_id: office.id, kind: 'daftar_hitam', file_name: 'tanya.csv', file_key: fileKey, started_by: second.id, started_at: clock.now() }));
      return id;
    },
  },
];

/** The work waits as its route leaves it; `tries` carries its effect out. */
async function waiting(kind: Kind) {
  const [fileId, file] = [randomUUID(), path.join(folder, 'masuk')];
  writeFileSync(file, kind.rows);
  const fileKey = kind.key(fileId);
  await real.putFile(fileKey, file);
  const id = await kind.insert({ id: fileId, fileKey });
  await database.db.transaction((trx) => enqueueEffects(trx, [{ effect: kind.effect, refId: id }]));
  const row = () => database.db(kind.table).where({ id }).first<{ state: string; problem: { key: string } | null }>('state', 'problem');
  const storage: FileStorage = { ...real, stream: async (key) => { seen.push((await row()).state); return isBroken ? Promise.reject(new Error('Penyimpanan terputus')) : real.stream(key); } };
  const handlers = checksEffects({ db: database.db, storage, clock, config: { ...config, dataDir: folder } });
  const [outboxId = ''] = await database.db('outbox').where({ ref_id: id }).pluck<string[]>('id');
  const sayAs = async () => { const { state, problem } = await row(); return [state, problem?.key ?? null]; };
  return { id, fileKey, sayAs, outboxId, tries: () => runOutboxRow(database.db, handlers, outboxId, log) };
}

it.each(KINDS)('$what that breaks says that it is tried again, says at last that it failed and what to do, and "coba lagi" sets it going', async (kind) => {
  const { fileKey, sayAs, outboxId, tries } = await waiting(kind);
  await tries();
  expect(await sayAs()).toEqual(['berjalan', 'galat.impor.terhenti']);
  await database.db('outbox').where({ id: outboxId }).update({ attempts: 11 });
  await tries();
  expect(await sayAs()).toEqual(['gagal', 'galat.impor.menyerah']);
  expect((await database.db('outbox').where({ id: outboxId }).first<{ failed_at: Date | null }>('failed_at')).failed_at).not.toBeNull();

  isBroken = false;
  await database.db('outbox').where({ id: outboxId }).update({ failed_at: null, attempts: 0 });
  await tries();
  expect(seen).toEqual(['berjalan', 'berjalan', 'berjalan']);
  expect(await sayAs()).toEqual(['selesai', null]);
  expect(await real.exists(fileKey)).toBe(false);
});

it('one that was withdrawn after it was given up is not begun again', async () => {
  const [kind] = KINDS;
  if (!kind) throw new Error('no kind');
  const { id, sayAs, outboxId, tries } = await waiting(kind);
  await database.db('outbox').where({ id: outboxId }).update({ attempts: 11 });
  await tries();
  await database.db(kind.table).where({ id }).update({ state: 'dicabut', revoked_by: second.id, revoked_at: clock.now(), revoke_reason: 'Keliru.' });
  isBroken = false;
  await database.db('outbox').where({ id: outboxId }).update({ failed_at: null, attempts: 0 });
  await tries();
  expect((await sayAs())[0]).toBe('dicabut');
});

it('a file put aside that no row needs is removed at the second look; what waits, runs or may be tried again keeps its file', async () => {
  const [list, , bulk] = KINDS;
  if (!list || !bulk) throw new Error('no kinds');
  const [running, givenUp, done] = [await waiting(list), await waiting(bulk), await waiting(bulk)];
  await database.db('outbox').where({ id: givenUp.outboxId }).update({ attempts: 11 });
  await givenUp.tries();
  isBroken = false;
  await done.tries();
  // The process was killed before it had removed what it had worked off, and another before its row was written.
  await real.put(done.fileKey, Buffer.from('x'));
  const lost = [`impor/${randomUUID()}`, `tapis/${randomUUID()}-tanya`, `tapis/${randomUUID()}.csv`];
  for (const key of lost) await real.put(key, Buffer.from('x'));
  const sweep = createListFileSweep(database.db, real, log);
  expect(await sweep()).toBe(0);
  expect(await sweep()).toBe(4);
  const kept = await real.list('');
  expect(kept).toEqual(expect.arrayContaining([running.fileKey, givenUp.fileKey, `tapis/${done.id}.csv`]));
  expect(kept.filter((key) => [...lost, done.fileKey].includes(key))).toEqual([]);
});
