import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { apply, walks } from '../../seeds/scenarios/registrasi-perseorangan.ts';
import type { NoticeItem } from '../domain/contract/ownership.ts';
import { sweepLeft } from '../scheduling/index.ts';
import type { Client } from '../testing/client.ts';
import { startTestLoket, TEST_PASSWORD, type TestLoket } from '../testing/start-loket.ts';

/** Somebody leaves, or loses a part, while he has work in hand. */
let test: TestLoket;
let admin: Client;
beforeAll(async () => {
  test = await startTestLoket({ seed: 59 });
  admin = await test.world.officer('admin');
}, 60_000);
afterAll(() => test.stop());

interface Person { id: string; name: string; roles: string[] }
const person = async (name: string): Promise<Person> => {
  const { id, name: full } = await test.db('users').where({ email: `${name}@loket.test` }).first<{ id: string; name: string }>('id', 'name');
  return { id, name: full, roles: await test.db('user_roles').where({ user_id: id }).pluck<string[]>('role') };
};
const versionOf = async (id: string) => (await test.db('users').where({ id }).first<{ version: number }>('version')).version;
const edit = async (one: Person, change: object) => {
  expect((await admin.request('POST', `/api/users/${one.id}`, { seenVersion: await versionOf(one.id), name: one.name, roles: one.roles, active: true, auditor: null, ...change })).status).toBe(204);
};
const told = async () => (await (await test.world.officer('penyelia')).get<NoticeItem[]>('/api/notices')).map((notice) => notice.text);
const holderOf = async (caseId: string) => (await test.db('cases').where({ id: caseId }).first<{ holder_id: string | null }>('holder_id')).holder_id;

describe('a verifikator who is disabled', () => {
  it('keeps no appointment: another verifikator has it or the applicant chooses anew, and the supervisors are told', async () => {
    const walked = await walks.terjadwal?.(test.world);
    const caseId = walked?.caseId ?? '';
    const verifier = await person('verifikator');
    expect(await test.db('appointments').where({ case_id: caseId }).first()).toMatchObject({ verifikator_id: verifier.id });
    await edit(verifier, { active: false });
    await test.loket.workOnce();
    const left = await test.db('appointments').where({ verifikator_id: verifier.id }).whereIn('state', ['diusulkan', 'dikonfirmasi']);
    expect(left).toEqual([]);
    expect(await holderOf(caseId)).toBeNull();
    expect(await told()).toEqual([expect.stringMatching(new RegExp(`${verifier.name}.*1 berkas.*1 jadwal`))]);
    await test.loket.workOnce(); // once more changes nothing
    expect(await test.db('appointments').where({ case_id: caseId })).toHaveLength(1);
    await edit(verifier, {});
  }, 60_000);
});

describe('a verifikator who is disabled with a successor chosen', () => {
  it('hands on what the colleague can take, and only the rest is called loose', async () => {
    // His sessions ended when he was disabled above.
    await (await test.world.officer('verifikator')).login('verifikator@loket.test', TEST_PASSWORD);
    const walked = await walks.terjadwal?.(test.world);
    const mixed = await apply(test.world);
    const leaving = await person('verifikator');
    const successor = await person('verifikator2');
    // A file of another part in the same hands: the successor does not play it.
    await edit(leaving, { roles: ['helpdesk', 'verifikator'] });
    await test.db('cases').where({ id: mixed.caseId }).update({ holder_id: leaving.id });
    const before = (await told()).length;
    await edit({ ...leaving, roles: ['helpdesk', 'verifikator'] }, { active: false, successorId: successor.id });
    await test.loket.workOnce();
    expect(await holderOf(walked?.caseId ?? '')).toBe(successor.id);
    expect(await test.db('appointments').where({ case_id: walked?.caseId }).whereIn('state', ['diusulkan', 'dikonfirmasi']).pluck('verifikator_id')).toEqual([successor.id]);
    expect(await holderOf(mixed.caseId)).toBeNull();
    const news = await told();
    expect(news.slice(0, news.length - before)).toEqual([expect.stringMatching(/1 berkas kembali ke antrean.*0 jadwal/)]);
    const hers = await (await test.world.officer('verifikator2')).get<NoticeItem[]>('/api/notices');
    expect(hers[0]?.text).toContain(leaving.name);
    await edit(leaving, {});
  }, 60_000);

  it.each([
    ['who is disabled himself', async () => { const two = await person('verifikator2'); await test.db('users').where({ id: two.id }).update({ is_active: false }); return { active: false, successorId: two.id }; }],
    ['who is the person himself', async () => ({ active: false, successorId: (await person('verifikator')).id })],
    ['for an account that stays', async () => ({ active: true, successorId: (await person('verifikator2')).id })],
  ])('is refused for one %s, and nothing is disabled', async (_name, change) => {
    const leaving = await person('verifikator');
    const answer = await admin.request<{ errors: object }>('POST', `/api/users/${leaving.id}`, { seenVersion: await versionOf(leaving.id), name: leaving.name, roles: leaving.roles, auditor: null, ...await change() });
    expect([answer.status, Object.keys(answer.body.errors)]).toEqual([422, ['successorId']]);
    expect(await test.db('users').where({ id: leaving.id }).first('is_active')).toEqual({ is_active: true });
    await test.db('users').where({ email: 'verifikator2@loket.test' }).update({ is_active: true });
  }, 60_000);
});

describe('an appointment booked in the very moment its verifikator was disabled', () => {
  it('is found later and moved on, once', async () => {
    const walked = await walks.terjadwal?.(test.world, { verifikator: 'verifikator2' });
    const verifier = await person('verifikator2');
    await test.db('users').where({ id: verifier.id }).update({ is_active: false });
    expect([await sweepLeft(test.db, test.clock.now()), await sweepLeft(test.db, test.clock.now())]).toEqual([1, 0]);
    await test.loket.workOnce();
    expect(await test.db('appointments').where({ case_id: walked?.caseId, verifikator_id: verifier.id }).whereIn('state', ['diusulkan', 'dikonfirmasi'])).toEqual([]);
    await test.db('users').where({ id: verifier.id }).update({ is_active: true });
  }, 60_000);
});

describe('somebody who loses a part', () => {
  it('gives back what needs it, and keeps the rest', async () => {
    const [one, two] = [await apply(test.world), await walks.diteruskan?.(test.world, { helpdesk: 'helpdesk2' })];
    const budi = await person('helpdesk2');
    await edit(budi, { roles: ['helpdesk', 'verifikator'] });
    const client = await test.world.officer('helpdesk2');
    await client.post(`/api/cases/${one.caseId}/claim`);
    await client.post(`/api/cases/${two?.caseId ?? ''}/claim`);
    await edit(budi, { roles: ['verifikator'] });
    expect([await holderOf(one.caseId), await holderOf(two?.caseId ?? '')]).toEqual([null, budi.id]);
    expect(await told()).toContainEqual(expect.stringMatching(new RegExp(`${budi.name}.*1 berkas`)));
    await edit(budi, {});
  }, 60_000);
});
