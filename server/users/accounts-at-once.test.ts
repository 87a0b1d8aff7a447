/** Two who act on one account at the same moment: both have come in and wait for a row before either may go on. */
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { Knex } from 'knex';
import { answeredAtOnce } from '../testing/at-once.ts';
import type { Answer, Client } from '../testing/client.ts';
import { enrol, nextCode } from '../testing/second-factor.ts';
import { startTestLoket, TEST_PASSWORD, type TestLoket } from '../testing/start-loket.ts';
import { beginSecondFactor } from './second-factor.ts';

const PASSWORD = 'empat kata yang mudah diingat';
let loket: TestLoket;
let admin: Client;
beforeAll(async () => { loket = await startTestLoket({ seed: 91 }); admin = await loket.world.officer('admin'); }, 60_000);
afterAll(() => loket.stop());

interface Colleague { id: string; name: string; email: string; client: Client }
const tokenOf = (link: string) => link.split('/').at(-1) ?? '';
const setPassword = (link: string) => loket.client().request('POST', '/api/auth/set-password', { token: tokenOf(link), password: PASSWORD });
async function opened(email: string): Promise<Client> {
  const client = loket.client();
  await client.login(email, PASSWORD);
  return client;
}
let made = 0;
async function colleague(...roles: string[]): Promise<Colleague> {
  const [name, email] = [`Pegawai Ke-${made += 1}`, `pegawai.${made}@kantor.test`];
  const { id, link } = await admin.post<{ id: string; link: string }>('/api/users', { name, email, roles, auditor: null, via: 'cetak' });
  await setPassword(link);
  const client = await opened(email);
  // Nothing opens to a system admin before.
  if (roles.includes('admin_sistem')) await enrol(client);
  return { id, name, email, client };
}
const save = async (by: Client, { id, name }: Colleague, change: object) => by.request<{ message?: string }>('POST', `/api/users/${id}`,
  { seenVersion: (await loket.db('users').where({ id }).first<{ version: number }>('version')).version, name, auditor: null, ...change });
/** Whatever two acts of accounts want first. */
const rowsOf = (...people: Pick<Colleague, 'id'>[]) => (held: Knex.Transaction) => held('users').whereIn('id', people.map(({ id }) => id)).forUpdate().select('id');
const statuses = (answers: Answer[]) => answers.map(({ status }) => status);

const BOTH = ['admin_kantor', 'admin_sistem'];
const SHUT_OUT = 'Peran admin Anda baru saja dicabut';

describe('two admins at once', () => {
  it.each([
    ['who disable', ['admin_kantor'], { roles: ['admin_kantor'], active: false }, 'admin_kantor', SHUT_OUT],
    ['who demote', ['admin_kantor'], { roles: ['helpdesk'], active: true }, 'admin_kantor', SHUT_OUT],
    ['system admins who disable', BOTH, { roles: BOTH, active: false }, 'admin_sistem', SHUT_OUT],
    ['system admins who demote', BOTH, { roles: ['admin_kantor'], active: true }, 'admin_sistem', 'hanya dapat diubah oleh admin sistem'],
  ])('%s each other: one stays', async (_what, roles, change, part, sentence) => {
    const [one, other] = [await colleague(...roles), await colleague(...roles)];
    const answers = await answeredAtOnce(loket.db, rowsOf(one, other), [() => save(one.client, other, change), () => save(other.client, one, change)]);
    expect(statuses(answers).sort()).toEqual([204, 403]);
    expect(answers.find(({ status }) => status === 403)?.body.message).toContain(sentence);
    const left = await loket.db('users as u').join('user_roles as r', 'r.user_id', 'u.id').whereIn('u.id', [one.id, other.id]).where({ 'u.is_active': true, 'r.role': part }).pluck('u.id');
    expect(left).toEqual([answers[0]?.status === 204 ? one.id : other.id]);
  });

  const invitation = { name: 'Orang Baru', email: 'orang@baru.test' };
  it.each<[string, string[], string, object]>([
    ['invites nobody', ['admin_kantor'], '/api/users', { ...invitation, roles: ['admin_kantor'], auditor: null, via: 'cetak' }],
    ['makes no office', BOTH, '/api/offices', { code: 'LUAR', name: 'LPSE Luar', zone: 'Asia/Jakarta', adminName: invitation.name, adminEmail: invitation.email }],
    ['makes no admin of an office', BOTH, '/api/offices/:other/admins', invitation],
    ['closes no office', BOTH, '/api/offices/:other', { name: 'LPSE Tertutup', open: false }],
  ])('of whom one is being shut out: he %s any more', async (_what, roles, path, body) => {
    const leaving = await colleague(...roles);
    const { id: other } = await loket.db('offices').where({ code: 'MUAROJAMBI' }).first<{ id: string }>('id');
    const answers = await answeredAtOnce(loket.db, rowsOf(leaving), [
      () => save(admin, leaving, { roles, active: false }),
      () => leaving.client.request<{ message?: string }>('POST', path.replace(':other', other), body),
    ]);
    expect([statuses(answers), answers[1]?.body.message]).toEqual([[204, 403], expect.stringContaining(SHUT_OUT)]);
    expect([await loket.db('users').where({ email: invitation.email }), await loket.db('offices').where({ code: 'LUAR' }).orWhere({ name: 'LPSE Tertutup' })]).toEqual([[], []]);
  });
});

describe('a one-time link', () => {
  it.each([['before', [200, 422]], ['after', [204, 200]]] as const)('that is followed while its admin makes a newer one: %s it was made', async (when, expected) => {
    const { id, email } = await colleague('helpdesk');
    const reset = () => admin.request<{ link: string }>('POST', `/api/users/${id}/reset`, { via: 'cetak' });
    const { body: { link } } = await reset();
    const follow = () => setPassword(link);
    const answers = await answeredAtOnce<Answer>(loket.db, rowsOf({ id }), when === 'before' ? [reset, follow] : [follow, reset]);
    expect(statuses(answers)).toEqual(expected);
    const newer = answers.find(({ status }) => status === 200)?.body as { link: string };
    expect((await setPassword(newer.link)).status).toBe(204);
    expect((await opened(email)).baseUrl).toBe(loket.url);
  });
});

describe('the second factor', () => {
  const renew = (client: Client, code: string | undefined) => client.request<{ recoveryCodes: string[] }>('POST', '/api/auth/recovery-codes', { code });
  const codesOf = (userId: string) => loket.db('recovery_codes').where({ user_id: userId });

  it('has its recovery codes made anew twice at once, each time for one of the old ones: the later is worth nothing', async () => {
    const { id, client } = await colleague('verifikator');
    const { recoveryCodes } = await enrol(client);
    const rows = await codesOf(id).orderBy('id').select<{ id: string; code_hash: Buffer }[]>('id', 'code_hash');
    // Whichever way the rows are read, one that is held comes before either of the two that are shown.
    const firstByHash = [...rows].sort((a, b) => a.code_hash.compare(b.code_hash))[0]?.id;
    const [one = 0, other = 0] = rows.flatMap((row, n) => (n > 0 && row.id !== firstByHash ? [n] : []));
    const held = rows.filter((_row, n) => n !== one && n !== other).map((row) => row.id);
    const answers = await answeredAtOnce(loket.db, (latch) => latch('recovery_codes').whereIn('id', held).forUpdate().select('id'), [() => renew(client, recoveryCodes[one]), () => renew(client, recoveryCodes[other])]);
    expect(statuses(answers)).toEqual([200, 422]);
    expect((await renew(client, answers[0]?.body.recoveryCodes[0])).status).toBe(200);
  });

  it.each([['before', [204, 422]], ['after', [200, 204]]] as const)('is taken off %s its owner has new recovery codes made: nothing of it is left', async (when, expected) => {
    const { id, client } = await colleague('verifikator');
    const { key } = await enrol(client);
    const take = () => admin.request('POST', `/api/users/${id}/second-factor-reset`, { password: TEST_PASSWORD });
    const anew = () => renew(client, nextCode(key));
    const answers = await answeredAtOnce<Answer>(loket.db, (latch) => latch('recovery_codes').where({ user_id: id }).forUpdate().select('id'), when === 'before' ? [take, anew] : [anew, take]);
    expect(statuses(answers)).toEqual(expected);
    expect([await loket.db('second_factors').where({ user_id: id }).pluck('user_id'), await codesOf(id).pluck('id')]).toEqual([[], []]);
  });

  it('is not begun anew while it is being put in force at another desk', async () => {
    const { id, email, client } = await colleague('verifikator');
    const second = await opened(email);
    const { key } = await client.post<{ key: string }>('/api/auth/second-factor/begin');
    const answers = await answeredAtOnce<Answer>(loket.db, rowsOf({ id }), [
      () => client.request('POST', '/api/auth/second-factor/confirm', { code: nextCode(key) }), () => second.request('POST', '/api/auth/second-factor/begin', {}),
    ]);
    expect(statuses(answers)).toEqual([200, 409]);
  });

  it('is begun without waiting for what colleagues write of its owner', async () => {
    const { id, email } = await colleague('helpdesk');
    const naming = await loket.db.transaction();
    try {
      await naming('users').where({ id }).forKeyShare().select('id');
      const begun = await loket.db.transaction(async (trx) => {
        await trx.raw(`set local lock_timeout = '2s'`);
        return beginSecondFactor(trx, 'rahasia-uji', { id, email });
      });
      expect(begun?.address).toMatch(/^otpauth:/);
    } finally {
      await naming.rollback();
    }
  });
});
