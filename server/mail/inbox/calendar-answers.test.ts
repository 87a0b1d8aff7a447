/** An invitation answered in the calendar (iTIP): "accepted" confirms as the link does, "declined" and "maybe" are noted and told; hostile answers change nothing. */
import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { walks } from '../../../seeds/scenarios/registrasi-perseorangan.ts';
import type { Walked } from '../../../seeds/scenarios/world.ts';
import type { AppointmentItem } from '../../domain/contract/scheduling.ts';
import { startTestLoket, type TestLoket } from '../../testing/start-loket.ts';
import { receiveInbound } from './receive-inbound.ts';

const OWN = 'loket@kantor.test';
let test: TestLoket;
let walked: Walked;
let invited: { uid: string; sequence: number; text: string };

beforeAll(async () => { test = await startTestLoket({ seed: 62, env: { MAIL_REPLY_TO: OWN, IMAP_URL: 'imap://x:y@127.0.0.1:1/INBOX' } }); }, 90_000);
afterAll(() => test.stop());

/** A case whose applicant was invited and has not answered. */
async function invite(): Promise<void> {
  test.mails.length = 0;
  walked = await (walks.terjadwal as (typeof walks)[string])(test.world);
  await test.world.settle();
  await test.db('appointments').where({ case_id: walked.caseId }).update({ state: 'diusulkan', answer: null });
  const text = String(test.mails.find(({ to, attachments }) => to.address === walked.person.email && attachments.some(({ type }) => type.startsWith('text/calendar')))?.attachments.find(({ type }) => type.startsWith('text/calendar'))?.content);
  invited = { text, uid: /^UID:(.*)$/m.exec(text)?.[1]?.trim() ?? '', sequence: Number(/^SEQUENCE:(\d+)/m.exec(text)?.[1]) };
}

interface Answer { partstat?: string; uid?: string; sequence?: number; attendee?: string; from?: string; method?: string; comment?: string; headers?: string[]; more?: string; attendees?: string[] }
let counted = 0;
/** As Google Calendar and Outlook send it: the answer as a part of the text and once more as a file, marked as made by a machine, without a word on which mail it answers. */
function answer({ partstat = 'ACCEPTED', uid = invited.uid, sequence = invited.sequence, from = walked.person.email, attendee = walked.person.email, attendees = [attendee], method = 'REPLY', comment, headers = [], more = '' }: Answer = {}): Buffer {
  counted += 1;
  const ics = ['BEGIN:VCALENDAR', 'PRODID:-//Contoh//Kalender 1.0//EN', 'VERSION:2.0', `METHOD:${method}`, 'BEGIN:VEVENT', `UID:${uid}`, `SEQUENCE:${sequence}`, 'DTSTAMP:20260302T030000Z', 'DTSTART:20260302T060000Z', 'DTEND:20260302T063000Z',
    ...attendees.map((who) => `ATTENDEE;CUTYPE=INDIVIDUAL;ROLE=REQ-PARTICIPANT;PARTSTAT=${partstat};CN=Rina\r\n  Contoh:mailto:${who}`), `ORGANIZER;CN=LPSE:mailto:${OWN}`, ...(comment ? [`COMMENT:${comment}`] : []), ...(more ? [more] : []), 'END:VEVENT', 'END:VCALENDAR', ''].join('\r\n');
  return Buffer.from([
    `From: Rina <${from}>`, `To: ${OWN}`, 'Subject: Accepted: Verifikasi', `Message-ID: <kalender.${counted}.${Math.random()}@pemohon.test>`, 'Date: Mon, 2 Mar 2026 10:00:00 +0800', 'Auto-Submitted: auto-generated', ...headers, 'MIME-Version: 1.0',
    'Content-Type: multipart/mixed; boundary=b1', '', '--b1', 'Content-Type: multipart/alternative; boundary=b2', '', '--b2', 'Content-Type: text/plain; charset=utf-8', '', 'Rina Contoh has replied to this invitation.', '',
    '--b2', `Content-Type: text/calendar; charset=UTF-8; method=${method}`, 'Content-Transfer-Encoding: base64', '', Buffer.from(ics).toString('base64'), '', '--b2--', '',
    '--b1', 'Content-Type: application/ics; name="invite.ics"', 'Content-Disposition: attachment; filename="invite.ics"', 'Content-Transfer-Encoding: base64', '', Buffer.from(ics).toString('base64'), '', '--b1--', '',
  ].join('\r\n'));
}
const take = (mail: Buffer) => receiveInbound(test.loket.inbound, mail);
const slot = async () => (await (await test.world.officer('verifikator')).get<AppointmentItem[]>(`/api/appointments?filter=${encodeURIComponent(JSON.stringify({ caseId: walked.caseId }))}`))[0];
const mails = () => test.db('inbound_mails').where({ case_id: walked.caseId }).orderBy('id').select<{ state: string; reason: string | null; matched_by: string; attachments: unknown[] }[]>('state', 'reason', 'matched_by', 'attachments');
const told = () => test.db('notices').where({ case_id: walked.caseId }).whereIn('kind', ['jawaban_kalender', 'surel_masuk']).orderBy('id').pluck<string[]>('text_key');

it('asks for answers where they are read', async () => {
  await invite();
  expect(invited.text.replace(/\r\n[ \t]/g, '')).toMatch(/^ORGANIZER;CN="[^"]+":mailto:loket@kantor\.test\r?$/im);
  expect(invited.uid).toBe(`verifikasi-${walked.caseId}@loket-lpse`);
});

describe('an invitation answered in the calendar', () => {
  beforeEach(invite, 60_000);
  it('accepted: confirms, as the link does; nobody has anything to do about the mail, and its file is no document', async () => {
    const { version } = await test.db('cases').where({ id: walked.caseId }).first<{ version: number }>('version');
    expect(await take(answer())).toBe('baru');
    expect(await slot()).toMatchObject({ state: 'dikonfirmasi', answer: 'ya', calendarAnswer: 'diterima', calendarAnsweredAt: test.clock.now().toISOString() });
    expect(await mails()).toMatchObject([{ state: 'ditangani', reason: 'kalender_diterima', matched_by: 'kalender', attachments: [] }]);
    expect(await told()).toEqual([]);
    expect(await test.db('case_actions').where({ case_id: walked.caseId }).orderBy('seq', 'desc').first('action', 'actor_kind')).toEqual({ action: 'setujui_jadwal', actor_kind: 'pemohon' });
    const after = await test.db('cases').where({ id: walked.caseId }).first<{ version: number }>('version');
    expect(after.version).toBeGreaterThan(version);
    // Once more is once.
    await take(answer());
    expect(await test.db('case_actions').where({ case_id: walked.caseId, action: 'setujui_jadwal', actor_kind: 'pemohon' })).toHaveLength(1);
    expect(await test.db('cases').where({ id: walked.caseId }).first('version')).toEqual(after);
  }, 60_000);

  it('accepted with words: confirmed, and the words are read by somebody', async () => {
    await take(answer({ comment: 'Mungkin terlambat 5 menit' }));
    expect(await slot()).toMatchObject({ answer: 'ya' });
    expect([await mails(), await told()]).toMatchObject([[{ state: 'baru', reason: 'kalender_diterima' }], ['pemberitahuan.surel_masuk']]);
  }, 60_000);

  it.each([['DECLINED', 'ditolak'], ['TENTATIVE', 'ragu']])('%s: noted on the card and told to the verifikator once; the appointment stands until he arranges it', async (partstat, said) => {
    for (let n = 0; n < 2; n += 1) expect(await take(answer({ partstat }))).toBe('baru');
    expect(await slot()).toMatchObject({ state: 'diusulkan', answer: null, calendarAnswer: said });
    expect((await mails())[0]).toMatchObject({ state: 'baru', reason: `kalender_${said}` });
    expect((await told()).filter((key) => key === `pemberitahuan.kalender_${said}`)).toHaveLength(1);
    const verifikator = (await slot())?.verifikatorId;
    expect(await test.db('notices').where({ case_id: walked.caseId, kind: 'jawaban_kalender' }).pluck('user_id')).toEqual([verifikator]);
    // He comes after all.
    await take(answer());
    expect(await slot()).toMatchObject({ state: 'dikonfirmasi', answer: 'ya', calendarAnswer: 'diterima' });
  }, 60_000);

  it('an answer in somebody else\'s thread, to another entry, and to what is past, changes nothing; it stands there with its reason', async () => {
    const other = await (walks.terjadwal as (typeof walks)[string])(test.world);
    await test.db('appointments').whereIn('case_id', [walked.caseId, other.caseId]).update({ state: 'diusulkan', answer: null });
    const { message_id: theirs } = await test.db('emails').where({ case_id: other.caseId, kind: 'undangan_verifikasi' }).first<{ message_id: string }>('message_id');
    await take(answer({ headers: [`In-Reply-To: ${theirs}`] }));
    await take(answer({ uid: 'verifikasi-00000000-0000-4000-8000-000000000000@loket-lpse' }));
    await take(answer({ uid: 'orang-lain@kalender.test' }));
    expect(await test.db('appointments').whereIn('case_id', [walked.caseId, other.caseId]).whereNotNull('calendar_answer')).toEqual([]);
    expect(await test.db('inbound_mails').where({ case_id: other.caseId }).pluck('reason')).toEqual(['kalender_tidak_berlaku']);
    test.clock.moveTo(new Date(String((await slot())?.endsAt)));
    await take(answer());
    expect(await slot()).toMatchObject({ state: 'diusulkan', answer: null, calendarAnswer: null });
    expect(await mails()).toMatchObject([{ state: 'baru', reason: 'kalender_tidak_berlaku' }]);
  }, 90_000);

  it('our own answer coming back, and an automatic reply that quotes the invitation, are put aside as before', async () => {
    expect(await take(answer({ from: OWN }))).toBe('diabaikan');
    expect(await take(answer({ method: 'REQUEST', headers: [`References: <a@b>`] }))).toBe('diabaikan');
    expect(await slot()).toMatchObject({ answer: null, calendarAnswer: null });
  }, 60_000);
});

describe('an answer that may change nothing', () => {
  beforeAll(invite, 60_000);

  it.each<[string, () => Answer]>([
    ['of somebody else named in it', () => ({ attendee: 'orang.lain@contoh.test' })],
    ['sent by somebody else', () => ({ from: 'orang.lain@contoh.test' })],
    ['to an older invitation', () => ({ sequence: invited.sequence - 1 })],
    ['to an invitation that never was', () => ({ sequence: invited.sequence + 1 })],
    ['of two people at once', () => ({ attendees: [walked.person.email, 'orang.lain@contoh.test'] })],
    ['to one date of a series', () => ({ more: 'RECURRENCE-ID:20260302T060000Z' })],
    ['that is a request', () => ({ method: 'REQUEST' })],
    ['that calls it off', () => ({ method: 'CANCEL' })],
    ['that says nothing', () => ({ partstat: 'NEEDS-ACTION' })],
    ['with an event inside that closes early', () => ({ more: 'END:VEVENT\r\nBEGIN:VEVENT\r\nUID:x' })],
  ])('%s changes nothing', async (_what, make) => {
    const before = await test.db('cases').where({ id: walked.caseId }).first<object>('version', 'place');
    await take(answer(make()));
    expect(await slot()).toMatchObject({ state: 'diusulkan', answer: null, calendarAnswer: null });
    expect(await test.db('cases').where({ id: walked.caseId }).first('version', 'place')).toEqual(before);
    expect(await test.db('notices').where({ case_id: walked.caseId, kind: 'jawaban_kalender' })).toEqual([]);
  }, 60_000);
});
