/** Mail that comes in, through a real IMAP server: threads, files, what machines send, reports of mail that did not arrive. */
import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import type { Knex } from 'knex';
import { startTestLoket, type TestLoket } from '../../testing/start-loket.ts';
import { imapIsHere, startImapServer, type ImapServer } from '../../testing/imap-server.ts';
import { sampleScan } from '../../testing/sample-files.ts';
import type { Person } from '../../../seeds/scenarios/people.ts';
import { walks } from '../../../seeds/scenarios/registrasi-perseorangan.ts';
import { createMailbox } from './mailbox.gateway.ts';
import { fetchInbox } from './fetch-inbox.cron.ts';
import { readMail } from './read-mail.ts';
import type { InboundDeps } from './receive-inbound.ts';

const OWN = 'loket@kantor.test';
const required = process.env.LOKET_REQUIRE_IMAP === '1';
if (!imapIsHere && !required) process.stderr.write('SKIPPED: no dovecot-imapd here; mail that comes in is not tested against a real server.\n');
const whereImap = imapIsHere || required ? describe : describe.skip;

whereImap('mail that comes in', () => {
  let loket: TestLoket;
  let db: Knex;
  let imap: ImapServer;
  let deps: InboundDeps;
  let waiting: { caseId: string; number: string; person: Person; token: string };
  let sent: { id: string; message_id: string; reply_key: string };

  beforeAll(async () => {
    imap = await startImapServer();
    loket = await startTestLoket({ seed: 61, env: { MAIL_REPLY_TO: OWN, IMAP_URL: imap.url } });
    db = loket.db;
    waiting = await (walks.menunggu_perbaikan as (typeof walks)[string])(loket.world);
    sent = await db('emails').where({ case_id: waiting.caseId, kind: 'kekurangan' }).first<typeof sent>('id', 'message_id', 'reply_key');
    deps = loket.loket.inbound;
  }, 180_000);
  afterAll(async () => { await imap.stop(); await loket.stop(); });
  beforeEach(async () => { await db('inbound_mails').del(); });

  let counted = 0;
  const mail = (more: { from?: string; to?: string; headers?: string[]; body?: string; subject?: string; id?: string; parts?: string } = {}) => {
    counted += 1;
    return [
      `From: Rina <${more.from ?? waiting.person.email}>`, `To: ${more.to ?? OWN}`, `Subject: ${more.subject ?? 'Re: perbaikan'}`, `Message-ID: ${more.id ?? `<surat.${counted}.${Math.random()}@pemohon.test>`}`,
      'Date: Mon, 2 Mar 2026 10:00:00 +0800', 'MIME-Version: 1.0', ...(more.headers ?? []),
      ...(more.parts ? ['Content-Type: multipart/mixed; boundary=b1', '', `--b1\r\nContent-Type: text/plain; charset=utf-8\r\n\r\n${more.body ?? 'Terlampir perbaikan saya.'}\r\n${more.parts}--b1--`]
        : ['Content-Type: text/plain; charset=utf-8', '', more.body ?? 'Terima kasih.']),
    ].join('\r\n');
  };
  const attachment = (name: string, type: string, bytes: Buffer) =>
    `--b1\r\nContent-Type: ${type}; name="${name}"\r\nContent-Disposition: attachment; filename="${name}"\r\nContent-Transfer-Encoding: base64\r\n\r\n${bytes.toString('base64').replace(/.{76}/g, '$&\r\n')}\r\n`;
  const look = () => fetchInbox(deps, createMailbox(imap.url));
  const rows = () => db('inbound_mails').orderBy('received_at').orderBy('id').select('case_id', 'matched_by', 'known_sender', 'state', 'reason', 'attachments', 'subject', 'body');

  it('is threaded by the Message-ID it answers, its files waiting for somebody to file them', async () => {
    const scan = await sampleScan('ktp', waiting.person.onCards, 'pdf');
    imap.deliver(mail({ headers: [`In-Reply-To: ${sent.message_id}`], parts: attachment('ktp.pdf', 'application/pdf', scan) + attachment('jahat.exe', 'application/octet-stream', Buffer.from('MZ jahat')) }));
    expect(await look()).toBe(1);
    const [row] = await rows() as unknown[];
    expect(row).toMatchObject({ case_id: waiting.caseId, matched_by: 'pesan', known_sender: true, state: 'baru', body: 'Terlampir perbaikan saya.' });
    const files = (row as { attachments: { name: string; uploadId: string | null; problem: string | null }[] }).attachments;
    expect(files).toMatchObject([{ name: 'ktp.pdf', problem: null }, { name: 'jahat.exe', uploadId: null, problem: expect.stringMatching(/^unggahan\./) as unknown }]);
    // It waits: no document of the case changed, and the draft outlives the day drafts have.
    expect(await db('documents').where({ upload_id: files[0]?.uploadId }).first()).toBeUndefined();
    const upload = await db('uploads').where({ id: files[0]?.uploadId }).first<{ expires_at: Date; used_at: Date | null }>();
    expect(upload.used_at).toBeNull();
    expect(upload.expires_at.getTime()).toBeGreaterThan(loket.clock.now().getTime() + 50 * 86_400_000);

    // Staff look at it first; a refused one, and somebody else's, has no picture.
    const helpdesk = await loket.world.officer('helpdesk');
    const [waits] = await helpdesk.get<{ id: string }[]>(`/api/inbound-mails?filter=${encodeURIComponent(JSON.stringify({ caseId: waiting.caseId }))}`);
    expect((await helpdesk.request('GET', `/api/inbound-mails/${waits?.id}/pages/1`)).headers.get('content-type')).toBe('image/jpeg');
    expect((await helpdesk.request('GET', `/api/inbound-mails/${waits?.id}/pages/2`)).status).toBe(404);

    // Staff file it against the open request with its origin; the mail is dealt with by that.
    const asked = await helpdesk.get<{ repair: { documents: string[]; fields: string[] } }>(`/api/cases/${waiting.caseId}`);
    expect(asked.repair.documents).toHaveLength(1);
    expect((await helpdesk.act(waiting.caseId, 'kirim_perbaikan', { dokumen: { [String(asked.repair.documents[0])]: files[0]?.uploadId }, isian: {}, asal: 'email' })).place).toBe('cek_unggahan');
    expect(await db('documents').where({ upload_id: files[0]?.uploadId }).first('origin')).toEqual({ origin: 'email' });
    expect(await rows()).toMatchObject([{ state: 'ditangani' }]);
  }, 60_000);

  it('is threaded by the key in the address it was sent to', async () => {
    imap.deliver(mail({ to: OWN.replace('@', `+${sent.reply_key}@`) }));
    await look();
    expect(await rows()).toMatchObject([{ case_id: waiting.caseId, matched_by: 'alamat_balas', state: 'baru' }]);
  });

  it('of another address than the application\'s is threaded and marked', async () => {
    imap.deliver(mail({ from: 'orang.lain@contoh.test', headers: [`References: <x@y> ${sent.message_id}`] }));
    await look();
    expect(await rows()).toMatchObject([{ case_id: waiting.caseId, known_sender: false }]);
  });

  it('of a stranger lands in the triage list, and can be put to a case', async () => {
    imap.deliver(mail({ from: 'asing@contoh.test', subject: 'Tanya\r\n syarat' }));
    imap.deliver(mail({ from: 'asing2@contoh.test', to: OWN.replace('@', '+tebakansembarang1@') }));
    await look();
    expect(await rows()).toMatchObject([{ case_id: null, state: 'baru', matched_by: null }, { case_id: null, state: 'baru' }]);
    const helpdesk = await loket.world.officer('helpdesk');
    const [item] = await helpdesk.get<{ id: string; from: string }[]>(`/api/inbound-mails?filter=${encodeURIComponent(JSON.stringify({ state: 'baru', threaded: false }))}`);
    const put = (act: string, caseNumber?: string) => helpdesk.request('POST', `/api/inbound-mails/${item?.id}/handle`, { act, ...(caseNumber ? { caseNumber } : {}) });
    expect((await put('pasangkan', 'KALTIM-2026-999999')).status).toBe(422);
    expect((await put('pasangkan', waiting.number.toLowerCase())).status).toBe(204);
    expect((await put('selesai')).status).toBe(204);
    expect((await put('pasangkan', waiting.number)).status).toBe(409);
  });

  it.each([
    ['an automatic reply', ['Auto-Submitted: auto-replied'], {}, 'balasan_otomatis'],
    ['an answering machine of another kind', ['X-Autoreply: yes'], {}, 'balasan_otomatis'],
    ['bulk', ['Precedence: bulk'], {}, 'balasan_otomatis'],
    ['a mailing list', ['List-Id: <berita.contoh.test>'], {}, 'milis'],
    ['a postmaster', [], { from: 'MAILER-DAEMON@contoh.test' }, 'mesin'],
    ['our own mail coming back', [], { from: OWN }, 'putaran'],
    ['our own mail coming back behind a plus', [], { from: 'loket+abcdefghijkl@kantor.test' }, 'putaran'],
  ])('%s is put aside with its words, its files named but not taken, and never answered', async (_what, headers, more, why) => {
    const before = await db('emails').count({ n: '*' });
    imap.deliver(mail({ ...more, headers: [...headers, `In-Reply-To: ${sent.message_id}`], parts: attachment('a.pdf', 'application/pdf', Buffer.from('%PDF-1.7 x')) }));
    await look();
    expect(await rows()).toMatchObject([{ state: 'diabaikan', reason: why, attachments: [{ name: 'a.pdf', uploadId: null, problem: 'surel_masuk.lampiran_disisihkan' }], body: 'Terlampir perbaikan saya.' }]);
    expect(await db('emails').count({ n: '*' })).toEqual(before);
  });

  it('one that is delivered twice, and a mailbox read from its beginning again, change nothing', async () => {
    const again = mail({ id: '<sama@pemohon.test>' });
    imap.deliver(again);
    imap.deliver(again);
    expect(await look()).toBe(1);
    await db('mailbox_cursors').del();
    await look();
    expect(await db('inbound_mails').where({ message_id: '<sama@pemohon.test>' }).count({ n: '*' })).toEqual([{ n: 1 }]);
  });

  it('that lay in the mailbox for years before we looked is no news; what came yesterday is', async () => {
    await db('mailbox_cursors').del();
    const daysAgo = (days: number) => new Date(Date.now() - days * 86_400_000);
    imap.deliver(mail({ id: '<dulu@pemohon.test>', from: 'dulu@contoh.test' }), daysAgo(900));
    imap.deliver(mail({ id: '<kemarin@pemohon.test>', from: 'kemarin@contoh.test' }), daysAgo(1));
    await look();
    expect(await db('inbound_mails').whereIn('from_address', ['dulu@contoh.test', 'kemarin@contoh.test']).pluck('from_address')).toEqual(['kemarin@contoh.test']);
  });

  it('of one sender is put aside once it floods', async () => {
    for (let n = 0; n < 32; n += 1) imap.deliver(mail({ from: 'banjir@contoh.test' }));
    await look();
    expect(await db('inbound_mails').where({ from_address: 'banjir@contoh.test' }).groupBy('state').orderBy('state').select('state').count({ n: '*' })).toEqual([{ state: 'baru', n: 30 }, { state: 'diabaikan', n: 2 }]);
  }, 60_000);

  it('of somebody who answers us keeps its words and files beyond that mark too', async () => {
    const scan = await sampleScan('ktp', waiting.person.onCards, 'pdf');
    for (let n = 0; n < 30; n += 1) imap.deliver(mail({ from: 'kantor.bersama@contoh.test' }));
    await look();
    imap.deliver(mail({ from: 'kantor.bersama@contoh.test', headers: [`In-Reply-To: ${sent.message_id}`], parts: attachment('ktp.pdf', 'application/pdf', scan) }));
    await look();
    const row = await db('inbound_mails').where({ case_id: waiting.caseId }).first<{ id: string; attachments: { uploadId: string | null }[] }>();
    expect(row).toMatchObject({ state: 'diabaikan', reason: 'terlalu_sering', body: 'Terlampir perbaikan saya.', attachments: [{ name: 'ktp.pdf', uploadId: expect.any(String) as unknown, problem: null }] });
    // An officer takes it back to those that wait.
    const helpdesk = await loket.world.officer('helpdesk');
    expect((await helpdesk.request('POST', `/api/inbound-mails/${row.id}/handle`, { act: 'buka_lagi' })).status).toBe(204);
    expect(await db('inbound_mails').where({ id: row.id }).first('state', 'reason')).toEqual({ state: 'baru', reason: 'terlalu_sering' });
  }, 60_000);

  it('written with a program that asks not to be answered by machines is a person\'s', async () => {
    imap.deliver(mail({ headers: ['X-Auto-Response-Suppress: All', `In-Reply-To: ${sent.message_id}`] }));
    await look();
    expect(await rows()).toMatchObject([{ state: 'baru', reason: null, body: 'Terima kasih.' }]);
  });

  const nested = (depth: number) => Array.from({ length: depth }, (_, n) => `--n${n}\r\nContent-Type: multipart/mixed; boundary=n${n + 1}\r\n\r\n`).join('');
  it.each([
    ['parts within parts without end', () => mail({ subject: 'Bersarang', headers: ['Content-Type: multipart/mixed; boundary=n0', '', nested(300)] })],
    ['headers without end', () => mail({ subject: 'Kepala panjang', headers: [`X-Panjang: ${'a'.repeat(3 * 1024 * 1024)}`] })],
  ])('that defies reading (%s) goes to the list, and those behind it arrive', async (_what, broken) => {
    imap.deliver(broken());
    imap.deliver(mail({ subject: 'Yang sesudahnya' }));
    await look();
    expect(await rows()).toMatchObject([{ state: 'baru', reason: 'tidak_terbaca', body: '', attachments: [] }, { state: 'baru', reason: null, subject: 'Yang sesudahnya' }]);
    expect(await db('inbound_mails').where({ reason: 'tidak_terbaca' }).first('from_address', 'subject')).toEqual({ from_address: waiting.person.email, subject: expect.stringMatching(/^(Bersarang|Kepala panjang)$/) as unknown });
  }, 60_000);

  it.each([
    ['a NUL, well wrapped, in its Message-ID and in what it answers', () => mail({ id: '=?utf-8?Q?=3Ca=00b@contoh.test=3E?=', headers: ['In-Reply-To: =?utf-8?Q?=3Cx=00y@z=3E?='] })],
    ['a Message-ID too long for an index', () => mail({ id: `<${Array.from({ length: 6000 }, () => Math.random().toString(36).at(-1)).join('')}@contoh.test>` })],
    ['half a character in the name of a file', () => mail({ parts: attachment(`${'a'.repeat(199)}😀.pdf`, 'application/pdf', Buffer.from('%PDF-1.7 x')) })],
    ['a kind of file with a NUL in it', () => mail({ parts: attachment('a.pdf', 'application/p\0df', Buffer.from('%PDF-1.7 x')) })],
    ['a page whose style never ends, a million times', () => mail({ headers: ['Content-Type: text/html', '', '<style'.repeat(1_000_000)] })],
  ])('is taken in although it carries %s', async (_what, odd) => {
    imap.deliver(odd());
    imap.deliver(mail({ subject: 'Yang sesudahnya' }));
    await look();
    expect(await rows()).toMatchObject([{ state: 'baru', reason: null }, { state: 'baru', reason: null, subject: 'Yang sesudahnya' }]);
  }, 60_000);

  it('whose trouble shows only on the way in is begun five times, then goes to the list; a full disk is waited for', async () => {
    const scan = await sampleScan('ktp', waiting.person.onCards, 'pdf');
    imap.deliver(mail({ subject: 'Sial', parts: attachment('satu.pdf', 'application/pdf', scan) + attachment('dua.pdf', 'application/pdf', scan) }));
    imap.deliver(mail({ subject: 'Yang sesudahnya' }));
    const lookWith = (fault: Error) => fetchInbox({
      ...deps, upload: (file) => (file.originalName === 'dua.pdf' ? Promise.reject(fault) : deps.upload(file)),
    }, createMailbox(imap.url)).then(() => 'masuk', (error: unknown) => (error as Error).message);
    for (let n = 0; n < 7; n += 1) expect(await lookWith(Object.assign(new Error('penuh'), { code: 'ENOSPC' }))).toBe('penuh');
    expect(await rows()).toEqual([]);
    // What was kept of it at each of those looks does not stay for the two months a filed one does.
    expect(await db('uploads').where({ original_name: 'satu.pdf' }).whereNull('used_at').whereRaw('expires_at > clock_timestamp()').count({ n: '*' })).toEqual([{ n: 0 }]);
    for (let n = 0; n < 5; n += 1) expect(await lookWith(new Error('aneh'))).toBe('aneh');
    expect(await lookWith(new Error('aneh'))).toBe('masuk');
    expect((await rows() as { subject: string; reason: string | null }[]).map(({ subject, reason }) => [subject, reason])).toEqual([['Sial', 'tidak_terbaca'], ['Yang sesudahnya', null]]);
  }, 120_000);

  it('of more than is read here is on the list with its words, threaded, without its files', async () => {
    imap.deliver(mail({ subject: 'Pindaian besar', headers: [`In-Reply-To: ${sent.message_id}`], parts: attachment('besar.pdf', 'application/pdf', Buffer.alloc(24 * 1024 * 1024, 'x')) }));
    imap.deliver(mail({ subject: 'Yang sesudahnya' }));
    await look();
    expect(await rows()).toMatchObject([
      { case_id: waiting.caseId, known_sender: true, state: 'baru', reason: 'terlalu_besar', subject: 'Pindaian besar', body: 'Terlampir perbaikan saya.', attachments: [] },
      { state: 'baru', reason: null, subject: 'Yang sesudahnya' },
    ]);
  }, 60_000);

  const report = (action: string, messageId: string) => [
    'From: Mail Delivery <MAILER-DAEMON@contoh.test>', `To: ${OWN}`, 'Subject: Undelivered Mail', `Message-ID: <dsn.${Math.random()}@contoh.test>`, 'Auto-Submitted: auto-replied', 'MIME-Version: 1.0',
    'Content-Type: multipart/report; report-type=delivery-status; boundary=d1', '', '--d1', 'Content-Type: text/plain', '', 'Alamat tidak dikenal.', '--d1', 'Content-Type: message/delivery-status', '',
    'Reporting-MTA: dns; contoh.test', '', `Final-Recipient: rfc822; ${waiting.person.email}`, `Action: ${action}`, 'Status: 5.1.1', '', '--d1', 'Content-Type: message/rfc822', '',
    `Message-ID: ${messageId}`, 'Subject: asli', '', 'isi', '--d1--', ''].join('\r\n');

  it('a report that returns nothing of ours, but says what it answers, marks that mail', async () => {
    await loket.loket.workOnce();
    const invited = await db('emails').where({ case_id: waiting.caseId, state: 'sent' }).whereNot({ id: sent.id }).first<{ id: string; message_id: string }>('id', 'message_id');
    imap.deliver(report('failed', '<nomor.lain@relai.test>').replace('Auto-Submitted', `In-Reply-To: ${invited.message_id}\r\nAuto-Submitted`));
    await look();
    expect(await rows()).toMatchObject([{ state: 'dikembalikan', reason: null, case_id: waiting.caseId }]);
    expect(await db('emails').where({ id: invited.id }).first('state')).toEqual({ state: 'bounced' });
    await db('contact_duties').where({ email_id: invited.id }).del();
  });

  it('a report that ours did not arrive marks it, opens a duty and tells a colleague; once', async () => {
    // A list that nobody has answered yet: one that was answered is not sent again.
    const asked = await (walks.menunggu_perbaikan as (typeof walks)[string])(loket.world);
    const list = await db('emails').where({ case_id: asked.caseId, kind: 'kekurangan' }).first<typeof sent>('id', 'message_id', 'reply_key');
    await loket.loket.workOnce();
    imap.deliver(report('delayed', list.message_id));
    await look();
    expect(await db('emails').where({ id: list.id }).first('state')).toEqual({ state: 'sent' });
    imap.deliver(report('failed', list.message_id));
    imap.deliver(report('failed', list.message_id));
    imap.deliver(report('failed', '<tidak.pernah@kantor.test>'));
    await look();
    expect(await db('emails').where({ id: list.id }).first('state', 'last_error')).toEqual({ state: 'bounced', last_error: 'dikembalikan:5.1.1' });
    expect((await rows() as { state: string; reason: string | null }[]).map(({ state, reason }) => [state, reason])).toEqual([['diabaikan', 'laporan_sementara'], ['dikembalikan', null], ['dikembalikan', null], ['diabaikan', 'laporan_asing']]);
    expect(await db('contact_duties').where({ case_id: asked.caseId }).select('email_id', 'closed_at')).toEqual([{ email_id: list.id, closed_at: null }]);
    expect(await db('notices').where({ case_id: asked.caseId, kind: 'surat_gagal' }).count({ n: '*' })).not.toEqual([{ n: 0 }]);

    // Reached by telephone: the duty is done, and it says how.
    const helpdesk = await loket.world.officer('helpdesk');
    const link = await helpdesk.post<{ whatsapp: string; telephone: string }>(`/api/cases/${asked.caseId}/contact-link`, {});
    expect(link.whatsapp).toMatch(/^https:\/\/wa\.me\/628\d+\?text=Yth\./);
    await helpdesk.post(`/api/cases/${asked.caseId}/contacts`, { requestId: 'kontak-uji-1', channel: 'telepon', reached: false });
    expect(await db('contact_duties').whereNull('closed_at').count({ n: '*' })).toEqual([{ n: 1 }]);
    await helpdesk.post(`/api/cases/${asked.caseId}/contacts`, { requestId: 'kontak-uji-2', channel: 'whatsapp', reached: true, note: 'Akan dikirim ulang' });
    await helpdesk.post(`/api/cases/${asked.caseId}/contacts`, { requestId: 'kontak-uji-2', channel: 'whatsapp', reached: true, note: 'Akan dikirim ulang' });
    expect(await db('contact_duties').where({ email_id: list.id }).first('how')).toEqual({ how: 'dihubungi' });
    expect(await db('contacts').where({ case_id: asked.caseId }).count({ n: '*' })).toEqual([{ n: 2 }]);

    // "Kirim ulang": the same words and link as a mail of its own; the old one is answered for. A repeat of the click is the same mail.
    const again = () => helpdesk.request('POST', `/api/emails/${list.id}/resend`, { requestId: 'kirim-ulang-1' });
    expect([(await again()).status, (await again()).status]).toEqual([200, 200]);
    await loket.loket.workOnce();
    const copies = loket.mails.filter((out) => out.subject.includes(asked.number) && out.messageId.includes('ulang'));
    expect(copies).toHaveLength(1);
    expect(copies[0]).toMatchObject({ replyTo: expect.stringMatching(/^loket\+[a-z2-9]{20}@kantor\.test$/) as unknown, to: { address: asked.person.email } });
    expect((await helpdesk.request('POST', `/api/emails/${list.id}/resend`, { requestId: 'kirim-ulang-2' })).status).toBe(409);
  }, 60_000);
});

describe('readMail', () => {
  it('takes control and direction marks out of what is shown, and never draws HTML', async () => {
    const mail = await readMail(Buffer.from('From: "A\u202Eb" <a@b.test>\r\nSubject: =?utf-8?B?SGFsbwoKQmNjOiB4?=\r\nContent-Type: text/html\r\n\r\n<style>x</style><p>Halo &lt;b&gt;</p><script>alert(1)</script>dunia'), { address: OWN });
    expect(mail).toMatchObject({ subject: 'Halo Bcc: x', text: 'Halo <b>\ndunia', kind: { is: 'surat' }, from: { address: 'a@b.test' } });
    expect(mail.from.name).not.toContain('\u202E');
  });
});
