import { createHash, randomUUID } from 'node:crypto';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { Writable } from 'node:stream';
import { afterAll, afterEach, beforeAll, describe, expect, it } from '@jest/globals';
import { createLink, tokenOf } from '../links/index.ts';
import { createLogger } from '../platform/log.ts';
import { relayOutbox, runOutboxRow } from '../platform/outbox.ts';
import { createStorage, type FileStorage } from '../platform/storage.ts';
import { aCaseAt, type TestCase } from '../testing/a-case.ts';
import { createTestDatabase, type TestDatabase } from '../testing/test-db.ts';
import type { MailAttachment } from './emails.repository.ts';
import { createMailer, mailDoorPart, mailEffects, type Mailer } from './index.ts';
import { noteBounce } from './mail-outcome.ts';
import { attachPdf, queueMail } from './queue-mail.ts';
import { backOff } from './send-mail.effect.ts';
import { startSmtpSink, type SmtpSink } from '../testing/smtp-sink.ts';
import { sweepMails } from './sweep-mails.cron.ts';

const config = { secret: 'rahasia-uji-rahasia-uji-rahasia-uji', publicUrl: 'https://loket.contoh.test' };
const NOW = new Date('2026-11-20T02:00:00Z');
const folder = mkdtempSync(path.join(tmpdir(), 'loket-kirim-'));
let logged = '';
const log = createLogger({ level: 'trace', destination: new Writable({ write(chunk: Buffer, _encoding, done) { logged += chunk.toString(); done(); } }) });
let test: TestDatabase;
let sink: SmtpSink;
let mailer: Mailer;
let storage: FileStorage;

beforeAll(async () => {
  test = await createTestDatabase();
  sink = await startSmtpSink();
  mailer = createMailer({ smtpUrl: sink.url, mailFrom: 'Loket LPSE <loket@contoh.test>', dataDir: folder }, { connection: 1_000, greeting: 1_000, socket: 1_000 });
  storage = await createStorage({ s3Url: undefined, uploadsDir: path.join(folder, 'uploads') });
});
afterEach(() => { sink.fault = null; sink.received.length = 0; });
afterAll(async () => {
  mailer.close();
  await sink.close();
  await test.drop();
  rmSync(folder, { recursive: true, force: true });
});

const handlers = () => mailEffects({ db: test.db, clock: { now: () => NOW }, storage, mailer, config, log, whyOutdated: () => Promise.resolve(null) });
const send = async (id: string) => { await handlers().kirim_email?.({ outboxId: randomUUID(), caseId: null, refId: id }); };
const rowOf = (id: string) => test.db('emails').where({ id }).first<Record<string, unknown> & { state: string; attempts: number; last_error: string | null; lease_until: Date | null; message_id: string; sent_at: Date | null }>();

/** A mail as a letter writes it; its outbox row is put aside unless kept. */
async function queued(file: TestCase, { attachments = [], keepOffer = false }: { attachments?: MailAttachment[]; keepOffer?: boolean } = {}) {
  const letter = await aLetter(file);
  const link = await test.db.transaction((trx) => createLink(trx, { caseId: file.row.id, letterId: letter, at: NOW, secret: config.secret }));
  await test.db.transaction((trx) => queueMail(trx, {
    uniqueKey: `letter:${letter}`, caseId: file.row.id, officeId: file.office.id, letterId: letter, linkId: link.id, kind: 'konfirmasi_penerimaan',
    to: { name: 'Rina Contoh', address: 'rina@pemohon.test' }, subject: 'Permohonan A-1 kami terima', body: 'Yth. Rina & Rini,\n\nSimpan tautan:\n{tautan}\n\nSalam,\nLPSE', attachments,
    sender: 'Loket LPSE <loket@contoh.test>', createdBy: null, at: NOW,
  }));
  const { id } = await test.db('emails').where({ letter_id: letter }).first<{ id: string }>('id');
  if (!keepOffer) await test.db('outbox').where({ ref_id: id }).delete();
  return { id, letter, token: link.token };
}

async function aLetter(file: TestCase): Promise<string> {
  const template = await test.db('letter_templates').where({ procedure: file.sop.code, letter: 'konfirmasi_penerimaan' }).first<{ id: string }>('id');
  const [row] = await test.db('letters').insert({
    case_id: file.row.id, office_id: file.office.id, action_id: file.actionId, kind: 'konfirmasi_penerimaan', recipient: 'pemohon', template_id: template.id, state: 'berlaku', subject: '-', body: '-', issued_at: NOW,
  }).returning<{ id: string }[]>('id');
  return String(row?.id);
}

describe('sending', () => {
  it('fills the private link only in what is sent, and no log holds it', async () => {
    const { id, token } = await queued(await aCaseAt(test.db, 'diterima'));
    await send(id);
    const link = `https://loket.contoh.test/berkas/${token}`;
    const [got] = sink.received;
    expect(got?.mail.text).toContain(`Simpan tautan:\n${link}\n`);
    expect(got?.mail.html).toContain(`<a href="${link}"`);
    expect(got?.mail.html).toContain('Rina &#38; Rini');
    const row = await rowOf(id);
    expect(row).toMatchObject({ state: 'sent', attempts: 1, last_error: null, lease_until: null, sent_at: NOW });
    expect(JSON.stringify(row) + logged).not.toContain(token);
  });

  it('twice, at once and later, is one mail', async () => {
    const { id } = await queued(await aCaseAt(test.db, 'diterima'));
    await Promise.all(Array.from({ length: 8 }, () => send(id)));
    await send(id);
    expect(sink.received).toHaveLength(1);
  });

  it.each([
    ['421', { at: 'rcpt', status: 421 }, 'deferred', 'ditunda_penerima:421'],
    ['450', { at: 'rcpt', status: 450 }, 'deferred', 'ditunda_penerima:450'],
    ['550', { at: 'rcpt', status: 550 }, 'failed', 'ditolak_penerima:550'],
  ] as const)('%s leaves the row where it belongs, without the words of the server', async (_name, fault, state, error) => {
    const { id } = await queued(await aCaseAt(test.db, 'diterima'));
    sink.fault = fault;
    await send(id);
    expect(await rowOf(id)).toMatchObject({ state, last_error: error, lease_until: null });
    expect(logged).not.toContain('rina@pemohon.test');
    await send(id); // not due again yet, or never
    expect(await rowOf(id)).toMatchObject({ state, attempts: 1 });
  });

  it('a deferred mail goes when its time has come', async () => {
    const { id } = await queued(await aCaseAt(test.db, 'diterima'));
    sink.fault = { at: 'rcpt', status: 450 };
    await send(id);
    sink.fault = null;
    await test.db('emails').where({ id }).update({ next_at: test.db.raw(`clock_timestamp() - interval '1 s'`) });
    await send(id);
    expect(await rowOf(id)).toMatchObject({ state: 'sent', attempts: 2 });
    expect(sink.received).toHaveLength(1);
  });

  it('is given up after the last try, and says so', async () => {
    const { id } = await queued(await aCaseAt(test.db, 'diterima'));
    await test.db('emails').where({ id }).update({ attempts: 39 });
    sink.fault = { at: 'rcpt', status: 450 };
    await send(id);
    expect(await rowOf(id)).toMatchObject({ state: 'failed', last_error: 'menyerah:450' });
  });

  it('waits longer each time, three hours at most', () => {
    expect([1, 2, 3, 9, 10, 30].map(backOff)).toEqual([30, 60, 120, 7_680, 10_800, 10_800]);
  });
});

describe('a sender that dies', () => {
  it('after the server took the mail: it goes a second time under the same Message-ID, and never a third', async () => {
    const { id } = await queued(await aCaseAt(test.db, 'diterima'));
    const dying = mailEffects({
      db: test.db, clock: { now: () => NOW }, storage, config, log, whyOutdated: () => Promise.resolve(null),
      mailer: { close: () => undefined, send: async (mail) => { await mailer.send(mail); throw new Error('killed before it was written down'); } },
    });
    await expect(dying.kirim_email?.({ outboxId: randomUUID(), caseId: null, refId: id })).rejects.toThrow('killed');
    expect(await rowOf(id)).toMatchObject({ state: 'sending' });
    await send(id); // the lease still runs: nobody else touches it
    expect(sink.received).toHaveLength(1);
    await test.db('emails').where({ id }).update({ lease_until: test.db.raw(`clock_timestamp() - interval '1 s'`) });
    for (let i = 0; i < 3; i += 1) await send(id);
    expect(sink.received).toHaveLength(2);
    expect(new Set(sink.received.map((got) => got.mail.messageId)).size).toBe(1);
  });

  it('cannot spoil what another sender achieved meanwhile', async () => {
    const { id } = await queued(await aCaseAt(test.db, 'diterima'));
    const slow = mailEffects({
      db: test.db, clock: { now: () => NOW }, storage, config, log, whyOutdated: () => Promise.resolve(null),
      mailer: {
        close: () => undefined,
        send: async () => {
          await test.db('emails').where({ id }).update({ lease_until: test.db.raw(`clock_timestamp() - interval '1 s'`) });
          await send(id);
          return { result: 'ditolak', error: 'ditolak_penerima', code: '550' };
        },
      },
    });
    await slow.kirim_email?.({ outboxId: randomUUID(), caseId: null, refId: id });
    expect(await rowOf(id)).toMatchObject({ state: 'sent', attempts: 2 });
  });
});

describe('a mail with a letter attached', () => {
  const pdfOf = (content: Buffer, key: string) => ({ key, sha256: createHash('sha256').update(content).digest('hex') });
  const waiting: MailAttachment[] = [{ kind: 'pdf', name: 'tanda-terima.pdf', key: null, sha256: null }, { kind: 'kalender', name: 'jadwal.ics', text: 'BEGIN:VCALENDAR\r\nMETHOD:CANCEL' }];

  it('waits for it, then carries exactly these bytes', async () => {
    const { id, letter } = await queued(await aCaseAt(test.db, 'disetujui'), { attachments: waiting });
    await send(id);
    expect([await sweepMails(test.db, NOW), (await rowOf(id)).state, sink.received.length]).toEqual([0, 'queued', 0]);
    const content = Buffer.from('%PDF-1.7 tanda terima');
    const pdf = pdfOf(content, `surat/${letter}.pdf`);
    await storage.put(pdf.key, content);
    for (let i = 0; i < 2; i += 1) await test.db.transaction((trx) => attachPdf(trx, letter, pdf));
    expect(await test.db('outbox').where({ ref_id: id }).pluck<string[]>('effect')).toEqual(['kirim_email']);
    await send(id);
    expect(sink.received[0]?.mail.attachments.map((got) => [got.filename, Buffer.from(got.content as ArrayBuffer).toString().trim().replaceAll('\r\n', '\n')])).toEqual([['tanda-terima.pdf', content.toString()], ['jadwal.ics', 'BEGIN:VCALENDAR\nMETHOD:CANCEL']]);
    expect(sink.received[0]?.mail.attachments[1]?.method).toBe('CANCEL');
  });

  it.each([
    ['changed', Buffer.from('lain'), 'failed', 'lampiran_rusak:'], ['missing', null, 'deferred', 'lampiran_tidak_terbaca:'],
  ])('does not go when the file is %s', async (_name, stored, state, error) => {
    const { id, letter } = await queued(await aCaseAt(test.db, 'disetujui'), { attachments: waiting });
    const pdf = pdfOf(Buffer.from('asli'), `surat/${letter}.pdf`);
    if (stored) await storage.put(pdf.key, stored);
    await test.db.transaction((trx) => attachPdf(trx, letter, pdf));
    await send(id);
    expect(await rowOf(id)).toMatchObject({ state, last_error: error });
    expect(sink.received).toEqual([]);
  });
});

describe('a lost queue', () => {
  it('costs delay, never a mail: the sweep offers what nobody offers, once', async () => {
    await test.db('emails').where({ state: 'queued' }).update({ state: 'sent' });
    const file = await aCaseAt(test.db, 'diterima');
    const mails = await Promise.all(Array.from({ length: 20 }, () => queued(file)));
    const offered = await queued(file, { keepOffer: true });
    expect([await sweepMails(test.db, NOW), await sweepMails(test.db, NOW)]).toEqual([20, 0]);
    const due: string[] = [];
    await relayOutbox(test.db, { add: (_name, data) => { due.push((data as { outboxId: string }).outboxId); return Promise.resolve(); } });
    for (const id of due) await runOutboxRow(test.db, handlers(), id, log);
    expect(sink.received.map((got) => got.mail.messageId).sort()).toEqual((await test.db('emails').whereIn('id', [...mails, offered].map((mail) => mail.id)).pluck<string[]>('message_id')).sort());
  });

  it('also after a sender died with the job', async () => {
    const { id } = await queued(await aCaseAt(test.db, 'diterima'));
    await test.db('emails').where({ id }).update({ state: 'sending', lease_until: test.db.raw(`clock_timestamp() - interval '1 s'`) });
    expect(await sweepMails(test.db, NOW)).toBe(1);
  });
});

it('undelivered mails count until they are explained as a deviation of output', async () => {
  const file = await aCaseAt(test.db, 'pengarsipan');
  const mails = await Promise.all([queued(file), queued(file), queued(file)]);
  const fact = mailDoorPart().facts?.[0];
  const undelivered = () => test.db.transaction((trx) => fact?.read(trx, { caseId: file.row.id, round: 1, identityVersion: 1, contactVersion: 1, now: NOW }) ?? Promise.resolve(null));
  // What is still on its way has not arrived either.
  expect(await undelivered()).toEqual({ undelivered: 3, rejected: 0 });
  await test.db('emails').where({ id: mails[2].id }).update({ state: 'sent' });
  expect(await undelivered()).toEqual({ undelivered: 2, rejected: 0 });
  await test.db('emails').where({ id: mails[0].id }).update({ state: 'failed' });
  await test.db('emails').where({ id: mails[1].id }).update({ state: 'bounced' });
  expect(await undelivered()).toEqual({ undelivered: 2, rejected: 2 });
  const deviation = { case_id: file.row.id, round: 1, explanation: 'Disampaikan lewat telepon.', at: NOW };
  await test.db('case_deviations').insert([{ ...deviation, kind: 'output', subject: mails[0].id }, { ...deviation, kind: 'waktu', subject: mails[1].id }]);
  expect(await undelivered()).toEqual({ undelivered: 1, rejected: 1 });
});

it('a colleague\'s refused mailbox is not the applicant\'s; a refused link for scans is, and is told', async () => {
  const file = await aCaseAt(test.db, 'pengarsipan');
  const fact = () => test.db.transaction((trx) => mailDoorPart().facts?.[0]?.read(trx, { caseId: file.row.id, round: 1, identityVersion: 1, contactVersion: 1, now: NOW }) ?? Promise.resolve(null));
  const bounced = async (kind: string) => {
    const { id } = await queued(file);
    await test.db('emails').where({ id }).update({ letter_id: null, kind, state: 'sent' });
    await test.db.transaction((trx) => noteBounce(trx, id, '5.1.1', NOW));
    return id;
  };
  await bounced('pengingat_tugas');
  expect([await fact(), await test.db('contact_duties').where({ case_id: file.row.id }).pluck('email_id')]).toEqual([{ undelivered: 0, rejected: 0 }, []]);
  const link = await bounced('minta_unggah');
  expect([await fact(), await test.db('contact_duties').where({ case_id: file.row.id }).pluck('email_id')]).toEqual([{ undelivered: 1, rejected: 1 }, [link]]);
});

it('the token of the mail is the one of the link row', async () => {
  const { id, token } = await queued(await aCaseAt(test.db, 'diterima'));
  expect(tokenOf(config.secret, String((await rowOf(id)).link_id))).toBe(token);
});
