import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { randomUUID } from 'node:crypto';
import type { PublicOffice } from '../domain/contract/intake.ts';
import { currentSop } from '../domain/sop/catalogue.ts';
import { createInspector, type Inspector } from '../documents/index.ts';
import { createLogger } from '../platform/log.ts';
import { anOffice, type TestOffice } from '../testing/a-case.ts';
import { AGREED, FORM, startIntake, type RunningIntake } from '../testing/intake-fakes.ts';
import { sampleScan, type SampleKind } from '../testing/sample-files.ts';
import { createTestDatabase, type TestDatabase } from '../testing/test-db.ts';

let database: TestDatabase;
let loket: RunningIntake;
let inspector: Inspector;
let office: TestOffice;

beforeAll(async () => {
  database = await createTestDatabase();
  office = await anOffice(database.ownerDb);
  inspector = createInspector({ maxBytes: 2_097_152, log: createLogger({ level: 'silent' }) });
  loket = await startIntake({ db: database.db, inspector });
});
afterAll(async () => {
  await loket.stop();
  await inspector.close();
  await database.drop();
});

describe('before sending', () => {
  it('an applicant reads which offices take applications and what each procedure asks', async () => {
    const shut = await anOffice(database.ownerDb);
    await database.ownerDb('offices').where({ id: shut.id }).update({ is_open: false });
    const form = { procedure: 'registrasi_perseorangan', storage_key: 'formulir/uji.pdf', sha256: '' };
    await database.ownerDb('blank_forms').insert([{ ...form, title: 'Surat kuasa', version: '1' }, { ...form, title: 'Surat kuasa', version: '2' }, { ...form, title: 'Milik kantor lain', version: '1', office_id: shut.id }]);
    const offices = await loket.client.get<PublicOffice[]>('/api/public/offices');
    const own = offices.find((row) => row.code === office.code);
    const procedure = own?.procedures.find((row) => row.code === 'registrasi_perseorangan');
    const sop = currentSop('registrasi_perseorangan');
    expect([offices.some((row) => row.code === shut.code), own?.zoneLabel]).toEqual([false, 'WITA']);
    expect(procedure?.fields.map((field) => field.key)).toEqual(sop?.intake.fields.map((field) => field.key));
    expect(procedure?.documents).toContainEqual({ kind: 'ktp', label: 'Scan KTP pribadi', help: null, maxBytes: 2_097_152, required: true, mayLack: false, validMonths: null, accept: ['application/pdf', 'image/jpeg', 'image/png'] });
    expect([procedure?.fields.find((field) => field.key === 'email')?.repeat, procedure?.bringOriginals.length, procedure?.blankForms.map((row) => `${row.title} ${row.version}`)]).toEqual([true, 3, ['Surat kuasa 2']]);
    expect(/^(publik|prosedur|isian|dokumen)\./m.test(JSON.stringify(Object.values(procedure ?? {})))).toBe(false);
    await loket.storage.put('formulir/uji.pdf', Buffer.from('%PDF-1.7 formulir'));
    expect((await loket.client.request('GET', `/api/public/forms/${procedure?.blankForms[0]?.id}`)).body).toBe('%PDF-1.7 formulir');
    expect((await loket.client.request('GET', `/api/public/forms/${randomUUID()}`)).status).toBe(404);
  });

  it('chooses among the kabupaten of today, with their provinces', async () => {
    const answer = await loket.client.request<{ code: string; name: string; province: string }[]>('GET', '/api/public/regions');
    expect([answer.body.length, answer.headers.get('cache-control')]).toEqual([514, 'public, max-age=86400']);
    expect(answer.body.find((row) => row.code === '6472')).toEqual({ code: '6472', name: 'Kota Samarinda', province: 'Kalimantan Timur' });
  });

  it('reads the texts in force, not the old and not the coming ones', async () => {
    await database.ownerDb('agreement_texts').insert([['2025-01', '2025-01-01'], ['2030-01', '2030-01-01']].map(([version, day]) => ({ kind: 'privasi', version, text_id: 'lain', text_en: 'other', valid_from: `${day}T00:00:00Z` })));
    const texts = await loket.client.get<{ kind: string; version: string; text: string }[]>('/api/public/agreements');
    expect(texts.map((text) => [text.kind, text.version])).toEqual([['kebenaran', '2026-01'], ['privasi', '2026-01']]);
  });

  it('is told errors and warnings of what is typed so far, and nothing is kept', async () => {
    const answer = await loket.client.request<{ errors: Record<string, string>; warnings: { field: string; message: string }[] }>('POST', '/api/public/checks', { fields: { nik: '123', npwp: '02.183.241.4-000.000' } });
    expect([answer.status, Object.keys(answer.body.errors), answer.body.warnings.map((warning) => warning.field)]).toEqual([200, ['nik'], ['npwp']]);
    expect(answer.body.warnings[0]?.message).toMatch(/^Angka ke-9 NPWP/);
  });
});

describe('an application with its files in one request', () => {
  const person = { name: FORM.nama, nik: FORM.nik, npwp: FORM.npwp };
  const send = async (change: Record<string, string | null> = {}, files: Record<string, [Buffer, string]> = {}, key: string = randomUUID()) => {
    const form = new FormData();
    for (const [name, value] of Object.entries({ kantor: office.code, persetujuan: JSON.stringify(AGREED), ...FORM, ...change })) if (value !== null) form.append(name, value);
    for (const [name, [bytes, fileName]] of Object.entries(files)) form.append(name, new Blob([new Uint8Array(bytes)]), fileName);
    const url = loket.client.baseUrl;
    const response = await fetch(`${url}/api/public/applications`, { method: 'POST', body: form, headers: { Origin: url, 'X-Requested-With': 'loket', ...(key ? { 'Idempotency-Key': key } : {}) } });
    return { status: response.status, body: await response.json() as { caseNumber: string; token: string; errors?: Record<string, string> } };
  };
  const scans = async (): Promise<Record<string, [Buffer, string]>> => {
    const files: Record<string, [Buffer, string]> = {};
    for (const kind of ['ktp', 'npwp', 'sertifikat_keahlian'] as SampleKind[]) files[`file_${kind}`] = [await sampleScan(kind, person, 'pdf'), `${kind}.pdf`];
    return files;
  };
  const uploads = async () => Number((await database.db('uploads').count<{ n: number }[]>({ n: '*' }))[0]?.n);

  it('becomes a case once, and a repeat opens no file again', async () => {
    const [files, key] = [await scans(), randomUUID()];
    const first = await send({}, files, key);
    const stored = await uploads();
    const again = await send({}, files, key);
    const other = await send({}, { ...files, file_ktp: [await sampleScan('ktp', { ...person, name: 'Orang Lain' }, 'pdf'), 'ktp.pdf'] }, key);
    expect([first.status, again, other.status, await uploads()]).toEqual([201, first, 409, stored]);
    expect(await database.db('documents as d').join('cases as c', 'c.id', 'd.case_id').where('c.number', first.body.caseNumber).orderBy('d.kind').pluck('d.kind')).toEqual(['ktp', 'npwp', 'sertifikat_keahlian']);
  });

  it('takes a point for each file before it is stored, and gives them back for a repeat', async () => {
    const points = async () => Number((await database.db('rate_limits').where('key', 'like', 'unggahan_publik:%').first<{ points: number } | undefined>('points'))?.points ?? 0);
    const [files, key] = [await scans(), randomUUID()];
    await send({}, files, key);
    const before = await points();
    await send({}, files, key);
    expect(await points()).toBe(before);
    await database.db('rate_limits').where('key', 'like', 'unggahan_publik:%').update({ points: 1_000_000 - 1 });
    const stored = await uploads();
    expect([(await send({}, files)).status, await uploads()]).toEqual([429, stored]);
    await database.db('rate_limits').where('key', 'like', 'unggahan_publik:%').del();
  });

  it('is told of every refused file by its name, with what to do, and the words before any file', async () => {
    const files = await scans();
    const [words, bad] = [await send({ nik: '1' }, files), await send({}, { ...files, file_ktp: [Buffer.from('MZ program'), 'ktp.pdf'], file_npwp: [Buffer.from('teks'), 'npwp.txt'] })];
    expect([words.status, Object.keys(words.body.errors ?? {})]).toEqual([422, ['nik']]);
    expect([bad.status, Object.keys(bad.body.errors ?? {}).sort(), Object.values(bad.body.errors ?? {}).filter((sentence) => sentence.startsWith('unggahan.'))]).toEqual([422, ['file_ktp', 'file_npwp'], []]);
  });

  it.each<{ when: string; change?: Record<string, string | null>; files?: Record<string, [Buffer, string]>; key?: string; fields: string[] }>([
    { when: 'a file is missing', files: {}, fields: ['file_ktp', 'file_npwp', 'file_sertifikat_keahlian'] },
    { when: 'the agreement is no JSON', change: { persetujuan: '{' }, fields: ['persetujuan'] },
    { when: 'there is no key', key: '', fields: ['Idempotency-Key'] },
    { when: 'a file has another name', files: { lampiran: [Buffer.from('x'), 'x.pdf'] }, fields: ['lampiran'] },
  ])('is refused when $when', async ({ change = {}, files = {}, key = randomUUID(), fields }) => {
    const answer = await send(change, files, key);
    expect([answer.status, Object.keys(answer.body.errors ?? {}).sort()]).toEqual([422, fields]);
  });

  it('is refused as something else than JSON or a form with 415', async () => {
    const url = loket.client.baseUrl;
    const response = await fetch(`${url}/api/public/applications`, { method: 'POST', body: 'a=b', headers: { Origin: url, 'X-Requested-With': 'loket', 'Idempotency-Key': randomUUID(), 'Content-Type': 'text/plain' } });
    expect(response.status).toBe(415);
  });
});
