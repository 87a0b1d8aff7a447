/** An office may list what was short in any letter. Only one that waits for the answer is over when the request is: what tells that it is over goes out. */
import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { repair, walks } from '../../seeds/scenarios/registrasi-perseorangan.ts';
import type { Walked } from '../../seeds/scenarios/world.ts';
import { sweepMails } from '../mail/sweep-mails.cron.ts';
import type { Client } from '../testing/client.ts';
import { startSmtpSink, type SmtpSink } from '../testing/smtp-sink.ts';
import { startTestLoket, TEST_START, type TestLoket } from '../testing/start-loket.ts';

let sink: SmtpSink;
let loket: TestLoket;
let helpdesk: Client;
beforeAll(async () => {
  sink = await startSmtpSink();
  loket = await startTestLoket({ seed: 73, smtpUrl: sink.url });
  helpdesk = await loket.world.officer('helpdesk');
  const admin = await loket.world.officer('admin');
  for (const letter of ['perbaikan_diterima', 'penarikan']) {
    await admin.post('/api/letter-templates', { procedure: 'registrasi_perseorangan', letter, subject: `${letter} {nomor}`, body: 'Yth. {nama}\n\nYang kami minta: {daftar_kekurangan}\n\n{tautan}', validFrom: '2026-03-01' });
  }
}, 120_000);
afterAll(async () => { await loket.stop(); await sink.close(); });
beforeEach(() => { loket.clock.moveTo(TEST_START); sink.fault = null; });

async function asked(): Promise<Walked> {
  const walked = await (walks.menunggu_perbaikan as (typeof walks)[string])(loket.world);
  await loket.world.settle();
  loket.world.forward(26 * 60);
  return walked;
}
interface Mail { id: string; state: string; last_error: string | null; body: string }
const mailOf = async (caseId: string, kind: string) => (await loket.db('emails').where({ case_id: caseId, kind }).first<Mail>('id', 'state', 'last_error', 'body'));
const outdated = async (id: string) => (await helpdesk.get<{ outdated: boolean }[]>(`/api/emails?filter=${encodeURIComponent(JSON.stringify({ id }))}`))[0]?.outdated;
const resend = async (id: string) => (await helpdesk.request('POST', `/api/emails/${id}/resend`, { requestId: randomUUID() })).status;
/** The mail server takes it at the second try. */
async function greylisted(act: () => Promise<unknown>): Promise<void> {
  sink.fault = { at: 'rcpt', status: 451 };
  await act();
  await loket.world.settle();
}
async function takenNow(): Promise<void> {
  sink.fault = null;
  await loket.db('emails').where({ state: 'deferred' }).update({ next_at: loket.db.raw('clock_timestamp()') });
  await sweepMails(loket.db, loket.clock.now());
  await loket.world.settle();
}
const withdraw = (walked: Walked) => helpdesk.act(walked.caseId, 'tarik_permohonan', { catatan: 'Pemohon meminta berhenti.' });

describe('a letter that lists what was short', () => {
  it.each([
    ['penarikan', 'closed by the act that ends the file', withdraw],
    ['perbaikan_diterima', 'answered', (walked: Walked) => repair(loket.world, walked)],
    ['penarikan', 'answered long before', async (walked: Walked) => {
      await repair(loket.world, walked);
      loket.world.forward(60);
      await withdraw(walked);
    }],
  ])('%s: goes at the second try and may be sent again, the request being %s', async (kind, _how, end) => {
    const walked = await asked();
    await greylisted(() => end(walked));
    const waiting = await mailOf(walked.caseId, kind);
    expect([waiting.state, waiting.body.includes('Yang kami minta: 1. ')]).toEqual(['deferred', true]);
    expect(await outdated(waiting.id)).toBe(false);
    await takenNow();
    expect(await mailOf(walked.caseId, kind)).toMatchObject({ state: 'sent', last_error: null });
    expect([await outdated(waiting.id), await resend(waiting.id)]).toEqual([false, 200]);
  }, 90_000);

  it('is not stopped by a later act that stops what waits for an answer; the request itself is', async () => {
    const walked = await asked();
    await greylisted(() => repair(loket.world, walked));
    // As a restore leaves it.
    await loket.db('emails').where({ case_id: walked.caseId, kind: 'kekurangan' }).update({ state: 'deferred', sent_at: null, next_at: new Date(Date.now() + 3_600_000) });
    loket.world.forward(60);
    await withdraw(walked);
    expect(await mailOf(walked.caseId, 'kekurangan')).toMatchObject({ state: 'failed', last_error: 'permintaan_selesai' });
    expect(await mailOf(walked.caseId, 'perbaikan_diterima')).toMatchObject({ state: 'deferred', last_error: 'ditunda_penerima:451' });
  }, 90_000);
});
