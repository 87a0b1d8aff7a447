/** Where an office numbers by hand, two officers may type the same number at the same moment. */
import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { apply } from '../../seeds/scenarios/registrasi-perseorangan.ts';
import { startTestLoket, type TestLoket } from '../testing/start-loket.ts';
import { untilWaiting } from '../testing/until-waiting.ts';

let test: TestLoket;
beforeAll(async () => { test = await startTestLoket({ seed: 61 }); }, 60_000);
afterAll(() => test.stop());

const NUMBER = '000.3/21/UKPBJ';

describe('the same typed number at once', () => {
  it.each(['manual', 'agenda'] as const)('is taken by one; the other is told, and types another (%s)', async (mode) => {
    const office = await test.db('offices').where({ code: 'KALTIM' }).first<{ id: string; settings: object }>('id', 'settings');
    await test.db('offices').where({ id: office.id }).update({ settings: JSON.stringify({ ...office.settings, letterNumbers: { rujukan: { mode, pattern: 'X-{urut}/{tahun}' } } }) });
    const desks = await Promise.all(['helpdesk', 'helpdesk2'].map(async (name) => {
      const client = await test.world.officer(name);
      const { caseId } = await apply(test.world);
      await client.post(`/api/cases/${caseId}/claim`);
      return { client, caseId };
    }));
    const refer = async ({ client, caseId }: (typeof desks)[number], number: string) => {
      const { version } = await client.get<{ version: number }>(`/api/cases/${caseId}`);
      const answer = await client.request<{ errors?: Record<string, string> }>('POST', `/api/cases/${caseId}/actions/rujuk_lpse_lain`, {
        requestId: randomUUID(), seenVersion: version, input: { lpse: 'LPSE Kota Contoh', alasan: 'DUP-02', catatan: 'Terdaftar di sana.', nomor_rujukan: number },
      });
      return { status: answer.status, wrong: Object.keys(answer.body.errors ?? {}) };
    };
    // The latch: both stand at the door of the number before either may pass.
    const latch = await test.db.transaction();
    await latch.raw('select pg_advisory_xact_lock(hashtextextended(?, 0))', [`nomor:${office.id}:rujukan`]);
    const typed = mode === 'manual' ? NUMBER : '21';
    const both = Promise.all(desks.map((desk) => refer(desk, typed)));
    await untilWaiting(test.db, 2);
    await latch.commit();
    const answers = await both;
    expect(answers.map(({ status }) => status).sort()).toEqual([200, 422]);
    expect(answers.find(({ status }) => status === 422)?.wrong).toEqual(['nomor_rujukan']);
    const cases = desks.map(({ caseId }) => caseId);
    expect(await test.db('letters').whereIn('case_id', cases).where({ kind: 'rujukan' }).pluck('number')).toHaveLength(1);
    const second = desks[answers.findIndex(({ status }) => status === 422)];
    if (!second) throw new Error('nobody was told');
    expect(await refer(second, mode === 'manual' ? `${NUMBER}-B` : '22')).toEqual({ status: 200, wrong: [] });
    expect(new Set(await test.db('letters').whereIn('case_id', cases).where({ kind: 'rujukan' }).pluck('number')).size).toBe(2);
  }, 60_000);
});
