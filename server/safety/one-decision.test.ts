import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { apply, walks } from '../../seeds/scenarios/registrasi-perseorangan.ts';
import { startTestLoket, type TestLoket } from '../testing/start-loket.ts';
import type { CaseSeen } from '../testing/client.ts';

const RUNS = Number(process.env.LOKET_FAULT_RUNS ?? 4);

/** R8, R27: many at once, one outcome. */
describe('many at once', () => {
  let test: TestLoket;
  beforeAll(async () => { test = await startTestLoket({ seed: 41 }); }, 60_000);
  afterAll(() => test.stop());

  it('gives one decision where ten press at the same time, and tells the others', async () => {
    for (let n = 0; n < RUNS; n += 1) {
      const walked = await apply(test.world);
      const helpdesk = await test.world.officer('helpdesk');
      const seen = await helpdesk.post<CaseSeen>(`/api/cases/${walked.caseId}/claim`);
      const answers = await Promise.all(Array.from({ length: 10 }, (_, i) => helpdesk.request('POST', `/api/cases/${walked.caseId}/actions/${i % 2 ? 'mulai_cek_unggahan' : 'nyatakan_bukan_permohonan'}`,
        { requestId: randomUUID(), seenVersion: seen.version, input: i % 2 ? {} : { alasan: 'TTP-02', catatan: 'Bukan permohonan.' } })));
      expect(answers.map((answer) => answer.status).sort()).toEqual([200, ...Array<number>(9).fill(409)]);
      const loser = answers.find((answer) => answer.status === 409)?.body as { message: string; version: number; obstacles: unknown[] };
      expect(loser.version).toBe(seen.version + 1);
      expect(loser.obstacles.length).toBeGreaterThan(0);
      const acts = await test.db('case_actions').where({ case_id: walked.caseId }).whereNot({ action: 'ajukan' }).whereNot({ action: 'catat_buku_tamu' });
      expect(acts).toHaveLength(1);
    }
  }, 60_000 + RUNS * 5_000);

  it('answers twenty repeats of one request with the first answer', async () => {
    const walked = await apply(test.world);
    const helpdesk = await test.world.officer('helpdesk');
    const seen = await helpdesk.post<CaseSeen>(`/api/cases/${walked.caseId}/claim`);
    const body = { requestId: randomUUID(), seenVersion: seen.version, input: {} };
    const answers = await Promise.all(Array.from({ length: 20 }, () => helpdesk.request('POST', `/api/cases/${walked.caseId}/actions/mulai_cek_unggahan`, body)));
    expect(new Set(answers.map((answer) => answer.status))).toEqual(new Set([200]));
    expect(new Set(answers.map((answer) => JSON.stringify(answer.body))).size).toBe(1);
    const other = await helpdesk.request('POST', `/api/cases/${walked.caseId}/actions/mulai_cek_unggahan`, { ...body, input: { catatan: 'lain' } });
    expect(other.status).toBe(409);
  });

  it('never gives one file to two people who ask for the next at once', async () => {
    for (let n = 0; n < 6; n += 1) await apply(test.world);
    const [one, two] = await Promise.all([test.world.officer('helpdesk'), test.world.officer('helpdesk2')]);
    await test.db('cases').update({ holder_id: null });
    await test.db('case_claims').update({ released_at: test.clock.now() });
    const [mine, theirs] = await Promise.all([one.post<CaseSeen>('/api/queue/next'), two.post<CaseSeen>('/api/queue/next')]);
    expect(mine.id).not.toBe(theirs.id);
    expect((await one.post<CaseSeen>('/api/queue/next')).id).toBe(mine.id);
    const refused = await two.request<{ holder: string; message: string }>('POST', `/api/cases/${mine.id}/claim`, {});
    expect(refused).toMatchObject({ status: 409, body: { holder: 'Sari Wulandari' } });
  });

  it('holds the four eyes: who judged may not send the receipt, unless a supervisor granted it with a reason', async () => {
    const walked = await (walks.disetujui as (typeof walks)[string])(test.world);
    const helpdeskId = (await test.db('users').where({ email: 'helpdesk@loket.test' }).first<{ id: string }>('id')).id;
    await test.db('user_roles').insert({ user_id: helpdeskId, role: 'verifikator' });
    const both = await test.world.officer('helpdesk');
    await test.db('cases').where({ id: walked.caseId }).update({ holder_id: helpdeskId });
    const view = await both.get<CaseSeen>(`/api/cases/${walked.caseId}`);
    const keys = () => view.actions.find((action) => action.id === 'kirim_tanda_terima')?.obstacles.map((obstacle) => obstacle.key);
    expect(keys()).toContain('hambatan.empat_mata');
    const supervisor = await test.world.officer('penyelia');
    await supervisor.act(walked.caseId, 'beri_pengecualian', { aksi: 'kirim_tanda_terima', orangId: helpdeskId, alasan: 'Kantor hanya memiliki dua petugas hari ini.' });
    const after = await both.get<CaseSeen>(`/api/cases/${walked.caseId}`);
    expect(after.actions.find((action) => action.id === 'kirim_tanda_terima')?.obstacles.map((obstacle) => obstacle.key)).not.toContain('hambatan.empat_mata');
    await test.db('user_roles').where({ user_id: helpdeskId, role: 'verifikator' }).del();
  }, 60_000);

  it('lets nobody change history: the app\'s role may only add', async () => {
    await expect(test.db('case_actions').update({ action: 'lain' })).rejects.toMatchObject({ code: '42501' });
    await expect(test.db('audit_events').del()).rejects.toMatchObject({ code: '42501' });
  });
});
