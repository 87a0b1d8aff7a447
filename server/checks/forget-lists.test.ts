import { randomUUID } from 'node:crypto';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, beforeEach, expect, it } from '@jest/globals';
import { createLogger } from '../platform/log.ts';
import { localStorage, type FileStorage } from '../platform/storage.ts';
import { anOffice, anOfficer } from '../testing/a-case.ts';
import { forgetLists } from './forget-lists.cron.ts';
import { insertRefusals, refusalsOf } from './refusals.repository.ts';
import { insertBulkScreening, updateBulkScreening } from './screenings.repository.ts';
import { createListFileSweep } from './sweep-list-files.cron.ts';
import { clock, database, listed, office, publish, second, STRANGER } from './testing/checks-desk.ts';

const folder = mkdtempSync(path.join(tmpdir(), 'loket-masa-simpan-'));
afterAll(() => { rmSync(folder, { recursive: true, force: true }); });
const storage = localStorage(folder);
const log = createLogger({ level: 'silent' });
const night = (store: FileStorage = storage) => forgetLists({ db: database.db, storage: store, log }, clock.now());
const DAY = 24 * 60;
const removals = () => database.db('audit_events').where({ event: 'isi_dihapus', office_id: office.id }).orderBy('id').pluck<object[]>('detail');

beforeEach(async () => {
  await database.db('offices').where({ id: office.id }).update({ settings: JSON.stringify({ bulkResultDays: 10, refusedRowDays: 20 }) });
});

async function screened(of: object = {}): Promise<{ id: string; keys: string[] }> {
  const id = randomUUID();
  const keys = [`tapis/${id}.csv`, `tapis/${id}-tak-terbaca.csv`];
  for (const key of keys) await storage.put(key, Buffer.from('Rina Contoh'));
  await database.db.transaction((trx) => insertBulkScreening(trx, { id, office_id: office.id, kind: 'daftar_hitam', file_name: 'tanya.csv', file_key: `tapis/${id}-tanya`, started_by: second.id, started_at: clock.now() }));
  await updateBulkScreening(database.db, id, { state: 'selesai', asked_count: 4, found_count: 2, result_key: keys[0], refused_key: keys[1], finished_at: clock.now(), ...of });
  return { id, keys };
}
/** A version of the national list of which this one row was refused. */
async function refusing(importedBy: string | null): Promise<string> {
  const id = await publish('2026-03-01', STRANGER, listed());
  await database.db('blacklist_imports').where({ id }).update({ imported_by: importedBy, refused_count: 1, refused: JSON.stringify([{ row: 3, key: 'impor.tolak.tanggal', params: { isi: 'Rina Contoh' } }]) });
  await database.db.transaction((trx) => insertRefusals(trx, id, [{ row: 3, key: 'impor.tolak.tanggal', params: {}, cells: ['Rina Contoh', '12-2026'] }]));
  return id;
}

it('results of a bulk screening go after the days of the office; who asked, when and how many were found stays, and the night is repeatable', async () => {
  const old = await screened();
  clock.pass(5 * DAY);
  const young = await screened();
  clock.pass(6 * DAY);
  await night();
  await night();
  expect(await database.db('bulk_screenings').where({ id: old.id }).first('state', 'asked_count', 'found_count', 'result_key', 'refused_key', 'started_by')).toEqual({ state: 'selesai', asked_count: 4, found_count: 2, result_key: null, refused_key: null, started_by: second.id });
  expect(await storage.list('tapis/')).toEqual([...young.keys].sort());
  expect(await removals()).toEqual([{ jenis: 'hasil_tapis_massal', jumlah: 1, hari: 10 }]);
});

it('refused rows of an import go with what they held, their number stays; those of another office wait for its own days', async () => {
  const elsewhere = await anOfficer(database.db, await anOffice(database.db), ['helpdesk']);
  const [mine, theirs] = [await refusing(second.id), await refusing(elsewhere.id)];
  clock.pass(19 * DAY);
  await night();
  expect(await refusalsOf(database.db, mine)).toHaveLength(1);
  clock.pass(2 * DAY);
  await night();
  expect(await refusalsOf(database.db, mine)).toEqual([]);
  expect(await database.db('blacklist_imports').where({ id: mine }).first('state', 'refused_count', 'refused', 'row_count')).toEqual({ state: 'selesai', refused_count: 1, refused: [], row_count: 3 });
  expect(await refusalsOf(database.db, theirs)).toHaveLength(1);
  expect(await database.db('blacklist_entries').where({ import_id: mine }).count({ n: '*' }).first()).toEqual({ n: 3 });
});

it('a file that waits for another try of what was given up is not kept for ever, and the list says to bring it again', async () => {
  const { id } = await screened({ state: 'gagal', problem: JSON.stringify({ key: 'galat.impor.menyerah', params: {} }), result_key: null, refused_key: null });
  const aside = `tapis/${id}-tanya`;
  await storage.put(aside, Buffer.from('nama\nRina Contoh'));
  const sweep = createListFileSweep(database.db, storage, log);
  await sweep();
  await sweep();
  expect(await storage.exists(aside)).toBe(true);
  clock.pass(11 * DAY);
  await night();
  await sweep();
  await sweep();
  expect(await storage.exists(aside)).toBe(false);
  expect(await database.db('bulk_screenings').where({ id }).first('state', 'problem')).toEqual({ state: 'gagal', problem: { key: 'galat.impor.berkas_dihapus', params: {} } });
});

it('a file that cannot be removed keeps nothing else: its own run says so no earlier than it is true, and the night after takes it', async () => {
  const runs = [await screened(), await screened(), await screened()];
  const [, locked] = runs;
  const later = await anOffice(database.db, { settings: { refusedRowDays: 20 } });
  await database.db('offices').where({ id: later.id }).update({ code: `ZZ-${later.code}` });
  const elsewhere = await anOfficer(database.db, later, ['helpdesk']);
  const [mine, theirs] = [await refusing(second.id), await refusing(elsewhere.id)];
  clock.pass(21 * DAY);
  await night({ ...storage, remove: (key) => (locked?.keys.includes(key) ? Promise.reject(new Error('object lock')) : storage.remove(key)) });
  const removed = async () => Promise.all(runs.map(async ({ id }) => (await database.db('bulk_screenings').where({ id }).first<{ content_removed_at: Date | null }>('content_removed_at')).content_removed_at !== null));
  expect(await removed()).toEqual([true, false, true]);
  expect(await storage.list('tapis/')).toEqual(expect.arrayContaining(locked?.keys ?? []));
  expect([await refusalsOf(database.db, mine), await refusalsOf(database.db, theirs)]).toEqual([[], []]);
  expect((await removals())[0]).toEqual({ jenis: 'hasil_tapis_massal', jumlah: 2, hari: 10 });
  await night();
  expect(await removed()).toEqual([true, true, true]);
});
