/** How long a password has to be and may be, at the door where it is set. */
import { afterAll, beforeAll, expect, it } from '@jest/globals';
import { startTestLoket, type TestLoket } from '../testing/start-loket.ts';

let loket: TestLoket;
beforeAll(async () => { loket = await startTestLoket({ seed: 44 }); }, 60_000);
afterAll(() => loket.stop());

it('a password is refused below twelve signs, taken from there on, long ones and any sign included', async () => {
  const admin = await loket.world.officer('admin');
  const passwords = { 'sebelas_huruf'.slice(0, 11): 422, 'dua belas hu': 204, [`sandi ${'panjang '.repeat(12)}é✓`]: 204, ['x'.repeat(129)]: 422 };
  for (const [n, [password, wanted]] of Object.entries(passwords).entries()) {
    const { link } = await admin.post<{ link: string }>('/api/users', { name: 'Petugas Baru', email: `sandi${n}@kantor.test`, roles: ['helpdesk'], auditor: null, via: 'cetak' });
    const answer = await loket.client().request('POST', '/api/auth/set-password', { token: link.split('/').at(-1), password });
    expect([password.length, answer.status]).toEqual([password.length, wanted]);
    expect(await loket.db('users').where({ email: `sandi${n}@kantor.test` }).whereNotNull('password_hash').count({ n: '*' }).first()).toEqual({ n: wanted === 204 ? 1 : 0 });
  }
}, 60_000);
