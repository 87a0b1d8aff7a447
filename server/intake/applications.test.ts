import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { randomUUID } from 'node:crypto';
import { anOffice, anOfficer, MONDAY_TEN, type TestOffice } from '../testing/a-case.ts';
import { AGREED, aDraft, FORM, startIntake, threeDrafts, type RunningIntake } from '../testing/intake-fakes.ts';
import { createTestDatabase, type TestDatabase } from '../testing/test-db.ts';

interface Accepted { caseNumber: string; token: string; warnings: string[] }
interface Refused { message: string; errors?: Record<string, string> }

let database: TestDatabase;
let loket: RunningIntake;
let office: TestOffice;

beforeAll(async () => {
  database = await createTestDatabase();
  office = await anOffice(database.ownerDb);
  loket = await startIntake({ db: database.db });
});
afterAll(async () => {
  await loket.stop();
  await database.drop();
});

const body = async (change: Record<string, unknown> = {}): Promise<Record<string, unknown>> =>
  ({ kantor: office.code, persetujuan: AGREED, ...FORM, documents: await threeDrafts(database.db), ...change });
const send = <T = Accepted & Refused>(content: unknown, key: string = randomUUID()) =>
  loket.client.request<T>('POST', '/api/public/applications', content, key ? { 'Idempotency-Key': key } : {});
const count = async (table: string): Promise<number> => Number((await database.db(table).count<{ n: number }[]>({ n: '*' }))[0]?.n);

describe('an application', () => {
  it('becomes one case with its applicant, files, agreements and first line of history', async () => {
    const answer = await send(await body());
    expect([answer.status, Object.keys(answer.body).sort(), answer.body.warnings]).toEqual([201, ['caseNumber', 'token', 'warnings'], []]);
    const row = await database.db('cases').where({ number: answer.body.caseNumber }).first<{ id: string; place: string; origin: string }>();
    const subject = await database.db('case_subjects').where({ case_id: row.id }).first<Record<string, unknown>>();
    expect([row.place, row.origin]).toEqual(['diterima', 'tautan']);
    expect(subject).toMatchObject({
      name: 'Rina Contoh', name_folded: 'RINA CONTOH', nik: FORM.nik, npwp_typed: FORM.npwp, npwp15: '021832415000000', npwp16: '0021832415000000', email: FORM.email,
      phone: '+6281234567890', regency_code: '6472', birth_date: '1990-08-05', npwp_doubtful: false,
    });
    expect(await database.db('documents').where({ case_id: row.id }).orderBy('kind').pluck('kind')).toEqual(['ktp', 'npwp', 'sertifikat_keahlian']);
    expect(await database.db('consents').where({ case_id: row.id }).orderBy('kind').select('kind', 'version')).toEqual([{ kind: 'kebenaran', version: '2026-01' }, { kind: 'privasi', version: '2026-01' }]);
    expect(await database.db('case_actions').where({ case_id: row.id }).pluck('action')).toEqual(['ajukan']);
    expect(loket.door.letters).toContainEqual({ caseId: row.id, letter: 'konfirmasi_penerimaan' });
    expect(await database.db('audit_events').where({ case_id: row.id }).pluck('event')).toEqual(['permohonan_masuk']);
  });

  it('keeps only the hash of its token', async () => {
    const { body: { token } } = await send(await body());
    const { rows } = await database.db.raw<{ rows: { hit: string }[] }>(
      `select 'link' as hit from private_links where encode(token_hash, 'escape') like ? union all select 'answer' from given_answers where body::text like ?`, [`%${token}%`, `%${token}%`]);
    expect([token.length, rows]).toEqual([43, []]);
  });

  it('is refused without a key', async () => {
    const answer = await send<Refused>(await body(), '');
    expect([answer.status, Object.keys(answer.body.errors ?? {})]).toEqual([422, ['Idempotency-Key']]);
  });

  it('gets its first answer again when repeated, and 409 when the key is used for something else', async () => {
    const content = await body();
    const key = randomUUID();
    const first = await send(content, key);
    const before = await count('cases');
    const again = await send(content, key);
    const other = await send<Refused>({ ...content, alamat: 'Jalan Lain Nomor 2' }, key);
    expect([again.status, again.body]).toEqual([first.status, first.body]);
    expect([other.status, await count('cases')]).toEqual([409, before]);
  });

  it('sent twenty times at once is one case and one answer', async () => {
    const content = await body();
    const key = randomUUID();
    const before = await count('cases');
    const answers = await Promise.all(Array.from({ length: 20 }, () => send(content, key)));
    expect(answers.map((answer) => answer.status)).toEqual(Array.from({ length: 20 }, () => 201));
    expect([new Set(answers.map((answer) => JSON.stringify(answer.body))).size, await count('cases')]).toEqual([1, before + 1]);
  });

  it('may be mended and sent again with the same key after a refusal', async () => {
    const key = randomUUID();
    const content = await body();
    const refused = await send<Refused>({ ...content, nik: '123' }, key);
    const mended = await send(content, key);
    expect([refused.status, mended.status]).toEqual([422, 201]);
  });

  it.each<{ when: string; change: Record<string, unknown>; fields: string[] }>([
    { when: 'the NIK is too short', change: { nik: '647201450890' }, fields: ['nik'] },
    { when: 'the NIK holds an impossible date', change: { nik: '6402053102850001' }, fields: ['nik'] },
    { when: 'the NPWP has 14 digits', change: { npwp: '02183241500000' }, fields: ['npwp'] },
    { when: 'the telephone is foreign', change: { telepon: '+1 202 555 0100' }, fields: ['telepon'] },
    { when: 'the e-mail names two addresses', change: { email: 'rina@pemohon.test, lain@pemohon.test' }, fields: ['email'] },
    { when: 'the second e-mail differs', change: { email_ulang: 'rian@pemohon.test' }, fields: ['email_ulang'] },
    { when: 'the birth date lies ahead', change: { tanggal_lahir: '2026-12-01' }, fields: ['tanggal_lahir'] },
    { when: 'the kabupaten does not exist', change: { kabupaten: '9999' }, fields: ['kabupaten'] },
    { when: 'the name has no letter', change: { nama: '---' }, fields: ['nama'] },
    { when: 'the name smuggles a line break', change: { nama: 'Rina\r\nBcc: lain@pemohon.test' }, fields: ['nama'] },
    { when: 'the address holds a NUL', change: { alamat: 'Jalan\u0000Contoh' }, fields: ['alamat'] },
    { when: 'the address holds half a character', change: { alamat: 'Jalan \ud800' }, fields: ['alamat'] },
    { when: 'several things are wrong at once', change: { nik: '1', kantor: 'tidak-ada', alamat: '' }, fields: ['alamat', 'kantor', 'nik'] },
    { when: 'a field is unknown', change: { gelar: 'Ir.' }, fields: ['gelar'] },
    { when: 'a field is no text', change: { nama: { $ne: 1 } }, fields: ['nama'] },
    { when: 'the procedure is unknown', change: { prosedur: 'tidak_ada' }, fields: ['prosedur'] },
    { when: 'an older text was agreed to', change: { persetujuan: { privasi: '2020-01', kebenaran: '2026-01' } }, fields: ['persetujuan'] },
    { when: 'nothing was agreed to', change: { persetujuan: undefined }, fields: ['persetujuan'] },
    { when: 'documents are missing', change: { documents: {} }, fields: ['documents.ktp', 'documents.npwp', 'documents.sertifikat_keahlian'] },
    { when: 'a draft is no id', change: { documents: { ktp: '../etc/passwd' } }, fields: ['documents.ktp'] },
  ])('is refused with field and sentence when $when', async ({ change, fields }) => {
    const before = await count('cases');
    const answer = await send<Refused>(await body(change));
    expect([answer.status, Object.keys(answer.body.errors ?? {}).sort(), await count('cases')]).toEqual([422, fields, before]);
    expect(Object.values(answer.body.errors ?? {}).filter((sentence) => /^(galat|identitas)\./.test(sentence))).toEqual([]);
  });

  it('takes a draft of nobody, of another office, expired or used before only as an error of that document', async () => {
    const elsewhere = await anOffice(database.ownerDb);
    const used = await threeDrafts(database.db);
    expect((await send(await body({ documents: used }))).status).toBe(201);
    const bad = { unknown: randomUUID(), foreign: await aDraft(database.db, { officeId: elsewhere.id }), expired: await aDraft(database.db, { expiresAt: new Date(MONDAY_TEN.getTime() - 1) }), used: used.ktp };
    for (const ktp of Object.values(bad)) {
      const answer = await send<Refused>(await body({ documents: { ...await threeDrafts(database.db), ktp } }));
      expect([answer.status, Object.keys(answer.body.errors ?? {})]).toEqual([422, ['documents.ktp']]);
    }
  });

  it('is taken with a warning when the check digit of the NPWP is wrong, and the NPWP waits for a judgement', async () => {
    const answer = await send(await body({ npwp: '02.183.241.4-000.000' }));
    const subject = await database.db('case_subjects as s').join('cases as c', 'c.id', 's.case_id').where('c.number', answer.body.caseNumber).first<{ npwp_doubtful: boolean; warnings: object }>();
    expect([answer.status, answer.body.warnings.length, subject.npwp_doubtful]).toEqual([201, 1, true]);
    expect(subject.warnings).toEqual([{ field: 'npwp', key: 'identitas.npwp.angka_periksa', params: {} }]);
  });

  it('is refused where the office takes none', async () => {
    const shut = await anOffice(database.ownerDb);
    await database.ownerDb('offices').where({ id: shut.id }).update({ is_open: false });
    const answer = await send<Refused>(await body({ kantor: shut.code }));
    expect([answer.status, Object.keys(answer.body.errors ?? {})]).toEqual([422, ['kantor']]);
  });

  it('is refused with 429 when one address floods an office; repeats of an accepted one still get their answer', async () => {
    await database.db('rate_limits').del(); // counters of the tests before
    const strict = await startIntake({ db: database.db, uploadsPerHour: 6 });
    try {
      const calm = await anOffice(database.ownerDb);
      const post = (content: unknown, key: string) => strict.client.request<Accepted>('POST', '/api/public/applications', content, { 'Idempotency-Key': key });
      const [first, key] = [await body({ kantor: calm.code }), randomUUID()];
      const accepted = await post(first, key);
      const second = await post(await body({ kantor: calm.code }), randomUUID());
      const third = await post(await body({ kantor: calm.code }), randomUUID());
      const repeat = await post(first, key);
      expect([accepted.status, second.status, third.status, Number(third.headers.get('retry-after')) > 0, repeat.status, repeat.body]).toEqual([201, 201, 429, true, 201, accepted.body]);
    } finally {
      await strict.stop();
    }
  });
});

describe('the counter', () => {
  const enter = async (change: Record<string, unknown> = {}) => loket.client.request<{ id: string; number: string } & Refused>('POST', '/api/cases', {
    asal: 'whatsapp', fields: FORM, documents: { ktp: await aDraft(database.db, { officeId: office.id }) }, requestId: randomUUID(), ...change,
  });

  it('enters a file with its origin, with what came in and once per request', async () => {
    loket.become(await anOfficer(database.ownerDb, office, ['helpdesk']));
    const requestId = randomUUID();
    const documents = { ktp: await aDraft(database.db, { officeId: office.id }) };
    const [first, again] = [await enter({ requestId, documents }), await enter({ requestId, documents })];
    const row = await database.db('cases').where({ id: first.body.id }).first<{ origin: string; office_id: string }>();
    expect([first.status, again.status, again.body, row.origin, row.office_id]).toEqual([201, 201, first.body, 'whatsapp', office.id]);
    expect(await database.db('case_actions').where({ case_id: first.body.id }).select('actor_kind', 'action')).toEqual([{ actor_kind: 'staf', action: 'ajukan' }]);
  });

  it('is told what is wrong by the names of its own form', async () => {
    loket.become(await anOfficer(database.ownerDb, office, ['helpdesk']));
    const wrong = await enter({ fields: { ...FORM, nik: '1' } });
    const foreign = await enter({ documents: { ktp: randomUUID() } });
    expect([wrong.status, Object.keys(wrong.body.errors ?? {}), foreign.status, Object.keys(foreign.body.errors ?? {})]).toEqual([422, ['fields.nik'], 422, ['documents.ktp']]);
  });

  it('is helpdesk only', async () => {
    loket.become(await anOfficer(database.ownerDb, office, ['verifikator']));
    const verifikator = await enter();
    loket.become(null);
    expect([verifikator.status, (await enter()).status]).toEqual([403, 401]);
  });
});
