import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { generateKeyPairSync } from 'node:crypto';
import { createServer, type AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, afterEach, beforeAll, describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import PostalMime from 'postal-mime';
import { createMailer, type Mailer, type OutgoingMail } from './mailer.gateway.ts';
import { checkDkim } from '../testing/dkim-check.ts';
import { NASTY_STRINGS } from '../testing/nasty-strings.ts';
import { startSmtpSink, type SmtpSink } from '../testing/smtp-sink.ts';

const mailFrom = 'Loket LPSE <loket@contoh.test>';
const mailOf = (change: Partial<OutgoingMail> = {}): OutgoingMail => ({
  messageId: '<letter.1@contoh.test>', fromName: 'LPSE Contoh', to: { name: 'Rina Contoh', address: 'rina@pemohon.test' }, subject: 'Permohonan A-1', text: 'Isi\n', html: '<p>Isi</p>', attachments: [], ...change,
});

let sink: SmtpSink;
let mailer: Mailer;
beforeAll(async () => {
  sink = await startSmtpSink();
  mailer = createMailer({ smtpUrl: sink.url, mailFrom, dataDir: '/nowhere' }); // the product's own time-outs: only what tests silence may be impatient
});
afterEach(() => { sink.fault = null; sink.received.length = 0; });
afterAll(async () => { mailer.close(); await sink.close(); });

describe('over SMTP', () => {
  it('keeps the Message-ID, says that a machine wrote, carries both texts and the attachment', async () => {
    const pdf = Buffer.from('%PDF-1.7 contoh');
    expect(await mailer.send(mailOf({ attachments: [{ name: 'tanda-terima.pdf', type: 'application/pdf', content: pdf }] }))).toEqual({ result: 'terkirim' });
    const [got] = sink.received;
    expect(got?.mail).toMatchObject({ messageId: '<letter.1@contoh.test>', subject: 'Permohonan A-1', from: { name: 'LPSE Contoh', address: 'loket@contoh.test' }, to: [{ name: 'Rina Contoh', address: 'rina@pemohon.test' }] });
    expect(got?.mail.headers.find((header) => header.key === 'auto-submitted')?.value).toBe('auto-generated');
    expect([got?.mail.text?.trim(), got?.mail.html?.trim()]).toEqual(['Isi', '<p>Isi</p>']);
    expect(got?.mail.attachments.map(({ filename, mimeType, content }) => [filename, mimeType, Buffer.from(content as ArrayBuffer).equals(pdf)])).toEqual([['tanda-terima.pdf', 'application/pdf', true]]);
  });

  it.each([
    ['550 at MAIL FROM: our sender, not the recipient', { at: 'mail', status: 550 }, { result: 'ditunda', error: 'pengirim_ditolak', code: '550' }],
    ['451 at MAIL FROM', { at: 'mail', status: 451 }, { result: 'ditunda', error: 'ditunda_penerima', code: '451' }],
    ['421 at RCPT', { at: 'rcpt', status: 421 }, { result: 'ditunda', error: 'ditunda_penerima', code: '421' }],
    ['450 at RCPT', { at: 'rcpt', status: 450 }, { result: 'ditunda', error: 'ditunda_penerima', code: '450' }],
    ['550 at RCPT', { at: 'rcpt', status: 550 }, { result: 'ditolak', error: 'ditolak_penerima', code: '550' }],
    ['452 after DATA', { at: 'data', status: 452 }, { result: 'ditunda', error: 'ditunda_penerima', code: '452' }],
    ['554 after DATA', { at: 'data', status: 554 }, { result: 'ditolak', error: 'ditolak_penerima', code: '554' }],
  ] as const)('%s', async (_name, fault, outcome) => {
    sink.fault = fault;
    expect(await mailer.send(mailOf())).toEqual(outcome);
  });

  it('a line cut after DATA means: later', async () => {
    sink.fault = { at: 'cut' };
    expect(await mailer.send(mailOf())).toMatchObject({ result: 'ditunda', error: 'tidak_terhubung' });
    expect(sink.received).toHaveLength(1);
  });

  it('a server that falls silent costs no more than the time-out', async () => {
    sink.fault = { at: 'silence' };
    const impatient = createMailer({ smtpUrl: sink.url, mailFrom, dataDir: '/nowhere' }, { connection: 5_000, greeting: 5_000, socket: 500 });
    const began = Date.now();
    expect(await impatient.send(mailOf())).toMatchObject({ result: 'ditunda', error: 'tidak_terhubung', code: 'ETIMEDOUT' });
    expect(Date.now() - began).toBeLessThan(10_000);
    impatient.close();
  });

  it('a server that never greets costs no more than the time-out', async () => {
    const tarpit = createServer();
    await new Promise<void>((resolve) => { tarpit.listen(0, '127.0.0.1', resolve); });
    const slow = createMailer({ smtpUrl: `smtp://127.0.0.1:${(tarpit.address() as AddressInfo).port}`, mailFrom, dataDir: '/nowhere' }, { connection: 1_000, greeting: 300, socket: 500 });
    expect(await slow.send(mailOf())).toMatchObject({ result: 'ditunda', error: 'tidak_terhubung' });
    slow.close();
    tarpit.close();
  });

  it('a server that is not there means: later', async () => {
    const nobody = createMailer({ smtpUrl: 'smtp://127.0.0.1:1', mailFrom, dataDir: '/nowhere' });
    expect(await nobody.send(mailOf())).toMatchObject({ result: 'ditunda', error: 'tidak_terhubung' });
    nobody.close();
  });
});

describe('DKIM', () => {
  const { privateKey, publicKey } = generateKeyPairSync('rsa', { modulusLength: 2048, privateKeyEncoding: { type: 'pkcs8', format: 'pem' }, publicKeyEncoding: { type: 'spki', format: 'pem' } });
  const dkim = { domainName: 'contoh.test', keySelector: 'loket', privateKey };

  it('signs each mail so that another program than the one that signed finds it right; one letter changed on the way is seen', async () => {
    const signing = createMailer({ smtpUrl: sink.url, mailFrom, dataDir: '/nowhere', dkim });
    expect(await signing.send(mailOf({ text: 'Yth. Rina,\n\n  dua  spasi \n\n', replyTo: 'loket+kunci@contoh.test', attachments: [{ name: 'a.pdf', type: 'application/pdf', content: Buffer.from('%PDF-1.7') }] }))).toEqual({ result: 'terkirim' });
    signing.close();
    const raw = sink.received[0]?.raw ?? '';
    const checked = checkDkim(raw, publicKey);
    expect(checked).toMatchObject({ domain: 'contoh.test', selector: 'loket', bodyHash: true, signature: true });
    expect(checked.signedHeaders).toEqual(expect.arrayContaining(['from', 'to', 'subject', 'date', 'message-id', 'reply-to']));
    expect(checkDkim(raw.replace('Permohonan A-1', 'Permohonan A-2'), publicKey).signature).toBe(false);
    expect(checkDkim(raw.replace('dua', 'tiga'), publicKey).bodyHash).toBe(false);
  });

  it('is left out where none is set', async () => {
    await mailer.send(mailOf());
    expect(sink.received[0]?.raw).not.toMatch(/dkim-signature/i);
  });
});

describe('hostile names and addresses', () => {
  it.each([
    'a@b.test, jahat@e.test', 'a@b.test\r\nBcc: jahat@e.test', 'a@b.test\nRCPT TO:<jahat@e.test>', '<a@b.test> jahat@e.test', 'a@b.test;jahat@e.test', '"a,jahat@e.test"@b.test',
    'grup: a@b.test, jahat@e.test;', 'a@b.test>', 'a%jahat@e.test@b.test', '', 'a@b.test\u0000jahat@e.test',
  ])('%j is nobody', async (address) => {
    expect(await mailer.send(mailOf({ to: { name: 'x', address } }))).toEqual({ result: 'ditolak', error: 'alamat_tidak_sah', code: '' });
    expect(sink.received).toEqual([]);
  });

  it('names, subjects and attachment names reach one recipient and inject no header', async () => {
    const nasty = fc.oneof(
      fc.constantFrom('Rina\r\nBcc: jahat@e.test', 'jahat@e.test, x', '<jahat@e.test>', 'Rina" <jahat@e.test>', '=?utf-8?q?=0D=0ABcc:_jahat@e.test?=', 'X\u2028Bcc: jahat@e.test', '.\r\nMAIL FROM:<x@y>', '\u0000'.repeat(5), 'ル'.repeat(90)),
      fc.constantFrom(...NASTY_STRINGS),
      fc.string({ unit: 'binary', maxLength: 80 }),
    );
    await fc.assert(fc.asyncProperty(nasty, nasty, nasty, async (name, subject, file) => {
      sink.received.length = 0;
      expect(await mailer.send(mailOf({ to: { name, address: 'rina@pemohon.test' }, fromName: subject, subject, attachments: [{ name: file, type: 'text/plain', content: 'x' }] }))).toEqual({ result: 'terkirim' });
      expect(sink.received.map((got) => [got.from, got.to])).toEqual([['loket@contoh.test', ['rina@pemohon.test']]]);
      const keys = sink.received[0]?.mail.headers.map((header) => header.key) ?? [];
      expect([...keys].sort()).toEqual(['auto-submitted', 'content-language', 'content-type', 'date', 'from', 'message-id', 'mime-version', 'subject', 'to']
        .filter((key) => key !== 'subject' || keys.includes('subject')));
    }), { numRuns: Number(process.env.LOKET_FAULT_RUNS ?? 60) });
  }, 120_000);
});

describe('without a mail server', () => {
  const folder = mkdtempSync(path.join(tmpdir(), 'loket-mail-'));
  afterAll(() => { rmSync(folder, { recursive: true, force: true }); });
  it('writes one .eml per Message-ID, readable by its owner only', async () => {
    const writer = createMailer({ smtpUrl: undefined, mailFrom, dataDir: folder });
    for (const text of ['satu', 'dua']) expect(await writer.send(mailOf({ text }))).toEqual({ result: 'terkirim' });
    expect(readdirSync(path.join(folder, 'mail'))).toEqual(['letter.1.eml']);
    const mail = await PostalMime.parse(readFileSync(path.join(folder, 'mail', 'letter.1.eml')));
    expect([mail.messageId, mail.text?.trim(), mail.to?.[0]?.address]).toEqual(['<letter.1@contoh.test>', 'dua', 'rina@pemohon.test']);
  });
});
