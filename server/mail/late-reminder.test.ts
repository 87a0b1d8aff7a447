/** A reminder that was held up (mail server down, rate limit, hold) reads its appointment again when it really goes; too late, it does not go. */
import { afterAll, afterEach, beforeAll, expect, it } from '@jest/globals';
import { walks } from '../../seeds/scenarios/registrasi-perseorangan.ts';
import { startSmtpSink, type SmtpSink } from '../testing/smtp-sink.ts';
import { startTestLoket, type TestLoket } from '../testing/start-loket.ts';
import { sweepMails } from './sweep-mails.cron.ts';

let sink: SmtpSink;
let test: TestLoket;
beforeAll(async () => {
  sink = await startSmtpSink();
  test = await startTestLoket({ seed: 68, smtpUrl: sink.url });
}, 90_000);
afterAll(async () => { await test.stop(); await sink.close(); });
afterEach(() => { sink.fault = null; });

/** One officer keeps all of them: each at a day of its own. */
let start = new Date('2026-03-04T10:00:00+08:00');
const minutes = (n: number) => new Date(start.getTime() + n * 60_000);
const offer = async (caseId: string, mulai = start.toISOString()) => { await (await test.world.officer('verifikator')).act(caseId, 'tawarkan_jadwal', { mulai, menit: 30, saluran: 'daring', tempat: `https://rapat.contoh.test/${caseId}` }); };
interface Seen { id: string; state: string; problem: string | null; outdated: boolean; replaced: boolean }
const reminders = async (caseId: string) => (await test.world.officer('helpdesk')).get<Seen[]>(`/api/emails?filter=${encodeURIComponent(JSON.stringify({ caseId, kind: 'pengingat_jadwal' }))}`);
const received = async (caseId: string) => {
  const { email } = await test.db('case_subjects').where({ case_id: caseId, is_applicant: true }).first<{ email: string }>('email');
  return sink.received.filter(({ to, mail }) => to.includes(email) && mail.subject?.startsWith('Pengingat: verifikasi')).length;
};
/** The wait is over; the sweep offers it, and whatever is offered is done. */
async function tryAgain(): Promise<void> {
  await test.db('emails').whereIn('state', ['queued', 'deferred']).update({ next_at: test.db.raw('clock_timestamp()') });
  await sweepMails(test.db, test.clock.now());
  await test.world.settle();
}
/** An appointment whose reminder, a day before, was turned away by the mail server. */
async function heldUp(): Promise<string> {
  test.clock.moveTo(new Date('2026-03-02T02:00:00Z'));
  start = new Date(start.getTime() + 24 * 3_600_000);
  if (start.getUTCDay() === 6) start = new Date(start.getTime() + 48 * 3_600_000);
  const { caseId } = await (walks.penjadwalan as (typeof walks)[string])(test.world);
  await offer(caseId);
  await test.world.settle();
  sink.fault = { at: 'data', status: 451 };
  test.clock.moveTo(minutes(-24 * 60 + 5));
  await test.world.settle();
  expect(await reminders(caseId)).toMatchObject([{ state: 'deferred' }]);
  return caseId;
}

it('goes once the mail server is back, while there is still time', async () => {
  const caseId = await heldUp();
  sink.fault = null;
  test.clock.moveTo(minutes(-120));
  await tryAgain();
  expect([await reminders(caseId), await received(caseId)]).toMatchObject([[{ state: 'sent', problem: null }], 1]);
}, 90_000);

it('does not go once the appointment has begun: it ends with the reason, and nobody has to do anything about it', async () => {
  const caseId = await heldUp();
  sink.fault = null;
  test.clock.moveTo(minutes(0));
  // Offered a moment before the sweep would have ended it.
  await test.db('emails').where({ case_id: caseId, state: 'deferred' }).update({ next_at: test.db.raw('clock_timestamp()') });
  const { id } = await test.db('emails').where({ case_id: caseId, state: 'deferred' }).first<{ id: string }>('id');
  await test.db('outbox').insert({ effect: 'kirim_email', case_id: caseId, ref_id: id });
  await test.world.settle();
  const ended = { state: 'failed', problem: expect.stringContaining('sudah tiba') as unknown, outdated: true, replaced: false };
  expect([await reminders(caseId), await received(caseId)]).toMatchObject([[ended], 0]);
  expect(await test.db('contact_duties').where({ case_id: caseId })).toEqual([]);
  expect((await (await test.world.officer('helpdesk')).request('POST', `/api/emails/${id}/resend`, { requestId: crypto.randomUUID() })).status).toBe(409);
  await tryAgain();
  expect([await reminders(caseId), await received(caseId)]).toMatchObject([[ended], 0]);
}, 90_000);

it('does not stand as on its way past the hour while the mail server stays away', async () => {
  const caseId = await heldUp();
  test.clock.moveTo(minutes(1));
  await sweepMails(test.db, test.clock.now());
  expect(await reminders(caseId)).toMatchObject([{ state: 'failed', problem: expect.stringContaining('sudah tiba') as unknown }]);
}, 90_000);

it('does not go for an appointment that was moved while it waited', async () => {
  const caseId = await heldUp();
  sink.fault = null;
  await (await test.world.officer('verifikator')).act(caseId, 'jadwal_ulang', { alasan: 'JDW-02', catatan: 'Tugas luar' });
  await offer(caseId, minutes(24 * 60 + 60).toISOString());
  await tryAgain();
  expect([await reminders(caseId), await received(caseId)]).toMatchObject([[{ state: 'failed', problem: expect.stringContaining('berubah') as unknown }], 0]);
}, 90_000);
