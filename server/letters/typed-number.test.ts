/** Where an office numbers by hand, two officers may type the same number at the same moment. */
import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { Knex } from 'knex';
import { apply } from '../../seeds/scenarios/registrasi-perseorangan.ts';
import { currentSop } from '../domain/sop/catalogue.ts';
import { getOffice } from '../offices/index.ts';
import { startTestLoket, type TestLoket } from '../testing/start-loket.ts';
import { untilWaiting } from '../testing/until-waiting.ts';
import { checkTypedNumber, numberOf } from './letter-number.ts';

let test: TestLoket;
beforeAll(async () => { test = await startTestLoket({ seed: 61 }); }, 60_000);
afterAll(() => test.stop());

const NUMBER = '000.3/21/UKPBJ';
const OTHERS = { pattern: 'X-{urut}/{tahun}' };

async function numbering(letter: string, mode: 'manual' | 'agenda' | 'otomatis'): Promise<string> {
  const office = await test.db('offices').where({ code: 'KALTIM' }).first<{ id: string; settings: { letterNumbers?: object } }>('id', 'settings');
  await test.db('offices').where({ id: office.id }).update({ settings: JSON.stringify({ ...office.settings, letterNumbers: { ...office.settings.letterNumbers, [letter]: { mode, ...OTHERS } } }) });
  return office.id;
}
/** A file referred elsewhere: one act, one numbered letter. */
async function refer(typed?: string): Promise<{ caseId: string; number: string }> {
  const client = await test.world.officer('helpdesk');
  const { caseId } = await apply(test.world);
  await client.post(`/api/cases/${caseId}/claim`);
  await client.act(caseId, 'rujuk_lpse_lain', { lpse: 'LPSE Kota Contoh', alasan: 'DUP-02', catatan: 'Terdaftar di sana.', ...(typed === undefined ? {} : { nomor_rujukan: typed }) });
  return { caseId, ...await test.db('letters').where({ case_id: caseId, kind: 'rujukan' }).first<{ number: string }>('number') };
}

describe('the same typed number at once', () => {
  it.each(['manual', 'agenda'] as const)('is taken by one; the other is told, and types another (%s)', async (mode) => {
    const officeId = await numbering('rujukan', mode);
    const desks = await Promise.all(['helpdesk', 'helpdesk2'].map(async (name) => {
      const client = await test.world.officer(name);
      const { caseId } = await apply(test.world);
      await client.post(`/api/cases/${caseId}/claim`);
      return { client, caseId };
    }));
    const type = async ({ client, caseId }: (typeof desks)[number], number: string) => {
      const { version } = await client.get<{ version: number }>(`/api/cases/${caseId}`);
      const answer = await client.request<{ errors?: Record<string, string> }>('POST', `/api/cases/${caseId}/actions/rujuk_lpse_lain`, {
        requestId: randomUUID(), seenVersion: version, input: { lpse: 'LPSE Kota Contoh', alasan: 'DUP-02', catatan: 'Terdaftar di sana.', nomor_rujukan: number },
      });
      return { status: answer.status, wrong: Object.keys(answer.body.errors ?? {}) };
    };
    // The latch: both stand at the door of the number before either may pass.
    const latch = await test.db.transaction();
    await latch.raw('select pg_advisory_xact_lock(hashtextextended(?, 0))', [`nomor:${officeId}:rujukan`]);
    const typed = mode === 'manual' ? NUMBER : '21';
    const both = Promise.all(desks.map((desk) => type(desk, typed)));
    await untilWaiting(test.db, 2);
    await latch.commit();
    const answers = await both;
    expect(answers.map(({ status }) => status).sort()).toEqual([200, 422]);
    expect(answers.find(({ status }) => status === 422)?.wrong).toEqual(['nomor_rujukan']);
    const cases = desks.map(({ caseId }) => caseId);
    expect(await test.db('letters').whereIn('case_id', cases).where({ kind: 'rujukan' }).pluck('number')).toHaveLength(1);
    const second = desks[answers.findIndex(({ status }) => status === 422)];
    if (!second) throw new Error('nobody was told');
    expect(await type(second, mode === 'manual' ? `${NUMBER}-B` : '22')).toEqual({ status: 200, wrong: [] });
    expect(new Set(await test.db('letters').whereIn('case_id', cases).where({ kind: 'rujukan' }).pluck('number')).size).toBe(2);
  }, 180_000);
});

describe('a letter issued anew where the office numbers by hand', () => {
  it.each(['manual', 'agenda'] as const)('asks for its number and carries it (%s)', async (mode) => {
    await numbering('rujukan', mode);
    const [first, second] = mode === 'manual' ? ['M-1', 'M-2'] : ['81', '82'];
    const { caseId, number } = await refer(first);
    const letter = await test.db('letters').where({ case_id: caseId, kind: 'rujukan' }).first<{ id: string }>('id');
    const client = await test.world.officer('helpdesk');
    const again = async (input: object) => {
      const { version } = await client.get<{ version: number }>(`/api/cases/${caseId}`);
      const answer = await client.request<{ errors?: Record<string, string> }>('POST', `/api/cases/${caseId}/actions/terbitkan_ulang_surat`, { requestId: randomUUID(), seenVersion: version, input: { suratId: letter.id, catatan: 'Salinan pertama rusak.', ...input } });
      return { status: answer.status, wrong: Object.keys(answer.body.errors ?? {}) };
    };
    // The form of the act has the field, without asking for it where another letter is named.
    const seen = await client.get<{ actions: { id: string; input: { properties: object; required: string[] } }[] }>(`/api/cases/${caseId}`);
    const form = seen.actions.find(({ id }) => id === 'terbitkan_ulang_surat')?.input;
    expect([Object.keys(form?.properties ?? {}).includes('nomor_rujukan'), form?.required.includes('nomor_rujukan')]).toEqual([true, false]);
    expect(await again({})).toEqual({ status: 422, wrong: ['nomor_rujukan'] });
    expect(await again({ nomor_rujukan: first })).toEqual({ status: 422, wrong: ['nomor_rujukan'] });
    expect(await again({ nomor_rujukan: second })).toEqual({ status: 200, wrong: [] });
    const numbers = await test.db('letters').where({ case_id: caseId, kind: 'rujukan' }).orderBy('id').select<{ number: string; state: string }[]>('number', 'state');
    expect(numbers).toEqual([{ number, state: 'diganti' }, { number: mode === 'manual' ? 'M-2' : 'X-82/2026', state: 'berlaku' }]);
  }, 180_000);
});

describe('numbers counted after numbers were typed', () => {
  /** The next number of a letter nobody types a number for. */
  const next = async (officeId: string) => {
    const sop = currentSop('registrasi_perseorangan');
    if (!sop) throw new Error('no procedure');
    const office = await getOffice(test.db, officeId);
    return test.db.transaction((trx) => numberOf(trx, { office, letter: 'rujukan', code: sop.archive.code, typed: null, at: test.clock.now() }));
  };
  const alike = async (trx: Knex | Knex.Transaction, officeId: string, number: string) => {
    const { id: _id, public_code: _code, paper: _paper, ...letter } = await trx('letters').where({ office_id: officeId, kind: 'rujukan' }).whereNull('replaced_by').first<Record<string, unknown>>();
    await trx('letters').insert({ ...letter, number });
  };

  it('pass over those that letters carry already, and count on without a hole', async () => {
    const officeId = await numbering('rujukan', 'agenda');
    await refer('0001');
    for (const number of ['X-2/2026', 'X-0004/2026']) await alike(test.db, officeId, number);
    await numbering('rujukan', 'otomatis');
    expect((await refer()).number).toBe('X-0003/2026');
    expect([await next(officeId), await next(officeId)]).toEqual(['X-0005/2026', 'X-0006/2026']);
  }, 180_000);

  it('wait for one that is being typed, and pass over it too: a letter of nobody takes the next where the office types', async () => {
    const officeId = await numbering('rujukan', 'agenda');
    const sop = currentSop('registrasi_perseorangan');
    if (!sop) throw new Error('no procedure');
    if (!await test.db('letters').where({ office_id: officeId, kind: 'rujukan' }).first('id')) await refer('9999');
    const counted = (await test.db('number_sequences').where({ office_id: officeId, kind: 'surat.rujukan' }).first<{ last: number } | undefined>('last'))?.last ?? 0;
    const printed = (n: number) => `X-${String(n).padStart(4, '0')}/2026`;
    // Whoever types it has not yet committed: his letter is written, with the number that would be counted next.
    const typing = await test.db.transaction();
    await checkTypedNumber(typing, officeId, { letter: 'rujukan', field: 'nomor_rujukan', mode: 'agenda' }, String(counted + 1).padStart(4, '0'), test.clock.now(), sop);
    await alike(typing, officeId, printed(counted + 1));
    const given = next(officeId);
    await untilWaiting(test.db, 1);
    await typing.commit();
    expect(await given).toBe(printed(counted + 2));
  }, 180_000);
});
