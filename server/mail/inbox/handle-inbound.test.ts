/** A mail that came in, at people's desks: who is told of it, two colleagues at the same mail, the wrong case. */
import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import type { Knex } from 'knex';
import { startTestLoket, type TestLoket } from '../../testing/start-loket.ts';
import { imapIsHere, startImapServer, type ImapServer } from '../../testing/imap-server.ts';
import { walks } from '../../../seeds/scenarios/registrasi-perseorangan.ts';
import type { Walked } from '../../../seeds/scenarios/world.ts';
import type { Client } from '../../testing/client.ts';
import { createMailbox } from './mailbox.gateway.ts';
import { fetchInbox } from './fetch-inbox.cron.ts';

const OWN = 'loket@kantor.test';
const whereImap = imapIsHere || process.env.LOKET_REQUIRE_IMAP === '1' ? describe : describe.skip;

whereImap('mail that came in', () => {
  let loket: TestLoket;
  let db: Knex;
  let imap: ImapServer;
  let helpdesk: Client;
  let waiting: Walked;
  let other: Walked;
  let sent: { message_id: string };
  beforeAll(async () => {
    imap = await startImapServer();
    loket = await startTestLoket({ seed: 62, env: { MAIL_REPLY_TO: OWN, IMAP_URL: imap.url } });
    db = loket.db;
    waiting = await (walks.menunggu_perbaikan as (typeof walks)[string])(loket.world);
    other = await (walks.diterima as (typeof walks)[string])(loket.world);
    sent = await db('emails').where({ case_id: waiting.caseId, kind: 'kekurangan' }).first<typeof sent>('message_id');
    helpdesk = await loket.world.officer('helpdesk');
  }, 180_000);
  afterAll(async () => { await imap.stop(); await loket.stop(); });
  beforeEach(async () => { await db('inbound_mails').del(); await db('notices').del(); });

  const look = () => fetchInbox(loket.loket.inbound, createMailbox(imap.url));
  const plain = (more: string[] = [], body = 'Terima kasih.') => [`From: Rina <${waiting.person.email}>`, `To: ${OWN}`, ...more, '', body].join('\r\n');
  const rows = () => db('inbound_mails').orderBy('received_at').orderBy('id').select<{ id: string; case_id: string | null; state: string }[]>('id', 'case_id', 'state');

  it('of an applicant is told to whoever had the file last, once until he has read it', async () => {
    for (const n of [1, 2]) imap.deliver(plain([`Message-ID: <kabar.${n}@x.test>`, `In-Reply-To: ${sent.message_id}`]));
    imap.deliver(plain(['Message-ID: <mesin@x.test>', `In-Reply-To: ${sent.message_id}`, 'Auto-Submitted: auto-replied']));
    await look();
    const told = () => db('notices as n').join('users as u', 'u.id', 'n.user_id').where({ 'n.case_id': waiting.caseId, 'n.kind': 'surel_masuk' }).pluck<string[]>('u.email');
    expect(await told()).toEqual(['helpdesk@loket.test']);
    await db('notices').update({ read_at: loket.clock.now() });
    imap.deliver(plain(['Message-ID: <kabar.3@x.test>', `In-Reply-To: ${sent.message_id}`]));
    await look();
    expect(await told()).toHaveLength(2);
  });

  it('is dealt with by one of two at once, taken up again, and moved from the wrong case to the right one', async () => {
    imap.deliver(plain(['Message-ID: <dua@x.test>', `In-Reply-To: ${sent.message_id}`]));
    await look();
    const [mail] = await rows();
    const second = await loket.world.officer('helpdesk2');
    const put = (who: Client, act: string, caseNumber?: string) => who.request('POST', `/api/inbound-mails/${mail?.id}/handle`, { act, ...(caseNumber ? { caseNumber } : {}) });
    expect((await Promise.all([put(helpdesk, 'selesai'), put(second, 'abaikan')])).map(({ status }) => status).sort()).toEqual([204, 409]);
    expect((await put(helpdesk, 'selesai')).status).toBe(409);
    expect((await put(helpdesk, 'buka_lagi')).status).toBe(204);
    expect((await put(helpdesk, 'buka_lagi')).status).toBe(409);
    expect(await rows()).toMatchObject([{ state: 'baru', case_id: waiting.caseId }]);
    const versions = async () => Object.fromEntries((await db('cases').whereIn('id', [waiting.caseId, other.caseId]).select<{ id: string; version: number }[]>('id', 'version')).map(({ id, version }) => [id, version]));
    const before = await versions();
    expect((await put(helpdesk, 'pasangkan', other.number)).status).toBe(204);
    expect(await db('inbound_mails').where({ id: mail?.id }).first('case_id', 'matched_by', 'known_sender')).toEqual({ case_id: other.caseId, matched_by: 'petugas', known_sender: false });
    const after = await versions();
    for (const id of [waiting.caseId, other.caseId]) expect(Number(after[id])).toBeGreaterThan(Number(before[id]));
    expect(await db('audit_events').where({ event: 'tangani_surel_masuk', ref: `surel_masuk:${mail?.id}` }).orderBy('id', 'desc').first('case_id')).toEqual({ case_id: other.caseId });
  });
});
