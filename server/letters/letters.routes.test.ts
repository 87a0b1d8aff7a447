import { createHash, randomUUID } from 'node:crypto';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { z } from 'zod';
import { letterListItem, letterPreview, letterTemplateItem, receipt } from '../domain/contract/letters.ts';
import { mailListItem, mailShape } from '../domain/contract/mail.ts';
import { mailRoutes } from '../mail/index.ts';
import type { Call, Officer, Reply, Route } from '../platform/http/route.ts';
import { createStorage, type FileStorage } from '../platform/storage.ts';
import { aCaseAt, anOfficer, type TestCase, type TestOfficer } from '../testing/a-case.ts';
import { aDoor } from '../testing/door-fakes.ts';
import { createTestDatabase, type TestDatabase } from '../testing/test-db.ts';
import { issueLetter, letterEffects, letterRoutes, outdatedLetters, whyOutdated } from './index.ts';

const config = { secret: 'rahasia-uji-rahasia-uji-rahasia-uji', mailFrom: 'Loket LPSE <loket@contoh.test>', publicUrl: 'https://loket.contoh.test' };
const NOW = new Date('2026-11-20T16:30:00Z');
const folder = mkdtempSync(path.join(tmpdir(), 'loket-surat-'));
let test: TestDatabase;
let storage: FileStorage;
let routes: Route[];
const door = aDoor({
  clock: { now: () => NOW },
  parts: [{
    now: {
      buka_permintaan_perbaikan: async (trx, { case: { id }, input, at, round }) => {
        await trx('repair_requests').insert({ case_id: id, round, items: JSON.stringify(input.butir), opened_at: at, due_at: '2026-11-27T08:00:00Z' });
      },
    },
  }],
  issueLetter: (trx, context, letter) => issueLetter(trx, { config }, context, letter),
});

beforeAll(async () => {
  test = await createTestDatabase();
  storage = await createStorage({ s3Url: undefined, uploadsDir: folder });
  routes = [...letterRoutes({ db: test.db, clock: door.clock, config, door, storage }), ...mailRoutes({ db: test.db, clock: door.clock, config, storage, whyOutdated, outdatedLetters })];
});
afterAll(async () => { await test.drop(); rmSync(folder, { recursive: true, force: true }); });

interface Asked { params?: object; query?: object; body?: object; officer?: Officer | null }
interface Sent { headers: Record<string, string>; bytes: Buffer }

/** Calls a route's own handler with what its contract makes of the request. */
async function ask(routePath: string, { params = {}, query = {}, body, officer = null }: Asked): Promise<{ reply: Reply; sent: Sent }> {
  const row = routes.find((candidate) => candidate.path === routePath);
  if (!row) throw new Error(`no route ${routePath}`);
  const sent: Sent = { headers: {}, bytes: Buffer.alloc(0) };
  const res = { status: () => res, set: (headers: Record<string, string>) => { sent.headers = headers; return res; }, end: (bytes: Buffer) => { sent.bytes = bytes; } };
  const reply = await row.handle({
    params: row.params?.parse(params), query: row.query?.parse(query), body: row.body?.parse(body), officer, requestId: randomUUID(), ipHash: 'x', locale: 'id', req: {} as Call['req'], res: res as unknown as Call['res'],
  });
  return { reply, sent };
}
const bodyOf = async <T extends z.ZodType>(shape: T, routePath: string, asked: Asked): Promise<z.output<T>> => shape.parse(((await ask(routePath, asked)).reply as { body: unknown }).body);

/** A numbered letter of a file, its PDF drawn. */
async function rejection(officer: TestOfficer, file: TestCase, withPdf = true) {
  await test.db.transaction((trx) => issueLetter(trx, { config }, {
    case: file.row, sop: file.sop, actionId: 'uji', action: { to: 'tetap' }, actionRowId: file.actionId, actor: officer.actor, input: { alasan: 'VER-02', catatan: 'Foto tidak sama.' }, facts: null, at: NOW, round: 1,
  }, 'tidak_lolos'));
  const letter = await test.db('letters').where({ case_id: file.row.id, kind: 'tidak_lolos' }).first<{ id: string; number: string; public_code: string }>();
  const drawPdf = () => letterEffects({ db: test.db, storage, config }).buat_pdf_surat?.({ outboxId: '', caseId: null, refId: letter.id });
  if (withPdf) await drawPdf();
  return { ...letter, drawPdf };
}
async function officeWith() {
  const file = await aCaseAt(test.db, 'tidak_lolos');
  return { file, officer: await anOfficer(test.db, file.office, ['helpdesk']), stranger: await anOfficer(test.db, (await aCaseAt(test.db, 'diterima')).office, ['helpdesk']) };
}

describe('PDF of a letter', () => {
  it('is kept with its hash, handed to its mail, and never drawn differently', async () => {
    const { file, officer } = await officeWith();
    const { id, drawPdf } = await rejection(officer, file);
    const row = await test.db('letters').where({ id }).first<{ pdf_key: string; pdf_sha256: string }>();
    const bytes = await storage.read(row.pdf_key);
    expect(createHash('sha256').update(bytes).digest('hex')).toBe(row.pdf_sha256);
    const mail = await test.db('emails').where({ letter_id: id }).first<{ id: string; attachments: unknown[] }>();
    expect(mail.attachments).toMatchObject([{ kind: 'pdf', key: row.pdf_key, sha256: row.pdf_sha256 }]);
    await drawPdf();
    await test.db('letters').where({ id }).update({ pdf_key: null, pdf_sha256: null }); // killed between the file and its row
    await drawPdf();
    expect(await test.db('letters').where({ id }).first('pdf_key', 'pdf_sha256')).toEqual({ pdf_key: row.pdf_key, pdf_sha256: row.pdf_sha256 });
    expect(await test.db('outbox').where({ ref_id: mail.id, effect: 'kirim_email' })).toHaveLength(1);
  });

  it('is served to the office only, and each look is recorded', async () => {
    const { file, officer, stranger } = await officeWith();
    const { id } = await rejection(officer, file);
    const { sent } = await ask('/api/letters/:id/pdf', { params: { id }, officer });
    expect([sent.headers['Content-Type'], sent.bytes.subarray(0, 5).toString()]).toEqual(['application/pdf', '%PDF-']);
    expect(await test.db('audit_events').where({ event: 'lihat_surat', ref: `surat:${id}` })).toHaveLength(1);
    await expect(ask('/api/letters/:id/pdf', { params: { id }, officer: stranger })).rejects.toMatchObject({ status: 404 });
    await expect(ask('/api/letters/:id/pdf', { params: { id: randomUUID() }, officer })).rejects.toMatchObject({ status: 404 });
  });

  it('that is still being drawn is told so', async () => {
    const { file, officer } = await officeWith();
    const { id } = await rejection(officer, file, false);
    await expect(ask('/api/letters/:id/pdf', { params: { id }, officer })).rejects.toMatchObject({ status: 503, key: 'galat.pdf_belum_jadi' });
  });
});

describe('receipts', () => {
  it.each(['berlaku', 'diganti', 'dicabut'])('tell %s, by the code as printed, with no personal data', async (state) => {
    const { file, officer } = await officeWith();
    const { id, number, public_code: code } = await rejection(officer, file, false);
    await test.db('letters').where({ id }).update({ state });
    const told = await bodyOf(receipt.strict(), '/api/public/receipts/:code', { params: { code: code.toLowerCase() } });
    const office = await test.db('offices').where({ id: file.office.id }).first<{ name: string }>('name');
    // 16.30 UTC is already the next day in Samarinda.
    expect(told).toEqual({ state, kind: 'tidak_lolos', kindLabel: 'Pemberitahuan tidak lolos verifikasi', number, issuedOn: '2026-11-21', office: office.name });
  });

  it.each(['x', '7'.repeat(26)])('%s is unknown', async (code) => {
    await expect(ask('/api/public/receipts/:code', { params: { code } })).rejects.toMatchObject({ status: 404 });
  });
});

describe('preview', () => {
  const input = { butir: [{ jenis: 'dokumen', kunci: 'ktp', alasan: 'DOC-02' }], catatan: 'Terima kasih.' };

  it('takes what was typed as a body: it never stands in an address, where logs and histories keep it', () => {
    const row = routes.find((candidate) => candidate.path === '/api/cases/:id/letters/preview');
    expect([row?.method, row?.query, row?.body?.safeParse({ letter: 'kekurangan', input }).success]).toEqual(['post', undefined, true]);
  });

  it('shows the letter as it would go out, and stores nothing', async () => {
    const file = await aCaseAt(test.db, 'pengembalian');
    const officer = await anOfficer(test.db, file.office, ['helpdesk']);
    const rows = () => Promise.all(['letters', 'emails', 'repair_requests', 'outbox', 'private_links', 'number_sequences'].map((table) => test.db(table).count('*')));
    const before = await rows();
    const shown = await bodyOf(letterPreview, '/api/cases/:id/letters/preview', { params: { id: file.row.id }, body: { letter: 'kekurangan', input }, officer });
    expect(shown).toMatchObject({ letter: 'kekurangan', to: 'pemohon', numbered: true, recipient: 'r***@pemohon.test', subject: `Permohonan ${file.row.number} perlu dilengkapi` });
    expect(shown.body).toContain('1. Scan KTP pribadi: Scan tidak terbaca atau terpotong.\n\nTerima kasih.\n\nKirimkan perbaikan melalui tautan di bawah paling lambat 27 November 2026 pukul 16.00 WITA.');
    expect(shown.body).toContain('{tautan}');
    expect(await rows()).toEqual(before);
  });

  it.each([
    ['a foreign case', { letter: 'kekurangan', input }, 'stranger', 404], ['an unknown letter', { letter: 'surat_cinta' }, 'officer', 404],
    ['a wrong input', { letter: 'kekurangan', input: { butir: 1 } }, 'officer', 422],
  ] as const)('refuses %s', async (_name, body, who, status) => {
    const file = await aCaseAt(test.db, 'pengembalian');
    const officer = await anOfficer(test.db, file.office, ['helpdesk']);
    const { stranger } = await officeWith();
    await expect(ask('/api/cases/:id/letters/preview', { params: { id: file.row.id }, body, officer: who === 'officer' ? officer : stranger })).rejects.toMatchObject({ status });
  });
});

describe('lists', () => {
  it('of letters and mails show the own office, masked, by case', async () => {
    const { file, officer, stranger } = await officeWith();
    await rejection(officer, file);
    const query = { filter: JSON.stringify({ caseId: file.row.id }) };
    expect(await bodyOf(letterListItem.strict().array(), '/api/letters', { query, officer })).toMatchObject([{ kind: 'tidak_lolos', state: 'berlaku', hasPdf: true, issuedBy: officer.name }]);
    const [mail] = await bodyOf(mailListItem.strict().array(), '/api/emails', { query: { filter: JSON.stringify({ caseId: file.row.id, state: 'queued' }) }, officer });
    expect(mail).toMatchObject({ to: 'r***@pemohon.test', kindLabel: 'Pemberitahuan tidak lolos verifikasi', stateLabel: 'Menunggu dikirim', problem: null });
    const whole = await bodyOf(mailShape.strict(), '/api/emails/:id', { params: { id: mail?.id }, officer });
    expect(whole.body).toContain('{tautan}');
    expect(whole.attachments).toEqual([{ name: `tidak-lolos-${file.row.number}.pdf`, ready: true, sha256: expect.stringMatching(/^[0-9a-f]{64}$/) as unknown }]);
    expect(whole).toMatchObject({ by: 'Rina Contoh', replaced: false, tries: [] });
    for (const list of ['/api/letters', '/api/emails']) expect(await ask(list, { query, officer: stranger })).toMatchObject({ reply: { body: [] } });
    await expect(ask('/api/emails/:id', { params: { id: mail?.id }, officer: stranger })).rejects.toMatchObject({ status: 404 });
  });

  it.each(['toAddress', 'to_address', 'email', 'subject'])('of mails cannot be filtered by %s', async (key) => {
    const { officer } = await officeWith();
    await expect(ask('/api/emails', { query: { filter: JSON.stringify({ [key]: 'rina@pemohon.test' }) }, officer })).rejects.toMatchObject({ status: 422 });
  });

  it('say why a mail did not arrive', async () => {
    const { file, officer } = await officeWith();
    await rejection(officer, file);
    await test.db('emails').where({ case_id: file.row.id }).update({ state: 'failed', last_error: 'ditolak_penerima:550' });
    const [mail] = await bodyOf(mailListItem.array(), '/api/emails', { query: { filter: JSON.stringify({ caseId: file.row.id }) }, officer });
    expect(mail?.problem).toBe('Server penerima menolak e-mail ini (550). Hubungi pemohon dengan cara lain.');
  });

  it('of templates show the defaults', async () => {
    const { officer } = await officeWith();
    const rows = await bodyOf(letterTemplateItem.strict().array(), '/api/letter-templates', { query: { filter: JSON.stringify({ letter: 'tanda_terima' }) }, officer });
    expect(rows).toMatchObject([{ procedure: 'registrasi_perseorangan', letterLabel: 'Tanda Terima', version: 1, own: false }]);
  });
});
