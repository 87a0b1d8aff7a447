/** The first admin's one-time link: what every start prints must open the door, whatever happened since the start before. */
import { randomBytes } from 'node:crypto';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { makeFirstAdmin } from './bootstrap.ts';
import { startTestLoket, type TestLoket } from './testing/start-loket.ts';

const FIRST = { email: 'admin.pertama@kantor.test', officeCode: 'MALUKU' };
const FINAL_SECRET = 'rahasia-yang-akhirnya-dipakai-0123456789';

let loket: TestLoket;
beforeAll(async () => { loket = await startTestLoket({ firstAdmin: FIRST }); }, 60_000);
afterAll(() => loket.stop());
// Nobody has come in yet, and the start before left no link.
beforeEach(async () => {
  await loket.database.ownerDb('account_links').del();
  await loket.database.ownerDb('users').update({ password_hash: null });
});

const start = (secret: string) => makeFirstAdmin(loket.database.ownerDb, { ...FIRST, secret });
const opens = async (token: string | null) => (await loket.client().request('POST', '/api/auth/set-password', { token, password: 'Tujuh perahu melawan angin' })).status === 204;
const open = () => loket.db('account_links').whereNull('used_at').whereNull('revoked_at').count({ n: '*' }).first<{ n: string }>();

describe('the link of the first admin', () => {
  it('is told again at each start, and each time it is the same', async () => {
    const first = await start(loket.config.secret);
    expect(await start(loket.config.secret)).toBe(first);
    expect(await opens(first)).toBe(true);
    expect(await start(loket.config.secret)).toBeNull();
  });

  it('works after the secret became another: the one made under the secret before is ended, not told again', async () => {
    const before = await start(loket.config.secret);
    const after = await start(FINAL_SECRET);
    expect(await start(FINAL_SECRET)).toBe(after);
    expect(Number((await open()).n)).toBe(1);
    expect([await opens(before), await opens(after)]).toEqual([false, true]);
  });

  it('works after an upgrade that found one whose token was drawn by lot', async () => {
    const token = await start(loket.config.secret);
    await loket.db('account_links').update({ token_hash: randomBytes(32) });
    const told = await start(loket.config.secret);
    expect([await opens(token), await opens(told)]).toEqual([false, true]);
  });
});
