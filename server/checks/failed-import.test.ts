import { beforeEach, describe, expect, it } from '@jest/globals';
import { refusal } from '../testing/act.ts';
import { findImport } from './blacklist.repository.ts';
import { listed, STRANGER, database, clock, publish, revoke, atStep7, does, placeOf } from './testing/checks-desk.ts';
import { importDesk, workOutbox } from './testing/import-desk.ts';

const HEADER = 'penyedia,tanggal_berlaku,status,npwp_penyedia,provinci,kota/kabupaten,nomor_sk,tanggal_selesai';
const UNREADABLE = [1, 2, 3].map((n) => listed({ sk: `R${n}`, status: 'ENTAH' }));

const { take, brokenOnce } = importDesk();
const attempts = () => database.db('blacklist_imports').where({ state: 'gagal' }).orderBy('imported_at').select<{ id: string; problem: { key: string }; data_date: string }[]>('id', 'problem', 'data_date');

describe('a list that could not be read', () => {
  beforeEach(async () => {
    await publish('2026-03-01', STRANGER);
    clock.pass(60);
  });
  const fails = async (dataDate = '2026-03-02') => { expect(await refusal(take(dataDate, [HEADER, ...UNREADABLE]))).toEqual(['berkas: galat.impor.tak_terbaca']); };

  it('is kept as an attempt with its reason, and makes every check red until somebody looks at the portal', async () => {
    const file = await atStep7();
    await does(file, 'jalankan_daftar_hitam');
    await fails();
    expect(await attempts()).toMatchObject([{ data_date: '2026-03-02', problem: { key: 'galat.impor.tak_terbaca' } }]);
    expect(await refusal(does(file, 'nyatakan_bersih'))).toEqual(['hambatan.daftar_merah']);
    await does(file, 'jalankan_daftar_hitam');
    expect(await database.db('checks').where({ case_id: file.row.id }).orderBy('id').pluck('freshness')).toEqual(['segar', 'merah']);
    await does(file, 'catat_lihat_portal', { waktu: '2026-03-02T09:30:00+08:00', pencarian: 'Rina Contoh', hasil: 'tidak_ditemukan' });
    await does(file, 'nyatakan_bersih');
    expect(await placeOf(file)).toBe('cek_kelengkapan');
  });

  it('stops counting once the list is imported, or the attempt is withdrawn as a slip', async () => {
    const file = await atStep7();
    await fails();
    clock.pass(60);
    const id = await publish('2026-03-02', STRANGER);
    await does(file, 'jalankan_daftar_hitam');
    expect(await database.db('checks').where({ case_id: file.row.id }).pluck('freshness')).toEqual(['segar']);
    clock.pass(60);
    await fails();
    const newest = (await attempts()).at(-1)?.id ?? '';
    expect(newest).not.toBe(id);
    for (const attempt of await attempts()) await revoke(attempt.id);
    await does(file, 'nyatakan_bersih');
    expect(await findImport(database.db, newest)).toMatchObject({ state: 'dicabut', revoke_reason: 'Berkas keliru.' });
  });

  it('of an earlier day than the list in force changes nothing', async () => {
    const file = await atStep7();
    await fails('2026-02-20');
    await does(file, 'jalankan_daftar_hitam');
    await does(file, 'nyatakan_bersih');
    expect(await placeOf(file)).toBe('cek_kelengkapan');
  });

  it('whatever broke, the attempt says so, and is tried again', async () => {
    brokenOnce();
    const { id, state, problem } = await take('2026-03-02', [HEADER, STRANGER, listed()]);
    expect([state, problem?.key]).toEqual(['berjalan', 'galat.impor.terhenti']);
    expect(await database.db('blacklist_entries').where({ sk_number: 'SK-LAIN' }).count({ n: '*' }).first()).toEqual({ n: 1 });
    await workOutbox();
    expect(await findImport(database.db, id)).toMatchObject({ state: 'selesai', problem: null, row_count: 2 });
  });

  it('an import that was cut off counts as failed after an hour', async () => {
    const file = await atStep7();
    await does(file, 'jalankan_daftar_hitam');
    await database.db('blacklist_imports').insert({ data_date: '2026-03-02', file_name: 'x.csv', file_sha256: '', state: 'berjalan', imported_at: clock.now() });
    clock.pass(59);
    await does(file, 'jalankan_daftar_hitam');
    expect((await database.db('checks').where({ case_id: file.row.id }).pluck('freshness'))).toEqual(['segar', 'segar']);
    clock.pass(2);
    expect(await refusal(does(file, 'nyatakan_bersih'))).toEqual(['hambatan.daftar_merah']);
  });

  it.each([
    { name: 'a file that is no list', lines: ['nama,alamat', 'A,B'] }, { name: 'a web page', lines: ['<html></html>'] },
    { name: 'the same list once more', lines: [HEADER, listed({ sk: 'SAMA' }), STRANGER], twice: true },
    { name: 'a much shorter list nobody confirmed', lines: [HEADER, STRANGER], long: true },
  ])('$name is told at once and is no attempt', async ({ lines, twice, long }) => {
    if (twice) await take('2026-03-02', lines);
    if (long) await publish('2026-03-02', ...[1, 2, 3, 4].map((n) => listed({ sk: `P${n}` })));
    await refusal(take('2026-03-02', lines));
    expect(await database.db('blacklist_imports').whereNot({ state: 'selesai' })).toEqual([]);
  });
});
