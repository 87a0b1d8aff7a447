/** The signed paper beside the generated one: uploaded with its hash, or signed electronically by a service of the office that is off unless it is set. */
import { createHash, randomUUID } from 'node:crypto';
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { archive, walks } from '../../seeds/scenarios/registrasi-perseorangan.ts';
import type { Walked } from '../../seeds/scenarios/world.ts';
import type { ApplicationStatus } from '../domain/contract/intake.ts';
import type { Client } from '../testing/client.ts';
import { sampleScan } from '../testing/sample-files.ts';
import { createStorage } from '../platform/storage.ts';
import { startTestLoket, TEST_PASSWORD, type TestLoket } from '../testing/start-loket.ts';
import { letterRoutes } from './letters.routes.ts';
import { signedLetterRoutes } from './signed-letters.routes.ts';

const sha = (bytes: Buffer) => createHash('sha256').update(bytes).digest('hex');
const PASSPHRASE = 'frasa-sandi-rahasia';
const NIK = '6472010203040001';

let service: Server;
/** What the signature service does with the next letter. */
let answer: (asked: string, res: ServerResponse) => void;
let asked = '';
let test: TestLoket;
let walked: Walked;
let verifikator: Client;
let said = '';

async function bodyOf(req: IncomingMessage): Promise<string> {
  const parts: Buffer[] = [];
  for await (const part of req) parts.push(part as Buffer);
  return Buffer.concat(parts).toString('latin1');
}

beforeAll(async () => {
  service = createServer((req, res) => { void bodyOf(req).then((body) => { asked = body; answer(body, res); }); });
  await new Promise<void>((resolve) => { service.listen(0, '127.0.0.1', resolve); });
  test = await startTestLoket({ seed: 73, env: { BSRE_URL: `http://esign:kunci@127.0.0.1:${(service.address() as AddressInfo).port}/esign` }, hear: (line) => { said += line; } });
  walked = await (walks.menunggu_perbaikan as (typeof walks)[string])(test.world);
  await test.world.settle();
  verifikator = await test.world.officer('verifikator');
}, 300_000);
afterAll(async () => { await test.stop(); service.close(); });
beforeEach(() => { asked = ''; });

const letter = () => test.db('letters').where({ case_id: walked.caseId, kind: 'kekurangan' }).first<{ id: string; pdf_sha256: string; pdf_key: string }>('id', 'pdf_sha256', 'pdf_key');
const keptOf = (letterId: string) => test.db('signed_letters').where({ letter_id: letterId }).orderBy(['added_at', 'id']).select<{ how: string; sha256: string }[]>('how', 'sha256');
const file = async (id: string) => {
  const response = await fetch(`${test.url}/api/letters/${id}/signed/pdf`, { headers: { cookie: verifikator.cookie() } });
  return { status: response.status, bytes: Buffer.from(await response.arrayBuffer()) };
};

describe('a stamped paper', () => {
  it('is kept beside the generated one, both with their hash; neither takes the other\'s place', async () => {
    const { id, pdf_sha256: generated } = await letter();
    const scan = await sampleScan('ktp', walked.person.onCards, 'pdf');
    const upload = await verifikator.upload('/api/uploads', scan, 'stempel.pdf');
    expect((await verifikator.request('POST', `/api/letters/${id}/signed`, { uploadId: upload.body.id, how: 'stempel' })).status).toBe(204);
    const [kept] = await keptOf(id);
    expect(kept).toMatchObject({ how: 'stempel' });
    expect(kept?.sha256).not.toBe(generated);
    expect(sha((await file(id)).bytes)).toBe(kept?.sha256);
    expect((await letter()).pdf_sha256).toBe(generated);
    // Once used, it is nobody's draft any more.
    expect((await verifikator.request('POST', `/api/letters/${id}/signed`, { uploadId: upload.body.id, how: 'basah' })).status).toBe(422);
  });

  it('is what its addressee sees and gets in the place of the generated one, from nobody else\'s link, and not while the scanner holds it', async () => {
    const { id, pdf_key: generatedKey } = await letter();
    const page = `/api/public/applications/${walked.token}`;
    const shown = async () => (await test.client().get<ApplicationStatus>(page)).letters.find((one) => one.id === id);
    const fetched = async (token = walked.token) => {
      const response = await fetch(`${test.url}/api/public/applications/${token}/files/${id}`);
      return { status: response.status, name: response.headers.get('content-disposition') ?? '', sha256: sha(Buffer.from(await response.arrayBuffer())) };
    };
    const signed = await test.db('signed_letters').where({ letter_id: id }).first<{ sha256: string; upload_id: string }>('sha256', 'upload_id');
    expect(await shown()).toMatchObject({ hasPdf: true, signed: 'stempel' });
    expect(await fetched()).toMatchObject({ status: 200, sha256: signed.sha256, name: expect.stringContaining('-bertanda-tangan.pdf') as unknown });
    const stranger = await (walks.diterima as (typeof walks)[string])(test.world);
    expect((await fetched(stranger.token)).status).toBe(404);

    await test.database.ownerDb('uploads').where({ id: signed.upload_id }).update({ scan_state: 'ditahan' });
    expect(await shown()).toMatchObject({ hasPdf: true, signed: null });
    expect((await fetched()).sha256).toBe(sha(await (await createStorage(test.config)).read(generatedKey)));
    await test.database.ownerDb('uploads').where({ id: signed.upload_id }).update({ scan_state: 'bersih' });
  });

  it.each(['a picture', 'an unknown file', 'a letter without a number'])('is refused: %s', async (what) => {
    const { id } = await letter();
    const mailOnly = await test.db('letters').where({ case_id: walked.caseId }).whereNull('number').first<{ id: string }>('id');
    const picture = await verifikator.upload('/api/uploads', await sampleScan('ktp', walked.person.onCards, 'jpeg'), 'foto.jpg');
    const uploadId = what === 'an unknown file' ? randomUUID() : picture.body.id;
    const { status } = await verifikator.request('POST', `/api/letters/${what === 'a letter without a number' ? mailOnly.id : id}/signed`, { uploadId, how: 'stempel' });
    expect(status).toBe(what === 'a letter without a number' ? 409 : 422);
  });
});

describe('a stamped paper and the archive', () => {
  interface Sealed { sha256: string; path: string }
  const stamp = async (letterId: string, name: string) => {
    const upload = await verifikator.upload('/api/uploads', await sampleScan('npwp', walked.person.onCards, 'pdf'), `${name}.pdf`);
    expect((await verifikator.request('POST', `/api/letters/${letterId}/signed`, { uploadId: upload.body.id, how: 'basah' })).status).toBe(204);
    return test.db('signed_letters').where({ upload_id: upload.body.id }).first<{ id: string; sha256: string }>('id', 'sha256');
  };
  const sealedUnder = async (caseId: string): Promise<Record<string, Sealed[]>> => {
    const storage = await createStorage(test.config);
    const { number } = await test.db('archive_files').where({ case_id: caseId }).first<{ number: string }>('number');
    const manifests = (await storage.list('archive/')).filter((key) => key.includes(number) && key.endsWith('manifest.json'));
    return Object.fromEntries(await Promise.all(manifests.map(async (key): Promise<[string, Sealed[]]> => [key.split(`${number}/`)[1]?.replace('/manifest.json', '') ?? '', (JSON.parse((await storage.read(key)).toString()) as { files: Sealed[] }).files])));
  };

  it('is sealed with the record when it came before filing, as a supplement when it came after; an auditor opens it', async () => {
    const done = await (walks.pengarsipan as (typeof walks)[string])(test.world);
    await test.world.settle();
    const receipt = await test.db('letters').where({ case_id: done.caseId, kind: 'tanda_terima' }).first<{ id: string }>('id');
    const before = await stamp(receipt.id, 'sebelum');
    await archive(test.world, done);
    await test.world.settle();
    const kept = (signed: { id: string; sha256: string }) => expect.objectContaining({ path: `surat/tanda_terima-basah-${signed.id}.pdf`, sha256: signed.sha256 }) as unknown;
    expect((await sealedUnder(done.caseId)).rekaman).toContainEqual(kept(before));

    const after = await stamp(receipt.id, 'sesudah');
    await test.world.settle();
    const parts = await sealedUnder(done.caseId);
    expect([parts['suplemen/1']?.length, parts.rekaman?.some(({ path }) => path.includes(after.id))]).toEqual([2, false]);
    expect(parts['suplemen/1']).toContainEqual(kept(after));
    const { supplements } = await (await test.world.officer('arsiparis')).get<{ supplements: { kind: string; text: string; sealed: boolean }[] }>(`/api/archive-files/${(await test.db('archive_files').where({ case_id: done.caseId }).first<{ id: string }>('id')).id}`);
    expect(supplements).toMatchObject([{ kind: 'surat', sealed: true, text: expect.stringMatching(/^Versi bertanda tangan atau berstempel dari Tanda Terima/) as unknown }]);

    const admin = await test.world.officer('admin');
    const { link } = await admin.post<{ link: string }>('/api/users', { name: 'Dra. Endang Contoh', email: 'pemeriksa@loket.test', roles: ['pemeriksa'], auditor: { from: '2026-01-01', to: '2026-12-31', expiresOn: '2026-12-31', caseNumbers: [done.number] }, via: 'cetak' });
    await test.client().post('/api/auth/set-password', { token: link.split('/').at(-1), password: TEST_PASSWORD });
    const auditor = test.client();
    await auditor.login('pemeriksa@loket.test', TEST_PASSWORD);
    const open = (letterId: string) => auditor.request('GET', `/api/letters/${letterId}/signed/pdf`).then(({ status }) => status);
    expect([await open(receipt.id), await open((await letter()).id)]).toEqual([200, 404]);
  }, 180_000);
});

/** What the rows of the file's letters offer: only numbered ones are papers. */
const offered = async () => {
  const letters = await verifikator.get<{ id: string; number: string | null; certifiable: boolean }[]>(`/api/letters?${new URLSearchParams({ filter: JSON.stringify({ caseId: walked.caseId }) })}`);
  expect(letters.filter(({ number, certifiable }) => number === null && certifiable)).toEqual([]);
  return Object.fromEntries(letters.filter(({ number }) => number !== null).map(({ id, certifiable }) => [id, certifiable]));
};

/** The same list of an office that has no such service. */
const offeredWithoutService = async () => {
  const list = letterRoutes({ db: test.db, config: {} } as never).find(({ method, path }) => method === 'get' && path === '/api/letters');
  const { office_id: officeId } = await test.db('users').where({ email: 'verifikator@loket.test' }).first<{ office_id: string }>('office_id');
  const reply = await list?.handle({ query: { filter: JSON.stringify({ caseId: walked.caseId, numbered: true }) }, officer: { officeId, roles: ['verifikator'] }, locale: 'id' } as never) as { body: { certifiable: boolean }[] };
  return reply.body.map(({ certifiable }) => certifiable);
};

describe('a certified signature', () => {
  const certify = async () => verifikator.request<{ errors?: object; message: string }>('POST', `/api/letters/${(await letter()).id}/certify`, { nik: NIK, passphrase: PASSPHRASE });

  it('is the service\'s own bytes, untouched; NIK and passphrase go there and nowhere else', async () => {
    const { id, pdf_key: key } = await letter();
    const before = await keptOf(id);
    expect([await offered(), await offeredWithoutService()]).toEqual([{ [id]: true }, [false]]);
    const signed = Buffer.from('%PDF-1.7\n% ditandatangani secara elektronik\n%%EOF\n');
    answer = (_body, res) => { res.writeHead(200, { 'Content-Type': 'application/pdf' }).end(signed); };
    expect((await certify()).status).toBe(204);
    for (const part of [NIK, PASSPHRASE, '%PDF-']) expect(asked).toContain(part);
    expect(await keptOf(id)).toEqual([...before, { how: 'bsre', sha256: sha(signed) }]);
    expect((await file(id)).bytes.equals(signed)).toBe(true);
    expect((await letter()).pdf_key).toBe(key);
    expect(await offered()).toEqual({ [id]: false });
    const tables = await test.db('information_schema.columns').where({ table_schema: 'public' }).whereIn('data_type', ['text', 'jsonb']).select<{ table_name: string; column_name: string }[]>('table_name', 'column_name');
    for (const { table_name: table, column_name: column } of tables) {
      expect([table, column, await test.db(table).whereRaw('??::text like ?', [column, `%${PASSPHRASE}%`]).first(test.db.raw('1'))]).toEqual([table, column, undefined]);
    }
    expect(said).not.toContain(PASSPHRASE);
  }, 120_000);

  it.each<[string, typeof answer, number]>([
    ['says no', (_body, res) => { res.writeHead(400).end('{"error":"passphrase salah"}'); }, 422],
    ['is broken', (_body, res) => { res.writeHead(500).end(); }, 503],
    ['answers with something that is no PDF', (_body, res) => { res.writeHead(200).end('<html>'); }, 503],
    ['sends somewhere else', (_body, res) => { res.writeHead(302, { Location: 'http://127.0.0.1:1/' }).end(); }, 503],
    ['hangs up', (_body, res) => { res.destroy(); }, 503],
  ])('that fails leaves the letter as it was: the service %s', async (_how, does, status) => {
    const { id } = await letter();
    const before = await keptOf(id);
    answer = does;
    expect((await certify()).status).toBe(status);
    expect(await keptOf(id)).toEqual(before);
  });
});

it('without a service the certified signature is off, and says so', async () => {
  const certify = signedLetterRoutes({ db: test.db, clock: test.clock, storage: await createStorage(test.config), config: {} }).find(({ path }) => path === '/api/letters/:id/certify');
  const { id } = await letter();
  const officer = await test.db('users').where({ email: 'verifikator@loket.test' }).first<{ id: string; office_id: string }>('id', 'office_id');
  const call = { params: { id }, body: { nik: NIK, passphrase: PASSPHRASE }, officer: { id: officer.id, officeId: officer.office_id } };
  await expect(certify?.handle(call as never)).rejects.toMatchObject({ status: 503, key: 'galat.bsre_tidak_aktif' });
});
