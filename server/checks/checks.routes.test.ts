import { randomUUID } from 'node:crypto';
import { mkdtempSync, readdirSync, rmSync } from 'node:fs';
import type { Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { pino } from 'pino';
import { blacklistEntryItem, blacklistImportItem, checkItem, foundEntries, providerItem, type BlacklistImportItem, type FoundEntries } from '../domain/contract/checks.ts';
import { createCarrier } from '../platform/carry-out.ts';
import { createExpressApp } from '../platform/http/express-app.ts';
import type { Officer } from '../platform/http/route.ts';
import { aCaseAt, anOffice, anOfficer, MONDAY_TEN, type TestCase, type TestOfficer } from '../testing/a-case.ts';
import { act } from '../testing/act.ts';
import { aClock, aDoor } from '../testing/door-fakes.ts';
import { localStorage } from '../platform/storage.ts';
import { createTestDatabase, type TestDatabase } from '../testing/test-db.ts';
import { seedExampleProviders } from '../../seeds/reference/20_checks.ts';
import { checksDoorPart, checksEffects, checksRoutes } from './index.ts';

const clock = aClock(MONDAY_TEN);
const HEADER = 'penyedia,tanggal_berlaku,status,npwp_penyedia,provinci,kota/kabupaten,nomor_sk,tanggal_selesai';
const rows = (...names: string[]) => [HEADER, ...names.map((name, i) => `${name},2025-06-01,PUBLISHED,**.***.456.*-*01.***,Kalimantan Timur,Kota Samarinda,SK-${i},2027-05-31`)].join('\n');

let database: TestDatabase;
let server: Server;
let folder: string;
let base: string;
let caller: Officer | null = null;
let boss: TestOfficer;
let help: TestOfficer;
let file: TestCase;
const sql: string[] = [];

beforeAll(async () => {
  database = await createTestDatabase();
  const { db } = database;
  folder = mkdtempSync(path.join(tmpdir(), 'loket-checks-'));
  db.on('query', (query: { sql: string }) => { sql.push(query.sql); });
  const log = pino({ level: 'silent' });
  const deps = { db, clock, config: { dataDir: folder, secret: 'x'.repeat(32) }, storage: localStorage(path.join(folder, 'uploads')) };
  const app = createExpressApp({
    routes: checksRoutes({ ...deps, carrier: createCarrier({ db, handlers: () => checksEffects(deps), log }) }), log, secret: 'x'.repeat(32), secure: false, trustProxy: 0,
    session: (_req, _res, next) => { next(); }, findOfficer: () => Promise.resolve(caller), takePoint: () => Promise.resolve(null), onDenied: () => Promise.resolve(),
  });
  server = app.listen(0);
  base = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  const office = await anOffice(db);
  boss = await anOfficer(db, office, ['penyelia']);
  help = await anOfficer(db, office, ['helpdesk']);
  await seedExampleProviders(db);
  file = await aCaseAt(db, 'cek_daftar_hitam', { office, holder: help, person: { npwp_mask: '45601' } as object });
});
afterAll(async () => {
  server.closeAllConnections();
  await new Promise((resolve) => { server.close(resolve); });
  await database.drop();
  rmSync(folder, { recursive: true, force: true });
});

const get = async <T>(list: string, query: Record<string, unknown> = {}, as: Officer | null = help): Promise<{ status: number; body: T; range: string | null }> => {
  caller = as;
  const search = new URLSearchParams(Object.entries(query).map(([key, value]) => [key, typeof value === 'string' ? value : JSON.stringify(value)]));
  const response = await fetch(`${base}/api/${list}?${search}`);
  return { status: response.status, body: await response.json() as T, range: response.headers.get('content-range') };
};
const send = async (content: string | Uint8Array | null, fields: Record<string, string>, as: Officer | null = boss): Promise<{ status: number; body: BlacklistImportItem & { errors?: Record<string, string> } }> => {
  caller = as;
  const form = new FormData();
  if (content !== null) form.append('berkas', new Blob([content as BlobPart]), 'daftar résmi.csv');
  for (const [key, value] of Object.entries(fields)) form.append(key, value);
  const response = await fetch(`${base}/api/blacklist-imports`, { method: 'POST', body: form, headers: { Origin: base, 'X-Requested-With': 'loket' } });
  return { status: response.status, body: await response.json() as BlacklistImportItem };
};
/** Looks a beginning of a name up, of the list in force or of a version named. */
const search = async (json: unknown): Promise<{ status: number; body: FoundEntries }> => {
  caller = help;
  const response = await fetch(`${base}/api/blacklist-entries/search`, { method: 'POST', body: JSON.stringify(json), headers: { Origin: base, 'X-Requested-With': 'loket', 'Content-Type': 'application/json' } });
  return { status: response.status, body: await response.json() as FoundEntries };
};
const named = async (nama: string, importId?: string): Promise<string[]> => {
  const { body } = await search({ nama, ...(importId ? { importId } : {}) });
  return (await get<{ name: string }[]>('blacklist-entries', { filter: { id: foundEntries.parse(body).ids } })).body.map((row) => row.name);
};

describe('POST /api/blacklist-imports', () => {
  it('makes a version, tells what was refused, and leaves a line in the audit trail and nothing on the disk', async () => {
    const { status, body } = await send(`${rows('RINA CONTOH', 'CV BINTANG BUANA')}\nCV SALAH,1905-01-01,PUBLISHED,N/A,Banten,Kab. Serang,SK-9,2026-01-01`, { tanggalData: '2026-03-01' });
    expect(status).toBe(201);
    expect(blacklistImportItem.parse(body)).toMatchObject({
      dataDate: '2026-03-01', fileName: 'daftar résmi.csv', rowCount: 2, refusedCount: 1, newest: true, freshness: 'segar', importedByName: boss.name,
      refused: [{ row: 4, text: 'Tahun pada tanggal "1905-01-01" tidak masuk akal.' }],
    });
    expect(await database.db('audit_events').where({ event: 'impor_daftar_hitam', actor_id: boss.id })).toMatchObject([{ ref: `blacklist-import:${body.id}`, detail: { baris: 2, ditolak: 1 } }]);
    expect(readdirSync(path.join(folder, 'tmp'))).toEqual([]);
  });

  it.each([
    { name: 'no file', content: null, fields: { tanggalData: '2026-03-01' }, errors: { berkas: 'Pilih satu berkas CSV Daftar Hitam.' } },
    { name: 'no date', content: rows('A B'), fields: {}, errors: { tanggalData: 'Isi tanggal data daftar ini (TTTT-BB-HH).' } },
    { name: 'a date that is none', content: rows('A B'), fields: { tanggalData: '2026-02-30' }, errors: { tanggalData: 'Isi tanggal data daftar ini (TTTT-BB-HH).' } },
    { name: 'a date after today', content: rows('A B'), fields: { tanggalData: '2026-03-03' }, errors: { tanggalData: 'Tanggal data tidak boleh sesudah hari ini.' } },
    { name: 'a confirmation in other words', content: rows('A B', 'C D'), fields: { tanggalData: '2026-03-01', konfirmasi: 'tidak' }, errors: { konfirmasi: expect.any(String) } },
    { name: 'a web page', content: '<html></html>', fields: { tanggalData: '2026-03-01' }, errors: { berkas: expect.stringContaining('halaman web') } },
    { name: 'wrong columns', content: 'nama,alamat\nA,B', fields: { tanggalData: '2026-03-01' }, errors: { berkas: expect.stringContaining('penyedia, tanggal_berlaku') } },
  ])('$name: 422 with a sentence, nothing left on the disk', async ({ content, fields, errors }) => {
    const { status, body } = await send(content, fields as unknown as Record<string, string>);
    expect([status, body.errors]).toEqual([422, errors]);
    expect(readdirSync(path.join(folder, 'tmp'))).toEqual([]);
  });

  it('a list much shorter than the one in force is refused until it is confirmed; nothing of the refused try stays', async () => {
    const short = rows('CV TINGGAL SATU');
    const refused = await send(short, { tanggalData: '2026-02-03' });
    expect([refused.status, refused.body.errors]).toEqual([422, {
      konfirmasi: 'Daftar ini hanya berisi 1 baris, sedangkan daftar yang berlaku (data 2026-03-01) berisi 2 baris. Daftar belum disimpan. Jika jumlah ini memang benar, centang konfirmasi, lalu impor sekali lagi.',
    }]);
    expect(await database.db('blacklist_imports').where({ data_date: '2026-02-03' })).toEqual([]);
    expect(await database.db('blacklist_entries').where({ name: 'CV TINGGAL SATU' })).toEqual([]);
    const taken = await send(short, { tanggalData: '2026-02-03', konfirmasi: 'ya' });
    expect([taken.status, taken.body.rowCount, taken.body.newest]).toEqual([201, 1, false]);
    expect(await database.db('audit_events').where({ ref: `blacklist-import:${taken.body.id}` })).toMatchObject([{ detail: { dikonfirmasi: true } }]);
    await database.ownerDb('blacklist_imports').where({ id: taken.body.id }).del();
  });

  it('asks who is calling before a byte is written', async () => {
    expect((await send(rows('A B'), { tanggalData: '2026-03-01' }, null)).status).toBe(401);
    expect((await send(rows('A B'), { tanggalData: '2026-03-01' }, help)).status).toBe(403);
  });

  it('a body too large is 413, another kind 415', async () => {
    expect((await send(new Uint8Array(21 * 1024 * 1024), { tanggalData: '2026-03-01' })).status).toBe(413);
    caller = boss;
    const json = await fetch(`${base}/api/blacklist-imports`, { method: 'POST', body: '{}', headers: { Origin: base, 'X-Requested-With': 'loket', 'Content-Type': 'application/json' } });
    expect(json.status).toBe(415);
  });
});

describe('lists', () => {
  it('blacklist-imports: the newest first, its importer known within the office only', async () => {
    const own = await get<BlacklistImportItem[]>('blacklist-imports');
    const elsewhere = await anOfficer(database.db, await anOffice(database.db), ['helpdesk']);
    const foreign = await get<BlacklistImportItem[]>('blacklist-imports', {}, elsewhere);
    expect(own.body.map((row) => blacklistImportItem.parse(row).newest)).toEqual([true]);
    expect([own.body[0]?.importedByName, foreign.body[0]?.importedByName]).toEqual([boss.name, null]);
    expect(own.range).toBe('blacklist-imports 0-0/1');
  });

  it('blacklist-entries: of the version in force, found by the beginning of a name in any spelling', async () => {
    await send(rows('CV VERSI LAMA'), { tanggalData: '2026-02-01', konfirmasi: 'ya' });
    const all = await get<{ name: string }[]>('blacklist-entries');
    expect(all.body.map((row) => blacklistEntryItem.parse(row).name)).toEqual(['RINA CONTOH', 'CV BINTANG BUANA']);
    expect(await named('Bintang Boe')).toEqual(['CV BINTANG BUANA']);
    const imports = await get<BlacklistImportItem[]>('blacklist-imports', { filter: { dataDateBefore: '2026-02-15' } });
    const older = await get<{ name: string }[]>('blacklist-entries', { filter: { importId: imports.body[0]?.id } });
    expect(older.body.map((row) => row.name)).toEqual(['CV VERSI LAMA']);
    expect(await named('versi')).toEqual([]);
    expect(await named('versi', imports.body[0]?.id)).toEqual(['CV VERSI LAMA']);
    // A legal form alone is no beginning of a name.
    expect(await named('CV')).toEqual([]);
  });

  it('blacklist-entries: a name is looked for by POST, never in an address', async () => {
    expect((await get('blacklist-entries', { filter: { name: 'Bintang' } })).status).toBe(422);
    for (const body of [{}, { nama: '' }, { nama: 'x'.repeat(121) }, { nama: 'Ria\u0000u' }, { nama: ['Bintang'] }, { nama: 'Bintang', importId: '1' }]) expect((await search(body)).status).toBe(422);
  });

  it('providers: whom another LPSE knows is masked, numbers always', async () => {
    await database.db('providers').insert({
      office_id: help.officeId, lpse: 'LPSE Contoh', user_id_spse: 'dewi', name: 'Dewi Lestari', name_folded: 'DEWI LESTARI', name_glued: 'DEWILESTARI', nik: '6472014508909993', since: clock.now(),
    });
    const { body, range } = await get<unknown[]>('providers', { range: [0, 1] });
    const [own, other] = body.map((row) => providerItem.parse(row));
    expect(own).toMatchObject({ foreign: false, name: 'Dewi Lestari', userIdSpse: 'dewi', nik: '6472********9993' });
    expect(other).toMatchObject({ foreign: true, userIdSpse: expect.stringMatching(/^c\*\*\* \d\*\*\*$/), name: expect.stringMatching(/^(\p{L}\*\*\* ?)+$/u) });
    expect(range).toBe('providers 0-1/301');
  });

  it('checks: run, hits with sentences, verdict and who gave it, looks at the portal; only of the own office', async () => {
    const { db } = database;
    const door = aDoor({ clock, parts: [checksDoorPart({ config: { secret: 'y'.repeat(32) } })] });
    await act(db, door, help.actor, file.row.id, 'jalankan_daftar_hitam');
    const hit = await db('check_hits').where({ case_id: file.row.id }).first<{ id: string }>('id');
    await act(db, door, help.actor, file.row.id, 'nilai_temuan', { hitId: hit.id, hasil: 'bukan_yang_sama', alasan: 'Orang lain.' });
    await act(db, door, help.actor, file.row.id, 'catat_lihat_portal', { waktu: '2026-03-02T09:30:00+08:00', pencarian: 'Rina', hasil: 'tidak_ditemukan' });

    const { body } = await get<unknown[]>('checks', { filter: { caseId: file.row.id } });
    const run = checkItem.parse(body[0]);
    expect(run).toMatchObject({
      caseNumber: file.row.number, kind: 'daftar_hitam', kindLabel: 'Pemeriksaan Daftar Hitam', freshness: 'segar', dataDate: '2026-03-01', day: '2026-03-02', runByName: help.name,
      subjects: [{ name: 'Rina Contoh', nik: '6472********0003' }], portalLooks: [{ query: 'Rina', result: 'tidak_ditemukan', recordedByName: help.name }],
      hits: [{ level: 'A', standingLabel: 'Tayang', verdict: 'bukan_yang_sama', verdictReason: 'Orang lain.', judgedByName: help.name, judgedAt: clock.now().toISOString(), confirmedByName: null }],
    });
    expect(run.hits[0]?.reasons.map((reason) => reason.text)).toContain('Kabupaten/kota sama.');
    const looked = async () => { const { freshness, portalLookCounts } = checkItem.parse((await get<unknown[]>('checks', { filter: { caseId: file.row.id } })).body[0]); return [freshness, portalLookCounts]; };
    expect(await looked()).toEqual(['segar', true]);
    // The list and the look have both grown old: the screen says what the door says.
    clock.set('2026-03-12T02:00:00Z');
    expect(await looked()).toEqual(['kuning', false]);
    clock.set(MONDAY_TEN);
    const elsewhere = await anOfficer(database.db, await anOffice(database.db), ['helpdesk']);
    expect((await get<unknown[]>('checks', { filter: { caseId: file.row.id } }, elsewhere)).body).toEqual([]);
  });

  it.each([
    { list: 'checks', filter: { nik: '6472' } }, { list: 'providers', filter: { nik: '6472014508909993' } }, { list: 'providers', filter: { name: 'Dewi' } },
    { list: 'providers', filter: { email: 'a@b.test' } }, { list: 'blacklist-entries', filter: { npwp15: '1' } },
  ])('$list cannot be filtered by a personal value: $filter', async ({ list, filter }) => expect((await get(list, { filter })).status).toBe(422));

  it.each(['name', 'nik', 'userIdSpse'])('providers cannot be sorted by %s, which a foreign row hides', async (key) => expect((await get('providers', { sort: [key, 'ASC'] })).status).toBe(422));
});

describe('POST /api/blacklist-imports/:id/revoke', () => {
  const revoke = async (id: string, body: object, as: Officer | null = boss) => {
    caller = as;
    const response = await fetch(`${base}/api/blacklist-imports/${id}/revoke`, {
      method: 'POST', body: JSON.stringify(body), headers: { Origin: base, 'X-Requested-With': 'loket', 'Content-Type': 'application/json' },
    });
    return { status: response.status, body: await response.json() as BlacklistImportItem & { errors?: Record<string, string>; message?: string } };
  };
  const wrongList = async () => (await send(rows('CV SALAH UNGGAH', `CV LAIN ${randomUUID()}`), { tanggalData: '2026-03-02' })).body;

  it('withdraws a version with reason, name and time; the newest one left is in force; its rows stay', async () => {
    const before = (await get<BlacklistImportItem[]>('blacklist-imports')).body.find((row) => row.newest);
    const wrong = await wrongList();
    expect([wrong.newest, wrong.revoked]).toEqual([true, null]);
    const { status, body } = await revoke(wrong.id, { alasan: '  Berkas keliru. ', requestId: randomUUID() });
    expect(status).toBe(200);
    expect(blacklistImportItem.parse(body)).toMatchObject({
      id: wrong.id, state: 'dicabut', stateLabel: 'Dicabut', newest: false, rowCount: 2, revoked: { reason: 'Berkas keliru.', at: clock.now().toISOString(), byName: boss.name },
    });
    const listed = (await get<BlacklistImportItem[]>('blacklist-imports')).body;
    expect(listed.find((row) => row.newest)?.id).toBe(before?.id);
    expect(listed.find((row) => row.id === wrong.id)?.revoked).toEqual(body.revoked);
    expect((await get<{ name: string }[]>('blacklist-entries', { filter: { importId: wrong.id } })).body.map((row) => row.name)).toContain('CV SALAH UNGGAH');
    expect(await named('CV SALAH UNGGAH')).toEqual([]);
    expect(await database.db('audit_events').where({ event: 'cabut_daftar_hitam', actor_id: boss.id, ref: `blacklist-import:${wrong.id}` })).toMatchObject([
      { office_id: boss.officeId, detail: { baris: 2, tanggalData: '2026-03-02' } },
    ]);
    const elsewhere = await anOfficer(database.db, await anOffice(database.db), ['helpdesk']);
    const foreign = (await get<BlacklistImportItem[]>('blacklist-imports', {}, elsewhere)).body.find((row) => row.id === wrong.id);
    expect(foreign?.revoked).toMatchObject({ reason: 'Berkas keliru.', byName: null });
  });

  it('a repeat is told the same; whoever comes later is told that it is withdrawn; the same file may be imported again', async () => {
    const wrong = await wrongList();
    const body = { alasan: 'Berkas keliru.', requestId: randomUUID() };
    const [first, again] = [await revoke(wrong.id, body), await revoke(wrong.id, body)];
    expect([first.status, again]).toEqual([200, first]);
    expect(await database.db('audit_events').where({ event: 'cabut_daftar_hitam', ref: `blacklist-import:${wrong.id}` })).toHaveLength(1);
    const late = await revoke(wrong.id, { alasan: 'Saya juga.', requestId: randomUUID() });
    expect([late.status, late.body.message]).toEqual([409, 'Daftar ini sudah dicabut. Muat ulang halaman untuk melihat keadaannya.']);
    expect((await get<BlacklistImportItem[]>('blacklist-imports', { filter: { id: wrong.id } })).body[0]?.revoked?.reason).toBe('Berkas keliru.');
    const file = rows('CV DUA KALI', `CV LAIN ${randomUUID()}`);
    const one = (await send(file, { tanggalData: '2026-03-02' })).body;
    await revoke(one.id, { alasan: 'Keliru cabut.', requestId: randomUUID() });
    const back = await send(file, { tanggalData: '2026-03-02' });
    expect([back.status, back.body.newest]).toEqual([201, true]);
    await revoke(back.body.id, { alasan: 'Selesai diuji.', requestId: randomUUID() });
  });

  it.each([
    { name: 'no reason', change: { alasan: '   ' }, status: 422 }, { name: 'no request id', change: { requestId: undefined }, status: 422 },
    { name: 'an unknown list', id: randomUUID(), status: 404 }, { name: 'no id at all', id: 'bukan-id', status: 404 },
  ])('$name: $status', async ({ change = {}, id, status }) => {
    const there = (await get<BlacklistImportItem[]>('blacklist-imports')).body.find((row) => row.newest)?.id ?? '';
    const answer = await revoke(id ?? there, { alasan: 'Keliru.', requestId: randomUUID(), ...change });
    expect(answer.status).toBe(status);
    if ('alasan' in change) expect(answer.body.errors).toEqual({ alasan: 'Tulis alasan daftar ini dicabut.' });
    expect((await get<BlacklistImportItem[]>('blacklist-imports')).body.find((row) => row.newest)?.id).toBe(there);
  });

  it('is the supervision\'s alone', async () => {
    const there = (await get<BlacklistImportItem[]>('blacklist-imports')).body.find((row) => row.newest)?.id ?? '';
    expect((await revoke(there, { alasan: 'Keliru.', requestId: randomUUID() }, help)).status).toBe(403);
    expect((await revoke(there, { alasan: 'Keliru.', requestId: randomUUID() }, null)).status).toBe(401);
  });
});

describe('text no database takes', () => {
  it.each([{ list: 'blacklist-entries', filter: { province: 'Riau\u0000' } }, { list: 'providers', filter: { lpse: '\u0000' } }])(
    '$list is told 422 or finds nothing, never an unexpected error', async ({ list, filter }) => expect([200, 422]).toContain((await get(list, { filter })).status));
});

/** R4 in small: whatever is sent as list parameters, no 5xx, and nothing of it in the text of a statement. */
describe('hostile list parameters', () => {
  const poison = fc.constantFrom(`id" desc; drop table checks; --`, `1' or '1'='1`, 'k.id', '__proto__', 'constructor', `"k"."id"`, 'zz_racun');
  const anything = fc.oneof(poison, fc.json({ maxDepth: 2 }), fc.tuple(poison, fc.constantFrom('ASC', 'desc; select 1')).map((pair) => JSON.stringify(pair)),
    fc.dictionary(fc.oneof(poison, fc.constantFrom('id', 'caseId', 'name', 'lpse', 'status')), fc.oneof(poison, fc.jsonValue({ maxDepth: 2 }))).map((filter) => JSON.stringify(filter)),
    fc.record({ column: poison, order: poison, nulls: poison }).map((sort) => JSON.stringify([sort, 'ASC'])));

  it.each(['checks', 'blacklist-imports', 'blacklist-entries', 'providers'])('%s', async (list) => {
    sql.length = 0;
    expect((await get(list)).status).toBe(200);
    expect(sql.length).toBeGreaterThan(0); // the ear hears the statements of this list
    await fc.assert(fc.asyncProperty(fc.constantFrom('sort', 'range', 'filter'), anything, async (parameter, value) => {
      const { status } = await get(list, { [parameter]: value });
      expect([200, 422]).toContain(status);
    }), { numRuns: 150 });
    expect(sql.filter((statement) => /drop table|zz_racun|__proto__|constructor|1'='1|desc; select 1\b/.test(statement))).toEqual([]);
  }, 60_000);
});
