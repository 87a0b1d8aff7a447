import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { setTimeout as pause } from 'node:timers/promises';
import type { Client } from '../testing/client.ts';
import { startTestLoket, TEST_PASSWORD, type TestLoket } from '../testing/start-loket.ts';

let loket: TestLoket;
let client: Client;
beforeAll(async () => { loket = await startTestLoket(); }, 60_000);
afterAll(() => loket.stop());
beforeEach(async () => {
  await loket.db('session').del();
  client = loket.client();
  await client.login('helpdesk@loket.test', TEST_PASSWORD);
});

const status = async () => (await client.request('GET', '/api/auth/me')).status;
const ends = async () => (await loket.db('session').first<{ expire: string }>('expire')).expire;
/** As if the officer had last been seen, or had logged in, this long ago. */
const wasLast = (key: 'seenAt' | 'loggedInAt', minutes: number) =>
  loket.db.raw(`update session set sess = jsonb_set(sess::jsonb, ?::text[], to_jsonb(?::bigint))::json, expire = expire - make_interval(mins => ?)`, [[key], Date.now() - minutes * 60_000, key === 'seenAt' ? minutes : 0]);

describe('a session', () => {
  it('is not written at every request, but moves along while somebody works', async () => {
    // Half a minute old, or a write within the same second would look like none.
    await loket.db('session').update({ expire: loket.db.raw(`expire - interval '30 seconds'`) });
    const before = await ends();
    expect(await status()).toBe(200);
    expect(await ends()).toBe(before);
    await wasLast('seenAt', 2);
    expect(await status()).toBe(200);
    expect(await ends() >= before).toBe(true);
  });

  it.each([['29 minutes without a request', 'seenAt', 29, 200], ['31 minutes without a request', 'seenAt', 31, 401], ['more than ten hours after the log-in', 'loggedInAt', 601, 401]] as const)(
    'after %s', async (_name, key, minutes, answer) => {
      await wasLast(key, minutes);
      expect(await status()).toBe(answer);
    });

  it('ends on the server at log-out', async () => {
    expect((await client.request('POST', '/api/auth/logout', {})).status).toBe(204);
    expect(await loket.db('session').count()).toEqual([{ count: 0 }]);
    expect(await status()).toBe(401);
  });

  it.each([
    ['log-out', () => client.request('POST', '/api/auth/logout', {}), 401],
    ['the lock', () => client.request('POST', '/api/auth/lock', {}), 423],
  ] as const)('is not brought back after %s by a request that was under way', async (_name, end, answer) => {
    await wasLast('seenAt', 2);
    const held = await loket.database.ownerDb.transaction();
    try {
      await held.raw('lock table cases in access exclusive mode');
      const underWay = client.request('GET', '/api/cases?range=[0,9]');
      while ((await loket.database.ownerDb('pg_locks').where({ granted: false }).select('pid')).length === 0) await pause(20);
      expect((await end()).status).toBe(204);
      await held.commit();
      expect((await underWay).status).toBe(200);
    } finally {
      if (!held.isCompleted()) await held.rollback();
    }
    expect((await client.request('GET', '/api/cases?range=[0,9]')).status).toBe(answer);
  });

  it('locks itself on the server when nobody touched the screen for sixteen minutes, and opens with the password', async () => {
    await wasLast('seenAt', 17);
    expect((await client.request('GET', '/api/cases?range=[0,9]')).status).toBe(423);
    expect((await client.get<{ locked: boolean }>('/api/auth/me')).locked).toBe(true);
    expect((await client.request('POST', '/api/auth/unlock', { password: TEST_PASSWORD })).status).toBe(204);
    expect((await client.request('GET', '/api/cases?range=[0,9]')).status).toBe(200);
  });

  it('is not kept alive by what an empty chair asks', async () => {
    await wasLast('seenAt', 14);
    const seen = async () => (await loket.db('session').first<{ sess: { seenAt: number } }>('sess')).sess.seenAt;
    const before = await seen();
    expect((await client.request('GET', '/api/cases?range=[0,9]', undefined, { 'X-Loket-Idle': '840' })).status).toBe(200);
    expect(await seen() - before).toBeLessThan(60_000);
    expect((await client.request('GET', '/api/cases?range=[0,9]', undefined, { 'X-Loket-Idle': '5' })).status).toBe(200);
    expect(await seen() - before).toBeGreaterThan(10 * 60_000);
  });
});
