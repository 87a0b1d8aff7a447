/** Scans and mails that came for a repair before anybody filed them: whoever delivered in time is neither reminded nor closed as if he had not. */
import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { walks } from '../../seeds/scenarios/registrasi-perseorangan.ts';
import { uploadScans, type Walked } from '../../seeds/scenarios/world.ts';
import type { UploadRequestReply } from '../domain/contract/counter.ts';
import type { ClosingProposal } from '../domain/contract/intake.ts';
import type { FoundCase } from '../domain/contract/subjects.ts';
import type { Client } from '../testing/client.ts';
import { sweepUploadRequests } from './sweep-upload-requests.cron.ts';
import { startTestLoket, type TestLoket } from '../testing/start-loket.ts';

let test: TestLoket;
let helpdesk: Client;
let walked: Walked;
let kinds: string[];
beforeAll(async () => { test = await startTestLoket({ seed: 58 }); }, 180_000);
afterAll(() => test.stop());
beforeEach(async () => {
  helpdesk = await test.world.officer('helpdesk');
  walked = await walks.menunggu_perbaikan?.(test.world) as Walked;
  const repair = await test.db('repair_requests').where({ case_id: walked.caseId }).whereNull('closed_at').first<{ items: { jenis: string; kunci: string }[] }>('items');
  kinds = repair.items.filter((item) => item.jenis === 'dokumen').map((item) => item.kunci);
}, 180_000);

/** Longer than any repair is waited for. */
const LAPSED_MINUTES = 15 * 24 * 60;
const lapse = async () => { test.clock.forward(LAPSED_MINUTES); await test.world.settle(); helpdesk = await test.world.officer('helpdesk'); };
const proposals = async () => (await helpdesk.get<ClosingProposal[]>('/api/closing-proposals')).filter(({ caseId }) => caseId === walked.caseId);
const reminders = () => test.db('letters').where({ case_id: walked.caseId, kind: 'pengingat_perbaikan' }).pluck<string[]>('kind');
const close = async () => {
  const { version } = await helpdesk.get<{ version: number }>(`/api/cases/${walked.caseId}`);
  return helpdesk.request<{ message: string }>('POST', `/api/cases/${walked.caseId}/actions/nyatakan_kedaluwarsa`, { requestId: randomUUID(), seenVersion: version, input: { catatan: 'Tidak ada perbaikan.' } });
};
const awaited = async () => (await helpdesk.request<FoundCase[]>('POST', '/api/search', { q: walked.number })).body[0]?.awaiting.map(({ kind }) => kind);

async function askByLink() {
  const asked = await helpdesk.request<UploadRequestReply>('POST', '/api/upload-requests', { requestId: randomUUID(), channel: 'whatsapp', caseId: walked.caseId, kinds });
  return { id: asked.body.request.id, token: /\/unggah\/([A-Za-z0-9_-]{43})/.exec(decodeURIComponent(asked.body.whatsapp ?? ''))?.[1] ?? '' };
}
async function sendScans(token: string, which: string[]) {
  const drafts = await uploadScans(test.client(), '/api/public/uploads', which, walked.person);
  for (const kind of which) expect((await test.client().request('POST', `/api/public/upload-requests/${token}/files`, { kind, uploadId: drafts[kind] ?? '' })).status).toBe(200);
}
async function mailComes(attachments: object[], body = 'Terlampir perbaikan saya.') {
  const office = await test.db('cases').where({ id: walked.caseId }).first<{ office_id: string }>('office_id');
  const [row] = await test.db('inbound_mails').insert({
    office_id: office.office_id, case_id: walked.caseId, message_id: `<${randomUUID()}@pemohon.test>`, from_name: '', from_address: walked.person.email, subject: 'Re: perbaikan', body,
    attachments: JSON.stringify(attachments), matched_by: 'pesan', known_sender: true, state: 'baru', received_at: test.clock.now(),
  }).returning<{ id: string }[]>('id');
  return row?.id ?? '';
}
const scan = { name: 'sertifikat.pdf', uploadId: randomUUID(), type: 'application/pdf', bytes: 1000, problem: null };

describe('a repair that came and was not filed yet', () => {
  it('by link brings no reminder and no proposal to close; what is called off does', async () => {
    const link = await askByLink();
    await sendScans(link.token, kinds);
    expect(await awaited()).toEqual(['kiriman']);
    await lapse();
    expect([await reminders(), await proposals()]).toEqual([[], []]);
    await helpdesk.post(`/api/upload-requests/${link.id}/cancel`);
    expect(await awaited()).toEqual(['perbaikan']);
    await test.world.settle();
    expect(await proposals()).toMatchObject([{ unfiled: [] }]);
    expect((await close()).status).toBe(200);
  }, 180_000);

  it('after the proposal keeps the file open, and the list says what came', async () => {
    const link = await askByLink();
    await test.db('upload_requests').where({ id: link.id }).update({ expires_at: test.db.raw(`expires_at + interval '30 days'`) });
    await test.db('private_links').whereIn('id', test.db('upload_requests').where({ id: link.id }).select('link_id')).update({ expires_at: test.db.raw(`expires_at + interval '30 days'`) });
    await lapse();
    expect(await proposals()).toMatchObject([{ unfiled: [] }]);
    await sendScans(link.token, kinds);
    expect(await proposals()).toMatchObject([{ unfiled: ['tautan'] }]);
    const refused = await close();
    expect([refused.status, refused.body.message]).toEqual([409, expect.stringContaining('tautan unggah')]);
    expect(await test.db('cases').where({ id: walked.caseId }).first('place')).toEqual({ place: 'menunggu_perbaikan' });
  }, 180_000);

  it('by mail does the same until somebody has dealt with the mail', async () => {
    const mail = await mailComes([scan]);
    await lapse();
    expect([await awaited(), await reminders(), await proposals()]).toEqual([['kiriman'], [], []]);
    await helpdesk.post(`/api/inbound-mails/${mail}/handle`, { act: 'selesai' });
    await test.world.settle();
    const second = await mailComes([scan]);
    expect(await proposals()).toMatchObject([{ unfiled: ['surel'] }]);
    expect((await close()).status).toBe(409);
    await helpdesk.post(`/api/inbound-mails/${second}/handle`, { act: 'abaikan' });
    expect((await close()).status).toBe(200);
  }, 180_000);

  it('is not a mail without a usable file where a document was asked for', async () => {
    await mailComes([], 'Terima kasih.');
    await mailComes([{ ...scan, uploadId: null, problem: 'unggahan.jenis' }]);
    await lapse();
    expect([(await reminders()).length > 0, (await proposals()).length]).toEqual([true, 1]);
  }, 180_000);
});

describe('whoever asked for scans by link', () => {
  const told = async () => (await test.db('notices').where({ case_id: walked.caseId, kind: 'unggahan_tautan' }).orderBy('at').orderBy('id').select<{ text_key: string; user_id: string }[]>('text_key', 'user_id'));
  const sweep = () => sweepUploadRequests(test.db, test.clock.now());

  it('hears of the first one, of the last one, and of a link that ended before all had come: each once', async () => {
    kinds = ['ktp', 'npwp', 'sertifikat_keahlian'];
    await test.db('repair_requests').where({ case_id: walked.caseId }).update({ items: JSON.stringify(kinds.map((kunci) => ({ jenis: 'dokumen', kunci, alasan: 'DOC-02' }))) });
    const link = await askByLink();
    await sendScans(link.token, ['ktp']);
    await sendScans(link.token, ['npwp']);
    expect((await told()).map(({ text_key: key }) => key)).toEqual(['pemberitahuan.unggahan_mulai_berkas']);
    await sweep();
    expect(await told()).toHaveLength(1);
    test.clock.forward(25 * 60);
    await sweep();
    await sweep();
    expect((await told()).map(({ text_key: key }) => key)).toEqual(['pemberitahuan.unggahan_mulai_berkas', 'pemberitahuan.unggahan_sebagian_berkas']);
    helpdesk = await test.world.officer('helpdesk');
    const again = await askByLink();
    await sendScans(again.token, ['sertifikat_keahlian']);
    expect((await told()).map(({ text_key: key }) => key)).toEqual(['pemberitahuan.unggahan_mulai_berkas', 'pemberitahuan.unggahan_sebagian_berkas', 'pemberitahuan.unggahan_berkas']);
  }, 180_000);

  it.each(['is gone', 'is away'])('and %s is not the one who is told: a colleague is', async (how) => {
    const link = await askByLink();
    const opener = await test.db('upload_requests').where({ id: link.id }).first<{ opened_by: string; office_id: string }>('opened_by', 'office_id');
    await test.db('cases').where({ id: walked.caseId }).update({ holder_id: null, preferred_holder_id: null });
    if (how === 'is gone') await test.db('users').where({ id: opener.opened_by }).update({ is_active: false });
    else await test.db('absences').insert({ office_id: opener.office_id, user_id: opener.opened_by, first_day: '2020-01-01', last_day: '2099-01-01', recorded_by: opener.opened_by, recorded_at: test.clock.now() });
    try {
      await sendScans(link.token, kinds);
      const users = (await told()).map(({ user_id: id }) => id);
      expect(users.length).toBeGreaterThan(0);
      expect(users).not.toContain(opener.opened_by);
    } finally {
      await test.db('users').where({ id: opener.opened_by }).update({ is_active: true });
      await test.db('absences').where({ user_id: opener.opened_by }).del();
    }
  }, 180_000);
});
