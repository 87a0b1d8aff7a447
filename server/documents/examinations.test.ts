/** An upload that takes long: its sender is answered within two seconds, asks for the end, and hears what he would have been told at once. */
import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import sharp from 'sharp';
import type { Client } from '../testing/client.ts';
import { objectStreamBomb } from '../testing/hostile-files.ts';
import { startTestLoket, TEST_PASSWORD, type TestLoket } from '../testing/start-loket.ts';
import { formOf, KINDS } from '../../seeds/scenarios/registrasi-perseorangan.ts';
import { uploadScans } from '../../seeds/scenarios/world.ts';
import { ANSWER_WITHIN_MS, createExaminations, findExamined } from './examinations.ts';

let test: TestLoket;
let applicant: Client;
let scan: Buffer;
/** Files are stored only once this is opened: until then an upload is under way. */
let door: Promise<void> = Promise.resolve();
let open: () => void = () => undefined;
const shut = () => { door = new Promise((resolve) => { open = resolve; }); };

beforeAll(async () => {
  test = await startTestLoket({ seed: 31, storage: (real) => ({ ...real, put: async (key, bytes) => { await door; return real.put(key, bytes); } }) });
  applicant = test.client();
  scan = await sharp({ create: { width: 900, height: 600, channels: 3, background: '#ddd' } }).jpeg().toBuffer();
}, 120_000);
afterAll(async () => { open(); await test.stop(); });

const under = async (client: Client, path: string) => {
  shut();
  const began = performance.now();
  const answer = await client.uploadOnce(path, scan, 'ktp.jpg');
  return { answer, ms: performance.now() - began };
};
async function ended(client: Client, path: string) {
  open();
  for (let tries = 0; tries < 200; tries += 1) {
    const answer = await client.request<{ id: string; warnings: string[] }>('GET', path);
    if (answer.status !== 202) return answer;
    await new Promise((resolve) => { setTimeout(resolve, 50); });
  }
  throw new Error('the examination did not end');
}

describe('an upload that is not judged at once', () => {
  it('is answered with the id of its examination, which ends in the upload', async () => {
    const { answer, ms } = await under(applicant, '/api/public/uploads');
    expect(answer).toMatchObject({ status: 202, body: { id: expect.any(String) } });
    expect(ms).toBeGreaterThan(900);
    const path = `/api/public/upload-examinations/${answer.body.id}`;
    expect((await applicant.request('GET', path)).status).toBe(202);
    const taken = await ended(applicant, path);
    expect(taken).toMatchObject({ status: 200, body: { type: 'image/jpeg', pageCount: 1 } });
    expect(await test.db('uploads').where({ id: taken.body.id }).first('source', 'used_at')).toEqual({ source: 'publik', used_at: null });
  }, 30_000);

  it('of staff is told to the one who sent it, and to nobody else', async () => {
    const [mine, colleague] = [test.client(), test.client()];
    await mine.login('helpdesk@loket.test', TEST_PASSWORD);
    await colleague.login('helpdesk2@loket.test', TEST_PASSWORD);
    const { answer } = await under(mine, '/api/uploads');
    expect(answer.status).toBe(202);
    expect((await colleague.request('GET', `/api/upload-examinations/${answer.body.id}`)).status).toBe(404);
    expect((await applicant.request('GET', `/api/public/upload-examinations/${answer.body.id}`)).status).toBe(404);
    expect((await ended(mine, `/api/upload-examinations/${answer.body.id}`)).status).toBe(200);
  }, 30_000);

  it('may be named by a form meanwhile, which waits for its end, and is told if it is refused', async () => {
    const person = test.world.people();
    open();
    const rest = await uploadScans(applicant, '/api/public/uploads', KINDS.filter((kind) => kind !== 'ktp'), person);
    const { answer } = await under(applicant, '/api/public/uploads');
    const form = { kantor: test.world.office, prosedur: 'registrasi_perseorangan', ...formOf(person), persetujuan: { privasi: '2026-01', kebenaran: '2026-01' } };
    const handIn = (ktp: string) => applicant.request<{ errors?: object }>('POST', '/api/public/applications', { ...form, documents: { ...rest, ktp } }, { 'Idempotency-Key': randomUUID() });
    const refused = randomUUID();
    await test.db('upload_examinations').insert({ id: refused, ended_at: new Date(), refusal: JSON.stringify({ kind: 'tidak_sah', key: 'unggahan.pdf_broken', params: {} }) });
    expect(await handIn(refused)).toMatchObject({ status: 422, body: { errors: { 'documents.ktp': expect.stringMatching(/rusak/i) } } });
    // Given up: its process is gone, and waiting would not bring it back.
    const lost = randomUUID();
    await test.db('upload_examinations').insert({ id: lost, started_at: new Date(Date.now() - 3_600_000) });
    const began = performance.now();
    expect(await handIn(lost)).toMatchObject({ status: 422, body: { errors: { 'documents.ktp': expect.any(String) } } });
    expect(performance.now() - began).toBeLessThan(10_000);
    let over = false;
    const sending = handIn(answer.body.id).finally(() => { over = true; });
    await new Promise((resolve) => { setTimeout(resolve, 400); });
    expect(over).toBe(false);
    open();
    expect((await sending).status).toBe(201);
  }, 30_000);

  it('is refused later with the sentence it would have had at once', async () => {
    open();
    door = Promise.resolve();
    const answer = await applicant.upload('/api/public/uploads', objectStreamBomb(256), 'surat.pdf');
    expect(answer.status).toBe(422);
    expect(answer.body.message).toMatch(/[a-z].{20,}\./i);
    const [told] = await test.db('upload_examinations').whereNotNull('refusal').pluck<{ key: string }[]>('refusal');
    // Quick machines answer at once; then there is nothing to ask for.
    if (told) expect(told.key).toMatch(/^unggahan\.pdf_/);
  }, 30_000);
});

describe('the end of an examination', () => {
  const log = { warn: () => undefined, error: () => undefined } as never;
  const never = new Promise<never>(() => undefined);
  it('that failed for another reason than the file says: come again', async () => {
    const told = await createExaminations({ db: test.db, log }).answerInTime(randomUUID(), new Promise((_, reject) => { setTimeout(() => { reject(new Error('disk')); }, ANSWER_WITHIN_MS + 100); }), null);
    const id = 'id' in told ? told.id : '';
    for (let tries = 0; tries < 100 && !(await test.db('upload_examinations').where({ id }).first<{ ended_at: Date | null }>('ended_at')).ended_at; tries += 1) await new Promise((resolve) => { setTimeout(resolve, 20); });
    await expect(findExamined(test.db, id, null)).rejects.toMatchObject({ status: 503, key: 'galat.layanan_tidak_tersedia' });
  });

  it('is waited for by a server that stops', async () => {
    const examinations = createExaminations({ db: test.db, log });
    const id = randomUUID();
    await examinations.answerInTime(id, new Promise((_, reject) => { setTimeout(() => { reject(Object.assign(new Error('full'), { code: 'ENOSPC' })); }, ANSWER_WITHIN_MS + 300); }), null);
    await examinations.whenQuiet();
    // A full disk is told as such, as it is to whoever is answered at once.
    await expect(findExamined(test.db, id, null)).rejects.toMatchObject({ status: 507 });
  });

  it('whose process died is given up after a minute, so that the page sends the file again', async () => {
    const told = await createExaminations({ db: test.db, log }).answerInTime(randomUUID(), never, null);
    const id = 'id' in told ? told.id : '';
    expect(await findExamined(test.db, id, null)).toBeNull();
    await test.db('upload_examinations').where({ id }).update({ started_at: test.db.raw(`started_at - interval '61 seconds'`) });
    await expect(findExamined(test.db, id, null)).rejects.toMatchObject({ status: 503 });
  });

  it('is nobody\'s to ask for without its id', async () => {
    await expect(findExamined(test.db, randomUUID(), null)).rejects.toMatchObject({ status: 404 });
  });
});
