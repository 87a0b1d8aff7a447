/** R31 where something is written: the k-th statement of each main act fails, for every k and in four ways. Clear answer, nothing half written, and the same request is taken afterwards. */
import { randomUUID } from 'node:crypto';
import { existsSync, mkdirSync, readdirSync } from 'node:fs';
import path from 'node:path';
import { afterAll, beforeAll, expect, it, jest } from '@jest/globals';
import { formOf, KINDS, procedure, walks } from '../../seeds/scenarios/registrasi-perseorangan.ts';
import { judgeDocuments, take, uploadScans, type Walked } from '../../seeds/scenarios/world.ts';
import { forgetCalendars } from '../offices/index.ts';
import type { Answer, Client } from '../testing/client.ts';
import { HOW_IT_FAILS, isCommit, withFault, type HowItFails, type StatementFault } from '../testing/failing-statements.ts';
import { evenly } from '../testing/fault-runs.ts';
import { sampleScan } from '../testing/sample-files.ts';
import { startTestLoket, type TestLoket } from '../testing/start-loket.ts';
import { LEAKS } from '../testing/told-too-much.ts';

let test: TestLoket;
const lines: string[] = [];
// Of each connection that was cut knex says so on the console.
beforeAll(() => { jest.spyOn(console, 'log').mockImplementation(() => undefined); });
/** What opens uploads, or keeps them, breaks while this is set. */
let broken: 'inspector' | 'storage' | 'page' | null = null;
const breakDown = () => Promise.reject(new Error('EIO: i/o error, at /server/dalam.ts:1:1'));
beforeAll(async () => {
  test = await startTestLoket({
    seed: 53, hear: (line) => { lines.push(line); },
    inspector: (real) => ({ ...real, inspect: (upload) => (broken === 'inspector' ? breakDown() : real.inspect(upload)) }),
    storage: (real) => ({ ...real, put: (key, bytes) => (broken === (key.startsWith('pages/') ? 'page' : 'storage') ? breakDown() : real.put(key, bytes)) }),
  });
  mkdirSync(test.config.uploadsDir, { recursive: true });
}, 120_000);
afterAll(() => test.stop());

type Send = () => Promise<Answer>;

/** Every row of every table but the sessions, the counters and the regions, which are many and the app writes none, and every file. */
async function everything(): Promise<Record<string, string>> {
  const tables = await test.database.ownerDb('pg_tables').where({ schemaname: 'public' }).whereNotIn('tablename', ['session', 'rate_limits', 'regions']).orderBy('tablename').pluck<string[]>('tablename');
  const { rows } = await test.database.ownerDb.raw<{ rows: { name: string; rows: number; sum: string }[] }>(
    tables.map((name) => `select '${name}' as name, count(*)::int as rows, md5(coalesce(string_agg(t::text, E'\\n' order by t::text), '')) as sum from public."${name}" t`).join(' union all '));
  const files = readdirSync(test.config.uploadsDir, { recursive: true, withFileTypes: true }).filter((entry) => entry.isFile()).map((entry) => path.join(entry.parentPath, entry.name)).sort();
  return { ...Object.fromEntries(rows.map(({ name, rows: n, sum }) => [name, `${n} rows, ${sum}`])), files: files.join('\n') };
}

/** One answer that tells nothing of the inside, with a code that the log knows. */
function expectClear(what: object, answer: Answer): void {
  const body = answer.body as { message?: string; requestId?: string };
  expect({ ...what, status: [500, 503, 507].includes(answer.status) ? 'a fault' : answer.status }).toEqual({ ...what, status: 'a fault' });
  expect({ ...what, told: LEAKS.exec(JSON.stringify(body))?.[0] ?? null, words: (body.message ?? '').length > 10 }).toEqual({ ...what, told: null, words: true });
  expect({ ...what, logged: lines.some((line) => line.includes(body.requestId ?? '-') && line.includes('unexpected error')) }).toEqual({ ...what, logged: true });
}

/**
 * The act with its faults, one after the other, on the same case: nothing of one that fails stays. The last is the worst, a commit that nobody heard of; whoever
 * sends the same request again is told what came of it, and nothing is written twice.
 */
async function withstands(act: string, send: Send): Promise<Answer> {
  const before = await everything();
  const first = await breaking({ when: isCommit, how: 'rusak' }, send);
  expectClear({ act, at: 'commit' }, first.result);
  expect({ act, ...await everything() }).toEqual({ act, ...before });
  const last = first.statements.findIndex((sql) => isCommit({ sql })) + 1;
  expect({ act, several: last > 5 }).toEqual({ act, several: true });
  const tries = Array.from({ length: last }, (_, n) => n + 1).flatMap((nth) => HOW_IT_FAILS.filter((how) => how !== 'putus_sesudah' || nth < last).map((how): [number, HowItFails] => [nth, how]));
  // A share of the row that is odd in steps of four: each way comes up.
  for (const [nth, how] of evenly(tries, 3)) {
    const { result, failed } = await breaking({ when: (statement) => statement.nth === nth, how }, send);
    const what = { act, nth, of: last, how, failed };
    // Facts are read at once, in an order that changes; a number that came to mean the commit, or nothing, would be another fault than the one that is tried.
    expect({ ...what, none: failed === null, commit: isCommit({ sql: failed ?? '' }) }).toEqual({ ...what, none: false, commit: nth === last });
    expectClear(what, result);
    expect({ what, ...await everything() }).toEqual({ what, ...before });
  }
  const unheard = await breaking({ when: isCommit, how: 'putus_sesudah' }, send);
  expectClear({ act, at: 'after the commit' }, unheard.result);
  const written = await everything();
  expect({ act, written: Object.keys(before).some((table) => written[table] !== before[table]) }).toEqual({ act, written: true });
  const again = await send();
  expect({ act, status: again.status, body: again.status < 300 ? 'taken' : again.body }).toEqual({ act, status: again.status, body: 'taken' });
  const { audit_events: trail, ...rest } = await everything();
  const { audit_events: told, ...wrote } = written;
  expect({ act, ...rest }).toEqual({ act, ...wrote });
  // That somebody asked again may be noted.
  expect({ act, trail: Number.parseInt(trail ?? '') - Number.parseInt(told ?? '') <= 1 }).toEqual({ act, trail: true });
  return again;
}

/** The same number means the same statement in each try. */
async function breaking(fault: StatementFault, send: Send) {
  await asIfLater();
  return withFault(test.db, fault, send);
}

/** What an act asks the database only now and then it asks each time: the calendar of the office (kept for half a minute), and who is seen is noted (once a minute). */
async function asIfLater(): Promise<void> {
  forgetCalendars();
  const { ownerDb } = test.database;
  await ownerDb('session').whereRaw(`sess->>'userId' is not null`).update({ sess: ownerDb.raw(`jsonb_set(sess::jsonb, '{seenAt}', to_jsonb(?::bigint))::json`, [Date.now() - 120_000]) });
}

/** The same request each time, as a browser sends it that got no answer. */
async function acting(client: Client, caseId: string, address: string, rest: Record<string, unknown>): Promise<Send> {
  const { version } = await client.get<{ version: number }>(`/api/cases/${caseId}`);
  const body = { requestId: randomUUID(), seenVersion: version, ...rest };
  return () => client.request('POST', `/api/cases/${caseId}/${address}`, body);
}

it('R31: handing in, taking up, putting aside, beginning', async () => {
  const person = test.world.people();
  const body = { kantor: 'KALTIM', prosedur: procedure, ...formOf(person), persetujuan: { privasi: '2026-01', kebenaran: '2026-01' }, documents: await uploadScans(test.client(), '/api/public/uploads', KINDS, person), lacking: {} };
  const key = randomUUID();
  const { body: accepted } = await withstands('hand in', () => test.client().request('POST', '/api/public/applications', body, { 'Idempotency-Key': key })) as Answer<{ caseNumber: string; token: string }>;
  const { id: caseId } = await test.db('cases').where({ number: accepted.caseNumber }).first<{ id: string }>('id');
  const visits = { requestId: randomUUID(), name: person.nama, purpose: 'Registrasi penyedia perseorangan' };
  await withstands('guest book', () => test.client().request('POST', `/api/public/applications/${accepted.token}/visits`, visits));
  const helpdesk = await test.world.officer('helpdesk');
  await take(helpdesk, caseId);
  await withstands('put aside', await acting(helpdesk, caseId, 'hold', { reason: 'Menunggu kabar pemohon', until: new Date(test.clock.now().getTime() + 3_600_000).toISOString() }));
  await withstands('begin', await acting(helpdesk, caseId, 'actions/mulai_cek_unggahan', { input: {} }));
}, 1_200_000);

it('R31: judging a document, finding it wanting, sending the letter, and its repair', async () => {
  const helpdesk = await test.world.officer('helpdesk');
  const walked = await walkTo('cek_kelengkapan');
  const { id } = await test.db('documents').where({ case_id: walked.caseId, kind: 'sertifikat_keahlian' }).first<{ id: string }>('id');
  await withstands('judge', await acting(helpdesk, walked.caseId, 'actions/nilai_dokumen', { input: { dokumenId: id, periksa: 'masih_berlaku', hasil: 'unggah_ulang', alasan: 'DOC-06' } }));
  await judgeDocuments(helpdesk, walked.caseId);
  await withstands('decide', await acting(helpdesk, walked.caseId, 'actions/nyatakan_kurang', { input: {} }));
  await withstands('letter', await acting(helpdesk, walked.caseId, 'actions/kirim_kekurangan', { input: { butir: [{ jenis: 'dokumen', kunci: 'sertifikat_keahlian', alasan: 'DOC-06' }] } }));
  const documents = await uploadScans(test.client(), '/api/public/uploads', ['sertifikat_keahlian'], walked.person);
  const body = { requestId: randomUUID(), fields: {}, documents };
  await withstands('repair', () => test.client().request('POST', `/api/public/applications/${walked.token}/repair`, body));
}, 1_200_000);

it('R31: offering a time, its answer, handing over one file and everything', async () => {
  const verifier = await test.world.officer('verifikator');
  const walked = await walkTo('penjadwalan');
  await withstands('appointment', await acting(verifier, walked.caseId, 'actions/tawarkan_jadwal', { input: { mulai: new Date(test.world.now().getTime() + 3_600_000).toISOString(), menit: 10, saluran: 'daring', tempat: 'https://rapat.contoh.test/uji', alasanDiLuarJam: 'Kesepakatan lewat telepon.' } }));
  const answer = { requestId: randomUUID(), answer: 'ya' };
  await withstands('answer', () => test.client().request('POST', `/api/public/applications/${walked.token}/appointment`, answer));
  const idOf = async (name: string) => (await test.db('users').where({ email: `${name}@loket.test` }).first<{ id: string }>('id')).id;
  const [own, colleague] = [await idOf('verifikator'), await idOf('verifikator2')];
  await withstands('hand over', await acting(verifier, walked.caseId, 'hand-over', { reason: 'Cuti mulai besok', toId: colleague }));
  const everythingOf = { requestId: randomUUID(), reason: 'Pindah tugas', fromId: colleague, toId: own };
  const supervisor = await test.world.officer('penyelia');
  await withstands('hand over everything', () => supervisor.request('POST', '/api/handovers', everythingOf));
}, 1_200_000);

it('R31: the ending, with its number, and the archive', async () => {
  const verifier = await test.world.officer('verifikator');
  const walked = await walkTo('disetujui');
  const tasks = await verifier.get<{ id: string }[]>(`/api/tasks?filter=${encodeURIComponent(JSON.stringify({ caseId: walked.caseId }))}`);
  await withstands('task', await acting(verifier, walked.caseId, 'actions/selesaikan_tugas', { input: { tugasId: tasks[0]?.id, bukti: { userIdSpse: walked.person.userId, waktu: test.world.now().toISOString(), nomorBukti: 'SPSE-1' } } }));
  for (const { id } of tasks.slice(1)) await verifier.act(walked.caseId, 'selesaikan_tugas', { tugasId: id, bukti: { userIdSpse: walked.person.userId, waktu: test.world.now().toISOString(), nomorBukti: 'SPSE-2' } });
  await withstands('ending', await acting(verifier, walked.caseId, 'actions/kirim_tanda_terima', { input: {} }));
  await test.loket.workOnce();
  const archivist = await test.world.officer('arsiparis');
  await take(archivist, walked.caseId);
  await withstands('archive', await acting(archivist, walked.caseId, 'actions/arsipkan', { input: { kode: '000.3.5', uraian: 'Berkas uji', lokasi: 'Rak A', tingkat: 'salinan_digital' } }));
}, 1_200_000);

it.each([['public', '/api/public/uploads'], ['staff', '/api/uploads']])('R31: a file handed in (%s), its parser, its place and its rows', async (who, address) => {
  const client = who === 'staff' ? await test.world.officer('helpdesk') : test.client();
  const scan = await sampleScan('ktp', test.world.people().onCards, 'jpeg');
  const send = () => client.upload(address, scan, 'ktp.jpg');
  const before = await everythingButExaminations();
  for (const part of ['inspector', 'storage', 'page'] as const) {
    broken = part;
    expectClear({ who, part }, await send());
    broken = null;
    expect({ who, part, ...await everythingButExaminations() }).toEqual({ who, part, ...before });
  }
  const faults = ['insert into "uploads"', 'insert into "upload_pages"', 'commit'].flatMap((sql) => (['rusak', 'penuh', 'putus'] as const).map((how): [string, HowItFails] => [sql, how]));
  for (const [sql, how] of evenly(faults, 2)) {
    const { result, failed } = await withFault(test.db, { when: (statement) => statement.sql.toLowerCase().startsWith(sql), how }, send);
    expect({ sql, how, failed: failed !== null }).toEqual({ sql, how, failed: true });
    expectClear({ who, sql, how }, result);
    expect({ who, sql, how, ...await everythingButExaminations() }).toEqual({ who, sql, how, ...before });
  }
  // Nobody heard that its row was written: the file of a row stays.
  const { result } = await withFault(test.db, { when: isCommit, how: 'putus_sesudah' }, send);
  expectClear({ who, at: 'after the commit' }, result);
  const rows = await test.database.ownerDb('uploads as u').join('upload_pages as p', 'p.upload_id', 'u.id').select<{ storage_key: string; picture_key: string; preview_key: string }[]>('u.storage_key', 'p.picture_key', 'p.preview_key');
  for (const key of rows.flatMap((row) => [row.storage_key, row.picture_key, row.preview_key])) expect({ who, key, there: existsSync(path.join(test.config.uploadsDir, key)) }).toEqual({ who, key, there: true });
  expect(rows.length).toBeGreaterThan(0);
  expect((await send()).status).toBe(201);
}, 1_200_000);

/** A file that was long in the examination is answered later; that it was examined is written down whatever came of it. */
async function everythingButExaminations(): Promise<Record<string, string>> {
  const { upload_examinations: _, ...rest } = await everything();
  return rest;
}

async function walkTo(place: string): Promise<Walked> {
  const walk = walks[place];
  if (!walk) throw new Error(`no walk to ${place}`);
  return walk(test.world);
}
